import { assembleSurvey } from './assemble.ts'
import { ownItemFaults } from './check-own-items.ts'
import { type QuestionView, questionFaults, questionViews, questionWarnings } from './check-questions.ts'
import { headFaults, pictureFaults, unusedWarnings } from './check-surroundings.ts'
import { introSignFaults, type LanguageJson, languageFaults } from './check-words.ts'
import { type Explanations, explanationsOf } from './explanations.ts'
import { asMissing, type Fault, withoutRepeats } from './fault.ts'
import type { JsonFile } from './json-file.ts'
import { drawingFaults } from './library.ts'
import type { Proof } from './proof.ts'
import { checkShape, type Shape } from './schema-faults.ts'
import type { Survey } from './survey.ts'
import { type SurveyFile, surveySchema, wordsSchema } from './survey-file.ts'
import { languageList, ownDrawings, ownNames, readAll, type SurveyParts } from './survey-folder.ts'
import { surveyBook, type TextBook } from './text-book.ts'
import { type TranslationFile, translationSchema } from './translation-file.ts'

/** For which care types a survey is offered. */
export interface Offer {
  readonly careTypes: readonly string[]
  /** Offered for every care type without a survey of its own. */
  readonly fallback: boolean
}

/** Where a survey comes from; never served to respondents. */
export type Origin = Pick<SurveyFile, 'source' | 'licence' | 'wording'>

export type SurveyCheck =
  | {
      readonly ok: true
      readonly survey: Survey
      readonly offer: Offer
      readonly origin: Origin
      readonly explanations: Explanations
      /** All its texts, for those who translate. */
      readonly book: TextBook
      /** How far the words of its questions came, by question. */
      readonly proofs: ReadonlyMap<string, Proof>
      readonly warnings: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

/** The survey in this folder, or everything that is wrong with it at once. Without faults, yet not ok, when only its
 *  surroundings (library, scales) are broken. Warnings hold nothing back. */
export function checkSurveyFiles(parts: SurveyParts): SurveyCheck {
  const { json, faults: unreadable } = readAll(parts)
  const main = json.get('survey.json')
  const languages = languageList(parts, main)
  const translations = languages.flatMap((language): LanguageJson[] => {
    const translation = json.get(`${language}.json`)
    return translation ? [{ language, json: translation }] : []
  })
  const shapes = translations.map((translation) => ({ ...translation, ...wordsShape(translation, languages) }))
  const shape = main && checkShape(surveySchema, main)
  const views = main && shape ? questionViews(main, shape.broken) : []
  const faults = [
    ...unreadable,
    ...(shape?.faults ?? []),
    ...shapes.flatMap((translation) => translation.faults),
    ...(main ? meaningFaults(parts, main, views, { languages, translations }) : []),
    ...drawingFaults(parts.at, parts.files),
  ]
  const warnings = main ? [...questionWarnings(main, views), ...unusedWarnings(parts, main, views)] : []
  const words = new Map(
    shapes.flatMap(({ language, value }): [string, TranslationFile][] => (value ? [[language, value]] : [])),
  )
  const sound = faults.length === 0 && shape?.value ? assembled(parts, shape.value, words) : null
  return sound ? { ok: true, ...sound, warnings } : { ok: false, faults: withoutRepeats(faults), warnings }
}

/** Only the first language must say everything. */
function wordsShape({ language, json }: LanguageJson, languages: readonly string[]): Shape<TranslationFile> {
  return language === languages[0] ? checkShape(wordsSchema, json) : checkShape(translationSchema, json)
}

interface Spoken {
  readonly languages: readonly string[]
  readonly translations: readonly LanguageJson[]
}

function meaningFaults(
  parts: SurveyParts,
  main: JsonFile,
  views: readonly QuestionView[],
  { languages, translations }: Spoken,
): readonly Fault[] {
  return [
    ...headFaults(parts, main, languages),
    ...questionFaults(main, views),
    ...ownItemFaults(main, views, translations),
    ...asMissing(pictureFaults(parts, main, views, languages[0])),
    ...introSignFaults(
      main,
      translations.find(({ language }) => language === languages[0]),
    ),
    ...languageFaults({ languages, files: translations, views, ownPictures: ownNames(parts) }),
  ]
}

function assembled(parts: SurveyParts, file: SurveyFile, words: ReadonlyMap<string, TranslationFile>) {
  const { library, scales } = parts
  if (!library || !scales) return null
  const { careTypes, fallback = false, source, licence, wording } = file
  const survey = assembleSurvey({ file, words, library, scales, ownPictures: ownDrawings(parts) })
  return {
    book: surveyBook(parts.at, file, words),
    survey,
    offer: { careTypes, fallback },
    origin: { source, licence, wording },
    explanations: explanationsOf(words),
    proofs: new Map(file.questions.flatMap(({ id, proof }): [string, Proof][] => (proof ? [[id, proof]] : []))),
  }
}
