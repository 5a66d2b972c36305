import type { Run } from '../../shared/run.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Database, LockedRun } from './db.ts'

const DAY_MS = 86_400_000
export const DAYS_KEPT = 7

/** The unfinished runs of this device. */
export interface RunStore {
  /** The unfinished run of this collector; null when there is none, when it is about seven days old, or when it can no
   *  longer be read (it is removed then). */
  readonly load: (code: string, now: number) => Promise<Run | null>
  /** Keeps the run, encrypted, and the reply it began with, so that it can be finished with the same survey. */
  readonly save: (code: string, run: Run, reply: CollectorReply | null, now: number) => Promise<void>
  /** Removes the run and its key. */
  readonly drop: (code: string) => Promise<void>
  /** What the run began with was replaced: the next `save` writes it anew. */
  readonly unpin: (code: string) => void
  /** The run was removed together with what took its place: its key must not serve another. */
  readonly forget: (code: string) => void
}

/** A page remembers the keys of its runs, so that a tap is on its way to the disk without a read before it. */
export function createRunStore(database: Database): RunStore {
  const keys = new Map<string, CryptoKey>()
  const pinned = new Set<string>()
  const forget = (code: string) => {
    keys.delete(code)
    pinned.delete(code)
  }
  const drop = (code: string) => {
    forget(code)
    return dropRun(database, code)
  }
  return {
    drop,
    forget,
    unpin: (code) => void pinned.delete(code),
    load: async (code, now) => {
      const locked = await database.read(['runs'], (tx) => tx.objectStore('runs').get(code))
      const run = locked && !isOld(locked, now) ? await unlock(locked) : null
      if (run && locked) keys.set(code, locked.key)
      else if (locked) await drop(code)
      return run
    },
    save: async (code, run, reply, now) => {
      const key = keys.get(code) ?? (await newKey())
      keys.set(code, key)
      const locked = await lock(run, code, key, today(now))
      const pin = pinned.has(code) ? null : reply
      await database.write(
        ['runs', 'collectors'],
        async (tx) => {
          const puts: Promise<unknown>[] = [tx.objectStore('runs').put(locked)]
          if (pin) puts.push(tx.objectStore('collectors').put({ code: `${code}/run`, reply: pin }))
          // Told to commit, the browser does so also when the page is gone the next moment.
          tx.commit()
          await Promise.all(puts)
        },
        'relaxed',
      )
      pinned.add(code)
    },
  }
}

/** Removes the run of this collector, with its key. */
export function dropRun(database: Database, code: string): Promise<void> {
  return database.write(['runs', 'collectors'], async (tx) => {
    const gone = [tx.objectStore('runs').delete(code), tx.objectStore('collectors').delete(`${code}/run`)]
    tx.commit()
    await Promise.all(gone)
  })
}

/** True for a run that was left so long ago that it may not be kept: never longer than seven days. */
export function isOld({ day }: LockedRun, now: number): boolean {
  return Math.abs(today(now) - day) >= DAYS_KEPT
}

const today = (now: number) => Math.floor(now / DAY_MS)

const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

async function lock(run: Run, code: string, key: CryptoKey, day: number): Promise<LockedRun> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(run)))
  return { code, key, iv, data, day }
}

async function unlock({ key, iv, data }: LockedRun): Promise<Run | null> {
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)))
  } catch {
    return null
  }
}
