import type { QuestionView } from './check-questions.ts'
import { type Fault, isRecord, type PathKey, suggest, valueAt } from './fault.ts'
import { faultAt, type JsonFile } from './json-file.ts'
import { sameWords } from './library.ts'
import { wordFaults } from './word-faults.ts'

/** Sentences that the intro may have. */
const MAX_INTRO = 5

/** A language file of the survey, with its language. */
export interface LanguageJson {
  readonly language: string
  readonly json: JsonFile
}

/** The language files of a survey and what they have words for. */
interface Spoken {
  /** As `survey.json` names them. */
  readonly languages: readonly string[]
  readonly files: readonly LanguageJson[]
  readonly views: readonly QuestionView[]
  readonly ownPictures: readonly string[]
}

/** Whether the first language says everything, and no language what the survey does not ask. A text that another
 *  language lacks is no fault: people read the first language there. */
export function languageFaults({ languages, files, views, ownPictures }: Spoken): readonly Fault[] {
  // Where a question has no name, or there are none at all, no word can be called one too many.
  const named = views.flatMap(({ id }) => id ?? [])
  const ids = named.length === views.length && views.length > 0 ? named : null
  const first = files.find(({ language }) => language === languages[0])
  return files.flatMap((file) => [
    ...wordFaults(file.json),
    ...(first ? introFaults(file, first) : []),
    ...views.flatMap((view) => optionWordFaults(file.json, view)),
    ...(ids ? extraKeys(file.json, ['questions'], ids, 'Er is geen vraag') : []),
    ...extraKeys(file.json, ['pictures'], ownPictures, 'In de map pictures van deze vragenlijst is geen plaatje'),
    ...(file === first ? missingFaults(file.json, views, ownPictures) : []),
    ...(file === first ? asideFaults('hint', file.json, views, files) : []),
    ...(file === first ? asideFaults('explain', file.json, views, files) : []),
  ])
}

function keysAt(json: JsonFile, path: readonly PathKey[]): readonly string[] {
  const group = valueAt(json.value, path)
  return isRecord(group) ? Object.keys(group) : []
}

function extraKeys(json: JsonFile, path: readonly PathKey[], known: readonly string[], what: string): readonly Fault[] {
  const free = known.filter((key) => !keysAt(json, path).includes(key))
  return keysAt(json, path)
    .filter((key) => !known.includes(key))
    .map((key) => faultAt(json, [...path, key], `${what} "${key}".`, suggest(key, free)))
}

function missingKeys(
  json: JsonFile,
  path: readonly PathKey[],
  wanted: readonly string[],
  problem: (key: string) => string,
): readonly Fault[] {
  return wanted
    .filter((key) => !keysAt(json, path).includes(key))
    .map((key) => faultAt(json, [...path, key], problem(key), `zet erbij: "${key}": …`))
}

/** What the first language lacks. */
function missingFaults(
  json: JsonFile,
  views: readonly QuestionView[],
  ownPictures: readonly string[],
): readonly Fault[] {
  return [
    ...views.flatMap((view) => missingWordFaults(json, view)),
    ...missingKeys(
      json,
      ['pictures'],
      ownPictures,
      (key) => `De beschrijving van het eigen plaatje "${key}" ontbreekt.`,
    ),
  ]
}

function missingWordFaults(json: JsonFile, view: QuestionView): readonly Fault[] {
  if (view.id === null || !isRecord(valueAt(json.value, ['questions']))) return []
  const path = ['questions', view.id]
  if (!keysAt(json, ['questions']).includes(view.id)) {
    return [
      faultAt(json, path, `De woorden van de vraag "${view.id}" ontbreken.`, `zet erbij: "${view.id}": {"text": "…"}`),
    ]
  }
  const options = view.broken.has('options') ? [] : (view.question?.options ?? [])
  const values = options.map(({ value }) => value)
  return missingKeys(json, [...path, 'options'], values, (key) => `Het woord bij het antwoord "${key}" ontbreekt.`)
}

