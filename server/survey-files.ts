import { basename, dirname, join } from 'node:path'
import { careTypeIds } from '../shared/municipality-check.ts'
import { checkSurveyFiles, type Offer, type Origin } from '../shared/survey/check.ts'
import type { Explanations } from '../shared/survey/explanations.ts'
import { type Fault, suggest, withoutRepeats } from '../shared/survey/fault.ts'
import { checkPictures, checkScales } from '../shared/survey/library.ts'
import type { Picture, Survey } from '../shared/survey/survey.ts'
import { pictureBook, scalesBook, type TextBook } from '../shared/survey/text-book.ts'
import { surveyHash } from './survey-hash.ts'
import { folderNames, type Instead, readTextFiles } from './text-files.ts'

/** A survey from the files, checked, with what the server must know and does not serve. */
export interface LoadedSurvey {
  /** From the surveys folder on: `utrecht/regiotaxi`. */
  readonly folder: string
  readonly survey: Survey
  /** SHA-256 of the survey as served. */
  readonly hash: string
  readonly offer: Offer
  readonly origin: Origin
  readonly explanations: Explanations
  /** All its texts, for those who translate. */
  readonly book: TextBook
}

export type LoadedSurveys =
  | {
      readonly ok: true
      readonly surveys: readonly LoadedSurvey[]
      /** The texts that all of them share: answer words and alt texts of the drawings they use. */
      readonly shared: readonly TextBook[]
      readonly warnings: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

/** Every survey of a municipality's folder (`surveys/utrecht`), in order of id, with the pictures and scales that
 *  stand beside that folder; or everything that is wrong with all of them at once. */
export function loadSurveys(folder: string, instead: Instead = new Map()): LoadedSurveys {
  const surveysDir = dirname(folder)
  const name = basename(folder)
  const unknown = unknownFolder(folder)
  if (unknown) return { ok: false, faults: [unknown], warnings: [] }
  const pictureFiles = readTextFiles(join(surveysDir, 'pictures'), 'pictures', instead)
  const scaleFiles = readTextFiles(join(surveysDir, 'scales'), 'scales', instead)
  const pictures = checkPictures('pictures', pictureFiles.files)
  const { scales, faults: scaleFaults } = checkScales('scales', scaleFiles.files)
  const careTypes = careTypeIds(name, readTextFiles(folder, name).files)
  const faults: Fault[] = [...pictureFiles.faults, ...pictures.faults, ...scaleFiles.faults, ...scaleFaults]
  const warnings: Fault[] = []
  const surveys: LoadedSurvey[] = []
  for (const id of surveyNames(folder)) {
    const at = `${name}/${id}`
    const read = readTextFiles(join(folder, id), at, instead)
    const check = checkSurveyFiles({ at, files: read.files, library: pictures.library, scales, careTypes })
    faults.push(...read.faults, ...(check.ok ? [] : check.faults))
    warnings.push(...check.warnings)
    if (check.ok)
      surveys.push({
        folder: at,
        survey: check.survey,
        hash: surveyHash(check.survey),
        offer: check.offer,
        origin: check.origin,
        explanations: check.explanations,
        book: check.book,
      })
  }
  faults.push(...togetherFaults(name, surveyNames(folder).length, surveys))
  if (faults.length > 0 || !pictures.library || !scales) return { ok: false, faults: withoutRepeats(faults), warnings }
  const used = describedPictures(surveys.map(({ survey }) => survey))
  const shared = [scalesBook(scales), pictureBook(pictures.library, pictures.alts, used)]
  return { ok: true, surveys, shared, warnings }
}

/** The folders with a survey; `help` has the names of help lines in other languages. */
function surveyNames(folder: string): readonly string[] {
  return folderNames(folder).filter((name) => name !== 'help')
}

/** Ids of the drawings whose description somebody hears: not those beside which the same words stand. */
function describedPictures(surveys: readonly Survey[]): ReadonlySet<string> {
  const all = surveys.flatMap(({ questions }) =>
    questions.flatMap(({ picture, options }): readonly (Picture | undefined)[] => [
      picture,
      ...(options ?? []).map((option) => option.picture),
    ]),
  )
  return new Set(all.flatMap((picture) => (picture && picture.alt.nl !== '' ? [picture.id] : [])))
}

/** A fault that lists the municipalities that exist when this folder is none of them; null when it is one. */
export function unknownFolder(folder: string): Fault | null {
  const surveysDir = dirname(folder)
  const name = basename(folder)
  const known = folderNames(surveysDir).filter((id) => !['pictures', 'scales', 'audio', 'language'].includes(id))
  if (known.includes(name)) return null
  const mend =
    known.length === 0
      ? `in de map ${basename(surveysDir)} staat geen enkele gemeente; kijk of de server in de goede map zoekt.`
      : `zet MUNICIPALITY op een map die er is: ${suggest(name, known)}`
  return { file: name, path: '', problem: `Er is geen map voor de gemeente "${name}".`, mend }
}

function togetherFaults(name: string, folders: number, surveys: readonly LoadedSurvey[]): readonly Fault[] {
  if (folders === 0) {
    return [
      {
        file: name,
        path: '',
        problem: 'Deze gemeente heeft geen enkele vragenlijst.',
        mend: 'maak een map met survey.json en taalbestanden.',
      },
    ]
  }
  const [first, ...more] = surveys.filter(({ offer }) => offer.fallback).map(({ survey }) => survey.id)
  return more.map((id) => ({
    file: `${name}/${id}/survey.json`,
    path: 'fallback',
    problem: `"${first}" is ook al de vragenlijst voor zorgvormen zonder eigen lijst.`,
    mend: 'schrijf bij één van de twee "fallback": false.',
  }))
}
