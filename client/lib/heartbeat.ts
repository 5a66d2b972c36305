import { DEVICE_LIMITS, type DeviceFault, type DeviceKind } from '../../shared/device-wire.ts'
import { appVersion } from './app-release.ts'
import type { Database } from './db.ts'
import { createQueue } from './db-queue.ts'
import { boundTo, type Enrolment } from './enrolment.ts'
import { readNumbers } from './numbers.ts'
import type { Sending } from './sending.ts'

/** After a flush or an answer, so long until the server hears how the device is. */
const SOON_MS = 5000

export interface HeartbeatParts {
  readonly database: Database
  readonly enrolment: Enrolment
  readonly kind: DeviceKind
  readonly sending: Pick<Sending, 'watch' | 'poke' | 'metEpoch'>
  /** What the device's own tests find wrong now. */
  readonly faults: () => readonly DeviceFault[]
}

export interface Heartbeat {
  /** Tells the server now; resolves when that was tried. Never rejects. */
  readonly beat: () => Promise<void>
  readonly stop: () => void
}

/** Tells the server every 45 seconds how this device is, when the network comes back and soon after each change of the
 *  queue; says nothing before the device has asked to be paired. One at a time, and it stands in nobody's way. */
export function startHeartbeat(parts: HeartbeatParts): Heartbeat {
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Number.POSITIVE_INFINITY
  let stopped = false
  let running: Promise<void> | null = null

  function within(ms: number): void {
    const at = performance.now() + ms
    if (stopped || at >= due) return
    due = at
    clearTimeout(timer)
    timer = setTimeout(() => void beat(), ms)
  }

  function beat(): Promise<void> {
    running ??= beatOnce(parts)
      .catch(() => undefined)
      .finally(() => {
        running = null
        due = Number.POSITIVE_INFINITY
        within(DEVICE_LIMITS.beat * 1000)
      })
    return running
  }

  const online = () => void beat()
  addEventListener('online', online)
  parts.sending.watch(() => within(SOON_MS))
  void beat()
  return {
    beat,
    stop: () => {
      stopped = true
      clearTimeout(timer)
      removeEventListener('online', online)
    },
  }
}

async function beatOnce({ database, enrolment, kind, sending, faults }: HeartbeatParts): Promise<void> {
  const numbers = await readNumbers(database)
  enrolment.note(numbers)
  // `false` is certain, `true` is not.
  if (navigator.onLine === false) return
  const beaten = await enrolment.beat({ ...numbers, faults: faults().slice(0, DEVICE_LIMITS.faults) })
  if (beaten.state === 'wiped') await enrolment.ask(kind)
  if (beaten.state !== 'answered') return
  await sending.metEpoch(beaten.epoch)
  if (beaten.rebound) await tryAgain(database, enrolment, sending)
}

/** Bound to other collectors: what was refused because of that may now come in. */
async function tryAgain(database: Database, enrolment: Enrolment, sending: HeartbeatParts['sending']): Promise<void> {
  const state = enrolment.state()
  if (state.state !== 'active') return
  await createQueue(database).requeueQuarantined(`${appVersion()} ${boundTo(state)}`)
  sending.poke()
}
