import type { Words } from '../../client/lib/i18n.ts'
import { marked, type Nav, type Scene, type SurveyScene } from '../../client/screens/words.ts'
import type { MunicipalityCard } from '../../shared/municipality.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { wordsIn } from './words.ts'

/** What a page is drawn with: language, words, and what the municipality says. */
export interface Drawing {
  readonly words: Words
  readonly card: MunicipalityCard
  readonly address: 'u' | 'je'
}

export function drawingIn(language: string, card: MunicipalityCard, address: 'u' | 'je' = 'u'): Drawing {
  return { words: wordsIn(language), card, address }
}

/** Words and top row of one screen. */
export function sceneOf({ words, address }: Drawing, nav: Nav): Scene {
  const context = address === 'je' ? 'je' : ''
  const page = words.language
  return { t: (key, values) => marked({ page }, words.tell(key, { ...values, context })), page, nav }
}

/** The same with the survey, in the person's language: its words may be there where those of the interface are not. */
export function surveySceneOf(drawing: Drawing, nav: Nav, survey: Survey, language: string): SurveyScene {
  return { ...sceneOf(drawing, nav), survey, language, card: drawing.card }
}
