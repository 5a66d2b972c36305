import type { Database } from './db.ts'
import type { Faults } from './faults.ts'

/** Marks that this window has already begun once more to see what stays. */
const TRIED = 'ervaringwijzer-self-test'
/** Less room than this is a full disk, in bytes. */
const ROOM = 50_000_000
/** The device's day may differ from the server's by this, in milliseconds: about midnight both are right. */
const DAY_MS = 36 * 3_600_000

/** Whether a record stays over a reload. The first time ever it is written, and `again` is to load the page once more;
 *  then, and at every later start, it must be there. */
export async function testStorage(database: Database, again: () => void): Promise<'well' | 'wrong' | 'again'> {
  const found = await database.read(['meta'], (tx) => tx.objectStore('meta').get('self-test')).catch(() => undefined)
  if (found !== undefined) return 'well'
  const written = await database
    .write(['meta'], (tx) => tx.objectStore('meta').put('here', 'self-test'))
    .then(
      () => true,
      () => false,
    )
  if (!written || hasTried()) return 'wrong'
  again()
  return 'again'
}

/** True from the second time on in this window, and where that cannot be known. */
function hasTried(): boolean {
  try {
    const tried = sessionStorage.getItem(TRIED) !== null
    sessionStorage.setItem(TRIED, '1')
    return tried
  } catch {
    return true
  }
}

interface Looks {
  readonly faults: Faults
  /** `2026-11-26`; null when the server has not said. */
  readonly serverDay: () => string | null
  readonly hasSound: () => boolean
}

/** Looks at all that can be seen without a reload. */
export async function testRest({ faults, serverDay, hasSound }: Looks): Promise<void> {
  faults.set('no-encryption', !(globalThis.crypto as Crypto | undefined)?.subtle)
  faults.set('no-worker', !navigator.serviceWorker?.controller)
  faults.set('clock', isClockWrong(Date.now(), serverDay()))
  faults.set('no-sound', !hasSound())
  // Absent on http://, whatever TypeScript's library says.
  const storage = navigator.storage as StorageManager | undefined
  const lasting = (await storage?.persisted?.()) || (await storage?.persist?.())
  faults.set('not-persistent', !lasting)
  const { quota = 0, usage = 0 } = (await storage?.estimate?.()) ?? {}
  faults.set('disk-full', quota > 0 && quota - usage < ROOM)
}

/** Without a word of the server: a year that cannot be. */
export function isClockWrong(now: number, serverDay: string | null): boolean {
  if (serverDay === null) return now < Date.UTC(2026, 0) || now > Date.UTC(2039, 0)
  return Math.abs(now - Date.parse(`${serverDay}T12:00:00Z`)) > DAY_MS
}
