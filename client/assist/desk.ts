import type { Database } from '../lib/db.ts'
import type { Device } from '../lib/device.ts'
import type { Enrolment } from '../lib/enrolment.ts'
import { createFaults, type Faults } from '../lib/faults.ts'
import { startHeartbeat } from '../lib/heartbeat.ts'
import { type Reach, testReach, testRest } from '../lib/self-test.ts'
import { createTimer } from '../lib/timer.ts'
import { startWorker, type Updates } from '../lib/update.ts'
import { createVoice } from '../lib/voice.ts'
import { findStation, type Station } from './station.ts'

/** Between two looks at what this device is, in milliseconds. */
const LOOK_MS = 300_000
const LOOK_SOON_MS = 10_000

export interface DeskParts {
  /** The code in the address, empty without one. */
  readonly asked: string
  readonly database: Database
  readonly enrolment: Enrolment
  readonly device: Device
  /** A record was still there after a reload. */
  readonly keepsRecords: boolean
}

/** What the helper's screens are drawn from, beside the talk itself. */
export interface Desk {
  readonly device: Device
  readonly enrolment: Enrolment
  readonly faults: Faults
  /** How the server could be reached when that was last tried; null before. */
  readonly reach: () => Reach | null
  /** What this device is, as the helper sees it: it does not change under a talk or a form. */
  readonly station: () => Station
  /** Calls when something changed. */
  readonly watch: (changed: () => void) => void
  readonly look: () => void
  /** Tests the device again; resolves when that is done. */
  readonly test: () => Promise<void>
  /** Somebody is at work (true), or the device is between two people. */
  readonly busy: (now: boolean) => void
}

/** Looks what this device is, again and again; tells the server how it is, and keeps the app for use without internet. */
export function openDesk({ asked, database, enrolment, device, keepsRecords }: DeskParts): Desk {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const faults = createFaults(tell)
  faults.set('storage', !keepsRecords)
  const timer = createTimer()
  let shown: Station = { at: 'loading' }
  let found: Station = shown
  let isBusy = false
  let reach: Reach | null = null
  let updates: Updates | null = null
  let voice: ReturnType<typeof createVoice> | null = null
  let beat: () => Promise<void> = async () => undefined

  function adopt(): void {
    if (isBusy && (shown.at === 'talk' || shown.at === 'paper')) return
    const other = 'code' in shown && 'code' in found && shown.code !== found.code
    // Bound to another collector meanwhile: its name is in all that the app keeps.
    if (other) location.reload()
    else shown = found
    tell()
  }

  async function look(fresh: boolean): Promise<void> {
    found = await findStation({ device, enrolment, asked, fresh })
    const name = found.at === 'message' ? found.name : null
    faults.set('collector-closed', name === 'closed')
    faults.set('collector-unknown', name === 'unknown' || name === 'other' || name === 'channel')
    faults.set('survey-missing', name === 'offline' || name === 'failed' || lacksOne(found))
    timer.set(() => void again(), found.at === 'talk' || found.at === 'paper' ? LOOK_MS : LOOK_SOON_MS)
    if ('code' in found && !voice) {
      voice = createVoice(found.code)
      void voice.prepare(found.reply.collector.languages).then(test)
    }
    adopt()
  }

  async function again(): Promise<void> {
    if (found.at === 'pairing') await beat()
    await look(true)
  }

  async function test(): Promise<void> {
    await testRest({ faults, serverDay: enrolment.serverDay, hasSound: () => voice?.speaks('nl') ?? false })
    reach = await testReach()
    tell()
  }

  void device.sending().then(
    (sending) => {
      beat = startHeartbeat({ database, enrolment, kind: 'tablet', sending, faults: faults.list }).beat
      sending.poke()
    },
    () => undefined,
  )
  enrolment.watch(() => void look(true))
  addEventListener('online', () => void look(true))
  void look(false)
  void startWorker({ url: '/sw-assist.js', scope: '/afname' })
    .then((started) => {
      updates = started
      if (!isBusy) started.idle()
    })
    .catch(() => undefined)
    .then(test)

  return {
    device,
    enrolment,
    faults,
    reach: () => reach,
    station: () => shown,
    watch: (changed) => void listeners.add(changed),
    look: () => void look(true),
    test,
    busy(now) {
      isBusy = now
      if (now) updates?.busy()
      else updates?.idle()
      if (!now) adopt()
    },
  }
}

/** A collector that can be chosen and has no survey here: without internet it would not open. */
function lacksOne(station: Station): boolean {
  return station.at === 'pick' && station.picks.some(({ reply, paused }) => reply === null && !paused)
}
