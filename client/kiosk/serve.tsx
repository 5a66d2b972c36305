import { render } from 'preact'
import { appRelease } from '../lib/app-release.ts'
import { readNumbers } from '../lib/numbers.ts'
import { type Reach, testReach, testRest } from '../lib/self-test.ts'
import { isSpeaking } from '../lib/speak.ts'
import { startWorker, type Updates } from '../lib/update.ts'
import { createVoice, type Voice } from '../lib/voice.ts'
import { wordsIn } from '../respond/languages.ts'
import { screenOf } from '../respond/model.ts'
import { readAloud } from '../respond/read-aloud.ts'
import { plain } from '../screens/words.ts'
import { createCorner } from './corner.ts'
import { oneHand } from './hands.ts'
import { createIdle } from './idle.ts'
import { IdleDialog } from './idle-dialog.tsx'
import { hearKeys } from './keys.ts'
import type { Kiosk, KioskPorts } from './kiosk.tsx'
import type { Running } from './open.tsx'
import { type Health, ServiceScreen } from './service.tsx'
import { say } from './words.ts'

/** The kiosk tests itself again so often, in milliseconds. */
const TEST_MS = 600_000
/** The screen for staff goes away by itself. */
const STAFF_MS = 180_000

/** What stands around the screens: hands, keys, the question whether somebody is still there, sound, the worker and the
 *  screen for staff. */
export function serve(running: Running): {
  readonly ports: KioskPorts
  readonly start: (lookAgain: () => void) => void
} {
  const { root, over, faults, enrolment, database, heartbeat, isFree } = running
  let updates: Updates | null = null
  let voice: Voice | null = null
  let forgetReading: () => void = () => undefined
  /** A newer app is in charge: the page is loaded anew as soon as nobody is at the screen. */
  let stale = false
  let closing: ReturnType<typeof setTimeout> | undefined
  let isStaff = false
  let reach: Reach | null = null

  const idle = createIdle({
    watches: () => {
      const kiosk = running.kiosk()
      if (!kiosk?.visit().on || kiosk.visit().undoing) return false
      const { stage, sheet } = kiosk.context.model()
      return stage.at === 'run' || stage.at === 'choose' || (stage.at === 'thanks' && sheet !== null)
    },
    listens: isSpeaking,
    ask,
    over: () => running.kiosk()?.leave(),
  })

  function ask(left: number | null): void {
    const kiosk = running.kiosk()
    const first = !root.inert
    root.inert = left !== null
    if (left === null || !kiosk) {
      render(null, over)
      root.querySelector('h1')?.focus({ preventScroll: true })
      return
    }
    const model = kiosk.context.model()
    const [title, text] = [say(model, 'idle.title'), say(model, kiosk.keeps() ? 'idle.keeps' : 'idle.text')]
    const yes = say(model, 'idle.yes')
    render(<IdleDialog title={title} text={text} yes={yes} left={left} stay={idle.stay} />, over)
    if (!first) return
    over.querySelector('button')?.focus()
    voice?.say([plain(title), plain(text)], model.words.language)
  }

  async function test(): Promise<void> {
    faults.set('not-full-screen', innerHeight < screen.height || innerWidth < screen.width)
    await testRest({ faults, serverDay: enrolment.serverDay, hasSound: () => voice?.speaks('nl') ?? false })
  }

  async function read(): Promise<Health> {
    const numbers = await readNumbers(database)
    const station = running.station()
    return {
      state: enrolment.state(),
      collector: station && station.at !== 'pairing' ? station.code : '',
      version: appRelease(),
      waiting: numbers.unsent,
      quarantined: numbers.quarantined,
      day: enrolment.serverDay(),
      lost: enrolment.lost()?.unsent ?? 0,
      faults: faults.list(),
      reach,
    }
  }

  async function tryServer(): Promise<void> {
    reach = null
    reach = await testReach()
  }

  function openStaff(): void {
    if (!isFree() || isStaff) return
    isStaff = true
    void tryServer()
    root.inert = true
    const on = {
      test: () => void Promise.all([test(), tryServer()]),
      pair: () => void enrolment.ask('kiosk').then(heartbeat.beat),
      reload: () => location.reload(),
      close: closeStaff,
    }
    render(<ServiceScreen nl={wordsIn('nl')} read={read} on={on} />, over)
    over.querySelector('h1')?.focus()
    closing = setTimeout(closeStaff, STAFF_MS)
  }

  function closeStaff(): void {
    clearTimeout(closing)
    isStaff = false
    root.inert = false
    render(null, over)
  }

  /** Once there is a collector. */
  function attach(kiosk: Kiosk): void {
    const { context } = kiosk
    forgetReading = readAloud(context, root, new Promise(() => undefined))
    hearKeys({ kiosk, idle, root, staff: openStaff, covered: () => isStaff })
    // Anywhere on the attract screen.
    root.addEventListener('click', ({ target }) => {
      if (isFree() && target instanceof Element && !target.closest('button')) kiosk.begin()
    })
    const own = createVoice(context.code)
    voice = own
    void own.prepare(context.model().reply?.collector.languages ?? []).then(test)
  }

  function reloadIfFree(): void {
    if (stale && isFree()) location.reload()
  }

  return {
    ports: {
      began: () => updates?.busy(),
      ended: () => {
        forgetReading()
        updates?.idle()
        reloadIfFree()
      },
      looked: idle.look,
      attach,
    },
    start(lookAgain) {
      oneHand(() => {
        const kiosk = running.kiosk()
        return kiosk ? `${kiosk.visit().on} ${kiosk.visit().undoing} ${screenOf(kiosk.context.model())}` : ''
      })
      for (const type of ['pointerdown', 'keydown', 'input']) addEventListener(type, idle.touched, true)
      createCorner(isFree, openStaff)
      const hadWorker = Boolean(navigator.serviceWorker?.controller)
      navigator.serviceWorker?.addEventListener('controllerchange', () => {
        // The first one takes charge of the page that installed it: nothing is newer.
        stale = hadWorker || updates !== null
        reloadIfFree()
      })
      void startWorker({ url: '/sw-kiosk.js', scope: '/zuil' })
        .then((found) => {
          updates = found
          if (isFree()) found.idle()
        })
        .catch(() => undefined)
        .then(test)
      setInterval(() => void test(), TEST_MS)
      addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
      addEventListener('online', lookAgain)
    },
  }
}
