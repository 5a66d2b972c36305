import type { Database } from 'better-sqlite3'
import type { Row } from './response-row.ts'
import type { Tombstones } from './sqlite-withdrawals.ts'

/** The marks of responses that grew too old to keep. Who has the database and not the secret cannot tell what they belong to. */
export interface Aged {
  /** Notes this response, inside a transaction of the caller. */
  add(row: Row): void
  /** Whether that id is of such a response, and its hash too; null when the id is of none. */
  known(id: string, hash: string): 'duplicate' | 'conflict' | null
  count(): number
}

/** The aged responses of this database; their marks are not those of tombstones, so that the two tell nothing together. */
export function agedIn(db: Database, { markOf }: Pick<Tombstones, 'markOf'>): Aged {
  const insert = db.prepare<[Buffer, Buffer, number]>('insert into aged (mark, seal, counted) values (?, ?, ?)')
  const read = db.prepare<[Buffer], Buffer>('select seal from aged where mark = ?').pluck()
  const count = db.prepare<[], number>('select count(*) from aged').pluck()
  const ofId = (id: string) => markOf(`aged ${id}`)
  const ofBoth = (id: string, hash: string) => markOf(`aged ${id} ${hash}`)
  return {
    add: (row) => void insert.run(ofId(row[0]), ofBoth(row[0], row[1]), row[18] === 0 ? 1 : 0),
    known: (id, hash) => {
      const seal = read.get(ofId(id))
      if (seal === undefined) return null
      return seal.equals(ofBoth(id, hash)) ? 'duplicate' : 'conflict'
    },
    count: () => count.get() ?? 0,
  }
}
