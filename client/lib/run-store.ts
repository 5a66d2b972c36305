import type { Run } from '../../shared/run.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Database, LockedRun } from './db.ts'

const DAY_MS = 86_400_000
const DAYS_KEPT = 7

/** The unfinished run of this collector; null when there is none, when it is older than seven days, or when it can no
 *  longer be read (it is removed then). */
export async function loadRun(database: Database, code: string, now: number): Promise<Run | null> {
  const locked = await database.read(['runs'], (tx) => tx.objectStore('runs').get(code))
  if (!locked) return null
  const run = Math.abs(today(now) - locked.day) <= DAYS_KEPT ? await unlock(locked) : null
  if (!run) await dropRun(database, code)
  return run
}

/** Keeps the run, encrypted, and the reply it began with, so that it can be finished with the same survey. */
export async function saveRun(
  database: Database,
  code: string,
  run: Run,
  reply: CollectorReply | null,
  now: number,
): Promise<void> {
  const before = await database.read(['runs'], (tx) => tx.objectStore('runs').get(code))
  const locked = await lock(run, code, before?.key ?? (await newKey()), today(now))
  await database.write(['runs', 'collectors'], async (tx) => {
    await tx.objectStore('runs').put(locked)
    const pinned = `${code}/run`
    const there = await tx.objectStore('collectors').getKey(pinned)
    if (reply && !there) await tx.objectStore('collectors').put({ code: pinned, reply })
  })
}

/** Removes the run and its key. */
export function dropRun(database: Database, code: string): Promise<void> {
  return database.write(['runs', 'collectors'], async (tx) => {
    await tx.objectStore('runs').delete(code)
    await tx.objectStore('collectors').delete(`${code}/run`)
  })
}

/** Removes the runs that were left more than seven days ago. */
export async function dropOldRuns(database: Database, now: number): Promise<void> {
  const runs = await database.read(['runs'], (tx) => tx.objectStore('runs').getAll())
  for (const { code, day } of runs) {
    if (Math.abs(today(now) - day) > DAYS_KEPT) await dropRun(database, code)
  }
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
