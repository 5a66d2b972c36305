import type { Bucket } from '../bucket.ts'
import { readInvitation } from '../invitations.ts'
import { needsInvitation } from '../response-check.ts'
import type { InvitationFault } from '../store/invitations.ts'
import type { Store } from '../store/store.ts'
import type { Under } from './begin.ts'
import type { Next } from './move.ts'
import type { PlainRun } from './token.ts'

/** Sends the code of a letter. */
export const INVITE = 'invite'

/** Why a typed code does not do; `busy`: too many wrong ones were tried. */
export type InvitationTrouble = InvitationFault | 'busy'

/** Wrong codes of all together: 120 at once, and then two a second. 79 bits are not to be guessed at any speed; this keeps rubbish from the
 *  database. */
export const TYPED_BUCKET = { size: 120, perSecond: 2 } as const

/** Whether that page comes only after the code of a letter: everything that goes on, but not the choice of a language, Stoppen
 *  or leaving. */
export function asksInvitation({ collector, plain }: Under, next: Next): boolean {
  if (!needsInvitation(collector) || plain.run.invitation !== undefined) return false
  return 'show' in next ? next.show !== 'language' && next.show !== 'stop' : next.end === 'send'
}

/** The run with the invitation of that code, when it would be taken in now. It is used up by Versturen only, in the transaction that
 *  stores the answer. */
export function withInvitation(
  { store, bucket }: { readonly store: Pick<Store, 'invitationFault'>; readonly bucket: Bucket },
  { collector, plain }: Under,
  typed: string,
): { readonly plain: PlainRun } | { readonly trouble: InvitationTrouble } {
  if (!bucket.hasOne()) return { trouble: 'busy' }
  const invitation = readInvitation(typed)
  const trouble = store.invitationFault(collector.code, invitation)
  if (trouble === null) return { plain: { ...plain, run: { ...plain.run, invitation } } }
  bucket.take(1)
  return { trouble }
}

/** The same run, to which another code may be given. */
export function withoutInvitation(plain: PlainRun): PlainRun {
  return { ...plain, run: { ...plain.run, invitation: undefined } }
}
