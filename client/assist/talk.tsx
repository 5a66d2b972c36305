import type { VNode } from 'preact'
import type { AnsweredBy, Relation } from '../../shared/response.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Question, Survey } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Device } from '../lib/device.ts'
import type { Enrolment } from '../lib/enrolment.ts'
import type { Faults } from '../lib/faults.ts'
import { createApp } from '../respond/app.ts'
import { showComfort, USUAL } from '../respond/comfort.ts'
import type { Context } from '../respond/context.ts'
import { firstModel } from '../respond/first-model.ts'
import { wordsIn } from '../respond/languages.ts'
import * as later from '../respond/later.tsx'
import { createMemorySteps } from '../respond/memory-steps.ts'
import { type Act, isEarly, screenOf } from '../respond/model.ts'
import { readAloud } from '../respond/read-aloud.ts'
import { chooseSurvey, moveRun } from '../respond/run.ts'
import { sceneOf } from '../respond/scene.ts'
import type { SharedDevice } from '../respond/shared-device.ts'
import { takeSlowPresses } from '../respond/slow-press.ts'
import { guardTaps } from '../respond/tap-guard.ts'
import { MessageScreen } from '../screens/message.tsx'
import { SharedThanks } from '../screens/shared-thanks.tsx'
import { marked, type Nav } from '../screens/words.ts'
import { SKIP } from './icons.ts'

/** What the helper chose before the tablet changes hands. */
export interface TalkSetup {
  readonly survey: Survey
  readonly language: string
  readonly answeredBy: AnsweredBy
  readonly relation: Relation | null
}

/** Whether the client answers the last page alone: not there yet, the helper is asked to hand over, the client has the
 *  tablet, or the client cannot do that and the helper stays. */
export type Alone = 'not-yet' | 'hand-over' | 'alone' | 'with-helper'

/** Where the talk is, as far as the helper may know. */
export interface TalkView {
  readonly on: boolean
  readonly alone: Alone
  /** The one on the client's screen; null elsewhere. Never what is answered. */
  readonly question: Question | null
}

export interface TalkParts {
  readonly root: HTMLElement
  readonly code: string
  readonly device: Device
  readonly enrolment: Enrolment
  readonly faults: Faults
  readonly changed: () => void
  /** The answers are kept. */
  readonly kept: () => void
  /** The device is between two people, and nothing of the client is left in the page. */
  readonly ended: () => void
}

/** The client's part, for one client after another. */
export interface Talk {
  readonly code: string
  readonly view: () => TalkView
  readonly begin: (reply: CollectorReply, setup: TalkSetup) => void
  /** Answers the question to hand over. */
  readonly goOn: (alone: 'alone' | 'with-helper') => void
  /** "Herhaal": the question comes into view again, and is heard where it has sound. */
  readonly repeat: () => void
  /** Back of the browser: as Terug on the client's screen. */
  readonly back: () => void
  /** Answers would be lost if the page went away now. */
  readonly holds: () => boolean
  readonly end: () => void
}

const REST: TalkView = { on: false, alone: 'not-yet', question: null }

