import type { Database } from 'better-sqlite3'
import type { Cell } from './counting.ts'
import type { InvitationFault } from './invitations.ts'
import {
  answersOf,
  COLUMNS,
  type CountedOf,
  countRow,
  PLACES,
  type Row,
  textsOf,
  toResponse,
  toRow,
} from './response-row.ts'
import type { Aged } from './sqlite-aged.ts'
import { arrivalsIn } from './sqlite-devices.ts'
import { invitationSpender } from './sqlite-invitations.ts'
import { openAnswerWriter } from './sqlite-open-answers.ts'
import { cellWriter } from './sqlite-tallies.ts'
import type { Tombstones } from './sqlite-withdrawals.ts'
import type { Accepted, Store, StoreVerdict } from './store.ts'

/** Stores and reads responses; each saved one is counted in the same transaction. */
export function responsesIn(
  db: Database,
  { tombstones, aged, counted }: { tombstones: Tombstones; aged: Aged; counted: CountedOf },
): Pick<Store, 'saveResponses' | 'known' | 'response' | 'bursts'> {
  const insert = db.prepare<Row>(`insert into response (${COLUMNS}) values (${PLACES})`)
  const readHash = db.prepare<[string], string>('select hash from response where id = ?').pluck()
  const read = db.prepare<[string], Row>(`select ${COLUMNS} from response where id = ?`).raw()
  const readBursts = db
    .prepare<[], [collector: string, count: number]>(
      'select collector, count(*) from response where burst = 1 group by collector',
    )
    .raw()
  const dropRefused = db.prepare<[string, string]>('delete from refused where id = ? and hash = ?')
  const addCode = db.prepare<[Buffer, string, string]>(
    'insert into withdrawable (mark, response, until) values (?, ?, ?)',
  )
  const write = cellWriter(db)
  const noteArrival = arrivalsIn(db)
  const takeApart = openAnswerWriter(db)
  const useUp = invitationSpender(db, tombstones)

  function known(id: string, hash: string): Exclude<StoreVerdict, 'stored' | InvitationFault> | null {
    if (tombstones.has(id)) return 'withdrawn'
    return stored(id, hash)
  }

  /** Whether it came before, though by now it may be there only as counts; null when it did not. */
  function stored(id: string, hash: string): 'duplicate' | 'conflict' | null {
    const there = readHash.get(id)
    if (there === undefined) return aged.known(id, hash)
    return there === hash ? 'duplicate' : 'conflict'
  }

  /** The person may have withdrawn it, by its code, before it came. From then on its id is known as withdrawn too. What
   *  is stored already stays: its code had its time, or is another one. */
  function isWithdrawn({ response: { id, withdrawal }, hash }: Accepted): boolean {
    if (tombstones.has(id)) return true
    if (withdrawal === undefined || !tombstones.has(withdrawal) || stored(id, hash) !== null) return false
    tombstones.add(id)
    return true
  }

  function save(cells: Map<string, Cell>, accepted: Accepted): StoreVerdict {
    const { id, answers, withdrawal } = accepted.response
    // Throws for a version that is not published, before anything is written.
    const row = toRow(accepted, counted)
    if (isWithdrawn(accepted)) return 'withdrawn'
    const before = stored(id, accepted.hash)
    if (before !== null) return before
    const fault = accepted.invitation === undefined ? null : useUp(accepted.collector.code, accepted.invitation)
    if (fault) return fault
    insert.run(...row)
    // It may have been refused before, by an older version of this program.
    dropRefused.run(id, accepted.hash)
    if (withdrawal && accepted.withdrawableUntil)
      addCode.run(tombstones.markOf(withdrawal), id, accepted.withdrawableUntil)
    countRow(cells, row, answers, counted)
    for (const question of row[18] === 0 ? textsOf(row, answers, counted) : []) {
      takeApart(id, question, { survey: row[3], provider: row[9], careType: row[10], demo: row[14] })
    }
    return 'stored'
  }

  const saveAll = db.transaction((batch: readonly Accepted[]): StoreVerdict[] => {
    const cells = new Map<string, Cell>()
    const verdicts = batch.map((accepted) => {
      const verdict = save(cells, accepted)
      const { arrival } = accepted
      if (arrival && verdict !== 'conflict') noteArrival(arrival.device, arrival.number)
      return verdict
    })
    write.add(cells.values())
    return verdicts
  })

  return {
    saveResponses: (batch) => (batch.length === 0 ? [] : saveAll.immediate(batch)),
    known,
    bursts: () => new Map(readBursts.all()),
    response: (id) => {
      const row = read.get(id)
      return row ? toResponse(row) : null
    },
  }
}

/** Reads every response as what is counted of it, one at a time. */
export function* countedRows(db: Database, counted: CountedOf): Generator<(cells: Map<string, Cell>) => void> {
  const rows = db.prepare<[], Row>(`select ${COLUMNS} from response`).raw()
  for (const row of rows.iterate()) yield (cells) => countRow(cells, row, answersOf(row), counted)
}
