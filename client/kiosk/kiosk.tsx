import type { VNode } from 'preact'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Device } from '../lib/device.ts'
import type { Faults } from '../lib/faults.ts'
import { createTimer } from '../lib/timer.ts'
import { createApp } from '../respond/app.ts'
import { showComfort, USUAL } from '../respond/comfort.ts'
import type { Context } from '../respond/context.ts'
import { firstModel } from '../respond/first-model.ts'
import { wordsIn } from '../respond/languages.ts'
import * as later from '../respond/later.tsx'
import { createMemorySteps } from '../respond/memory-steps.ts'
import type { Act } from '../respond/model.ts'
import { chooseSurvey, moveRun } from '../respond/run.ts'
import type { SharedDevice } from '../respond/shared-device.ts'
import { choicesOf } from '../screens/answers.ts'
import { AttractScreen } from './attract.tsx'
import { type Bursts, createBursts } from './bursts.ts'
import { drawVisit, topRow } from './draw-visit.tsx'
import { onlyQuestion } from './single.ts'
import type { Station } from './station.ts'
import { NOBODY, type Visit } from './visit.ts'

/** Time to take the one tap back. */
const UNDO_MS = 5000
/** The thanks go away by themselves. */
const THANKS_MS = 8000
/** Between two tries to keep what could not be kept: doubled each time, at most a minute. */
const RETRY_MS = 5000
const MOST_RETRY_MS = 60_000

/** What stands around the screens hears of them. */
export interface KioskPorts {
  /** Somebody begins. */
  readonly began: () => void
  /** The screen is free again, and nothing of the person is left in it. */
  readonly ended: () => void
  /** Called after every change of what is on view. */
  readonly looked: () => void
  /** Called once, when the kiosk is there. */
  readonly attach: (kiosk: Kiosk) => void
}

type Blocked = Exclude<Station, { at: 'open' }>

export interface KioskParts extends KioskPorts {
  readonly code: string
  readonly device: Device
  readonly reply: CollectorReply
  readonly faults: Faults
  /** The server's day; null when it has not said. */
  readonly serverDay: () => string | null
  /** The screen of a kiosk that takes nothing now. */
  readonly blocked: (station: Blocked, languages: readonly string[]) => VNode
}

/** The screens of one collector, for one person after another. */
export interface Kiosk {
  readonly context: Context
  readonly visit: () => Visit
  /** Begins for whoever touched the screen. */
  readonly begin: (language?: string) => void
  /** The one tap, on the attract screen. */
  readonly answer: (value: string) => void
  /** Leaves nothing of the person, and shows the attract screen. */
  readonly end: () => void
  /** The person is gone: an answer that counted is kept, all else goes. */
  readonly leave: () => void
  readonly undo: () => void
  /** The answers were asked for, before sending them. */
  readonly review: () => void
  /** The one tap of a survey that asks one thing was given: without a person the answer is kept. */
  readonly keeps: () => boolean
  /** Takes in what this kiosk is now; shown when nobody is at the screen. */
  readonly become: (station: Station) => void
  /** Draws anew what is on view. */
  readonly redraw: () => void
}

