import type { VNode } from 'preact'
import { render } from 'preact'
import type { Database } from '../lib/db.ts'
import type { Device } from '../lib/device.ts'
import type { Enrolment } from '../lib/enrolment.ts'
import { createFaults, type Faults } from '../lib/faults.ts'
import { type Heartbeat, startHeartbeat } from '../lib/heartbeat.ts'
import { createTimer } from '../lib/timer.ts'
import { wordsIn } from '../respond/languages.ts'
import { createKiosk, type Kiosk } from './kiosk.tsx'
import { OutScreen } from './out.tsx'
import { PairingScreen } from './pairing.tsx'
import { recover } from './recover.ts'
import { serve } from './serve.tsx'
import { findStation, type Station } from './station.ts'

/** Between two looks at what this kiosk is, in milliseconds. While it is out of use it looks more and more seldom. */
const LOOK_OPEN_MS = 300_000
const LOOK_PAIRING_MS = 10_000
const LOOK_OUT_MS = 15_000
const MOST_LOOK_MS = 120_000

export interface Parts {
  readonly root: HTMLElement
  /** For what lies over the screen. */
  readonly over: HTMLElement
  /** The code in the address, empty without one. */
  readonly asked: string
  readonly database: Database
  readonly enrolment: Enrolment
  readonly device: Device
  /** A record was still there after a reload. */
  readonly keepsRecords: boolean
}

/** What all parts of the running kiosk work with. */
export interface Running extends Parts {
  readonly faults: Faults
  readonly heartbeat: Heartbeat
  /** null until there was a collector. */
  readonly kiosk: () => Kiosk | null
  readonly station: () => Station | null
  /** Nobody is at the screen. */
  readonly isFree: () => boolean
}

/** Runs the kiosk: looks what it is, and shows that; again and again, whatever happens. */
export async function open(parts: Parts): Promise<void> {
  const { root, database, enrolment, device, asked, keepsRecords } = parts
  const sending = await device.sending()
  let kiosk: Kiosk | null = null
  let station: Station | null = null
  let tries = 0
  const timer = createTimer()
  const faults = createFaults(() => kiosk?.redraw())
  faults.set('storage', !keepsRecords)
  const heartbeat = startHeartbeat({ database, enrolment, kind: 'kiosk', sending, faults: faults.list })
  const running: Running = {
    ...parts,
    faults,
    heartbeat,
    kiosk: () => kiosk,
    station: () => station,
    isFree: () => !kiosk?.visit().on,
  }
  const staff = serve(running)

  recover({
    calm() {
      faults.set('page-error', true)
      if (kiosk?.visit().on && !holds(kiosk)) kiosk.end()
    },
    isDrawn: () => root.querySelector('main') !== null || parts.over.firstChild !== null,
    holds: () => kiosk !== null && holds(kiosk),
  })

  let isLooking = false
  let again = false
  /** One look at a time; a change that comes meanwhile is looked at after it. */
  function look(fresh: boolean): void {
    if (isLooking) {
      again = true
      return
    }
    isLooking = true
    void findStation({ device, enrolment, asked, fresh })
      .then(show)
      .finally(() => {
        isLooking = false
        const missed = again
        again = false
        if (missed) look(true)
      })
  }

  function show(found: Station): void {
    // It has its survey: that storage and server do not answer now is no reason to stop.
    if (isSilence(found) && station?.at === 'open' && station.code === found.code) {
      timer.set(() => look(true), LOOK_OUT_MS)
      return
    }
    station = found
    const { at } = found
    faults.set('collector-closed', at === 'out' && found.why === 'closed')
    faults.set('collector-unknown', at === 'out' && (found.why === 'unknown' || found.why === 'other'))
    faults.set('survey-missing', at === 'out' && found.why === 'offline')
    tries = at === 'out' ? tries + 1 : 0
    timer.set(
      () => {
        if (at === 'pairing') void heartbeat.beat()
        look(true)
      },
      pauseAfter(found, tries),
    )
    if (kiosk) kiosk.become(found)
    else if (found.at === 'open') kiosk = start(found)
    else render(<Blocked station={found} enrolment={enrolment} languages={[]} />, root)
  }

  function start({ code, reply }: Extract<Station, { at: 'open' }>): Kiosk {
    return createKiosk(root, {
      code,
      device,
      reply,
      faults,
      serverDay: enrolment.serverDay,
      blocked: (other, languages) => <Blocked station={other} enrolment={enrolment} languages={languages} />,
      ...staff.ports,
    })
  }

  enrolment.watch(() => look(true))
  sending.poke()
  look(false)
  staff.start(() => look(true))
}

/** Neither the storage nor the server said what this kiosk is. */
function isSilence(station: Station): station is Extract<Station, { at: 'out' }> {
  return station.at === 'out' && station.why === 'offline'
}

function pauseAfter(station: Station, tries: number): number {
  if (station.at === 'open') return LOOK_OPEN_MS
  return station.at === 'pairing' ? LOOK_PAIRING_MS : Math.min(MOST_LOOK_MS, LOOK_OUT_MS * 2 ** (tries - 1))
}

/** Answers are on the screen only. */
function holds(kiosk: Kiosk): boolean {
  const { at } = kiosk.context.model().stage
  return at === 'saving' || at === 'not-kept'
}

interface BlockedProps {
  readonly station: Exclude<Station, { at: 'open' }>
  readonly enrolment: Enrolment
  readonly languages: readonly string[]
}

/** What a kiosk that takes nothing shows. */
function Blocked({ station, enrolment, languages }: BlockedProps): VNode {
  if (station.at === 'out') {
    const day = enrolment.serverDay()
    return <OutScreen why={station.why} code={station.code} languages={languages} wordsIn={wordsIn} serverDay={day} />
  }
  const state = enrolment.state()
  const code = 'code' in state && state.code ? state.code : null
  const [lost, day] = [enrolment.lost()?.unsent ?? 0, enrolment.serverDay()]
  return <PairingScreen code={code} problem={station.problem} lost={lost} nl={wordsIn('nl')} serverDay={day} />
}
