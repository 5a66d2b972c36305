import type { Database, Statement } from 'better-sqlite3'
import type { Tally } from '../../shared/results/results.ts'
import type { Cell } from './counting.ts'
import type { Store, TallyQuery } from './store.ts'

type CellKey = [...dimensions: (string | number)[], question: string, value: string]

const KEY = `survey, provider, care_type, month, version, location, channel, access, phase, answered_by, demo, question, value`
const IS_KEY = KEY.split(', ')
  .map((column) => `${column} = ?`)
  .join(' and ')

/** Writes counted cells, inside a transaction of the caller. */
export interface CellWriter {
  add(cells: Iterable<Cell>): void
  take(cells: Iterable<Cell>): void
}

/** The writer of this database. */
export function cellWriter(db: Database): CellWriter {
  const add = db.prepare<[...CellKey, number]>(
    `insert into tally (${KEY}, count) values (${Array(14).fill('?').join(', ')}) on conflict do update set count = count + excluded.count`,
  )
  const take = db.prepare<[number, ...CellKey]>(`update tally set count = count - ? where ${IS_KEY}`)
  const drop = db.prepare<CellKey>(`delete from tally where ${IS_KEY} and count = 0 and released = 0`)
  return {
    add: (cells) => {
      for (const { dimensions, question, value, count } of cells) add.run(...dimensions, question, value, count)
    },
    take: (cells) => {
      for (const { dimensions, question, value, count } of cells) {
        take.run(count, ...dimensions, question, value)
        drop.run(...dimensions, question, value)
      }
    },
  }
}

type Group = [survey: string, provider: string, careType: string, month: string, demo: number]
const GROUP = 'survey, provider, care_type, month, demo'
const IS_GROUP = 'survey = ? and provider = ? and care_type = ? and month = ? and demo = ?'

type TallyFunctions = Pick<Store, 'release' | 'lastRelease' | 'releasedTallies' | 'liveTallies'>

/** Releases and reads tallies. */
export function talliesIn(db: Database): TallyFunctions {
  // A partial index holds just the rows that these two conditions leave.
  const changed = db
    .prepare<[number], [...Group, number]>(
      `select ${GROUP}, sum(count - released) from tally where question = '' and count <> released
       group by ${GROUP} having abs(sum(count - released)) >= ?`,
    )
    .raw()
  const total = db.prepare<Group, number>(`select sum(count) from tally where ${IS_GROUP} and question = ''`).pluck()
  const take = db.prepare<Group>(`update tally set released = count where ${IS_GROUP} and released <> count`)
  const clean = db.prepare<Group>(`delete from tally where ${IS_GROUP} and count = 0`)
  const writeDay = db.prepare<[string]>(
    `insert into meta (name, value) values ('released', ?) on conflict do update set value = excluded.value`,
  )
  const readDay = db.prepare<[], string>(`select value from meta where name = 'released'`).pluck()

  const release = db.transaction((day: string, threshold: number) => {
    let groups = 0
    let responses = 0
    for (const [survey, provider, careType, month, demo, difference] of changed.all(threshold)) {
      const group: Group = [survey, provider, careType, month, demo]
      const left = total.get(...group) ?? 0
      if (left > 0 && left < threshold) continue
      take.run(...group)
      clean.run(...group)
      groups += 1
      responses += difference
    }
    writeDay.run(day)
    return { groups, responses }
  })

  return {
    release: (day, threshold) => release.immediate(day, threshold),
    lastRelease: () => readDay.get() ?? null,
    releasedTallies: tallyReader(db, 'released'),
    liveTallies: tallyReader(db, 'count'),
  }
}

const CONDITIONS: readonly [key: keyof TallyQuery, sql: string][] = [
  ['survey', 'survey = ?'],
  ['provider', 'provider = ?'],
  ['careType', 'care_type = ?'],
  ['from', 'month >= ?'],
  ['to', 'month <= ?'],
]

/** Reads tallies of real and demo answers together. One statement for each set of conditions, so that each uses the key. */
function tallyReader(db: Database, counter: 'count' | 'released'): (query: TallyQuery) => readonly Tally[] {
  const statements = new Map<string, Statement<unknown[], Tally>>()
  const prepare = (where: string) =>
    db.prepare<unknown[], Tally>(
      `select survey, version, question, value, provider, care_type as careType, location, channel, access, phase,
         answered_by as answeredBy, month, sum(${counter}) as count
       from tally where ${counter} > 0 ${where}
       group by survey, provider, care_type, month, question, value, version, location, channel, access, phase, answered_by`,
    )
  return (query) => {
    const asked = CONDITIONS.filter(([key]) => query[key] !== undefined)
    const where = asked.map(([, sql]) => `and ${sql}`).join(' ')
    const statement = statements.get(where) ?? prepare(where)
    statements.set(where, statement)
    return statement.all(...asked.map(([key]) => query[key]))
  }
}
