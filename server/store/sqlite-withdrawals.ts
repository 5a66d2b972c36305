import { createHmac } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Cell } from './counting.ts'
import { answersOf, COLUMNS, type CountedOf, countRow, type Row } from './response-row.ts'
import { cellWriter } from './sqlite-tallies.ts'
import type { Store } from './store.ts'

/** The marks of withdrawn ids: who has the database and not the secret cannot tell which ids they are. */
export interface Tombstones {
  has(id: string): boolean
  add(id: string): void
  addMark(mark: string): void
  /** The mark of an id, hex. */
  markOf(id: string): string
  all(): readonly string[]
}

/** The tombstones of this database, derived with this secret. */
export function tombstonesIn(db: Database, secret: Uint8Array): Tombstones {
  const read = db.prepare<[Buffer], number>('select 1 from tombstone where mark = ?').pluck()
  const insert = db.prepare<[Buffer]>('insert into tombstone (mark) values (?) on conflict do nothing')
  const readAll = db.prepare<[], Buffer>('select mark from tombstone').pluck()
  const mark = (id: string) => createHmac('sha256', secret).update(id).digest()
  return {
    has: (id) => read.get(mark(id)) !== undefined,
    add: (id) => void insert.run(mark(id)),
    addMark: (hex) => void insert.run(Buffer.from(hex, 'hex')),
    markOf: (id) => mark(id).toString('hex'),
    all: () => readAll.all().map((one) => one.toString('hex')),
  }
}

/** Takes responses out again, with their counts, for good. */
export function withdrawalsIn(
  db: Database,
  tombstones: Tombstones,
  counted: CountedOf,
): Pick<Store, 'withdraw' | 'tombstones' | 'bury'> {
  const read = db.prepare<[string], Row>(`select ${COLUMNS} from response where id = ?`).raw()
  const ids = db.prepare<[], string>('select id from response').pluck()
  const remove = db.prepare<[string]>('delete from response where id = ?')
  const removeRefused = db.prepare<[string]>('delete from refused where id = ?')
  const write = cellWriter(db)

  const withdraw = db.transaction((id: string): boolean => {
    tombstones.add(id)
    removeRefused.run(id)
    const row = read.get(id)
    if (!row) return false
    remove.run(id)
    const cells = new Map<string, Cell>()
    countRow(cells, row, answersOf(row), counted)
    write.take(cells.values())
    return true
  })
  const bury = db.transaction((marks: readonly string[]): number => {
    const buried = new Set(marks)
    for (const mark of marks) tombstones.addMark(mark)
    return ids.all().filter((id) => buried.has(tombstones.markOf(id)) && withdraw(id)).length
  })

  return {
    withdraw: (id) => afterErasing(db, withdraw.immediate(id)),
    tombstones: () => tombstones.all(),
    bury: (marks) => afterErasing(db, bury.immediate(marks)),
  }
}

/** Moves what was erased out of the write-ahead log too. Not sure to succeed beside a reader or on a full disk: then the
 *  next checkpoint does it, so a failure is no failure of what was asked. */
export function afterErasing<T>(db: Database, result: T): T {
  try {
    db.pragma('wal_checkpoint(truncate)')
  } catch {
    return result
  }
  return result
}
