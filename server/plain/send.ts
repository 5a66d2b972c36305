import { isDeepStrictEqual } from 'node:util'
import { type Channel, type Response, toResponse } from '../../shared/response.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Verdict } from '../../shared/wire.ts'
import { monthOf } from '../calendar.ts'
import type { Deps } from '../deps.ts'
import { isInvitationFault } from '../invitations.ts'
import { needsInvitation } from '../response-check.ts'
import { sealForServer } from '../seal.ts'
import type { InvitationFault } from '../store/invitations.ts'
import type { Collector } from '../store/store.ts'
import { digestOfCode } from '../withdrawals.ts'
import type { PlainRun } from './token.ts'

/** What became of a run: in (now or before), in before with other answers, taken back, not in, or not in because of its
 *  invitation. */
export type Sent = 'sent' | 'sent-other' | 'withdrawn' | 'not-kept' | InvitationFault

type Parts = Pick<Deps, 'store' | 'key' | 'ingest' | 'now'>

/** Makes the response of this run, seals it and gives it to the ingest like any other. The same run twice is one: its id
 *  is looked up first, since a second seal has another hash. Rejects only when the database cannot be read. */
export async function sendRun(parts: Parts, survey: Survey, plain: PlainRun, collector: Collector): Promise<Sent> {
  const { channel } = collector
  const code = codeOf(plain, channel)
  const withdrawal = code && digestOfCode(code)
  const context = { month: monthOf(parts.now()), channel, ...(withdrawal ? { withdrawal } : {}) }
  const response = toResponse(survey, plain.run, context)
  const known = whereIs(parts, response)
  if (known) return known
  const fault = faultOf(parts, plain, collector)
  // Here rather than by the ingest, which would keep what is refused: the page still holds it.
  if (fault) return fault
  const envelope = await sealForServer(response, parts.key)
  const { results } = await parts.ingest({ protocol: 1, envelopes: [envelope] })
  return sentBy(results[0], () => whereIs(parts, response))
}

function faultOf({ store }: Parts, { run }: PlainRun, collector: Collector): InvitationFault | null {
  return needsInvitation(collector) ? store.invitationFault(collector.code, run.invitation ?? '') : null
}

/** The withdrawal code that this person gets: on a phone of one's own, as in the app. */
export function codeOf({ code }: PlainRun, channel: Channel): string | null {
  return channel === 'own-device' ? code : null
}

/** Null for a response that the store does not know. */
function whereIs({ store }: Parts, response: Response): Sent | null {
  const stored = store.response(response.id)
  if (stored) return isDeepStrictEqual(stored.answers, response.answers) ? 'sent' : 'sent-other'
  return store.known(response.id, '') === 'withdrawn' ? 'withdrawn' : null
}

function sentBy(verdict: Verdict | undefined, lookAgain: () => Sent | null): Sent {
  switch (verdict?.verdict) {
    case 'stored':
    case 'duplicate':
      return 'sent'
    case 'withdrawn':
      return 'withdrawn'
    case 'conflict':
      // Two taps at the same time: the other one is in.
      return lookAgain() ?? 'not-kept'
    case 'refused':
      // Another answer by the same invitation came in meanwhile.
      return verdict.reason && isInvitationFault(verdict.reason) ? verdict.reason : 'not-kept'
    default:
      return 'not-kept'
  }
}
