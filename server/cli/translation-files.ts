import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { NewTexts } from '../../shared/survey/apply-phrases.ts'
import { printHelpNames, printTranslation } from '../../shared/survey/print-translation.ts'
import type { About } from '../../shared/survey/provenance.ts'
import type { TextBook } from '../../shared/survey/text-book.ts'
import { withLanguages } from '../languages.ts'
import type { PublishedSurvey } from '../store/store.ts'
import type { LoadedSurvey } from '../survey-files.ts'
import type { Instead } from '../text-files.ts'
import { readSurveyTexts, type SurveyTexts } from './survey-texts.ts'

/** Changed files that fit together, not yet written. */
export interface Plan {
  /** Text by name from the surveys folder on. */
  readonly files: Instead
  /** Surveys that offer the language from now on. */
  readonly offered: readonly string[]
  /** Surveys with a new version, since another content is published under the old one: `taalles 2`. */
  readonly raised: readonly string[]
}

/** The file of a place in one language, from the surveys folder on. */
export function translationFile({ place, languages }: TextBook, language: string): string {
  if (place === 'pictures') return `pictures/alt/${language}.json`
  if (place === 'scales' || languages !== null) return `${place}/${language}.json`
  return `${place}/help/${language}.json`
}

/** The text of that file with these texts in it. */
export function translationText(book: TextBook, about: About | null, texts: NewTexts): string {
  const isHelp = book.languages === null && book.place !== 'scales' && book.place !== 'pictures'
  if (isHelp) return printHelpNames(about, texts)
  return printTranslation(book.languages === null ? null : '../../words.schema.json', about, texts)
}

/** What else must change with these files: the languages that surveys offer, and versions. Throws `faulty-files` when
 *  the surveys would have faults with them. */
export function planFiles(
  folder: string,
  before: SurveyTexts,
  files: Instead,
  offer: { readonly languages: readonly string[]; readonly to: (book: TextBook) => boolean },
  published: readonly PublishedSurvey[] | null,
): Plan {
  const planned = new Map(files)
  const main = (survey: string) => `${survey}/survey.json`
  const textNow = (name: string) => planned.get(name) ?? readFileSync(join(dirname(folder), name), 'utf8')
  const offering = before.surveys.filter(
    ({ book, survey }) => offer.to(book) && offer.languages.some((language) => !survey.languages.includes(language)),
  )
  for (const { folder: place, survey } of offering) {
    planned.set(main(place), withList(textNow(main(place)), withLanguages(survey.languages, offer.languages)))
  }
  const raised: string[] = []
  for (const { folder: place, version } of newVersions(before, readSurveyTexts(folder, planned), published ?? [])) {
    planned.set(main(place), withVersion(textNow(main(place)), version))
    raised.push(`${basename(place)} ${version}`)
  }
  if (raised.length > 0) readSurveyTexts(folder, planned)
  return { files: planned, offered: offering.map(({ survey }) => survey.id), raised }
}

/** The version that each survey needs whose content changed after it was published. */
function newVersions(
  before: SurveyTexts,
  after: SurveyTexts,
  published: readonly PublishedSurvey[],
): readonly { readonly folder: string; readonly version: number }[] {
  const old = new Map(before.surveys.map((one): [string, LoadedSurvey] => [one.folder, one]))
  return after.surveys.flatMap(({ folder, survey, hash }) => {
    const versions = published.filter((one) => one.survey.id === survey.id)
    const same = versions.find((one) => one.survey.version === survey.version)
    if (!same || same.hash === hash || old.get(folder)?.hash === hash) return []
    return [{ folder, version: Math.max(...versions.map((one) => one.survey.version)) + 1 }]
  })
}

/** `survey.json` with another list of languages; nothing else in it changes. */
function withList(text: string, languages: readonly string[]): string {
  return text.replace(/("languages"\s*:\s*)\[[^\]]*\]/u, (_, key: string) => {
    return `${key}[${languages.map((language) => JSON.stringify(language)).join(', ')}]`
  })
}

function withVersion(text: string, version: number): string {
  return text.replace(/("version"\s*:\s*)\d+/u, (_, key: string) => `${key}${version}`)
}