export function createKiosk(root: HTMLElement, parts: KioskParts): Kiosk {
  const { code, device } = parts
  const bursts: Bursts = createBursts()
  const timer = createTimer()
  let visit = NOBODY
  let blocked: Blocked | null = null
  let reply = parts.reply
  let stage = ''
  let tries = 0
  let moved = false
  let helped = false

  const steps = createMemorySteps((spot) => context.act({ type: 'travel', spot }))
  const shared: SharedDevice = {
    steps,
    draw: () => draw(),
    nav: (nav) => topRow(nav, kiosk),
    act: (_, act) => perform(act),
    changed: () => changed(),
    about: () => about(),
  }
  const context: Context = createApp(root, { code, device, drawn: null, shared }, Promise.resolve(later))
  const kiosk: Kiosk = {
    context,
    visit: () => visit,
    begin,
    answer,
    end,
    leave,
    undo,
    keeps,
    review: () => see({ reviewing: true }),
    become(station) {
      if (station.at === 'open' && station.code !== code) moved = true
      blocked = station.at === 'open' ? null : station
      if (station.at === 'open' && !moved) reply = station.reply
      if (!visit.on) rest()
    },
    redraw: () => context.change({}),
  }

  function draw(): VNode | null | undefined {
    if (visit.on) return drawVisit(kiosk)
    const { languages } = reply.collector
    if (blocked) return parts.blocked(blocked, languages)
    return (
      <AttractScreen
        reply={reply}
        language={home()}
        wordsIn={wordsIn}
        begin={begin}
        answer={answer}
        fault={parts.faults.list().length > 0}
      />
    )
  }

  /** The language of the attract screen. */
  function home(): string {
    return reply.collector.languages[0] ?? 'nl'
  }

  function see(patch: Partial<Visit>): void {
    visit = { ...visit, ...patch }
    context.change({})
  }

  function begin(language = home()): void {
    if (visit.on || blocked) return
    visit = { ...NOBODY, on: true }
    parts.began()
    const [only, ...others] = reply.surveys
    context.change({ ...firstModel(true), reply, language, words: wordsIn(language), stage: { at: 'choose' } })
    context.navigate('stay', { place: null, sheet: null })
    if (only && others.length === 0) start(only, 'stay')
  }

  function start(survey: CollectorReply['surveys'][number], how: 'go' | 'stay'): void {
    const one = onlyQuestion(survey)
    visit = { ...visit, one }
    chooseSurvey(context, survey, how)
    // One question needs no introduction.
    if (one) moveRun(context, { type: 'begin' }, 'stay')
  }

  function answer(value: string): void {
    begin()
    const { survey, language } = context.model()
    if (!survey || !visit.one) return
    const choice = choicesOf({ survey, language, page: language }, visit.one).find((each) => each.value === value)
    if (choice) context.act({ type: 'answer', answer: choice.answer })
  }

  function perform(act: Act): boolean {
    const { run } = context.model()
    const atOne = visit.one !== null && run?.place.at === 'question' && run.place.question === visit.one.id
    switch (act.type) {
      case 'leave':
      case 'withdraw':
      case 'copy-code':
      case 'save-code':
        return true
      case 'resume':
      case 'reload':
        end()
        return true
      case 'choose':
        start(act.survey, 'go')
        return true
      case 'back':
        if (!atOne) return false
        if (reply.surveys.length === 1) end()
        else context.change({ stage: { at: 'choose' }, run: null, survey: null })
        return true
      case 'answer':
        if (!atOne || !visit.one) return false
        moveRun(context, { ...act, question: visit.one.id })
        see({ undoing: true })
        timer.set(confirm, UNDO_MS)
        return true
      default:
        return false
    }
  }

  /** Nobody took the one tap back: on to what belongs to it, or it is kept. */
  function confirm(): void {
    see({ undoing: false })
    context.act({ type: 'next' })
  }

  function undo(): void {
    const { survey } = context.model()
    timer.clear()
    visit = { ...visit, undoing: false }
    context.change({ run: null })
    if (survey) start(survey, 'stay')
  }

  function changed(): void {
    const model = context.model()
    parts.looked()
    if (!visit.on) return
    if (model.stage.at !== stage) {
      stage = model.stage.at
      arrive()
    }
    // Whoever reads whom to call is not hurried.
    if (stage === 'thanks' && helped !== (model.sheet !== null)) {
      helped = !helped
      if (helped) timer.clear()
      else timer.set(end, THANKS_MS)
    }
    const { run } = model
    if (visit.one && stage === 'run' && run?.place.at === 'overview' && !model.sheet) context.act({ type: 'finish' })
  }

  /** Another stage of the app than before. */
  function arrive(): void {
    const { stage: now } = context.model()
    if (now.at === 'thanks') {
      bursts.kept(performance.now())
      visit = { ...visit, stuck: false }
      tries = 0
      timer.set(end, THANKS_MS)
    } else if (now.at === 'message') timer.set(end, THANKS_MS)
    else if (now.at === 'not-kept') {
      parts.faults.set('disk-full', now.problem === 'quota')
      timer.set(() => context.act({ type: 'finish' }), Math.min(MOST_RETRY_MS, RETRY_MS * 2 ** tries++))
      see({ stuck: true })
    }
  }

  function about(): ReturnType<SharedDevice['about']> {
    const day = parts.serverDay()
    // A device that thinks it is 1970 knows the month from the server.
    const month = day !== null && parts.faults.has('clock') ? day.slice(0, 7) : null
    return { ...(month ? { month } : {}), ...(bursts.isBurst(performance.now()) ? { burst: true } : {}) }
  }

  function end(): void {
    timer.clear()
    steps.forget()
    visit = NOBODY
    stage = ''
    tries = 0
    helped = false
    showComfort(USUAL)
    rest()
    parts.ended()
  }

  /** The attract screen, as if nobody had ever been there. */
  function rest(): void {
    // Bound to another collector meanwhile: its name is in all that the app keeps.
    if (moved) location.reload()
    const language = home()
    context.change({ ...firstModel(true), reply, language, words: wordsIn(language), stage: { at: 'choose' } })
  }

  function keeps(): boolean {
    const { run, survey } = context.model()
    const given = visit.one && run?.answers[visit.one.id]
    return survey !== null && given !== undefined && given !== null
  }

  function leave(): void {
    if (keeps()) context.act({ type: 'finish' })
    else end()
  }

  rest()
  parts.attach(kiosk)
  return kiosk
}
