import * as v from 'valibot'
import type { ClientValue, ContextRole, QuestionKind, Theme } from './survey.ts'

/** `survey.json`: the structure of a question list, without words. */
export interface SurveyFile {
  readonly $schema?: string
  readonly id: string
  readonly version: number
  readonly languages: readonly string[]
  readonly address: 'u' | 'je'
  /** Care types for which it is offered. */
  readonly careTypes: readonly string[]
  /** True when it is offered for every care type without a survey of its own. */
  readonly fallback?: boolean
  readonly source: string
  readonly licence: string
  /** `own`: written for this product; `unverified`: the exact wording of the source could not be checked. */
  readonly wording: 'own' | 'unverified'
  /** Names of pictures, one for each sentence of the intro. */
  readonly introSigns?: readonly string[]
  readonly questions: readonly QuestionFile[]
}

export interface QuestionFile {
  readonly id: string
  readonly kind: QuestionKind
  readonly context?: ContextRole
  readonly picture?: string
  readonly theme?: Theme
  readonly clientValue?: ClientValue
  readonly national?: number
  readonly dontKnow?: boolean
  readonly notApplicable?: boolean
  readonly showIf?: { readonly question: string; readonly in: readonly (number | string)[] }
  readonly options?: readonly OptionFile[]
}

export interface OptionFile {
  readonly value: string
  readonly picture?: string
}

/** `nl.json`, `en.json` …: every word of a survey in one language. */
export interface WordsFile {
  readonly $schema?: string
  readonly title: string
  readonly intro: readonly string[]
  readonly questions: Readonly<Record<string, QuestionWords>>
  /** Alt text of the survey's own pictures. */
  readonly pictures?: Readonly<Record<string, string>>
}

interface QuestionWords {
  readonly text: string
  readonly hint?: string
  /** Label by option value. */
  readonly options?: Readonly<Record<string, string>>
}

const QUESTION_KINDS = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'choice', 'choices', 'text'] as const
const THEMES = ['toegang', 'kwaliteit', 'effect', 'waardering'] as const
const CLIENT_VALUES = ['gelijkwaardigheid', 'autonomie', 'aandacht', 'vertrouwen'] as const

/** Small letters and digits with single hyphens, a letter first. The message is a code of schema-faults.ts. */
export const slug = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'slug'), v.maxLength(60))
/** A BCP 47 code of language, script and region. */
export const languageCode = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/, 'language'),
)

/** A text for people: not blank and no longer than fits. */
export function words(maxLength: number) {
  return v.pipe(v.string(), v.regex(/\S/, 'blank'), v.maxLength(maxLength))
}

const option = v.strictObject({
  value: v.pipe(slug, v.description('Vaste naam van dit antwoord; de woorden staan in de taalbestanden.')),
  picture: v.exactOptional(v.pipe(slug, v.description('Naam van een plaatje.'))),
})

/** One question of `survey.json`. */
export const questionSchema = v.strictObject({
  id: v.pipe(slug, v.description('Vaste naam van de vraag. Verandert nooit.')),
  kind: v.pipe(v.picklist(QUESTION_KINDS), v.description('Soort vraag.')),
  context: v.exactOptional(
    v.pipe(
      v.picklist(['phase', 'answeredBy']),
      v.description('Vraag over het invullen zelf: fase van de hulp, of wie invult.'),
    ),
  ),
  picture: v.exactOptional(
    v.pipe(slug, v.description('Naam van een plaatje: eerst gezocht in de map pictures hiernaast.')),
  ),
  theme: v.exactOptional(v.picklist(THEMES)),
  clientValue: v.exactOptional(v.picklist(CLIENT_VALUES)),
  national: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(10),
      v.description('Nummer van het landelijke Wmo-onderwerp.'),
    ),
  ),
  dontKnow: v.exactOptional(v.pipe(v.boolean(), v.description('"Weet ik niet". Staat aan bij elke gesloten vraag.'))),
  notApplicable: v.exactOptional(v.pipe(v.boolean(), v.description('"Past niet bij mij" erbij.'))),
  showIf: v.exactOptional(
    v.pipe(
      v.strictObject({ question: slug, in: v.pipe(v.array(v.union([v.number(), v.string()])), v.minLength(1)) }),
      v.description('Alleen tonen als een eerdere vraag een van deze antwoorden kreeg.'),
    ),
  ),
  options: v.exactOptional(v.pipe(v.array(option), v.minLength(2), v.maxLength(10))),
}) satisfies v.GenericSchema<QuestionFile>

/** The whole of `survey.json`. */
export const surveySchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  id: v.pipe(slug, v.description('Gelijk aan de naam van de map.')),
  version: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.description('1, 2, 3 … Een gepubliceerde versie verandert nooit.'),
  ),
  languages: v.pipe(
    v.array(languageCode),
    v.minLength(1),
    v.description('Eén taalbestand per taal. De eerste is de reserve.'),
  ),
  address: v.pipe(v.picklist(['u', 'je']), v.description('Hoe de tekst iemand aanspreekt.')),
  careTypes: v.pipe(v.array(slug), v.description('Zorgvormen uit care-types.json.')),
  fallback: v.exactOptional(v.pipe(v.boolean(), v.description('Voor zorgvormen zonder eigen vragenlijst.'))),
  source: v.pipe(words(2000), v.description('Waar de onderwerpen en de woorden vandaan komen.')),
  licence: v.pipe(words(500), v.description('Wat anderen ermee mogen doen.')),
  wording: v.pipe(
    v.picklist(['own', 'unverified']),
    v.description('own: zelf geschreven. unverified: tekst van de bron niet nagekeken.'),
  ),
  introSigns: v.exactOptional(
    v.pipe(
      v.array(slug),
      v.minLength(1),
      v.maxLength(5),
      v.description('Een klein plaatje bij elke zin van het begin, zoals sign-no-name.'),
    ),
  ),
  questions: v.pipe(v.array(questionSchema), v.minLength(1)),
}) satisfies v.GenericSchema<SurveyFile>

/** The whole of a language file. */
export const wordsSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  title: v.pipe(words(80), v.description('Naam van de vragenlijst.')),
  intro: v.pipe(
    v.array(words(200)),
    v.minLength(1),
    v.maxLength(5),
    v.description('Hoogstens vijf korte zinnen, één per regel.'),
  ),
  questions: v.record(
    v.string(),
    v.strictObject({
      text: v.pipe(words(200), v.description('De vraag.')),
      hint: v.exactOptional(v.pipe(words(200), v.description('Een voorbeeld, als dat nodig is.'))),
      options: v.exactOptional(v.pipe(v.record(v.string(), words(80)), v.description('Woorden bij elk antwoord.'))),
    }),
  ),
  pictures: v.exactOptional(
    v.pipe(v.record(v.string(), words(300)), v.description('Beschrijving van eigen plaatjes.')),
  ),
}) satisfies v.GenericSchema<WordsFile>
