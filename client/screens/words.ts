import type { MunicipalityCard } from '../../shared/municipality.ts'
import type { Survey, Words } from '../../shared/survey/survey.ts'
import { say } from '../../shared/survey/text.ts'
import type later from '../text/later.nl.json'
import type nl from '../text/nl.json'
import type { Action } from './press.tsx'

type Bare<Key> = Key extends `${infer Base}_${string}` ? Base : Key

/** A key of client/text, without the endings for plural and for the informal "je". */
export type WordKey = Bare<keyof typeof nl | keyof typeof later>
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

/** What the top row offers; a control without an action is not drawn. */
export interface Nav {
  readonly help?: Action | undefined
  readonly stop?: Action | undefined
  readonly language?: Action | undefined
  readonly leave?: Action | undefined
}

/** What every screen is drawn with: the interface's words and the top row. */
export interface Scene {
  readonly t: Translate
  readonly nav: Nav
}

/** A scene in which the survey is known. */
export interface SurveyScene extends Scene {
  readonly survey: Survey
  readonly language: string
  readonly card: MunicipalityCard
}

/** The survey's own words in the person's language. */
export function words(scene: Pick<SurveyScene, 'survey' | 'language'>, text: Words): string {
  return say(text, scene.language, scene.survey.languages[0])
}
