import * as v from 'valibot'
import { type Proof, proofSchema } from './proof.ts'
import { type About, aboutSchema } from './provenance.ts'
import type { ClientValue, ContextRole, QuestionKind, Theme } from './survey.ts'
import { languageCode, slug, words } from './text-schema.ts'

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
  /** What the client panel did with this version before it was put into use. */
  readonly review?: Review
  /** Names of pictures, one for each sentence of the intro. */
  readonly introSigns?: readonly string[]
  readonly questions: readonly QuestionFile[]
}

export interface Review {
  /** Day on which it was put into use, `2026-11-28`. */
  readonly on: string
  /** How often somebody said something of a question. */
  readonly comments: number
  /** Why the panel did not look at it. */
  readonly skipped?: string
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
  readonly proof?: Proof
  /** A question of this provider's own: nobody else's clients are asked it. */
  readonly provider?: string
}

export interface OptionFile {
  readonly value: string
  readonly picture?: string
}

/** `nl.json`: every word of a survey in its first language. */
export interface WordsFile {
  readonly $schema?: string
  readonly about?: About
  readonly title: string
  readonly intro: readonly string[]
  readonly questions: Readonly<Record<string, QuestionWords>>
  /** Alt text of the survey's own pictures. */
  readonly pictures?: Readonly<Record<string, string>>
}

export interface QuestionWords {
  readonly text: string
  readonly hint?: string
  /** What an interviewer may say or show when somebody does not understand the question; never part of the question. */
  readonly explain?: string
  /** Label by option value. */
  readonly options?: Readonly<Record<string, string>>
}

const QUESTION_KINDS = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'choice', 'choices', 'text'] as const
const THEMES = ['toegang', 'kwaliteit', 'effect', 'waardering'] as const
const CLIENT_VALUES = ['gelijkwaardigheid', 'autonomie', 'aandacht', 'vertrouwen'] as const

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
  proof: v.exactOptional(proofSchema),
  provider: v.exactOptional(
    v.pipe(
      slug,
      v.description('Eigen vraag van deze aanbieder: alleen diens cliënten krijgen hem. Hooguit twee per aanbieder.'),
    ),
  ),
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
  review: v.exactOptional(
    v.pipe(
      v.strictObject({
        on: v.pipe(v.string(), v.isoDate()),
        comments: v.pipe(v.number(), v.integer(), v.minValue(0)),
        skipped: v.exactOptional(words(200)),
      }),
      v.description('Wat het panel deed voordat deze versie in gebruik ging. "survey publish" schrijft dit.'),
    ),
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

/** What each text of a language file may be; the same in every language. */
export const TEXTS = {
  title: v.pipe(words(80), v.description('Naam van de vragenlijst.')),
  introLine: words(200),
  question: v.pipe(words(200), v.description('De vraag.')),
  hint: v.pipe(words(200), v.description('Een voorbeeld, als dat nodig is.')),
  explain: v.pipe(words(300), v.description('Uitleg bij "Leg uit", in een gesprek met hulp.')),
  options: v.pipe(v.record(v.string(), words(80)), v.description('Woorden bij elk antwoord.')),
  pictures: v.pipe(v.record(v.string(), words(300)), v.description('Beschrijving van eigen plaatjes.')),
}

/** The whole of the first language's file: nothing may be missing. */
export const wordsSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  about: v.exactOptional(aboutSchema),
  title: TEXTS.title,
  intro: v.pipe(
    v.array(TEXTS.introLine),
    v.minLength(1),
    v.maxLength(5),
    v.description('Hoogstens vijf korte zinnen, één per regel.'),
  ),
  questions: v.record(
    v.string(),
    v.strictObject({
      text: TEXTS.question,
      hint: v.exactOptional(TEXTS.hint),
      explain: v.exactOptional(TEXTS.explain),
      options: v.exactOptional(TEXTS.options),
    }),
  ),
  pictures: v.exactOptional(TEXTS.pictures),
}) satisfies v.GenericSchema<WordsFile>
