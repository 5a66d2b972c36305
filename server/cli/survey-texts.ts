import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describeFaults, withoutRepeats } from '../../shared/survey/fault.ts'
import { type LanguageReport, languageReport } from '../../shared/survey/language-report.ts'
import type { TextBook } from '../../shared/survey/text-book.ts'
import { databaseFileOf } from '../data-folder.ts'
import { nameOf, withLanguages } from '../languages.ts'
import { loadMunicipality } from '../municipality-files.ts'
import { keptIn } from '../store/sqlite-published.ts'
import type { PublishedSurvey } from '../store/store.ts'
import { type LoadedSurvey, loadSurveys } from '../survey-files.ts'
import type { Instead } from '../text-files.ts'
import { CommandError, type Given } from './command.ts'
import { orCannotStart, settingsOf } from './workplace.ts'

/** All that people read of one municipality. */
export interface SurveyTexts {
  readonly surveys: readonly LoadedSurvey[]
  readonly books: readonly TextBook[]
}

/** Everything in this folder (`…/surveys/utrecht`) that is translated, with `instead` for some of its files. Throws
 *  `faulty-files` with every fault. */
export function readSurveyTexts(folder: string, instead: Instead = new Map()): SurveyTexts {
  const loaded = loadSurveys(folder, instead)
  const municipality = loadMunicipality(folder, instead)
  if (loaded.ok && municipality.ok) {
    const { surveys, shared } = loaded
    return { surveys, books: [...surveys.map(({ book }) => book), ...shared, municipality.book] }
  }
  const faults = withoutRepeats([loaded, municipality].flatMap((read) => (read.ok ? [] : read.faults)))
  throw new CommandError('faulty-files', describeFaults(faults))
}

/** The municipality's folder that a command is about: the first word after it, else the own one. */
export function municipalityFolder(given: Given): string {
  const { surveysDir, municipality } = settingsOf(given.io)
  return resolve(given.positionals[0] ?? join(surveysDir, municipality))
}

/** What the database beside the server has published of the municipality in this folder; null when there is no such
 *  database. */
export function publishedOf(given: Given, folder: string): readonly PublishedSurvey[] | null {
  const { municipality, dataDir } = settingsOf(given.io)
  const file = databaseFileOf(dataDir)
  if (basename(folder) !== municipality || !existsSync(file)) return null
  return orCannotStart(() => keptIn(file).published)
}

/** Languages that some survey offers, in the order in which people see them. */
export function offeredLanguages(books: readonly TextBook[]): readonly string[] {
  return withLanguages(
    [],
    books.flatMap(({ languages }) => languages ?? []),
  )
}

/** How far one language is; `all`: over surveys that do not offer it too. */
export function reportOf(books: readonly TextBook[], language: string, textDir: string, all = false): LanguageReport {
  const hasWords = existsSync(join(textDir, `${language}.json`))
  return languageReport(books, language, { name: nameOf(language), hasWords }, all)
}
