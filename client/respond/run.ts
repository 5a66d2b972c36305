import { newRun, type RunEvent, step } from '../../shared/run.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Context } from './context.ts'

/** Moves the run on, shows where it is, and keeps it on the device. */
export function moveRun(context: Context, event: RunEvent, how?: 'go' | 'stay'): void {
  const { survey, run } = context.model()
  if (!survey || !run) return
  const after = step(survey, run, event)
  context.change({ run: after, sheet: null, stage: { at: 'run' } })
  context.save(after)
  if (how) context.navigate(how, { place: after.place, sheet: null })
}

/** Makes the run of a survey and shows its first screen. A run of the same survey goes on where it was. */
export function chooseSurvey(context: Context, survey: Survey, how: 'go' | 'stay'): void {
  const { reply, run, words } = context.model()
  if (!reply) return
  const language = survey.languages.includes(words.language) ? words.language : (survey.languages[0] ?? 'nl')
  const same = run?.survey.id === survey.id && run.survey.version === survey.version
  const next = same ? run : newRun(crypto.randomUUID(), reply.collector.code, survey, language)
  context.change({ survey, run: next, stage: { at: 'run' }, sheet: null })
  context.navigate(how, { place: next.place, sheet: null })
}
