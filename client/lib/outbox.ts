import { type Envelope, type FlushRequest, LIMITS, PROTOCOL, type WithdrawRequest } from '../../shared/wire.ts'
import type { Outcome } from './api.ts'
import { type Judgement, judge } from './judge.ts'
import type { Queue, SendState } from './queue.ts'
import { sendWithdrawals } from './send-withdrawals.ts'

/** What a flush needs of the world; the simulator puts in its own. */
export interface Ports {
  readonly queue: Queue
  readonly send: (request: FlushRequest) => Promise<Outcome>
  readonly withdraw: (request: WithdrawRequest) => Promise<Outcome>
  /** Milliseconds since 1970, as far as the device's clock is right. */
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
  /** Runs the work when no other tab is at it; null when one is. Saves double work; the server guards correctness. */
  readonly lock: <T>(work: () => Promise<T>) => Promise<T | null>
}

/** `busy`: another tab is sending. `wait`: envelopes remain and may be tried again from that moment. */
export type FlushResult =
  | { readonly state: 'empty' }
  | { readonly state: 'busy' }
  | { readonly state: 'wait'; readonly until: number }

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 5 * 60_000
const LONGEST_REST_MS = 60 * 60_000
/** How long a delivered envelope is kept, to offer it again to a server that was restored from a backup. */
const KEEP_DELIVERED_MS = 48 * 60 * 60_000

/** Sends what waits until all is delivered, or until the network or the server makes it pause. Rejects when the
 *  device's storage fails; whatever was not written down as delivered then still waits. */
export async function flush(ports: Ports): Promise<FlushResult> {
  return (await ports.lock(() => flushAll(ports))) ?? { state: 'busy' }
}

/** Sends no envelope twice in one go: whatever goes wrong, a flush ends, and what waits again comes after a pause. */
async function flushAll(ports: Ports): Promise<FlushResult> {
  const { queue, now } = ports
  await queue.forgetDelivered(now() - KEEP_DELIVERED_MS)
  const before = await queue.sendState()
  if (mustRest(before, now())) return { state: 'wait', until: before.notBefore }
  const asked = await sendWithdrawals(ports)
  const result = await sendEnvelopes(ports, asked.restMs)
  return result.state === 'empty' && asked.waiting > 0 ? pause(ports, await queue.sendState(), asked.restMs) : result
}

async function sendEnvelopes(ports: Ports, askedToRestMs: number): Promise<FlushResult> {
  const { queue, now } = ports
  const sent = new Set<string>()
  let waitAgain = 0
  let largest: number = LIMITS.batch
  let restMs = askedToRestMs
  for (;;) {
    const known = await queue.sendState()
    if (mustRest(known, now())) return { state: 'wait', until: known.notBefore }
    const size = Math.min(largest, sizeAfterFailures(known.failures))
    const waiting = await wholeOnes(queue, size + waitAgain)
    if (waiting.length === 0) return { state: 'empty' }
    const batch = fitting(waiting, sent, size)
    if (batch.length === 0) return pause(ports, known, restMs)
    const judged = judge(batch, await ports.send({ protocol: PROTOCOL, envelopes: batch }), now())
    if (judged.tooLarge && batch.length > 1) {
      largest = Math.ceil(batch.length / 2)
      continue
    }
    const judgement = judged.tooLarge ? setAside(batch, judged) : judged
    const requeued = await writeDown(ports, judgement)
    for (const { id } of batch) sent.add(id)
    waitAgain += judgement.kept.length + requeued
    restMs = Math.max(restMs, judgement.restMs)
    const epoch = judgement.epoch ?? known.epoch
    if (judgement.receipts.length + judgement.bad.length === 0) return pause(ports, { ...known, epoch }, restMs)
    // Two databases that answer in turn make longer and longer pauses, not an endless exchange.
    await queue.saveSendState({ notBefore: 0, failures: requeued > 0 ? known.failures : 0, epoch })
  }
}

/** One envelope that is too large on its own. */
function setAside(batch: readonly Envelope[], judged: Judgement): Judgement {
  return { ...judged, kept: [], bad: batch.map((envelope) => ({ envelope, verdict: 'too-large' })) }
}

/** A crash between two of these steps repeats a send and loses nothing. Gives how many delivered envelopes wait again,
 *  because another database has answered. */
async function writeDown({ queue, now }: Ports, { receipts, bad, kept, epoch }: Judgement): Promise<number> {
  if (epoch !== null && receipts.length > 0) await queue.deliver(receipts, now(), epoch)
  if (bad.length > 0) await queue.quarantine(bad)
  if (kept.length > 0) await queue.tried(kept)
  return epoch === null ? 0 : queue.requeueDelivered(epoch)
}

/** A moment further away than any pause we set means that the clock was changed: no reason to wait. */
function mustRest({ notBefore }: SendState, now: number): boolean {
  return notBefore > now && notBefore - now <= LONGEST_REST_MS
}

/** Smaller batches after failures: an envelope that makes a whole request fail ends up alone, behind the others. */
function sizeAfterFailures(failures: number): number {
  return Math.max(1, LIMITS.batch >> Math.min(failures, 6))
}

/** What waits, after putting damaged records aside. */
async function wholeOnes(queue: Queue, limit: number): Promise<readonly Envelope[]> {
  const waiting = await queue.waiting(limit)
  const damaged = waiting.filter((envelope) => !isWhole(envelope))
  if (damaged.length === 0) return waiting
  const reason = 'malformed-envelope'
  await queue.quarantine(damaged.map((envelope) => ({ envelope, verdict: 'refused', reason })))
  return queue.waiting(limit)
}

/** As many as go in one request. */
function fitting(waiting: readonly Envelope[], sent: ReadonlySet<string>, size: number): readonly Envelope[] {
  const batch: Envelope[] = []
  let bytes = 100
  for (const envelope of waiting) {
    if (sent.has(envelope.id) || batch.length === size || !isWhole(envelope)) continue
    bytes += JSON.stringify(envelope).length + 1
    if (bytes > LIMITS.body && batch.length > 0) break
    batch.push(envelope)
  }
  return batch
}

/** False for a record that the device's storage has damaged; the server would not know which one we mean. */
function isWhole({ id, hash, kid, sealed }: Envelope): boolean {
  return [id, hash, kid, sealed].every((part) => typeof part === 'string' && /^[\w-]+$/.test(part))
}

/** Notes the failure and until when to leave the server alone: 1 s doubling to 5 min with full jitter (AWS
 *  Architecture Blog, "Exponential Backoff and Jitter", 2015), or the server's own wish, at most an hour. */
async function pause({ queue, now, random }: Ports, state: SendState, restMs: number): Promise<FlushResult> {
  const failures = state.failures + 1
  const jitter = random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20))
  const until = now() + Math.min(LONGEST_REST_MS, Math.max(jitter, restMs))
  await queue.saveSendState({ notBefore: until, failures, epoch: state.epoch })
  return { state: 'wait', until }
}
