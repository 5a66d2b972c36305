import { marked, type Scene, type SurveyScene, type Translate } from '../screens/words.ts'
import type { Context } from './context.ts'
import { isEarly, languagesOf, type Model, type Sheet } from './model.ts'

/** Words and top row for the screen on view. */
export function sceneOf(model: Model, context: Context): Scene {
  const { stage, sheet, words } = model
  const { act, shared } = context
  const running = stage.at === 'run'
  const early = isEarly(model)
  const open = (sheet: Sheet) => () => act({ type: 'open', sheet })
  const nav = {
    help: sheet !== 'help' && stage.at !== 'saving' ? open('help') : undefined,
    language: early && !sheet && languagesOf(model)[0] ? open('language') : undefined,
    stop: running && !early && sheet !== 'stop' ? open('stop') : undefined,
    leave: () => act({ type: 'leave' }),
  }
  return {
    t: translator(model),
    page: words.language,
    listen: model.sound?.listen,
    sign: model.sign,
    nav: shared ? shared.nav(nav, context) : nav,
    stays: shared !== null,
  }
}

/** The same with the survey; null while there is none. */
export function surveySceneOf(model: Model, context: Context): SurveyScene | null {
  const { reply, survey, run } = model
  if (!reply || !survey) return null
  return { ...sceneOf(model, context), survey, language: run?.language ?? model.language, card: reply.municipality }
}

/** The interface's words, in the form of address (u or je) of the survey. */
function translator({ words, survey }: Model): Translate {
  const context = survey?.address === 'je' ? 'je' : ''
  return (key, values) => marked({ page: words.language }, words.tell(key, { ...values, context }))
}
