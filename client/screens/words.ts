import { h, type VNode } from 'preact'
import type { MunicipalityCard } from '../../shared/municipality.ts'
import type { Survey, Words } from '../../shared/survey/survey.ts'
import { directionOf, type Said, tell } from '../../shared/survey/text.ts'
import type later from '../text/later.nl.json'
import type nl from '../text/nl.json'
import type withoutScript from '../text/plain.nl.json'
import type { Art } from './answers.ts'
import type { Way } from './frame.tsx'
import type { Sign } from './icon.tsx'
import type { Action } from './press.tsx'

type Bare<Key> = Key extends `${infer Base}_${string}` ? Base : Key

/** A key of client/text, without the endings for plural and for the informal "je". */
export type WordKey = Bare<keyof typeof nl | keyof typeof later | keyof typeof withoutScript>

/** Words on the screen; an element where they are in another language than the page. */
export type Text = string | VNode
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => Text

/** What the top row offers; a control without an action is not drawn. */
export interface Nav {
  readonly help?: Action | undefined
  readonly stop?: Action | undefined
  readonly language?: Action | undefined
  readonly leave?: Action | undefined
  /** One more, that a shared device adds. */
  readonly more?: Way & { readonly icon: Sign }
}

/** Draws a sign with those classes; null where the word alone says it. */
export type DrawSign = (art: Art, look: string) => VNode | null

/** What every screen is drawn with: the interface's words and the top row. */
export interface Scene {
  readonly t: Translate
  /** Language of the page: that of the interface's words. */
  readonly page: string
  readonly nav: Nav
  /** Reads this screen aloud, or stops it; absent where nothing of it can be heard. */
  readonly listen?: Way | undefined
  /** What the bar is, where it holds links and no button: buttons need no landmark. */
  readonly bar?: { readonly role: 'navigation'; readonly 'aria-label': string }
  /** Stands at the end of every screen: what a page without script has to say. */
  readonly note?: VNode | undefined
  /** Draws what stands above the word of an answer, for a person who chose other signs than faces. */
  readonly sign?: DrawSign | null
  /** Nothing leads out: numbers and sites are words, as on a kiosk. */
  readonly stays?: boolean
}

/** A scene in which the survey is known. */
export interface SurveyScene extends Scene {
  readonly survey: Survey
  readonly language: string
  readonly card: MunicipalityCard
}

/** The attributes of an element in that language; none where the page is in it. */
export function languageOf({ page }: Pick<Scene, 'page'>, language: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return language === page ? {} : { lang: language, dir: directionOf(language) }
}

/** Words as they may stand on that page: marked where they are in another language. */
export function marked(scene: Pick<Scene, 'page'>, { text, language }: Said): Text {
  return language === scene.page || !text ? text : h('span', languageOf(scene, language), text)
}

/** The words alone, for where no element can stand. */
export function plain(text: Text): string {
  return typeof text === 'string' ? text : String(text.props.children)
}

/** The survey's own words in the person's language, else in its first one. */
export function words(scene: Pick<SurveyScene, 'survey' | 'language' | 'page'>, text: Words): Text {
  return marked(scene, tell(text, scene.language, scene.survey.languages[0]))
}
