import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AuditCheck, AuditEntry, AuditLine, AuditLog } from './audit.ts'

/** Before the first entry. */
const NOTHING = ''
type LastLine = { readonly number: number; readonly hash: string }
const COLUMNS = 'number, at, who, action, about, hash'

/** Who did what, in a chain of hashes. The number and hash of the last entry are kept apart as well: without them nobody could
 *  see that entries were cut off at the end. */
export function auditIn(db: Database): AuditLog {
  const last = db.prepare<[], LastLine>('select number, hash from audit order by number desc limit 1')
  const insert = db.prepare<[AuditLine]>(
    `insert into audit (${COLUMNS}) values (:number, :at, :who, :action, :about, :hash)`,
  )
  const saveHead = db.prepare<[string]>(
    `insert into meta (name, value) values ('audit', ?) on conflict do update set value = excluded.value`,
  )
  const readHead = db.prepare<[], string>(`select value from meta where name = 'audit'`).pluck()
  const page = db.prepare<[number, number], AuditLine>(
    `select ${COLUMNS} from audit where number < ? order by number desc limit ?`,
  )
  const all = db.prepare<[], AuditLine>(`select ${COLUMNS} from audit order by number`)

  const readDropped = droppedIn(db)

  const note = db.transaction((entry: AuditEntry) => {
    const before = last.get() ?? readDropped()
    const number = before.number + 1
    const hash = hashOf(before.hash, number, entry)
    insert.run({ ...entry, number, hash })
    saveHead.run(`${number} ${hash}`)
  })

  function verifyAudit(): AuditCheck {
    let { number, hash: head } = readDropped()
    let entries = 0
    for (const line of all.iterate()) {
      const hash = hashOf(head, number + 1, line)
      if (line.number !== number + 1 || line.hash !== hash) return { entries, head, fault: number + 1 }
      head = hash
      number += 1
      entries += 1
    }
    const whole = (readHead.get() ?? '0 ') === `${number} ${head}`
    return { entries, head, fault: whole ? null : number + 1 }
  }

  return {
    // Begun as a writer: a reader that wants to write beside another writer is not made to wait but refused.
    note: (entry) => void note.immediate(entry),
    audit: ({ before, limit }) => page.all(before, limit),
    verifyAudit,
  }
}

/** Number and hash of the last line that was dropped from the beginning. */
function droppedIn(db: Database): () => { readonly number: number; readonly hash: string } {
  const read = db.prepare<[], string>(`select value from meta where name = 'audit-dropped'`).pluck()
  return () => {
    const [number = '0', hash = NOTHING] = (read.get() ?? '0 ').split(' ')
    return { number: Number(number), hash }
  }
}

/** Drops the oldest lines, up to the first that is not of before that moment. The chain goes on from the hash of the last one. */
export function auditDropper(db: Database): {
  readonly count: (before: string) => number
  readonly forget: (before: string, most: number) => number
} {
  const readDropped = droppedIn(db)
  const oldest = db.prepare<[string], LastLine>(
    `select number, hash from audit
     where number < coalesce((select min(number) from audit where at >= ?), 9e15) order by number desc limit 1`,
  )
  const at = db.prepare<[number], LastLine>('select number, hash from audit where number = ?')
  const save = db.prepare<[string]>(
    `insert into meta (name, value) values ('audit-dropped', ?) on conflict do update set value = excluded.value`,
  )
  const drop = db.prepare<[number]>('delete from audit where number <= ?')
  return {
    count: (before) => Math.max(0, (oldest.get(before)?.number ?? 0) - readDropped().number),
    forget: (before, most) => {
      const last = oldest.get(before)
      const until = last && at.get(Math.min(last.number, readDropped().number + most))
      if (!until) return 0
      save.run(`${until.number} ${until.hash}`)
      return drop.run(until.number).changes
    },
  }
}

/** As JSON, in which no two entries look the same. */
function hashOf(before: string, number: number, { at, who, action, about }: AuditEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([before, number, at, who, action, about]))
    .digest('hex')
}
