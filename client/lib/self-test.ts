import { dayInWords } from '../../shared/results/format.ts'
import { PATHS } from '../../shared/wire.ts'
import { request } from './api.ts'
import type { Database } from './db.ts'
import type { Faults } from './faults.ts'
import { dayHere } from './shared-device.ts'

/** Marks that this window has already begun once more to see what stays. */
const TRIED = 'ervaringwijzer-self-test'
/** Less room than this is a full disk, in bytes. */
const ROOM = 50_000_000
/** The device's day may differ from the server's by this, in milliseconds: about midnight both are right. */
const DAY_MS = 36 * 3_600_000
/** No app is this much older than the day on which it is used. */
const LONG_AFTER_MS = 10 * 365 * 24 * 3_600_000
/** A server that says nothing for so long is not there. */
const REACH_MS = 15_000

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

declare const __BUILT_ON__: string | undefined

/** While developing nothing was built: the day that no clock is before. */
function dayBuilt(): string {
  return typeof __BUILT_ON__ === 'string' ? __BUILT_ON__ : '2026-01-01'
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

/** How the server can be reached. `no-network` is certain; `sign-in` is another page than ours, as a wifi network sends that
 *  wants a name first; `silent` says no more than that nothing came back: a clock, a certificate or the server itself. */
export type Reach = 'well' | 'no-network' | 'sign-in' | 'silent'

/** Asks the server now whether it is there. Never rejects. */
export async function testReach(): Promise<Reach> {
  if (navigator.onLine === false) return 'no-network'
  const outcome = await request(PATHS.health, { credentials: 'omit', timeoutMs: REACH_MS })
  if (!('failed' in outcome)) return 'well'
  return outcome.failed === 'redirect' || outcome.failed === 'not-json' ? 'sign-in' : 'silent'
}

/** Without a word of the server: a day long before this app was made, or long after. */
export function isClockWrong(now: number, serverDay: string | null, builtOn = dayBuilt()): boolean {
  if (serverDay === null) return now < Date.parse(builtOn) - DAY_MS || now > Date.parse(builtOn) + LONG_AFTER_MS
  return Math.abs(now - Date.parse(`${serverDay}T12:00:00Z`)) > DAY_MS
}

/** The day that this device's clock says, in Dutch words. */
export function clockInWords(): string {
  return dayInWords(dayHere(new Date()))
}
