import { postWithdrawals } from './api.ts'
import { type FlushResult, flush, type Ports } from './outbox.ts'
import type { Queue } from './queue.ts'

/** Longest time between two looks at the queue while the page is open and something waits. */
const LOOK_AGAIN_MS = 5 * 60_000
/** Another tab is sending; it may end without having seen what this one saved. */
const OTHER_TAB_MS = 5000
const LOCK = 'ervaringwijzer-flush'
const SYNC_TAG = 'ervaringwijzer-flush'

export interface Sync {
  /** Sends what waits, now, unless the device is offline or was asked to pause. Never rejects. */
  readonly poke: () => Promise<void>
}

/** Starts sending and keeps at it: now, when the network or the page comes back, and by a timer while something
 *  waits. `changed` is called after each round that may have changed the counts. */
export async function startSync(
  queue: Queue,
  send: Ports['send'],
  appVersion: string,
  changed: () => void,
): Promise<Sync> {
  const ports: Ports = {
    queue,
    send,
    withdraw: postWithdrawals,
    now: Date.now,
    random: Math.random,
    lock: oneTab,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let again = false
  const rounds = async () => {
    clearTimeout(timer)
    let result: FlushResult | null
    do {
      // Poked while a round was ending: it may have missed what was just saved.
      again = false
      result = await attempt(ports)
    } while (again)
    running = null
    changed()
    const pause = pauseAfter(result)
    if (pause !== null) timer = setTimeout(poke, pause)
  }
  const poke = (): Promise<void> => {
    again = true
    running ??= rounds()
    return running
  }
  await queue.requeueQuarantined(appVersion).catch(() => 0)
  listen(poke)
  void poke()
  return { poke }
}

/** null when the device is offline or its storage failed. */
async function attempt(ports: Ports): Promise<FlushResult | null> {
  try {
    // `false` is certain, `true` is not: offline devices then save their tries and count no failures.
    if (navigator.onLine === false) {
      if (await hasWork(ports.queue)) await askForWakeUp()
      return null
    }
    const result = await flush(ports)
    if (result.state === 'wait') await askForWakeUp()
    return result
  } catch {
    // What was not written down still waits; the timer tries again.
    return null
  }
}

async function hasWork(queue: Queue): Promise<boolean> {
  return (await queue.counts()).waiting > 0 || (await queue.withdrawals(1)).length > 0
}

function pauseAfter(result: FlushResult | null): number | null {
  if (result?.state === 'empty') return null
  if (result?.state === 'busy') return OTHER_TAB_MS
  return result?.state === 'wait' ? Math.min(LOOK_AGAIN_MS, Math.max(0, result.until - Date.now())) : LOOK_AGAIN_MS
}

function listen(poke: () => Promise<void>): void {
  const wake = () => void poke()
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })
  navigator.serviceWorker?.addEventListener('message', (event) => {
    if (event.data === SYNC_TAG) wake()
  })
}

/** Held only as long as a flush takes; a browser without Web Locks sends twice at worst, and the server says so. */
function oneTab<T>(work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return work()
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : null))
}

/** Background Sync, where it exists, may wake the page through its worker; it is never the only road. */
async function askForWakeUp(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration()
    // Not in TypeScript's DOM library: Chromium only.
    const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } }
    await sync?.register(SYNC_TAG)
  } catch {
    // Refused: the page's own triggers do the work.
  }
}
