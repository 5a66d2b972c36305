import { h } from 'preact'
import type { Words } from '../../client/lib/i18n.ts'
import type { Comfort } from '../../client/screens/comfort.tsx'
import { signIn } from '../../client/screens/other-sign.tsx'
import { marked, type Nav, type Scene, type SurveyScene } from '../../client/screens/words.ts'
import type { MunicipalityCard } from '../../shared/municipality.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { USUAL } from '../plain/comfort.ts'
import { wordsIn } from './words.ts'

/** What a page is drawn with: language, words, how a person sees best, and what the municipality says. */
export interface Drawing {
  readonly words: Words
  readonly card: MunicipalityCard
  readonly address: 'u' | 'je'
  readonly comfort: Comfort
}

export function drawingIn(
  language: string,
  card: MunicipalityCard,
  address: 'u' | 'je' = 'u',
  comfort: Comfort = USUAL,
): Drawing {
  return { words: wordsIn(language), card, address, comfort }
}

/** Words and top row of one screen. */
export function sceneOf({ words, address, comfort }: Drawing, nav: Nav): Scene {
  const context = address === 'je' ? 'je' : ''
  const page = words.language
  const t: Scene['t'] = (key, values) => marked({ page }, words.tell(key, { ...values, context }))
  return { t, page, nav, sign: signIn(comfort.style) }
}

/** The same screen with these words at its end: what a page without script cannot do. */
export function warned<Any extends Scene>(scene: Any, ...keys: readonly ('plain.open' | 'plain.back')[]): Any {
  const words = keys.flatMap((key, index) => (index === 0 ? [scene.t(key)] : [' ', scene.t(key)]))
  return { ...scene, note: h('p', { class: 'ew-plain-note' }, words) }
}

/** The same on a page that the app takes over: only who has no script sees it. */
export function warnedWithoutScript<Any extends Scene>(scene: Any): Any {
  return { ...scene, note: h('noscript', {}, warned(scene, 'plain.open').note) }
}

/** The same with the survey, in the person's language: its words may be there where those of the interface are not. */
export function surveySceneOf(drawing: Drawing, nav: Nav, survey: Survey, language: string): SurveyScene {
  return { ...sceneOf(drawing, nav), survey, language, card: drawing.card }
}
