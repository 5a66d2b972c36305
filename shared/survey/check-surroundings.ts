import * as v from 'valibot'
import type { QuestionView } from './check-questions.ts'
import { type Fault, type PathKey, suggest, valueAt } from './fault.ts'
import { faultAt, type JsonFile } from './json-file.ts'
import type { LibraryPicture } from './library.ts'
import { SCALES, type ScalesTranslation } from './library-file.ts'
import { scaleValues } from './survey.ts'
import { ownNames, type SurveyParts } from './survey-folder.ts'
import { languageCode } from './text-schema.ts'
import { wordFaults } from './word-faults.ts'

/** What does not fit between `survey.json` and what stands around it: folder, language files, care types. */
export function headFaults(parts: SurveyParts, main: JsonFile, languages: readonly string[]): readonly Fault[] {
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
  const faults = list.flatMap((code: unknown, index): readonly Fault[] => {
    if (!v.is(languageCode, code)) return []
    const fault = (problem: string, mend: string) => faultAt(main, ['languages', index], problem, mend)
    if (list.indexOf(code) !== index) return [fault(`De taal "${code}" staat er twee keer.`, 'haal er één weg.')]
    return index === 0 ? firstLanguageFaults(parts, code, fault) : []
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

/** The first language is what people read where another lacks a text: it must be whole. */
function firstLanguageFaults(
  parts: SurveyParts,
  code: string,
  fault: (problem: string, mend: string) => Fault,
): readonly Fault[] {
  const { files, scales } = parts
  return [
    ...(files.has(`${code}.json`)
      ? []
      : [
          fault(`Het taalbestand ${code}.json ontbreekt.`, `maak ${code}.json in dezelfde map, of haal "${code}" weg.`),
        ]),
    ...(!scales || isWhole(scales.get(code))
      ? []
      : [
          fault(
            `Voor "${code}" zijn er geen woorden bij de antwoorden, of niet alle.`,
            `maak scales/${code}.json volledig, of zet een andere taal vooraan.`,
          ),
        ]),
  ]
}

function isWhole(scales: ScalesTranslation | undefined): boolean {
  return SCALES.every((group) => Object.keys(scales?.[group] ?? {}).length === scaleSize(group))
}

function scaleSize(group: (typeof SCALES)[number]): number {
  return group === 'signs' ? 3 : (scaleValues(group) ?? []).length
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

interface NamedPicture {
  readonly name: string
  readonly path: readonly PathKey[]
}

function namedPictures(main: JsonFile, views: readonly QuestionView[]): readonly NamedPicture[] {
  return [...signNames(main), ...questionPictures(views)]
}

/** A name of another type is the schema's to report. */
function signNames(main: JsonFile): readonly NamedPicture[] {
  const list = valueAt(main.value, ['introSigns'])
  if (!Array.isArray(list)) return []
  return list.flatMap((name: unknown, index) =>
    typeof name === 'string' ? [{ name, path: ['introSigns', index] }] : [],
  )
}

function questionPictures(views: readonly QuestionView[]): readonly NamedPicture[] {
  return views.flatMap(({ index, question }) => [
    ...(question?.picture ? [{ name: question.picture, path: ['questions', index, 'picture'] }] : []),
    ...(question?.options ?? []).flatMap(({ picture }, option) =>
      picture ? [{ name: picture, path: ['questions', index, 'options', option, 'picture'] }] : [],
    ),
  ])
}

/** Pictures that are named and do not exist, or lack a description in the survey's first language. */
export function pictureFaults(
  parts: SurveyParts,
  main: JsonFile,
  views: readonly QuestionView[],
  first: string | undefined,
): readonly Fault[] {
  const { library } = parts
  const own = ownNames(parts)
  return namedPictures(main, views).flatMap(({ name, path }): readonly Fault[] => {
    if (own.includes(name) || !library) return []
    const picture = library.get(name)
    if (picture) return first === undefined || Object.hasOwn(picture.alt, first) ? [] : [altFault(picture, first)]
    const near = suggest(name, [...own, ...library.keys()])
    const mend = near.startsWith('bedoelt')
      ? near
      : 'kijk in pictures/index.json welke namen er zijn, of zet het plaatje in de map pictures van deze vragenlijst.'
    return [faultAt(main, path, `Er is geen plaatje "${name}".`, mend)]
  })
}

function altFault(picture: LibraryPicture, language: string): Fault {
  return {
    file: 'pictures/index.json',
    path: `pictures[${picture.entry}].alt.${language}`,
    problem: `De beschrijving van "${picture.id}" ontbreekt in de taal "${language}".`,
    mend: 'zet de beschrijving in die taal erbij (in pictures/src) en maak index.json opnieuw.',
  }
}

/** Own drawings that nothing names. */
export function unusedWarnings(parts: SurveyParts, main: JsonFile, views: readonly QuestionView[]): readonly Fault[] {
  const used = namedPictures(main, views).map(({ name }) => name)
  return ownNames(parts)
    .filter((name) => !used.includes(name))
    .map((name) => ({
      file: `${parts.at}/pictures/${name}.svg`,
      path: '',
      problem: 'Niets gebruikt dit plaatje.',
      mend: 'haal het weg, of noem het bij een vraag.',
    }))
}
