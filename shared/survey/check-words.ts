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

/** Whether every language says everything, and nothing that the survey does not ask. */
export function languageFaults(
  files: readonly LanguageJson[],
  views: readonly QuestionView[],
  ownPictures: readonly string[],
): readonly Fault[] {
  // Where a question has no name, or there are none at all, no word can be called one too many.
  const named = views.flatMap(({ id }) => id ?? [])
  const ids = named.length === views.length && views.length > 0 ? named : null
  return files.flatMap(({ json }) => [
    ...wordFaults(json),
    ...introFaults(json, files),
    ...views.flatMap((view) => questionWordFaults(json, view)),
    ...hintFaults(json, views, files),
    ...(ids ? extraKeys(json, ['questions'], ids, 'Er is geen vraag') : []),
    ...pictureWordFaults(json, ownPictures),
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

function questionWordFaults(json: JsonFile, view: QuestionView): readonly Fault[] {
  if (view.id === null || !isRecord(valueAt(json.value, ['questions']))) return []
  const path = ['questions', view.id]
  if (!keysAt(json, ['questions']).includes(view.id)) {
    return [
      faultAt(json, path, `De woorden van de vraag "${view.id}" ontbreken.`, `zet erbij: "${view.id}": {"text": "…"}`),
    ]
  }
  return view.question && !view.broken.has('options') ? optionWordFaults(json, view, path) : []
}

function optionWordFaults(json: JsonFile, view: QuestionView, path: readonly string[]): readonly Fault[] {
  const options = view.question?.options?.map(({ value }) => value)
  const at = [...path, 'options']
  const given = valueAt(json.value, at)
  if (!options) {
    const own = view.question?.kind === 'choice' || view.question?.kind === 'choices'
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
  return [
    ...missingKeys(json, at, options, (key) => `Het woord bij het antwoord "${key}" ontbreekt.`),
    ...extraKeys(json, at, options, 'Er is geen antwoord'),
    ...sameWords(json, at, textsOf(given)),
  ]
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const pairs = isRecord(value) ? Object.entries(value) : []
  return Object.fromEntries(pairs.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])))
}

/** A hint must be there in every language or in none. */
function hintFaults(json: JsonFile, views: readonly QuestionView[], files: readonly LanguageJson[]): readonly Fault[] {
  return views.flatMap(({ id }) => {
    if (id === null || !isRecord(valueAt(json.value, ['questions', id]))) return []
    const path = ['questions', id, 'hint']
    const other = files.find((file) => valueAt(file.json.value, path) !== undefined)
    if (!other || valueAt(json.value, path) !== undefined) return []
    return [
      faultAt(
        json,
        path,
        `"hint" ontbreekt; in ${other.language}.json staat die wel.`,
        'vertaal de hint, of haal die in elke taal weg.',
      ),
    ]
  })
}

function introFaults(json: JsonFile, files: readonly LanguageJson[]): readonly Fault[] {
  const intro = introOf(json)
  if (!intro) return []
  const sentences = intro.reduce((sum, line) => sum + countSentences(line), 0)
  const faults: Fault[] = []
  if (sentences > MAX_INTRO && intro.length <= MAX_INTRO) {
    faults.push(
      faultAt(json, ['intro'], `Het begin heeft ${sentences} zinnen; ${MAX_INTRO} is het meeste.`, 'maak het korter.'),
    )
  }
  const first = files[0]
  const model = first && first.json !== json ? introOf(first.json) : null
  if (first && model && model.length !== intro.length) {
    faults.push(
      faultAt(
        json,
        ['intro'],
        `Het begin heeft ${intro.length} regels; in ${first.language}.json zijn het er ${model.length}.`,
        'maak het aantal regels in elke taal gelijk.',
      ),
    )
  }
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

function introOf(json: JsonFile): readonly string[] | null {
  const intro = valueAt(json.value, ['intro'])
  return Array.isArray(intro) && intro.every((line) => typeof line === 'string') ? intro : null
}

function countSentences(text: string): number {
  return Math.max(1, [...text.matchAll(/[.!?…]+(?=\s|$)/gu)].length)
}

function pictureWordFaults(json: JsonFile, ownPictures: readonly string[]): readonly Fault[] {
  return [
    ...missingKeys(
      json,
      ['pictures'],
      ownPictures,
      (key) => `De beschrijving van het eigen plaatje "${key}" ontbreekt.`,
    ),
    ...extraKeys(json, ['pictures'], ownPictures, 'In de map pictures van deze vragenlijst is geen plaatje'),
  ]
}
