import { createHmac } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Cell } from './counting.ts'
import { answersOf, COLUMNS, type CountedOf, countRow, type Row } from './response-row.ts'
import { cellWriter } from './sqlite-tallies.ts'
import type { Store } from './store.ts'

/** The marks of what was withdrawn: ids, and digests of withdrawal codes. Who has the database and not the secret cannot
 *  tell what they belong to, nor withdraw anything with them. */
export interface Tombstones {
  has(name: string): boolean
  add(name: string): void
  addMark(mark: Buffer): void
  markOf(name: string): Buffer
  all(): readonly string[]
}

/** The tombstones of this database, derived with this secret. */
export function tombstonesIn(db: Database, secret: Uint8Array): Tombstones {
  const read = db.prepare<[Buffer], number>('select 1 from tombstone where mark = ?').pluck()
  const insert = db.prepare<[Buffer]>('insert into tombstone (mark) values (?) on conflict do nothing')
  const readAll = db.prepare<[], Buffer>('select mark from tombstone').pluck()
  const markOf = (name: string) => createHmac('sha256', secret).update(name).digest()
  return {
    has: (name) => read.get(markOf(name)) !== undefined,
    add: (name) => void insert.run(markOf(name)),
    addMark: (mark) => void insert.run(mark),
    markOf,
    all: () => readAll.all().map((one) => one.toString('hex')),
  }
}

/** Takes responses out again, with their counts, for good. */
export function withdrawalsIn(
  db: Database,
  tombstones: Tombstones,
  counted: CountedOf,
): Pick<Store, 'withdraw' | 'withdrawByCode' | 'marksToCome' | 'tombstones' | 'bury'> {
  const read = db.prepare<[string], Row>(`select ${COLUMNS} from response where id = ?`).raw()
  const ids = db.prepare<[], string>('select id from response').pluck()
  const ofCode = db.prepare<[Buffer], string>('select response from withdrawable where mark = ?').pluck()
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
  const withdrawMarked = (mark: Buffer) => {
    tombstones.addMark(mark)
    return ofCode.all(mark).filter((id) => withdraw(id)).length
  }
  const withdrawByCode = db.transaction((digests: readonly string[]): void => {
    for (const digest of digests) withdrawMarked(tombstones.markOf(digest))
  })
  const bury = db.transaction((marks: readonly string[]): number => {
    const buried = new Set(marks)
    const byCode = marks.reduce((sum, mark) => sum + withdrawMarked(Buffer.from(mark, 'hex')), 0)
    const byId = ids.all().filter((id) => buried.has(tombstones.markOf(id).toString('hex')) && withdraw(id)).length
    return byCode + byId
  })

  return {
    withdraw: (id) => afterErasing(db, withdraw.immediate(id)),
    withdrawByCode: (digests) => afterErasing(db, withdrawByCode.immediate(digests)),
    marksToCome: (digests) =>
      digests.filter((digest) => !tombstones.has(digest)).map((digest) => tombstones.markOf(digest).toString('hex')),
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
