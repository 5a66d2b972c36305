import { step } from '../../shared/run.ts'
import type { Updates } from '../lib/update.ts'
import { mayPass } from '../screens/is-answered.ts'
import { type Warning, warningFor } from './careful.ts'
import { chooseComfort, chooseContrast } from './choose-comfort.ts'
import { chooseLanguage, closeLanguage } from './choose-language.ts'
import type { Context } from './context.ts'
import { discard, finish, uninvited } from './finish.ts'
import { stepsOf } from './history.ts'
import { keepCode } from './keep-code.ts'
import { load } from './load.ts'
import { type Act, type Aside, hasBegun, hasChoice, type Sheet, type Spot } from './model.ts'
import { chooseSurvey, moveRun } from './run.ts'

import { takeBack } from './withdraw.ts'

/** Does what the person asked, all but beginning, answering and leaving (app.ts). */
export function perform(context: Context, act: Act): void {
  switch (act.type) {
    case 'begin':
    case 'answer':
      break
    case 'choose':
      chooseSurvey(context, act.survey, 'go')
      break
    case 'next':
      if (passes(context)) void goOn(context)
      else open(context, 'skip')
      break
    case 'skip':
      moveRun(context, { type: 'next' }, 'stay')
      break
    case 'back':
      goBack(context)
      break
    case 'change':
      moveRun(context, act, 'go')
      break
    case 'travel':
      travel(context, act.spot)
      break
    default:
      performAside(context, act)
  }
}

/** What does not move along the questions. */
function performAside(context: Context, act: Aside): void {
  switch (act.type) {
    case 'open':
      open(context, act.sheet)
      break
    case 'close':
      if (context.model().sheet === 'language') void closeLanguage(context)
      else stepsOf(context).back()
      break
    case 'language':
      chooseLanguage(context, act.language)
      break
    case 'size':
      chooseComfort(context, { size: act.size })
      break
    case 'contrast':
      chooseContrast(context, act.more)
      break
    case 'style':
      chooseComfort(context, { style: act.style })
      break
    case 'type-code':
      context.change({ typed: act.text })
      break
    case 'withdraw':
      void takeBack(context)
      break
    case 'copy-code':
    case 'save-code':
      void keepCode(context, act.type)
      break
    case 'change-text':
      changeText(context)
      break
    case 'keep-text':
      keepText(context)
      break
    case 'finish':
      void send(context)
      break
    case 'discard':
      void discard(context).then(atRest)
      break
    case 'reload':
      void load(context)
      break
    case 'resume':
      void resume(context)
      break
    case 'uninvited':
      void uninvited(context)
      break
    case 'leave':
      break
  }
}

/** On to the next question; with words in which somebody may be named, that is told first. */
async function goOn(context: Context): Promise<void> {
  const asked = context.model().run
  const warning = hasText(context) ? await warningFor(context, 'next') : null
  // Meanwhile the person may have gone another way.
  if (context.model().run !== asked) return
  if (warning) warn(context, warning)
  else moveRun(context, { type: 'next' }, 'go')
}

function hasText({ model }: Context): boolean {
  const { run } = model()
  return run?.place.at === 'question' && typeof run.answers[run.place.question] === 'string'
}

/** Sends all, unless there are words to tell of first. */
async function send(context: Context): Promise<void> {
  const warning = await warningFor(context, 'finish')
  if (warning) warn(context, warning)
  else atRest(await finish(context))
}

function warn(context: Context, warning: Warning): void {
  const { sheet, run } = context.model()
  context.change({ warning })
  if (sheet === null) open(context, 'personal')
  else {
    // In place of "Stoppen" or of another warning: Back leads to the questions.
    context.change({ sheet: 'personal' })
    context.navigate('stay', { place: run?.place ?? null, sheet: 'personal' })
  }
}

