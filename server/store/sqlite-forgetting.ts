import type { Database } from 'better-sqlite3'
import type { Cell } from './counting.ts'
import type { Forgetting, Kept } from './forgetting.ts'
import { answersOf, COLUMNS, type CountedOf, countRow, type Row, textsOf } from './response-row.ts'
import type { Aged } from './sqlite-aged.ts'
import { auditDropper } from './sqlite-audit.ts'
import { originalsIn } from './sqlite-open-answers.ts'
import { cellWriter } from './sqlite-tallies.ts'
import { afterErasing } from './sqlite-withdrawals.ts'

/** How one kind is forgotten, inside a transaction of the caller. */
interface Kind {
  readonly count: (before: string) => number
  readonly forget: (before: string, most: number) => number
}

/** Forgets what was kept long enough. */
export function forgettingIn(db: Database, aged: Aged, counted: CountedOf): Forgetting {
  const kinds: Readonly<Record<Kept, Kind>> = {
    openAnswers: openAnswersOf(db, counted),
    responses: responsesOf(db, aged, counted),
    originals: originalsIn(db),
    codes: rowsOf(db, 'withdrawable', 'until <= ?'),
    refused: rowsOf(db, 'refused', 'month < ?'),
    audit: auditDropper(db),
    devices: devicesOf(db),
    sessions: rowsOf(db, 'session', 'created < cast(? as integer)'),
  }
  const forget = db.transaction<Forgetting['forget']>((kind, before, most, note) => {
    const count = kinds[kind].forget(before, most)
    if (count > 0) note(count)
    return count
  })
  return {
    overTerm: (kind, before) => kinds[kind].count(before),
    forget: (kind, before, most, note) => {
      const count = forget.immediate(kind, before, most, note)
      return count > 0 ? afterErasing(db, count) : 0
    },
    agedResponses: () => aged.count(),
  }
}

/** Whole rows of a table that is never long. */
function rowsOf(db: Database, table: string, where: string): Kind {
  const count = db.prepare<[string], number>(`select count(*) from ${table} where ${where}`).pluck()
  const drop = db.prepare<[string]>(`delete from ${table} where ${where}`)
  return { count: (before) => count.get(before) ?? 0, forget: (before) => drop.run(before).changes }
}

function openAnswersOf(db: Database, counted: CountedOf): Kind {
  const where = 'from response where demo = 0 and words = 1 and month < ?'
  const count = db.prepare<[string], number>(`select count(*) ${where}`).pluck()
  const old = db.prepare<[string, number], Row>(`select ${COLUMNS} ${where} limit ?`).raw()
  const write = db.prepare<[string, string]>('update response set answers = ?, words = 0 where id = ?')
  const drop = db.prepare<[string]>('delete from open_answer where response = ?')
  return {
    count: (before) => count.get(before) ?? 0,
    forget: (before, most) => {
      const rows = old.all(before, most)
      for (const row of rows) {
        const answers = answersOf(row)
        const empty = Object.fromEntries(textsOf(row, answers, counted).map((question) => [question, '']))
        // An empty text is counted as one that was given.
        write.run(JSON.stringify({ ...answers, ...empty }), row[0])
        drop.run(row[0])
      }
      return rows.length
    },
  }
}

function responsesOf(db: Database, aged: Aged, counted: CountedOf): Kind {
  const where = `from response where demo = 0 and month < ?
    and not exists (select 1 from withdrawable where withdrawable.response = response.id)`
  const count = db.prepare<[string], number>(`select count(*) ${where}`).pluck()
  const old = db.prepare<[string, number], Row>(`select ${COLUMNS} ${where} limit ?`).raw()
  const remove = db.prepare<[string]>('delete from response where id = ?')
  const write = cellWriter(db, 'aged_tally')
  return {
    count: (before) => count.get(before) ?? 0,
    forget: (before, most) => {
      const cells = new Map<string, Cell>()
      const rows = old.all(before, most)
      for (const row of rows) {
        countRow(cells, row, answersOf(row), counted)
        aged.add(row)
        remove.run(row[0])
      }
      write.add(cells.values())
      return rows.length
    },
  }
}

/** The helper goes with a device that was revoked only: a tablet that comes back is still hers. */
function devicesOf(db: Database): Kind {
  const where = `where heard < ? and (faults <> '[]' or last_answer is not null or (state = 'revoked' and helper <> ''))`
  const count = db.prepare<[string], number>(`select count(*) from device ${where}`).pluck()
  const clear = db.prepare<[string]>(
    `update device set faults = '[]', last_answer = null, helper = iif(state = 'revoked', '', helper) ${where}`,
  )
  return { count: (before) => count.get(before) ?? 0, forget: (before) => clear.run(before).changes }
}
