import type { Response } from '../../shared/response.ts'
import type { Run } from '../../shared/run.ts'
import type { CollectorReply, ServerKey } from '../../shared/wire.ts'
import { type LoadState, loadCollector } from './collector-store.ts'
import { createDatabase, keepsThings } from './db.ts'
import { dropOldRuns, dropRun, loadRun, saveRun } from './run-store.ts'
import type { KeepState, Sending } from './sending.ts'

export type { LoadState } from './collector-store.ts'
export type { KeepState } from './sending.ts'

/** What the app may ask of the device it runs on. Only `keep` decides whether the screen may say "Bewaard". */
export interface Device {
  /** `none`: nothing lasts here, an answer must be sent at once. `insecure`: no encryption, so nothing can be kept. */
  readonly storage: 'lasting' | 'none' | 'insecure'
  readonly collector: (code: string) => Promise<LoadState>
  readonly loadRun: (code: string) => Promise<Run | null>
  /** Resolves when it is on disk; rejects when it could not be kept, which is no reason to stop answering. */
  readonly saveRun: (code: string, run: Run) => Promise<void>
  readonly dropRun: (code: string) => Promise<void>
  /** `kept` only after envelope in and run out are on disk; `delivered` only on an exact receipt. Never rejects. */
  readonly keep: (code: string, response: Response, key: ServerKey) => Promise<KeepState>
  readonly counts: () => Promise<{ readonly waiting: number; readonly quarantined: number }>
  /** Calls the listener when counts may have changed, in whatever tab; gives the function that stops it. */
  readonly watch: (listener: () => void) => () => void
  /** Loads what the first question did without, and sends what waits, now and whenever it may help. */
  readonly startSending: () => void
  /** The quarantined envelopes, still sealed, as a file to hand in. */
  readonly exportQuarantine: () => Promise<Blob>
}

/** Looks what this device can do. Never rejects. */
export async function openDevice(): Promise<Device> {
  // Absent on http:// other than localhost, whatever TypeScript's library says.
  const secure = Boolean((globalThis.crypto as Crypto | undefined)?.subtle)
  const database = createDatabase()
  const lasting = secure && (await keepsThings(database))
  const kept = lasting ? database : null
  if (kept) void dropOldRuns(kept, Date.now()).catch(() => undefined)

  const bell = createBell()
  const replies = new Map<string, CollectorReply>()
  let loading: Promise<Sending> | null = null
  const sending = () => {
    loading ??= import('./sending.ts').then((module) => module.createSending(kept, appVersion(), bell.ring))
    loading.catch(() => {
      loading = null
    })
    return loading
  }
  const inTurn = createTurns()

  return {
    storage: lasting ? 'lasting' : secure ? 'none' : 'insecure',
    collector: async (code) => {
      const metEpoch = ({ epoch }: CollectorReply) =>
        void sending()
          .then((part) => part.metEpoch(epoch))
          .catch(() => undefined)
      const state = await loadCollector(kept, code, metEpoch)
      if (state.state === 'ready') replies.set(code, state.reply)
      return state
    },
    loadRun: async (code) => kept && inTurn(() => loadRun(kept, code, Date.now())).catch(() => null),
    saveRun: async (code, run) =>
      kept ? inTurn(() => saveRun(kept, code, run, replies.get(code) ?? null, Date.now())) : undefined,
    dropRun: async (code) => (kept ? inTurn(() => dropRun(kept, code)) : undefined),
    keep: async (code, response, key) => {
      if (!secure) return { state: 'not-kept', problem: 'insecure' }
      askToStay()
      return inTurn(async () => {
        const state = await (await sending()).keep(code, response, key)
        if (state.state === 'delivered' && kept) await dropRun(kept, code).catch(() => undefined)
        return state
      }).catch(() => ({ state: 'not-kept', problem: 'unknown' }))
    },
    counts: async () => (await sending()).counts(),
    watch: bell.listen,
    startSending: () =>
      void sending()
        .then((part) => part.poke())
        .catch(() => undefined),
    exportQuarantine: async () => (await sending()).exportQuarantine(),
  }
}

/** One thing after another: a step that is still being written must not bring back a run that was just finished. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next
    return next
  }
}

interface Bell {
  readonly ring: () => void
  readonly listen: (listener: () => void) => () => void
}

/** Rings in every tab of this app. */
function createBell(): Bell {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('ervaringwijzer') : null
  channel?.addEventListener('message', tell)
  return {
    ring: () => {
      tell()
      channel?.postMessage('changed')
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Asked in the gesture of the first "Versturen": some browsers then keep our data when the disk is full. */
function askToStay(): void {
  void navigator.storage?.persist?.().catch(() => false)
}

/** The entry's address holds a hash over all that it loads: it changes with every release. */
function appVersion(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? ''
}