/** "Pas aan": to the question with that text. */
function changeText(context: Context): void {
  const { warning, run } = context.model()
  if (!warning || !run) return
  const { place } = run
  if (place.at === 'question' && place.question === warning.question) stepsOf(context).back()
  else moveRun(context, { type: 'change', question: warning.question }, 'stay')
}

/** "Toch zo laten": goes on with what the person was about to do. */
function keepText(context: Context): void {
  const { warning, approved } = context.model()
  if (!warning) return
  context.change({ approved: [...approved, warning.text] })
  if (warning.then === 'finish') void send(context)
  else moveRun(context, { type: 'next' }, 'stay')
}

let updates: Updates | null = null
let noted = ''

/** A newer app may take over, but not while a survey is in progress. */
export function useUpdates(found: Updates, context: Context): void {
  updates = found
  if (!noteUse(context)) found.idle()
}

/** Holds back a newer app from the first question on; true when it is held back. The collector that is open is where an
 *  installed app begins the next time. */
export function noteUse({ model, device, code }: Context): boolean {
  const { run, reply } = model()
  if (reply && noted !== code) {
    noted = code
    void device
      .sending()
      .then((sending) => sending.opened(code))
      .catch(() => undefined)
  }
  const underway = run !== null && hasBegun(run)
  if (underway) updates?.busy()
  return underway
}

function atRest(done: boolean): void {
  if (done) updates?.idle()
}

/** The installed app was opened without a code: goes on to the collector of the last time, or to where one can be
 *  typed. */
async function resume({ device }: Context): Promise<void> {
  const code = await device
    .sending()
    .then((sending) => sending.lastOpened())
    .catch(() => null)
  location.replace(code === null ? '/' : `/v/${encodeURIComponent(code)}`)
}

function passes({ model }: Context): boolean {
  const { survey, run } = model()
  const id = run?.place.at === 'question' ? run.place.question : ''
  const question = survey?.questions.find((candidate) => candidate.id === id)
  return mayPass(question, run?.answers[id])
}

function open({ model, change, navigate }: Context, sheet: Sheet): void {
  const { run, stage } = model()
  change(sheet === 'withdraw' ? { sheet, typed: '', withdrawing: 'ask' } : { sheet })
  navigate('go', { place: stage.at === 'run' ? (run?.place ?? null) : null, sheet })
}

function goBack(context: Context): void {
  const { run, reply } = context.model()
  if (run?.place.at !== 'intro' || !hasChoice(reply)) {
    moveRun(context, { type: 'back' }, 'stay')
    return
  }
  context.change({ stage: { at: 'choose' }, sheet: null })
  context.navigate('stay', { place: null, sheet: null })
}

function travel({ model, change, save, navigate }: Context, spot: Spot | null): void {
  const { stage, survey, run, reply, sheet: over } = model()
  if (stage.at === 'left' || stage.at === 'saving' || stage.at === 'loading') return
  const underway = stage.at === 'run' || stage.at === 'not-kept' || stage.at === 'choose'
  if (stage.at === 'not-kept' && over !== null) {
    // Help was opened from there: the answers are still on this screen only.
    change({ sheet: null })
  } else if (!spot) {
    // A step of an earlier run, finished or thrown away: it leads nowhere in this one.
    change({ sheet: null })
    if (stage.at === 'run' && run) navigate('stay', { place: run.place, sheet: null })
  } else if (underway && survey && run && spot.place) {
    const after = step(survey, run, { type: 'show', place: spot.place })
    // A warning belongs to the moment: Forward does not bring it back.
    change({ run: after, sheet: spot.sheet === 'personal' ? null : spot.sheet, stage: { at: 'run' } })
    if (hasBegun(after)) save(after)
  } else if (underway && hasChoice(reply)) {
    change({ stage: { at: 'choose' }, sheet: spot.sheet })
  } else {
    const { sheet } = spot
    change({ sheet: sheet === 'help' || sheet === 'language' || sheet === 'withdraw' ? sheet : null })
  }
}
