import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Fault } from '../shared/survey/fault.ts'
import { type JsonFile, readJson } from '../shared/survey/json-file.ts'
import type { Finding, LanguageText, TextRole } from '../shared/survey/language/finding.ts'
import { LIST_FILES, readWordLists } from '../shared/survey/language/lists.ts'
import {
  helpTexts,
  interfaceTexts,
  pageTexts,
  pictureTexts,
  scaleTexts,
  surveyTexts,
} from '../shared/survey/language/texts.ts'
import { checkLanguage } from '../shared/survey/language-check.ts'
import { fileNames, folderNames, readText } from './text-files.ts'

/** What the Taalcheck found; `checked` is false where the lists that it needs are not there. */
export interface LanguageReport {
  readonly checked: boolean
  readonly findings: readonly Finding[]
  /** What is wrong with the lists themselves. */
  readonly faults: readonly Fault[]
}

/** Runs the Taalcheck over all Dutch of a municipality's folder (`surveys/utrecht`) and of what stands beside it: answer
 *  words, pictures, and the words of the app where this is the repository. A file that cannot be read is passed over:
 *  other checks tell. */
export function checkLanguageOf(folder: string): LanguageReport {
  const surveysDir = dirname(folder)
  const read = wordListsIn(surveysDir)
  if (!read?.lists) return { checked: false, findings: [], faults: read?.faults ?? [] }
  const texts = [...municipalityTexts(folder), ...sharedTexts(surveysDir), ...appTexts(dirname(surveysDir))]
  return { checked: true, findings: checkLanguage(texts, read.lists), faults: read.faults }
}

/** The lists of words beside the municipalities, with what is wrong with them; null where there are none. */
export function wordListsIn(surveysDir: string): ReturnType<typeof readWordLists> | null {
  const lists = join(surveysDir, 'language')
  if (!existsSync(lists)) return null
  const files = new Map(
    LIST_FILES.filter((name) => existsSync(join(lists, name))).map((name) => [
      name,
      readText(join(lists, name), name).text,
    ]),
  )
  return readWordLists('language', files)
}

function municipalityTexts(folder: string): readonly LanguageText[] {
  const name = basename(folder)
  const card = jsonFile(join(folder, 'municipality.json'), `${name}/municipality.json`)
  return [
    ...(card ? helpTexts(card) : []),
    ...folderNames(folder).flatMap((id) => {
      const main = jsonFile(join(folder, id, 'survey.json'), `${name}/${id}/survey.json`)
      const words = jsonFile(join(folder, id, 'nl.json'), `${name}/${id}/nl.json`)
      return main && words ? surveyTexts(main, words) : []
    }),
  ]
}

function sharedTexts(surveysDir: string): readonly LanguageText[] {
  const scales = jsonFile(join(surveysDir, 'scales', 'nl.json'), 'scales/nl.json')
  const pictures = jsonFile(join(surveysDir, 'pictures', 'index.json'), 'pictures/index.json')
  return [...(scales ? scaleTexts(scales) : []), ...(pictures ? pictureTexts(pictures) : [])]
}

/** The interface in `client/text`, the words of the report and the pages in `server/pages`. */
function appTexts(root: string): readonly LanguageText[] {
  const words = join(root, 'client', 'text')
  const pages = join(root, 'server', 'pages')
  const report = jsonFile(
    join(root, 'server', 'export', 'report', 'words.nl.json'),
    'server/export/report/words.nl.json',
  )
  return [
    ...(report ? interfaceTexts(report, 'professional') : []),
    ...fileNames(words)
      .filter((name) => /^([a-z-]+\.)?nl\.json$/u.test(name))
      .flatMap((name) => {
        const json = jsonFile(join(words, name), `client/text/${name}`)
        return json ? interfaceTexts(json, roleOf(name)) : []
      }),
    ...fileNames(pages)
      .filter((name) => name.endsWith('.html'))
      .flatMap((name) => pageTexts(`server/pages/${name}`, readText(join(pages, name), name).text ?? '')),
  ]
}

function roleOf(name: string): TextRole {
  return /^(portal|staff)[.-]/u.test(name) ? 'professional' : 'sentence'
}

function jsonFile(path: string, file: string): JsonFile | null {
  const text = existsSync(path) ? readText(path, file).text : null
  return text === null ? null : readJson(file, text).json
}
