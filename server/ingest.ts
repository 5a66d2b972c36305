import { type FlushReply, LIMITS, PROTOCOL, type RefusalReason, type Verdict } from '../shared/wire.ts'
import { dayOf } from './calendar.ts'
import { createCommitQueue, type Written } from './commit-queue.ts'
import { numberOf } from './device-check.ts'
import { checkEnvelope, echoOf, isObject } from './envelope-check.ts'
import { isInvitationFault } from './invitations.ts'
import type { OpenSeal } from './keys.ts'
import { acceptsVersion } from './publish-surveys.ts'
import { type CheckedResponse, checkResponse, needsInvitation, type Surroundings } from './response-check.ts'
import type { Accepted, Collector, PublishedSurvey, RefusedEnvelope, Store, StoreVerdict } from './store/store.ts'
import { withdrawableUntil } from './withdrawals.ts'

/** A flush whose envelopes nobody has looked at yet. */
export interface UncheckedFlush {
  readonly protocol: 1
  readonly envelopes: readonly unknown[]
}

/** The flush in a parsed body, or what is wrong with the whole request, for a developer. Says nothing of the envelopes
 *  themselves: each of those gets its own verdict. */
export function checkFlushRequest(body: unknown): UncheckedFlush | string {
  if (!isObject(body)) return 'The body must be {"protocol": 1, "envelopes": […]}'
  const { protocol, envelopes } = body
  if (protocol !== PROTOCOL) return `"protocol" must be ${PROTOCOL}`
  if (!Array.isArray(envelopes)) return '"envelopes" must be a list'
  if (envelopes.length === 0 || envelopes.length > LIMITS.batch)
    return `"envelopes" must hold 1 to ${LIMITS.batch} envelopes`
  return { protocol, envelopes }
}

export interface IngestParts {
  readonly store: Pick<
    Store,
    'saveResponses' | 'known' | 'keepRefused' | 'collector' | 'survey' | 'epoch' | 'mayDeliver'
  >
  readonly openSeal: OpenSeal
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Whether answers to this version are still taken in on that day; two years after it was superseded unless given. */
  readonly accepts?: (published: PublishedSurvey, today: string) => boolean
  /** Seconds that a device is asked to wait after `later`. */
  readonly retryAfter?: number
  /** Hears of every error that became `later`; writes its code and stack to stderr, without its message, unless given. */
  readonly report?: (error: unknown) => void
}

/** What a request meets, and until when what it brings can be withdrawn by its code. */
type AtThatMoment = Surroundings & {
  readonly withdrawableUntil: string
  /** Who has signed the request; null for nobody. */
  readonly device: string | null
  readonly mayDeliver: (collector: string) => boolean
}

/** What is to be said of one item before anything is written. */
type Decision =
  | {
      readonly to: 'save'
      readonly accepted: Accepted
      /** What to keep when only the store can tell that it is refused. */
      readonly refusedFor: (reason: RefusalReason) => RefusedEnvelope
    }
  | { readonly to: 'keep'; readonly refused: RefusedEnvelope; readonly reason: RefusalReason }
  | { readonly to: 'say'; readonly verdict: Omit<Verdict, 'id' | 'hash'> }

/** Decides on every envelope of a flush: opens the seal, checks the response, stores and counts what is new, and answers
 *  only after that is on disk. Verdicts come in the order sent; a bad item never fails its batch; what cannot be decided
 *  or committed now is `later`. A collector that has devices takes answers from these only. The promise does not reject for any envelope, whatever it holds. */
export function createIngest(
  parts: IngestParts,
): (request: UncheckedFlush, device?: string | null) => Promise<FlushReply> {
  const { store, retryAfter = 30, report = reportCode } = parts
  const commit = createCommitQueue(store, report)
  const later: Decision = { to: 'say', verdict: { verdict: 'later', retryAfter } }

  return async ({ envelopes }, device = null) => {
    const epoch = store.epoch()
    const surroundings = surroundingsOf(parts, device)
    const decisions = envelopes.map((item) => {
      try {
        return decide(item, parts, surroundings)
      } catch (error) {
        report(error)
        return later
      }
    })
    const written = await commit({
      accepted: decisions.flatMap((decision) => (decision.to === 'save' ? decision.accepted : [])),
      refused: decisions.flatMap((decision) => (decision.to === 'keep' ? decision.refused : [])),
    })
    const turnedAway = turnedAwayOf(decisions, written.saved)
    // What is refused is kept before anybody hears so, like all else that is.
    const { kept } = turnedAway[0] ? await commit({ accepted: [], refused: turnedAway }) : { kept: true }
    const say = sayer(written, { later: later.verdict, keptTurnedAway: kept })
    const results = decisions.map((decision, index) => ({ ...echoOf(envelopes[index]), ...say(decision) }))
    return { protocol: PROTOCOL, epoch, results }
  }
}

