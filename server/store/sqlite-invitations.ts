import type { Database } from 'better-sqlite3'
import type { InvitationBatch, InvitationFault, InvitationMark, Invitations } from './invitations.ts'
import type { Tombstones } from './sqlite-withdrawals.ts'

type Of = Pick<InvitationBatch, 'collector' | 'batch'>
/** Of tombstones, whose HMAC this is, by the word before it. */
const nameOf = (secret: string) => `invitation ${secret}`

/** Gives what uses an invitation up, inside a transaction of the caller; null when that is done. */
export function invitationSpender(
  db: Database,
  { markOf }: Pick<Tombstones, 'markOf'>,
): (collector: string, secret: string) => InvitationFault | null {
  const use = db.prepare<[Buffer, string]>(
    'update invitation set used = 1 where mark = ? and collector = ? and used = 0',
  )
  const fault = faultReader(db, { markOf })
  return (collector, secret) =>
    use.run(markOf(nameOf(secret)), collector).changes === 1 ? null : fault(collector, secret)
}

function faultReader(db: Database, { markOf }: Pick<Tombstones, 'markOf'>): Invitations['invitationFault'] {
  const read = db
    .prepare<[Buffer, string], number>('select used from invitation where mark = ? and collector = ?')
    .pluck()
  return (collector, secret) => {
    const used = read.get(markOf(nameOf(secret)), collector)
    return used === undefined ? 'unknown-invitation' : used === 1 ? 'used-invitation' : null
  }
}

/** Keeps invitations, in the order of their marks: which was made or used first is nowhere. */
export function invitationsIn(db: Database, tombstones: Pick<Tombstones, 'markOf'>): Invitations {
  const insert = db.prepare<[Buffer, string, string]>(
    'insert into invitation (mark, collector, batch, used) values (?, ?, ?, 0)',
  )
  const take = db.prepare<[Buffer, string, string]>(
    'insert into invitation (mark, collector, batch, used) values (?, ?, ?, 0) on conflict do nothing',
  )
  const batches = db.prepare<[], InvitationBatch>(
    `select collector, batch, count(*) as made, sum(used) as used from invitation
     group by collector, batch order by collector, batch`,
  )
  const drop = db.prepare<[Of]>('delete from invitation where collector = :collector and batch = :batch and used = 0')
  const marks = db.prepare<[], { mark: Buffer; collector: string; batch: string }>(
    'select mark, collector, batch from invitation',
  )
  const add = db.transaction(({ collector, batch }: Of, secrets: readonly string[]): void => {
    const made = secrets.map((secret) => tombstones.markOf(nameOf(secret)))
    for (const mark of made.sort(Buffer.compare)) insert.run(mark, collector, batch)
  })
  const takeAll = db.transaction((given: readonly InvitationMark[]): void => {
    for (const { mark, collector, batch } of given) take.run(Buffer.from(mark, 'hex'), collector, batch)
  })
  return {
    addInvitations: (of, secrets) => add.immediate(of, secrets),
    invitationBatches: () => batches.all(),
    invitationFault: faultReader(db, tombstones),
    dropInvitations: (of) => drop.run(of).changes,
    invitationMarks: () => marks.all().map(({ mark, ...of }) => ({ ...of, mark: mark.toString('hex') })),
    takeInvitations: (given) => takeAll.immediate(given),
  }
}
