import type { Database } from 'better-sqlite3'
import { MAX_REFUSED, type RefusedEnvelope, type Store } from './store.ts'

/** Keeps refused envelopes, up to MAX_REFUSED. */
export function refusedIn(db: Database): Pick<Store, 'keepRefused' | 'refused' | 'countRefused' | 'dropRefused'> {
  const count = db.prepare<[], number>('select count(*) from refused').pluck()
  const insert = db.prepare<string[]>(
    `insert into refused (id, hash, kid, sealed, reason, month, collector, device) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set device = excluded.device where device = '' and excluded.device <> ''`,
  )
  const read = db.prepare<[], Required<RefusedEnvelope>>(
    'select id, hash, kid, sealed, reason, month, collector, device from refused order by id, hash',
  )
  const drop = db.prepare<[string, string]>('delete from refused where id = ? and hash = ?')
  const keep = db.transaction((envelopes: readonly RefusedEnvelope[]) => {
    let room = MAX_REFUSED - (count.get() ?? 0)
    for (const { id, hash, kid, sealed, reason, month, collector = '', device = '' } of envelopes) {
      if (room <= 0) return
      room -= insert.run(id, hash, kid, sealed, reason, month, collector, device).changes
    }
  })
  return {
    keepRefused: (envelopes) => (envelopes.length === 0 ? undefined : keep.immediate(envelopes)),
    refused: () =>
      read.all().map(({ collector, device, ...rest }) => ({
        ...rest,
        ...(collector === '' ? {} : { collector }),
        ...(device === '' ? {} : { device }),
      })),
    countRefused: () => count.get() ?? 0,
    dropRefused: (id, hash) => void drop.run(id, hash),
  }
}
