import type { Response } from '../../shared/response.ts'
import { narrowReply } from '../../shared/survey/narrow.ts'
import { type CollectorReply, type Envelope, type FlushRequest, PROTOCOL, type ServerKey } from '../../shared/wire.ts'
import { type Outcome, postResponses, postWithdrawals } from './api.ts'
import { appVersion } from './app-release.ts'
import { createBell, type Ended, type Listener } from './bell.ts'
import type { Database, DeviceKey, WriteTransaction } from './db.ts'
import { createQueue, whereIs } from './db-queue.ts'
import { judge } from './judge.ts'
import { dropOldRuns } from './old-runs.ts'
import type { Marked, Quarantined, Queue } from './queue.ts'
import type { RunStore } from './run-store.ts'
import { seal } from './seal.ts'
import { inSecondLanguage } from './second-language.ts'
import { withdrawalsDone } from './send-withdrawals.ts'
import { type Sync, startSync } from './sync.ts'
import { markOf, sha256 } from './withdrawal.ts'

export type KeepState =
  | { readonly state: 'kept' | 'delivered' }
  | { readonly state: 'not-kept'; readonly problem: KeepProblem; readonly sealedFile?: Blob }

/** Waiting to be sent, with the server, or refused by it and set aside. */
export type Whereabouts = 'waiting' | 'delivered' | 'quarantined'

export type KeepProblem = 'quota' | 'closed' | 'blocked' | 'no-storage' | 'insecure' | 'unknown'

/** The part of the device that is not needed before the first question; device.ts loads it right after. */
export interface Sending {
  readonly keep: (code: string, response: Response, key: ServerKey) => Promise<KeepState>
  readonly counts: () => Promise<{ readonly waiting: number; readonly quarantined: number }>
  /** Where the response with that id is; null when this device does not know it (any more). Rejects when the storage
   *  cannot be read. */
  readonly whereIs: (id: string) => Promise<Whereabouts | null>
  /** Calls the listener when counts may have changed or a run was ended, in whatever tab. */
  readonly watch: (listener: Listener) => void
  /** Tells the other tabs that they hold a run that is no more. */
  readonly ended: (run: Ended) => void
  /** The quarantined envelopes, still sealed, as a file to hand in. */
  readonly exportQuarantine: () => Promise<Blob>
  /** The collector was opened here: an installed app starts with it again. */
  readonly opened: (code: string) => Promise<void>
  /** Code of the collector that was opened last; null when there is none. */
  readonly lastOpened: () => Promise<string | null>
  /** The known collector with words in that language too; null when the server cannot be reached. */
  readonly inLanguage: (code: string, known: CollectorReply, language: string) => Promise<CollectorReply | null>
  /** Leaves the stored copy of the collector in Dutch only: it tells nobody which language was read here. */
  readonly forgetLanguage: (code: string) => Promise<void>
  /** Asks to take back the response with that code, and lets go of it here. `asked` is on disk and travels when it can;
   *  `done` has the server's receipt; `failed` is neither. Never rejects. */
  readonly withdraw: (code: string) => Promise<'asked' | 'done' | 'failed'>
  /** How many of those still have no receipt. */
  readonly withdrawing: () => Promise<number>
  /** Leaves nothing here that says which collector was opened. */
  readonly forgetOpened: (code: string) => Promise<void>
  /** Sends what waits; the first call starts the triggers. */
  readonly poke: () => void
  /** The server said which database it has: offers again what another one received. */
  readonly metEpoch: (epoch: string) => Promise<void>
}

interface Sealed {
  readonly envelope: Envelope
}

/** `database` and `runs` are null on a device that keeps nothing. */
export function createSending(database: Database | null, runs: RunStore | null): Sending {
  const queue = database && createQueue(database)
  const send = sender(database)
  const bell = createBell()
  const sealOnce = createSealOnce()
  let sync: Promise<Sync> | null = null
  const poke = () => {
    if (!queue) return
    if (sync !== null) void sync.then((started) => started.poke())
    else sync = startSync(queue, send, appVersion(), bell.ring)
  }
  if (database) void dropOldRuns(database, Date.now()).catch(() => undefined)
  return {
    poke,
    keep: async (code, response, key) => {
      askToStay()
      const { withdrawal } = response
      const sealed = async () => ({
        envelope: await sealOnce(response, key),
        ...(withdrawal ? { mark: await markOf(withdrawal) } : {}),
      })
      const state = await keep(queue, code, sealed, send)
      if (state.state === 'not-kept') return state
      if (state.state === 'kept') runs?.forget(code)
      else await runs?.drop(code).catch(() => undefined)
      bell.ring({ code, id: response.id })
      if (state.state === 'kept') poke()
      return state
    },
    withdraw: async (code) => {
      const state = await withdraw(queue, await sha256(code)).catch(() => 'failed' as const)
      bell.ring()
      if (state === 'asked') poke()
      return state
    },
    withdrawing: async () => ((await queue?.withdrawals(100)) ?? []).length,
    counts: async () => (await queue?.counts()) ?? { waiting: 0, quarantined: 0 },
    whereIs: async (id) => database && whereIs(database, id),
    watch: (listener) => void bell.listen(listener),
    ended: bell.ring,
    exportQuarantine: async () => toFile((await queue?.quarantined()) ?? []),
    opened: async (code) =>
      database?.write(['meta'], async (tx) => void (await tx.objectStore('meta').put(code, 'last')), 'relaxed'),
    lastOpened: async () => {
      const code = await database?.read(['meta'], (tx) => tx.objectStore('meta').get('last'))
      return typeof code === 'string' ? code : null
    },
    forgetOpened: async (code) =>
      database?.write(['collectors', 'meta'], async (tx) => {
        const gone = [tx.objectStore('collectors').delete(code), tx.objectStore('meta').delete('last')]
        tx.commit()
        await Promise.all(gone)
      }),
    inLanguage: (code, known, language) => inSecondLanguage(database, code, known, language),
    forgetLanguage: async (code) => database?.write(['collectors'], (tx) => keepDutch(tx, code), 'relaxed'),
    metEpoch: async (epoch) => {
      if (((await queue?.requeueDelivered(epoch)) ?? 0) > 0) poke()
    },
  }
}

