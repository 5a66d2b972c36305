import { newRun, type RunEvent, step } from '../../shared/run.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Context } from './context.ts'
import { LANGUAGE, remember } from './memory.ts'
import type { Sheet } from './model.ts'

/** Moves the run on, shows where it is, and keeps it on the device. */
export function moveRun(context: Context, event: RunEvent, how?: 'go' | 'stay'): void {
  const { survey, run } = context.model()
  if (!survey || !run) return
  const after = step(survey, run, event)
  context.change({ run: after, sheet: null, stage: { at: 'run' } })
  context.save(after)
  if (how) context.navigate(how, { place: after.place, sheet: null })
}

/** Makes the run of a survey and shows its first screen. A run of the same survey goes on where it was; one that was
 *  begun on the page that the server drew goes on with what is chosen there. */
export function chooseSurvey(context: Context, survey: Survey, how: 'go' | 'stay', sheet: Sheet | null = null): void {
  const { reply, run, language: chosen } = context.model()
  const { invitation } = context
  if (!reply) return
  const language = survey.languages.includes(chosen) ? chosen : (survey.languages[0] ?? 'nl')
  const same = run?.survey.id === survey.id && run.survey.version === survey.version
  const fresh = same ? run : newRun(crypto.randomUUID(), reply.collector.code, survey, language, invitation)
  const next = context.drawn?.goOn(survey, fresh) ?? fresh
  context.change({ survey, run: next, stage: { at: 'run' }, sheet })
  // The address does not have it any more.
  if (invitation) context.save(next)
  context.navigate(how, { place: fresh.place, sheet })
  // Back leads from the question to the intro, as if the app had been there from the start.
  if (next !== fresh) context.navigate('go', { place: next.place, sheet })
}

/** The language holds from now on; on an own phone for the next time too. */
export function keepLanguage({ model, shared }: Context): void {
  const { reply, language } = model()
  if (!shared && reply?.collector.channel === 'own-device') remember(LANGUAGE, language)
}

/** Verder on the first screen, where the language is chosen. */
export function leaveLanguage(context: Context): void {
  const { run, stage } = context.model()
  keepLanguage(context)
  context.change({ sheet: null })
  context.navigate('go', { place: stage.at === 'run' ? (run?.place ?? null) : null, sheet: null })
}
