import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AuditCheck, AuditEntry, AuditLine, AuditLog } from './audit.ts'

/** Before the first entry. */
const NOTHING = ''
const COLUMNS = 'number, at, who, action, about, hash'

/** Who did what, in a chain of hashes. The number and hash of the last entry are kept apart as well: without them nobody could
 *  see that entries were cut off at the end. */
export function auditIn(db: Database): AuditLog {
  const last = db.prepare<[], { number: number; hash: string }>(
    'select number, hash from audit order by number desc limit 1',
  )
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

  const note = db.transaction((entry: AuditEntry) => {
    const before = last.get()
    const number = (before?.number ?? 0) + 1
    const hash = hashOf(before?.hash ?? NOTHING, number, entry)
    insert.run({ ...entry, number, hash })
    saveHead.run(`${number} ${hash}`)
  })

  function verifyAudit(): AuditCheck {
    let head = NOTHING
    let entries = 0
    for (const line of all.iterate()) {
      const hash = hashOf(head, entries + 1, line)
      if (line.number !== entries + 1 || line.hash !== hash) return { entries, head, fault: entries + 1 }
      head = hash
      entries += 1
    }
    const [number, hash] = (readHead.get() ?? '').split(' ')
    const whole = entries === 0 ? number === '' : Number(number) === entries && hash === head
    return { entries, head, fault: whole ? null : entries + 1 }
  }

  return {
    note: (entry) => void note(entry),
    audit: ({ before, limit }) => page.all(before, limit),
    verifyAudit,
  }
}

/** As JSON, in which no two entries look the same. */
function hashOf(before: string, number: number, { at, who, action, about }: AuditEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([before, number, at, who, action, about]))
    .digest('hex')
}
