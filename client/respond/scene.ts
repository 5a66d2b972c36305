import type { Scene, SurveyScene, Translate } from '../screens/words.ts'
import type { Model, Perform, Sheet } from './model.ts'

/** Words and top row for the screen on view. */
export function sceneOf(model: Model, act: Perform): Scene {
  const { stage, sheet, reply, run, survey } = model
  const running = stage.at === 'run'
  const early = stage.at === 'choose' || (running && run?.place.at === 'intro')
  const languages = survey?.languages ?? reply?.collector.languages ?? []
  const open = (sheet: Sheet) => () => act({ type: 'open', sheet })
  return {
    t: translator(model),
    nav: {
      help: reply && sheet !== 'help' && stage.at !== 'saving' ? open('help') : undefined,
      language: early && !sheet && languages[1] ? open('language') : undefined,
      stop: running && !early && sheet !== 'stop' ? open('stop') : undefined,
      leave: reply ? () => act({ type: 'leave' }) : undefined,
    },
  }
}

/** The same with the survey; null while there is none. */
export function surveySceneOf(model: Model, act: Perform): SurveyScene | null {
  const { reply, survey, words, run } = model
  if (!reply || !survey) return null
  const language = run?.language ?? words.language
  return { ...sceneOf(model, act), survey, language, card: reply.municipality }
}

/** The interface's words, in the form of address (u or je) of the survey. */
function translator({ words, survey }: Model): Translate {
  const context = survey?.address === 'je' ? 'je' : ''
  return (key, values) => words.say(key, { ...values, context })
}
