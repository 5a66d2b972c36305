import type { ShownBatch } from '../shared/invitations.ts'
import { monthOf } from './calendar.ts'
import type { Deps } from './deps.ts'
import { clearText } from './random-text.ts'
import { Refusal } from './refusal.ts'
import { needsInvitation } from './response-check.ts'
import type { InvitationFault } from './store/invitations.ts'
import type { Collector, Store } from './store/store.ts'

/** Characters of a secret: 79 bits of chance, and short enough to type from a letter. */
const SECRET_LENGTH = 16
const BATCH_LENGTH = 4

/** Counts of invitations are told in steps of this many. */
const STEP = 10

/** Invitations that are made at once; who needs more makes another batch. */
export const MAX_INVITATIONS = 10_000

/** An invitation as its letter has it: the only time that its secret is to be seen. */
export interface Invitation {
  /** 1, 2, 3 …: in which letter it stands, and no order of answers. */
  readonly number: number
  readonly link: string
  /** The secret in groups of four, to read and to type. */
  readonly code: string
  /** The address that asks for that code. */
  readonly page: string
}

/** Invitations that were made together, not yet kept. */
export interface NewInvitations {
  readonly collector: Collector
  readonly batch: string
  readonly secrets: readonly string[]
  readonly invitations: readonly Invitation[]
}

/** The batches of that store as they may be told, in the portal and on the command line. A batch whose letters were all
 *  used looks like one that was ended: both have nothing left. */
export function shownBatches(store: Pick<Store, 'invitationBatches'>): readonly ShownBatch[] {
  return store.invitationBatches().map(({ collector, batch, made, used }) => {
    return { collector, batch, made: inSteps(made), used: inSteps(Math.min(used, made - 1)) }
  })
}

/** The part of a batch's name that nobody typed: the rest may name somebody, and stays out of the log. */
export function markOf(batch: string): string {
  return batch.split(' ')[0] ?? ''
}

function inSteps(count: number): number | null {
  return count < STEP ? null : count - (count % STEP)
}

/** Whether that says that an invitation was used before or never made. */
export function isInvitationFault(word: string): word is InvitationFault {
  return word === 'used-invitation' || word === 'unknown-invitation'
}

/** The secret in a code as a person typed it: any case, with spaces or hyphens. */
export function readInvitation(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase()
}

/** New invitations for that collector. Throws Refusal where it takes none, or for a number that cannot be. */
export function newInvitations(
  { config, now, randomBytes }: Pick<Deps, 'config' | 'now' | 'randomBytes'>,
  collector: Collector,
  count: string,
): NewInvitations {
  assertInvites(collector)
  if (!/^[1-9]\d{0,5}$/.test(count) || Number(count) > MAX_INVITATIONS)
    throw new Refusal('usage', `Het aantal moet een heel getal zijn, van 1 tot en met ${MAX_INVITATIONS}.`)
  const secrets = Array.from({ length: Number(count) }, () => clearText(SECRET_LENGTH, randomBytes))
  return {
    collector,
    batch: `${monthOf(now())}-${clearText(BATCH_LENGTH, randomBytes)}`,
    secrets,
    invitations: secrets.map((secret, index) => ({
      number: index + 1,
      link: `${config.publicUrl}/v/${collector.code}#i=${secret}`,
      code: (secret.match(/.{4}/g) ?? []).join('-'),
      page: `${config.publicUrl}/brief/${collector.code}`,
    })),
  }
}

/** Head of the table for mail merge. */
export const INVITATION_COLUMNS = ['nummer', 'link', 'code', 'meetpunt', 'adres'] as const

/** A row a letter, in the order of `INVITATION_COLUMNS`. */
export function invitationRows({ collector, invitations }: NewInvitations): (readonly (string | number)[])[] {
  return invitations.map(({ number, link, code, page }) => [number, link, code, collector.code, page])
}

/** One survey: an invitation is used up by the first answer. */
function assertInvites(collector: Collector): void {
  if (!needsInvitation(collector))
    throw new Refusal(
      'not-invited',
      `Het meetpunt ${collector.code} is niet voor uitnodigingen. Maak er een voor eigen telefoons, alleen voor wie is uitgenodigd (--channel own-device --access invited).`,
    )
  if (collector.closed) throw new Refusal('closed-collector', `Het meetpunt ${collector.code} is dicht.`)
  if (collector.surveys.length !== 1)
    throw new Refusal(
      'more-surveys',
      `Het meetpunt ${collector.code} heeft meer vragenlijsten. Een uitnodiging geldt voor één: maak een meetpunt met één vragenlijst (--survey).`,
    )
}
