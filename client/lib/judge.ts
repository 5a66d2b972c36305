import { type Envelope, PROTOCOL, type RefusalReason } from '../../shared/wire.ts'
import type { Outcome } from './api.ts'
import type { Quarantined, Receipt } from './queue.ts'

/** What one reply decides about each envelope of its request. */
export interface Judgement {
  readonly receipts: readonly Receipt[]
  readonly bad: readonly Quarantined[]
  /** Ids to keep and try again. */
  readonly kept: readonly string[]
  /** Database that answered; null when nothing trustworthy did. */
  readonly epoch: string | null
  /** The request as a whole was too large. */
  readonly tooLarge: boolean
  /** How long the server wishes to be left alone, in milliseconds; 0 without a wish. */
  readonly restMs: number
}

interface Trusted {
  readonly epoch: string
  readonly results: readonly unknown[]
}

/** Judges what came back for these envelopes. Only status 200 with JSON of our protocol and exactly one result with an
 *  envelope's id and hash decides about it; whatever else a server, a proxy or a wifi sign-in page says, it is kept. */
export function judge(sent: readonly Envelope[], outcome: Outcome, now: number): Judgement {
  const status = 'status' in outcome ? outcome.status : 0
  const restMs = restAfter(outcome, now)
  const reply = trusted(outcome)
  if (!reply) return { ...keepAll(sent), tooLarge: status === 413, restMs }
  const receipts: Receipt[] = []
  const bad: Quarantined[] = []
  const kept: string[] = []
  let longest = restMs
  for (const envelope of sent) {
    const result = onlyResult(reply.results, envelope)
    switch (result?.verdict) {
      case 'stored':
      case 'duplicate':
      case 'withdrawn':
        receipts.push({ id: envelope.id, hash: envelope.hash })
        break
      case 'conflict':
      case 'refused':
        bad.push({ envelope, verdict: result.verdict, ...reasonOf(result.reason) })
        break
      default:
        // `later`, a word of a newer server, or no result at all.
        kept.push(envelope.id)
        longest = Math.max(longest, secondsToMs(result?.retryAfter))
    }
  }
  return { receipts, bad, kept, epoch: reply.epoch, tooLarge: false, restMs: longest }
}

/** The judgement that decides nothing. */
function keepAll(sent: readonly Envelope[]): Judgement {
  const kept = sent.map((envelope) => envelope.id)
  return { receipts: [], bad: [], kept, epoch: null, tooLarge: false, restMs: 0 }
}

function trusted(outcome: Outcome): Trusted | null {
  if ('failed' in outcome || outcome.status !== 200 || !isObject(outcome.json)) return null
  const { protocol, epoch, results } = outcome.json
  if (protocol !== PROTOCOL || typeof epoch !== 'string' || epoch === '' || !Array.isArray(results)) return null
  return { epoch, results }
}

function onlyResult(results: readonly unknown[], { id, hash }: Envelope): Record<string, unknown> | null {
  const [result, another] = results.filter(isObject).filter((item) => item.id === id && item.hash === hash)
  return result && !another ? result : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function reasonOf(reason: unknown): { reason?: RefusalReason } {
  // A newer server may know a reason that this app does not; it is shown as it came.
  return typeof reason === 'string' ? { reason: reason as RefusalReason } : {}
}

function secondsToMs(seconds: unknown): number {
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : 0
}

/** How long the server wishes to be left alone, in milliseconds: seconds or a date (RFC 9110 §10.2.3); 0 without one. */
export function restAfter(outcome: Outcome, now: number): number {
  const header = 'headers' in outcome ? outcome.headers.get('retry-after') : null
  if (header === null) return 0
  if (/^\d+$/.test(header.trim())) return secondsToMs(Number(header))
  const date = Date.parse(header)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
