import * as v from 'valibot'
import { assembleSurvey } from './assemble.ts'
import { type QuestionView, questionFaults, questionViews, questionWarnings } from './check-questions.ts'
import { type LanguageJson, languageFaults } from './check-words.ts'
import { type Fault, type PathKey, suggest, valueAt, withoutRepeats } from './fault.ts'
import { faultAt, type JsonFile, readJson } from './json-file.ts'
import { drawingFaults, type LibraryPicture, type PictureLibrary, type Scales, type TextFiles } from './library.ts'
import { checkShape } from './schema-faults.ts'
import type { Survey } from './survey.ts'
import { languageCode, type SurveyFile, surveySchema, type WordsFile, wordsSchema } from './survey-file.ts'
import { wordFaults } from './word-faults.ts'

/** All that a survey folder and its surroundings hold. */
export interface SurveyParts {
  /** The folder, from the surveys folder on: `utrecht/regiotaxi`. */
  readonly at: string
  /** By name inside the folder: `survey.json`, `nl.json`, `pictures/own.svg`. */
  readonly files: TextFiles
  /** null when it has faults of its own: then names of pictures are not checked. */
  readonly library: PictureLibrary | null
  readonly scales: Scales | null
  /** Ids of the municipality's care types; null when they are not known. */
  readonly careTypes: readonly string[] | null
}

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
      readonly warnings: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

/** The survey in this folder, or everything that is wrong with it at once. Without faults, yet not ok, when only its
 *  surroundings (library, scales) are broken. Warnings hold nothing back. */
export function checkSurveyFiles(parts: SurveyParts): SurveyCheck {
  const read = readAll(parts)
  const main = read.json.get('survey.json')
  const shape = main && checkShape(surveySchema, main)
  const views = main && shape ? questionViews(main, shape.broken) : []
  const languages = main ? languageList(main) : []
  const translations = languages.flatMap((language): LanguageJson[] => {
    const json = read.json.get(`${language}.json`)
    return json ? [{ language, json }] : []
  })
  const shapes = translations.map(({ language, json }) => ({ language, ...checkShape(wordsSchema, json) }))
  const faults = [
    ...read.faults,
    ...(shape?.faults ?? []),
    ...shapes.flatMap((translation) => translation.faults),
    ...(main ? headFaults(parts, main, languages) : []),
    ...(main ? questionFaults(main, views) : []),
    ...(main ? pictureFaults(parts, main, views, languages) : []),
    ...(main ? languageFaults(translations, views, ownNames(parts)) : []),
    ...drawingFaults(parts.at, parts.files),
  ]
  const warnings = main ? [...questionWarnings(main, views), ...unusedWarnings(parts, views)] : []
  const words = new Map(
    shapes.flatMap(({ language, value }): [string, WordsFile][] => (value ? [[language, value]] : [])),
  )
  if (faults.length > 0 || !shape?.value || !parts.library || !parts.scales)
    return { ok: false, faults: withoutRepeats(faults), warnings }
  const file = shape.value
  const survey = assembleSurvey({
    file,
    words,
    library: parts.library,
    scales: parts.scales,
    ownPictures: ownDrawings(parts),
  })
  const { source, licence, wording } = file
  return {
    ok: true,
    survey,
    offer: { careTypes: file.careTypes, fallback: file.fallback ?? false },
    origin: { source, licence, wording },
    warnings,
  }
}

/** Every JSON file of the folder, and what keeps one from being read. */
function readAll(parts: SurveyParts): {
  readonly json: ReadonlyMap<string, JsonFile>
  readonly faults: readonly Fault[]
} {
  const json = new Map<string, JsonFile>()
  const faults: Fault[] = []
  for (const [name, text] of parts.files) {
    if (!name.endsWith('.json') || text === null) continue
    const read = readJson(`${parts.at}/${name}`, text)
    if (read.json) json.set(name, read.json)
    faults.push(...read.faults)
  }
  if (!parts.files.has('survey.json')) {
    const others = [...parts.files.keys()].filter((name) => !/^[a-z]{2,3}(-\w+)*\.json$/u.test(name))
    faults.push({
      file: `${parts.at}/survey.json`,
      path: '',
      problem: 'In deze map ontbreekt survey.json.',
      mend: mendMissing(others),
    })
  }
  return { json, faults }
}

function mendMissing(others: readonly string[]): string {
  const near = others.find((name) => /survey/iu.test(name))
  return near
    ? `geef "${near}" de naam survey.json.`
    : 'maak survey.json (surveys/README.md heeft een voorbeeld), of haal de map weg.'
}

/** The languages as far as they are codes; only these have files to look for. */
function languageList(main: JsonFile): readonly string[] {
  const list = valueAt(main.value, ['languages'])
  return Array.isArray(list) ? [...new Set(list.filter((code) => v.is(languageCode, code)))] : []
}

function headFaults(parts: SurveyParts, main: JsonFile, languages: readonly string[]): readonly Fault[] {
  const faults: Fault[] = [...wordFaults(main)]
  const folder = parts.at.split('/').at(-1) ?? ''
  const id = valueAt(main.value, ['id'])
  if (typeof id === 'string' && id !== folder) {
    faults.push(
      faultAt(
        main,
        ['id'],
        `"id" is "${id}", maar de map heet "${folder}".`,
        `schrijf "id": "${folder}", of geef de map de naam "${id}".`,
      ),
    )
  }
  return [...faults, ...languageFileFaults(parts, main, languages), ...offerFaults(parts, main)]
}

