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

/** Envelopes read at once. */
const PAGE = 8 * LIMITS.batch
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 5 * 60_000
const LONGEST_REST_MS = 60 * 60_000
/** How long a delivered envelope is kept, to offer it again to a server that was restored from a backup. */
export const KEEP_DELIVERED_MS = 48 * 60 * 60_000

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
  const result = await sendEnvelopes(ports, before, asked.restMs)
  return result.state === 'empty' && asked.waiting > 0 ? pause(ports, await queue.sendState(), asked.restMs) : result
}

interface OnItsWay {
  readonly batch: readonly Envelope[]
  readonly reply: Promise<Outcome>
}

/** What a flush does to the queue: it reads ahead, has two requests under way as long as all goes well, so that the server
 *  need not wait for the device, and writes down what one reply says meanwhile. An envelope goes once at most, so that
 *  nothing depends on how far the writing is. */
async function sendEnvelopes(ports: Ports, before: SendState, askedToRestMs: number): Promise<FlushResult> {
  const sent = new Set<string>()
  const notes = createNotes(ports, before)
  const ahead = createAhead(ports.queue, sent, notes)
  const onTheirWay: OnItsWay[] = []
  let largest: number = LIMITS.batch
  let restMs = askedToRestMs
  let failed = false
  let left: readonly Envelope[] | null = []
  for (;;) {
    const size = Math.min(largest, sizeAfterFailures(notes.state().failures))
    while (!failed && onTheirWay.length < (size === LIMITS.batch ? 2 : 1)) {
      left = await ahead.next(size)
      if (!left?.length) break
      for (const { id } of left) sent.add(id)
      onTheirWay.push(sendOff(ports, left))
    }
    const next = onTheirWay.shift()
    if (!next) break
    const judged = judge(next.batch, await next.reply, ports.now())
    if (judged.tooLarge && next.batch.length > 1) {
      largest = Math.min(largest, Math.ceil(next.batch.length / 2))
      for (const { id } of next.batch) sent.delete(id)
      continue
    }
    const judgement = judged.tooLarge ? setAside(next.batch, judged) : judged
    restMs = Math.max(restMs, judgement.restMs)
    await notes.take(judgement)
    failed ||= judgement.receipts.length + judgement.bad.length === 0
  }
  await notes.done()
  return left === null && !failed ? { state: 'empty' } : pause(ports, notes.state(), restMs)
}

function sendOff({ send }: Ports, batch: readonly Envelope[]): OnItsWay {
  const reply = send({ protocol: PROTOCOL, envelopes: batch })
  // Told when its turn comes.
  reply.catch(() => undefined)
  return { batch, reply }
}

interface Notes {
  /** Begins to write down what a reply says, after what the reply before said is written; rejects when that failed. */
  take(judgement: Judgement): Promise<void>
  /** Resolves when all is written down; rejects when it could not be. */
  done(): Promise<void>
  /** How many of those that were sent wait again. */
  waitAgain(): number
  /** As it is written down, or is about to be. */
  state(): SendState
}

function createNotes(ports: Ports, before: SendState): Notes {
  let waitAgain = 0
  let state = before
  let writing: Promise<void> = Promise.resolve()
  const write = async (judgement: Judgement): Promise<void> => {
    const requeued = await writeDown(ports, judgement)
    waitAgain += judgement.kept.length + requeued
    const known = state
    const epoch = judgement.epoch ?? known.epoch
    state = { ...known, epoch }
    if (judgement.receipts.length + judgement.bad.length === 0) return
    // Two databases that answer in turn make longer and longer pauses, not an endless exchange.
    state = { notBefore: 0, failures: requeued > 0 ? known.failures : 0, epoch }
    if (JSON.stringify(known) !== JSON.stringify(state)) await ports.queue.saveSendState(state)
  }
  return {
    take: async (judgement) => {
      await writing
      writing = write(judgement)
      // Told to whoever waits for it next.
      writing.catch(() => undefined)
    },
    done: () => writing,
    waitAgain: () => waitAgain,
    state: () => state,
  }
}

/** Reads in pages: of thousands that wait, fifty at a time would be a page each. */
function createAhead(queue: Queue, sent: ReadonlySet<string>, notes: Notes) {
  let ahead: readonly Envelope[] = []
  return {
    /** As many as go in one request; none when all that waits was sent already, null when nothing waits. */
    async next(size: number): Promise<readonly Envelope[] | null> {
      ahead = ahead.filter(({ id }) => !sent.has(id))
      if (ahead.length < size) {
        await notes.done()
        const waiting = await wholeOnes(queue, PAGE + notes.waitAgain())
        if (waiting.length === 0) return null
        ahead = waiting.filter((envelope) => !sent.has(envelope.id) && isWhole(envelope))
      }
      return fitting(ahead, size)
    },
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
function fitting(waiting: readonly Envelope[], size: number): readonly Envelope[] {
  const batch: Envelope[] = []
  let bytes = 100
  for (const envelope of waiting) {
    if (batch.length === size) break
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