async function keepDutch(tx: WriteTransaction, code: string): Promise<void> {
  const collectors = tx.objectStore('collectors')
  const kept = await collectors.get(code)
  if (kept) await collectors.put({ code, reply: narrowReply(kept.reply, []) })
}

/** A device that cannot keep the request sends it at once. */
async function withdraw(queue: Queue | null, digest: string): Promise<'asked' | 'done' | 'failed'> {
  try {
    if (queue) {
      await queue.withdraw(digest, await markOf(digest))
      return 'asked'
    }
  } catch {
    // The storage failed: straight to the server is left.
  }
  const outcome = await postWithdrawals({ protocol: PROTOCOL, withdrawals: [digest] })
  return withdrawalsDone([digest], outcome).length === 1 ? 'done' : 'failed'
}

type Send = (body: FlushRequest) => Promise<Outcome>

/** A paired kiosk or tablet signs what it sends, whatever page sends it; a phone never loads that part. Rejects when the
 *  storage or that part cannot be read. */
function sender(database: Database | null): Send {
  return async (body) => {
    const key = (await database?.read(['device'], (tx) => tx.objectStore('device').get('key'))) as DeviceKey | undefined
    return key?.paired ? (await import('./signed-send.ts')).sendSigned(key, body) : postResponses(body)
  }
}

async function keep(
  queue: Queue | null,
  code: string,
  sealed: () => Promise<Marked & Sealed>,
  send: Send,
): Promise<KeepState> {
  let envelope: Envelope
  let mark: string | undefined
  try {
    ;({ envelope, mark } = await sealed())
  } catch {
    return { state: 'not-kept', problem: 'unknown' }
  }
  const problem = queue ? await save(queue, envelope, code, mark) : 'no-storage'
  if (problem === null) return { state: 'kept' }
  if (await deliverNow(envelope, send)) return { state: 'delivered' }
  return { state: 'not-kept', problem, sealedFile: toFile([{ envelope }]) }
}

/** null when it is on disk. A full disk first gives up the copies of what the server already has. */
export async function save(queue: Queue, envelope: Envelope, code: string, mark?: string): Promise<KeepProblem | null> {
  try {
    await queue.saveFinished(envelope, code, mark)
    return null
  } catch (error) {
    if (problemOf(error) !== 'quota') return problemOf(error)
  }
  try {
    await queue.forgetDelivered(Number.MAX_SAFE_INTEGER)
    await queue.saveFinished(envelope, code, mark)
    return null
  } catch (error) {
    return problemOf(error)
  }
}

/** Straight to the server, for a device that cannot keep it; true only on an exact receipt. */
async function deliverNow(envelope: Envelope, send: Send): Promise<boolean> {
  const request: FlushRequest = { protocol: PROTOCOL, envelopes: [envelope] }
  const outcome = await send(request).catch(() => postResponses(request))
  return judge([envelope], outcome, Date.now()).receipts.length === 1
}

function problemOf(error: unknown): KeepProblem {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'QuotaExceededError':
      return 'quota'
    case 'BlockedError':
      return 'blocked'
    case 'AbortError':
    case 'InvalidStateError':
    case 'TimeoutError':
    case 'UnknownError':
    case 'VersionError':
      return 'closed'
    default:
      return 'unknown'
  }
}

/** Sealing twice gives other bytes. A second try for the same answers must be the same envelope, or the server would
 *  see a conflict with a first try that did arrive. */
function createSealOnce(): (response: Response, key: ServerKey) => Promise<Envelope> {
  let last: { readonly source: string; readonly envelope: Promise<Envelope> } | null = null
  return (response, key) => {
    const source = JSON.stringify([response, key])
    if (last?.source !== source) last = { source, envelope: seal(response, key) }
    return last.envelope
  }
}

/** A file that can be handed in to the municipality: still sealed, readable by the server only. */
function toFile(items: readonly (Partial<Quarantined> & { readonly envelope: Envelope })[]): Blob {
  return new Blob([JSON.stringify({ protocol: PROTOCOL, items }, null, 1)], { type: 'application/json' })
}

/** Asked in the gesture of the first "Versturen": some browsers then keep our data when the disk is full. */
function askToStay(): void {
  void navigator.storage?.persist?.().catch(() => false)
}