/** Words of answers that the question does not have, or that say the same. */
function optionWordFaults(json: JsonFile, view: QuestionView): readonly Fault[] {
  if (view.id === null || !view.question || view.broken.has('options')) return []
  const options = view.question.options?.map(({ value }) => value)
  const at = ['questions', view.id, 'options']
  const given = valueAt(json.value, at)
  if (options) return [...extraKeys(json, at, options, 'Er is geen antwoord'), ...sameWords(json, at, textsOf(given))]
  const own = view.question.kind === 'choice' || view.question.kind === 'choices'
  if (given === undefined || own) return []
  return [
    faultAt(
      json,
      at,
      'Deze vraag heeft geen eigen antwoorden.',
      'haal "options" weg. De woorden van vaste antwoorden staan in de map scales.',
    ),
  ]
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const pairs = isRecord(value) ? Object.entries(value) : []
  return Object.fromEntries(pairs.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])))
}

/** A hint or an explanation in another language needs one in the first. */
function asideFaults(
  name: 'hint' | 'explain',
  json: JsonFile,
  views: readonly QuestionView[],
  files: readonly LanguageJson[],
): readonly Fault[] {
  return views.flatMap(({ id }) => {
    if (id === null || !isRecord(valueAt(json.value, ['questions', id]))) return []
    const path = ['questions', id, name]
    const other = files.find((file) => valueAt(file.json.value, path) !== undefined)
    if (!other || valueAt(json.value, path) !== undefined) return []
    return [
      faultAt(
        json,
        path,
        `"${name}" ontbreekt; in ${other.language}.json staat die wel.`,
        `schrijf de ${name === 'hint' ? 'hint' : 'uitleg'} hier ook, of haal die in elke taal weg.`,
      ),
    ]
  })
}

function introFaults(file: LanguageJson, first: LanguageJson): readonly Fault[] {
  const intro = introOf(file.json)
  if (!intro) return []
  const fault = (problem: string, mend: string) => faultAt(file.json, ['intro'], problem, mend)
  const sentences = intro.reduce((sum, line) => sum + (line === null ? 0 : countSentences(line)), 0)
  const faults: Fault[] = []
  if (sentences > MAX_INTRO && intro.length <= MAX_INTRO)
    faults.push(fault(`Het begin heeft ${sentences} zinnen; ${MAX_INTRO} is het meeste.`, 'maak het korter.'))
  const model = introOf(first.json)
  if (model && intro.length > model.length)
    faults.push(
      fault(
        `Het begin heeft ${intro.length} regels; in ${first.language}.json zijn het er ${model.length}.`,
        'haal de regels weg die te veel zijn.',
      ),
    )
  return faults
}

/** Signs beside the intro, when there are any, must be as many as its lines. `words` is the first language's file. */
export function introSignFaults(main: JsonFile, words: LanguageJson | undefined): readonly Fault[] {
  const signs = valueAt(main.value, ['introSigns'])
  const intro = words ? introOf(words.json) : null
  if (!Array.isArray(signs) || !intro || signs.length === intro.length) return []
  return [
    faultAt(
      main,
      ['introSigns'],
      `Er zijn ${signs.length} plaatjes bij het begin, en ${intro.length} regels in ${words?.language}.json.`,
      'geef elke regel één plaatje, of haal "introSigns" weg.',
    ),
  ]
}

/** The lines of the intro; null stands for a line that is not translated. */
function introOf(json: JsonFile): readonly (string | null)[] | null {
  const intro: unknown = valueAt(json.value, ['intro'])
  return Array.isArray(intro) && intro.every((line) => line === null || typeof line === 'string') ? intro : null
}

function countSentences(text: string): number {
  return Math.max(1, [...text.matchAll(/[.!?…]+(?=\s|$)/gu)].length)
}
