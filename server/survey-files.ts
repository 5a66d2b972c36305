import { basename, dirname, join } from 'node:path'
import { careTypeIds } from '../shared/municipality-check.ts'
import { checkSurveyFiles, type Offer, type Origin } from '../shared/survey/check.ts'
import type { Explanations } from '../shared/survey/explanations.ts'
import { type Fault, suggest, withoutRepeats } from '../shared/survey/fault.ts'
import { type AltFiles, checkPictures, checkScales } from '../shared/survey/library.ts'
import type { Proof } from '../shared/survey/proof.ts'
import type { Picture, Survey } from '../shared/survey/survey.ts'
import type { SurveyParts } from '../shared/survey/survey-folder.ts'
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
  /** How far the words of its questions came, by question. */
  readonly proofs: ReadonlyMap<string, Proof>
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
  const name = basename(folder)
  const unknown = unknownFolder(folder)
  if (unknown) return { ok: false, faults: [unknown], warnings: [] }
  const around = readSurroundings(folder, instead)
  const faults: Fault[] = [...around.faults]
  const warnings: Fault[] = []
  const surveys: LoadedSurvey[] = []
  for (const id of surveyNames(folder)) {
    const one = loadSurvey(join(folder, id), `${name}/${id}`, around, instead)
    faults.push(...one.faults)
    warnings.push(...one.warnings)
    if (one.loaded) surveys.push(one.loaded)
  }
  const { library, alts, scales } = around
  faults.push(...togetherFaults(name, surveyNames(folder).length, surveys))
  if (faults.length > 0 || !library || !scales) return { ok: false, faults: withoutRepeats(faults), warnings }
  const used = describedPictures(surveys.map(({ survey }) => survey))
  const shared = [scalesBook(scales), pictureBook(library, alts, used)]
  return { ok: true, surveys, shared, warnings }
}

/** What surveys share and are checked against. */
export interface Surroundings extends Pick<SurveyParts, 'library' | 'scales' | 'careTypes'> {
  readonly alts: AltFiles
  readonly faults: readonly Fault[]
}

/** What stands around the surveys of a municipality's folder: drawings, answer words, care types. */
export function readSurroundings(folder: string, instead: Instead = new Map()): Surroundings {
  const surveysDir = dirname(folder)
  const name = basename(folder)
  const pictureFiles = readTextFiles(join(surveysDir, 'pictures'), 'pictures', instead)
  const scaleFiles = readTextFiles(join(surveysDir, 'scales'), 'scales', instead)
  const pictures = checkPictures('pictures', pictureFiles.files)
  const { scales, faults } = checkScales('scales', scaleFiles.files)
  return {
    library: pictures.library,
    alts: pictures.alts,
    scales,
    careTypes: careTypeIds(name, readTextFiles(folder, name).files),
    faults: [...pictureFiles.faults, ...pictures.faults, ...scaleFiles.faults, ...faults],
  }
}

/** One survey as its folder has it. */
export interface OneSurvey {
  /** Null when something is wrong with it. */
  readonly loaded: LoadedSurvey | null
  readonly faults: readonly Fault[]
  readonly warnings: readonly Fault[]
}

/** The survey in that folder, which faults call `at`; the last part of that is the id that it must have. */
export function loadSurvey(folder: string, at: string, around: Surroundings, instead: Instead = new Map()): OneSurvey {
  const read = readTextFiles(folder, at, instead)
  const check = checkSurveyFiles({ at, files: read.files, ...around })
  const faults = [...read.faults, ...(check.ok ? [] : check.faults)]
  if (!check.ok) return { loaded: null, faults, warnings: check.warnings }
  const { survey, offer, origin, explanations, book, proofs, warnings } = check
  return {
    loaded: { folder: at, survey, hash: surveyHash(survey), offer, origin, explanations, book, proofs },
    faults,
    warnings,
  }
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