function decide(item: unknown, { store, openSeal }: IngestParts, surroundings: AtThatMoment): Decision {
  const checked = checkEnvelope(item)
  if ('reason' in checked)
    return checked.envelope ? refuse(checked.envelope, checked.reason) : sayRefused(checked.reason)
  const { envelope, bytes } = checked
  const opened = openSeal({ id: envelope.id, kid: envelope.kid, sealed: bytes })
  const read =
    'fault' in opened
      ? { reason: opened.fault, collector: null }
      : fromItsDevice(checkResponse(opened.plaintext, envelope.id, surroundings), surroundings)
  if ('response' in read) {
    const { withdrawableUntil, device } = surroundings
    const number = numberOf(item)
    const arrival = device === null || number === null ? {} : { arrival: { device, number } }
    const { invitation } = read.response
    const byInvitation = needsInvitation(read.collector) && invitation !== undefined ? { invitation } : {}
    return {
      to: 'save',
      accepted: { ...read, hash: envelope.hash, withdrawableUntil, ...arrival, ...byInvitation },
      refusedFor: (reason) => refusedOf(envelope, reason, read.collector),
    }
  }
  // What is in already stays in, even if by now its key is gone or its version too old.
  const known = store.known(envelope.id, envelope.hash)
  if (known === 'duplicate' || known === 'withdrawn') return { to: 'say', verdict: { verdict: known } }
  return refuse(envelope, read.reason, read.collector)

  function refuse(
    envelope: Omit<RefusedEnvelope, 'reason' | 'month'>,
    reason: RefusalReason,
    collector: Collector | null = null,
  ): Decision {
    return { to: 'keep', refused: refusedOf(envelope, reason, collector), reason }
  }

  function refusedOf(
    envelope: Omit<RefusedEnvelope, 'reason' | 'month'>,
    reason: RefusalReason,
    collector: Collector | null,
  ): RefusedEnvelope {
    return {
      ...envelope,
      reason,
      month: surroundings.month,
      ...(collector ? { collector: collector.code } : {}),
      ...(surroundings.device === null ? {} : { device: surroundings.device }),
    }
  }
}

function fromItsDevice(read: CheckedResponse, { mayDeliver }: AtThatMoment): CheckedResponse {
  if ('reason' in read || mayDeliver(read.collector.code)) return read
  return { reason: 'unknown-device', collector: read.collector }
}

function sayRefused(reason: RefusalReason): Decision {
  return { to: 'say', verdict: { verdict: 'refused', reason } }
}

/** The envelopes whose invitation was used or never made: that is known only in the transaction that would use it up. */
function turnedAwayOf(
  decisions: readonly Decision[],
  saved: readonly (StoreVerdict | null)[],
): readonly RefusedEnvelope[] {
  const tried = decisions.flatMap((decision) => (decision.to === 'save' ? decision : []))
  return tried.flatMap(({ refusedFor }, index) => {
    const verdict = saved[index]
    return verdict && isInvitationFault(verdict) ? refusedFor(verdict) : []
  })
}

/** Says the verdicts one after the other: those of saved responses come in the order in which they were given. */
function sayer(
  written: Written,
  { later, keptTurnedAway }: { readonly later: Omit<Verdict, 'id' | 'hash'>; readonly keptTurnedAway: boolean },
): (decision: Decision) => Omit<Verdict, 'id' | 'hash'> {
  let next = 0
  return (decision) => {
    switch (decision.to) {
      case 'say':
        return decision.verdict
      case 'keep':
        return written.kept ? { verdict: 'refused', reason: decision.reason } : later
      case 'save': {
        const verdict = written.saved[next++]
        if (!verdict) return later
        if (!isInvitationFault(verdict)) return { verdict }
        return keptTurnedAway ? { verdict: 'refused', reason: verdict } : later
      }
    }
  }
}

/** Looks up each collector and survey once per request: the command line may change them between two requests. */
function surroundingsOf({ store, now, accepts = acceptsVersion }: IngestParts, device: string | null): AtThatMoment {
  const today = dayOf(now())
  const collectors = new Map<string, Collector | null>()
  const surveys = new Map<string, PublishedSurvey | null>()
  const welcome = new Map<string, boolean>()
  return {
    device,
    mayDeliver: (collector) => once(welcome, collector, () => store.mayDeliver(collector, device)),
    month: today.slice(0, 7),
    withdrawableUntil: withdrawableUntil(now()),
    collector: (code) => once(collectors, code, () => store.collector(code)),
    survey: (id, version) => once(surveys, `${id}@${version}`, () => store.survey(id, version)),
    accepts: (published) => accepts(published, today),
  }
}

function once<T>(found: Map<string, T>, key: string, find: () => T): T {
  const known = found.get(key)
  if (known !== undefined) return known
  const made = find()
  found.set(key, made)
  return made
}

/** A message may quote what somebody sent; the code and the place in the program do not. */
function reportCode(error: unknown): void {
  const { name, code = '', stack = '' }: NodeJS.ErrnoException = error instanceof Error ? error : new Error()
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  console.error([`ingest: ${name} ${code}`, ...places].join('\n'))
}