function languageFileFaults(parts: SurveyParts, main: JsonFile, languages: readonly string[]): readonly Fault[] {
  const list = valueAt(main.value, ['languages'])
  if (!Array.isArray(list)) return []
  const faults = list.flatMap((code: unknown, index): Fault[] => {
    if (!v.is(languageCode, code)) return []
    const fault = (problem: string, mend: string) => faultAt(main, ['languages', index], problem, mend)
    if (list.indexOf(code) !== index) return [fault(`De taal "${code}" staat er twee keer.`, 'haal er één weg.')]
    return [
      ...(parts.files.has(`${code}.json`)
        ? []
        : [
            fault(
              `Het taalbestand ${code}.json ontbreekt.`,
              `maak ${code}.json in dezelfde map, of haal "${code}" weg.`,
            ),
          ]),
      ...(!parts.scales || parts.scales.has(code)
        ? []
        : [
            fault(
              `Voor "${code}" zijn er geen woorden bij de antwoorden.`,
              `maak scales/${code}.json, of haal "${code}" weg.`,
            ),
          ]),
    ]
  })
  const known = ['survey.json', ...languages.map((code) => `${code}.json`)]
  const stray = [...parts.files.keys()].filter((name) => name.endsWith('.json') && !known.includes(name))
  return [
    ...faults,
    ...stray.map((name) => ({
      file: `${parts.at}/${name}`,
      path: '',
      problem: 'Dit bestand hoort bij geen taal van survey.json.',
      mend: `zet "${name.slice(0, -5)}" bij "languages" in survey.json, of haal het bestand weg.`,
    })),
  ]
}

function offerFaults(parts: SurveyParts, main: JsonFile): readonly Fault[] {
  const list = valueAt(main.value, ['careTypes'])
  if (!Array.isArray(list)) return []
  if (list.length === 0 && valueAt(main.value, ['fallback']) !== true) {
    return [
      faultAt(
        main,
        ['careTypes'],
        'Deze vragenlijst hoort bij geen zorgvorm.',
        'noem ten minste één zorgvorm, of schrijf "fallback": true.',
      ),
    ]
  }
  const known = parts.careTypes
  return list.flatMap((id: unknown, index) => {
    if (list.indexOf(id) !== index)
      return [faultAt(main, ['careTypes', index], `"${String(id)}" staat er twee keer.`, 'haal er één weg.')]
    if (!known || typeof id !== 'string' || known.includes(id)) return []
    return [
      faultAt(main, ['careTypes', index], `De zorgvorm "${id}" staat niet in care-types.json.`, suggest(id, known)),
    ]
  })
}

function ownNames(parts: SurveyParts): readonly string[] {
  return [...parts.files.keys()].flatMap((name) => /^pictures\/(.+)\.svg$/u.exec(name)?.[1] ?? [])
}

function ownDrawings(parts: SurveyParts): ReadonlyMap<string, string> {
  return new Map(ownNames(parts).map((name) => [name, parts.files.get(`pictures/${name}.svg`) ?? '']))
}

interface NamedPicture {
  readonly name: string
  readonly path: readonly PathKey[]
}

function namedPictures(views: readonly QuestionView[]): readonly NamedPicture[] {
  return views.flatMap(({ index, question }) => [
    ...(question?.picture ? [{ name: question.picture, path: ['questions', index, 'picture'] }] : []),
    ...(question?.options ?? []).flatMap(({ picture }, option) =>
      picture ? [{ name: picture, path: ['questions', index, 'options', option, 'picture'] }] : [],
    ),
  ])
}

function pictureFaults(
  parts: SurveyParts,
  main: JsonFile,
  views: readonly QuestionView[],
  languages: readonly string[],
): readonly Fault[] {
  const { library } = parts
  const own = ownNames(parts)
  return namedPictures(views).flatMap(({ name, path }): readonly Fault[] => {
    if (own.includes(name) || !library) return []
    const picture = library.get(name)
    if (picture) return altFaults(picture, languages)
    const near = suggest(name, [...own, ...library.keys()])
    const mend = near.startsWith('bedoelt')
      ? near
      : 'kijk in pictures/index.json welke namen er zijn, of zet het plaatje in de map pictures van deze vragenlijst.'
    return [faultAt(main, path, `Er is geen plaatje "${name}".`, mend)]
  })
}

function altFaults(picture: LibraryPicture, languages: readonly string[]): readonly Fault[] {
  return languages
    .filter((language) => !Object.hasOwn(picture.alt, language))
    .map((language) => ({
      file: 'pictures/index.json',
      path: `pictures[${picture.entry}].alt.${language}`,
      problem: `De beschrijving van "${picture.id}" ontbreekt in de taal "${language}".`,
      mend: 'zet de beschrijving in die taal erbij (in pictures/src) en maak index.json opnieuw.',
    }))
}

function unusedWarnings(parts: SurveyParts, views: readonly QuestionView[]): readonly Fault[] {
  const used = namedPictures(views).map(({ name }) => name)
  return ownNames(parts)
    .filter((name) => !used.includes(name))
    .map((name) => ({
      file: `${parts.at}/pictures/${name}.svg`,
      path: '',
      problem: 'Geen vraag gebruikt dit plaatje.',
      mend: 'haal het weg, of noem het bij een vraag.',
    }))
}