export function createTalk(parts: TalkParts): Talk {
  const { root, code, device, enrolment, faults } = parts
  let view = REST
  let setup: TalkSetup | null = null
  let seen = ''
  const steps = createMemorySteps((spot) => context.act({ type: 'travel', spot }))
  const shared: SharedDevice = {
    steps,
    draw: () => draw(),
    nav: (nav) => topRow(nav),
    act: (_, act) => perform(act),
    changed: () => changed(),
    about: () => about(),
  }
  const context: Context = createApp(root, { code, device, drawn: null, shared }, Promise.resolve(later))
  const forgetReading = readAloud(context, root, new Promise(() => undefined))
  guardTaps(root)
  takeSlowPresses(root)

  function draw(): VNode | null | undefined {
    if (!view.on || view.alone === 'hand-over') return null
    const model = context.model()
    const { stage, sheet } = model
    if (sheet) return undefined
    const scene = { ...sceneOf(model, context), nav: {} }
    const label = marked(scene, model.words.tell('done'))
    if (stage.at === 'thanks')
      return <SharedThanks scene={scene} label={label} sent={stage.fate === 'sent'} end={end} />
    if (stage.at !== 'message') return undefined
    const next = { label, act: end }
    return <MessageScreen scene={scene} title={`${stage.name}.title`} text={`${stage.name}.text`} next={next} />
  }

  /** Skipping and stopping are the client's, on every screen. */
  function topRow({ help, language, stop }: Nav): Nav {
    const model = context.model()
    const early = isEarly(model) && !model.sheet
    const skips = model.stage.at === 'run' && model.run?.place.at === 'question' && !model.sheet
    const label = marked({ page: model.words.language }, model.words.tell('skip'))
    return {
      help,
      language,
      ...(skips ? { more: { label, act: skip, icon: SKIP } } : {}),
      stop: stop ?? (early ? end : undefined),
    }
  }

  function skip(): void {
    const { run } = context.model()
    if (run?.place.at !== 'question') return
    moveRun(context, { type: 'answer', question: run.place.question, answer: { missing: 'skipped' } })
    moveRun(context, { type: 'next' }, 'go')
  }

  function perform(act: Act): boolean {
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
      default:
        return false
    }
  }

  function changed(): void {
    const model = context.model()
    if (screenOf(model) !== seen) {
      seen = screenOf(model)
      root.scrollTop = 0
    }
    if (!view.on) return
    const { stage, run, survey, sheet } = model
    const before = view
    const id = stage.at === 'run' && run?.place.at === 'question' && !sheet ? run.place.question : null
    const shown = survey && run ? shownQuestions(survey, run.answers) : []
    const question = shown.find((each) => each.id === id) ?? null
    view = { ...view, question, alone: aloneAt(question !== null && question === shown.at(-1)) }
    if (stage.at === 'not-kept') faults.set('disk-full', stage.problem === 'quota')
    if (stage.at === 'thanks' && setup) {
      setup = null
      parts.kept()
    }
    if (before.alone !== view.alone) context.change({})
    parts.changed()
  }

  /** The last page is the client's alone; who taps for a client then hands over the tablet. */
  function aloneAt(isLast: boolean): Alone {
    if (view.alone !== 'not-yet' || !isLast) return view.alone
    return setup?.answeredBy === 'self' ? 'alone' : 'hand-over'
  }

  function begin(reply: CollectorReply, chosen: TalkSetup): void {
    const { survey, language, answeredBy } = chosen
    setup = chosen
    view = { ...REST, on: true }
    seen = ''
    const one = { ...reply, surveys: [survey] }
    context.change({ ...firstModel(true), reply: one, language, words: wordsIn(language), stage: { at: 'choose' } })
    chooseSurvey(context, survey, 'stay')
    // Who answers was just said: the question about it stands answered, and the client may correct it.
    const asks = survey.questions.find(({ context: role }) => role === 'answeredBy')
    if (asks?.options?.some(({ value }) => value === answeredBy))
      moveRun(context, { type: 'answer', question: asks.id, answer: answeredBy })
    parts.changed()
  }

  function about(): ReturnType<SharedDevice['about']> {
    const state = enrolment.state()
    const helper = state.state === 'active' ? state.helper : null
    const day = enrolment.serverDay()
    return {
      ...(setup ? { answeredBy: setup.answeredBy } : {}),
      ...(setup?.relation ? { relation: setup.relation } : {}),
      ...(helper ? { helper } : {}),
      // A device that thinks it is 1970 knows the month from the server.
      ...(day !== null && faults.has('clock') ? { month: day.slice(0, 7) } : {}),
    }
  }

  function end(): void {
    steps.forget()
    forgetReading()
    setup = null
    view = REST
    showComfort(USUAL)
    context.change({ ...firstModel(true), stage: { at: 'choose' } })
    parts.ended()
  }

  return {
    code,
    view: () => view,
    begin,
    goOn(alone) {
      view = { ...view, alone }
      context.change({})
      root.querySelector('h1')?.focus({ preventScroll: true })
      parts.changed()
    },
    repeat() {
      root.scrollTop = 0
      root.querySelector('h1')?.focus({ preventScroll: true })
      const act = context.model().sound?.listen.act
      if (typeof act === 'function') act()
    },
    back: () => {
      if (context.model().stage.at === 'run' && view.alone !== 'hand-over') steps.back()
    },
    holds: () => view.on && ['run', 'saving', 'not-kept'].includes(context.model().stage.at),
    end,
  }
}
