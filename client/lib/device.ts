import type { Response } from '../../shared/response.ts'
import type { Run } from '../../shared/run.ts'
import type { CollectorReply, ServerKey } from '../../shared/wire.ts'
import { hasWords, type LoadState, loadCollector } from './collector-store.ts'
import { createDatabase, keepsThings } from './db.ts'
import { createRunStore } from './run-store.ts'
import type { KeepState, Sending } from './sending.ts'

export type { LoadState } from './collector-store.ts'
export type { KeepState } from './sending.ts'

/** What the app may ask of the device it runs on. Only `keep` decides whether the screen may say "Bewaard". */
export interface Device {
  /** `none`: nothing lasts here, an answer must be sent at once. `insecure`: no encryption, so nothing can be kept. */
  readonly storage: 'lasting' | 'none' | 'insecure'
  /** With its words in that language, if they can be had. */
  readonly collector: (code: string, language?: string) => Promise<LoadState>
  /** The collector that was loaded, now with words in that language too. A run keeps the survey it began with: where the
   *  server has a newer version only, it stays as it was. Null when the server cannot be reached. */
  readonly inLanguage: (code: string, language: string, run: Run | null) => Promise<CollectorReply | null>
  readonly loadRun: (code: string) => Promise<Run | null>
  /** Resolves when it is on disk; rejects when it could not be kept, which is no reason to stop answering. */
  readonly saveRun: (code: string, run: Run) => Promise<void>
  /** True when the last step could not be written: it is only on the screen. */
  readonly unsaved: () => boolean
  readonly dropRun: (code: string) => Promise<void>
  /** `kept` only after envelope in and run out are on disk; `delivered` only on an exact receipt. Never rejects. */
  readonly keep: (code: string, response: Response, key: ServerKey) => Promise<KeepState>
  /** The part that the first question does without; loads it when it is not there yet, rejects when it does not come. */
  readonly sending: () => Promise<Sending>
}

/** Looks what this device can do. On a shared one an unfinished run is in memory only. Never rejects. */
export async function openDevice(database = createDatabase(), shared = false): Promise<Device> {
  // Absent on http:// other than localhost, whatever TypeScript's library says.
  const secure = Boolean((globalThis.crypto as Crypto | undefined)?.subtle)
  const lasting = secure && (await keepsThings(database))
  const kept = lasting ? database : null
  const runs = shared ? null : kept && createRunStore(kept)

  const replies = new Map<string, CollectorReply>()
  let loading: Promise<Sending> | null = null
  const sending = () => {
    loading ??= import('./sending.ts').then((module) => module.createSending(kept, runs))
    loading.catch(() => {
      loading = null
    })
    return loading
  }
  const inTurn = createTurns()
  let newest: Run | null = null
  let unsaved = false

  return {
    storage: lasting ? 'lasting' : secure ? 'none' : 'insecure',
    collector: async (code, language = 'nl') => {
      const met = ({ epoch }: CollectorReply) =>
        void sending()
          .then((part) => part.metEpoch(epoch))
          .catch(nothing)
      const state = await loadCollector(kept, code, language, met, shared)
      if (state.state !== 'ready') return state
      // What has devices of its own is not for phones.
      if (state.reply.collector.paired && !shared) return { state: 'closed' }
      replies.set(code, state.reply)
      return state
    },
    inLanguage: async (code, language, run) => {
      const known = replies.get(code) ?? null
      if (!known || hasWords(known, language)) return known
      const reply = await sending().then(
        (part) => part.inLanguage(code, known, language),
        () => null,
      )
      if (!reply || (run && !offers(reply, run))) return reply && known
      replies.set(code, reply)
      runs?.unpin(code)
      return reply
    },
    loadRun: async (code) => runs && inTurn(() => runs.load(code, Date.now())).catch(() => null),
    saveRun: (code, run) => {
      newest = run
      return inTurn(async () => {
        // A step that was overtaken while it waited need not be written.
        if (newest !== run) return
        unsaved = !shared
        await runs?.save(code, run, replies.get(code) ?? null, Date.now())
        unsaved = !runs && !shared
      })
    },
    unsaved: () => unsaved,
    dropRun: async (code) => {
      await inTurn(async () => runs?.drop(code))
      void sending().then((part) => part.ended({ code }), nothing)
    },
    keep: async (code, response, key) => {
      if (!secure) return { state: 'not-kept', problem: 'insecure' }
      return inTurn(async () => (await sending()).keep(code, response, key)).catch(() => ({
        state: 'not-kept',
        problem: 'unknown',
      }))
    },
    sending,
  }
}

function offers({ surveys }: CollectorReply, { survey: { id, version } }: Run): boolean {
  return surveys.some((survey) => survey.id === id && survey.version === version)
}

/** The part that was to be told did not come: the next step asks for it again. */
function nothing(): void {}

/** One thing after another: a step that is still being written must not bring back a run that was just finished. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next
    return next
  }
}
