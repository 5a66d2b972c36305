import type { QuestionView } from './check-questions.ts'
import type { LanguageJson } from './check-words.ts'
import { type Fault, isRecord, type PathKey, valueAt } from './fault.ts'
import { faultAt, type JsonFile } from './json-file.ts'
import { MAX_OWN_ITEMS } from './own-items.ts'
import type { QuestionFile } from './survey-file.ts'

/** Fields that take a question into figures that others have too. */
const SHARED = ['theme', 'clientValue', 'national', 'context', 'showIf'] as const

interface Own {
  readonly index: number
  readonly id: string | null
  readonly question: QuestionFile
  readonly provider: string
}

/** What is wrong with the own questions of providers: too many, in the wrong place, of a kind or with a field that they cannot
 *  have, or without words in a language of the survey. */
export function ownItemFaults(
  json: JsonFile,
  views: readonly QuestionView[],
  files: readonly LanguageJson[],
): readonly Fault[] {
  const own = views.flatMap(({ index, id, question }): readonly Own[] =>
    question?.provider === undefined ? [] : [{ index, id, question, provider: question.provider }],
  )
  if (own.length === 0) return []
  return [
    ...own.flatMap((one) => tooMany(json, own, one)),
    ...own.flatMap((one) => fieldFaults(json, one)),
    ...own.flatMap((one) => placeFaults(json, views, one)),
    ...conditionFaults(json, views, own),
    ...files.flatMap((file) => own.flatMap((one) => wordFaults(file, one))),
  ]
}

function tooMany(json: JsonFile, own: readonly Own[], { index, provider }: Own): readonly Fault[] {
  const before = own.filter((one) => one.provider === provider && one.index < index).length
  if (before < MAX_OWN_ITEMS) return []
  return [
    faultAt(
      json,
      ['questions', index, 'provider'],
      `"${provider}" heeft hier meer dan ${MAX_OWN_ITEMS} eigen vragen.`,
      'kies welke vragen blijven, en haal de andere weg.',
    ),
  ]
}

function fieldFaults(json: JsonFile, { index, question }: Own): readonly Fault[] {
  const at = (path: readonly PathKey[], problem: string, mend: string) =>
    faultAt(json, ['questions', index, ...path], problem, mend)
  const kind =
    question.kind === 'text' ? [at(['kind'], 'Een eigen vraag is geen open vraag.', 'kies een andere soort.')] : []
  const shared = SHARED.filter((name) => question[name] !== undefined)
  return [...kind, ...shared.map((name) => at([name], `Een eigen vraag heeft geen "${name}".`, `haal "${name}" weg.`))]
}

/** After the core and right before the open questions: who has none of them misses nothing in between. */
function placeFaults(json: JsonFile, views: readonly QuestionView[], { index }: Own): readonly Fault[] {
  const rest = views.slice(index + 1)
  const isLast = rest.every(({ question }) => !question || question.provider !== undefined || question.kind === 'text')
  const afterOpen = views.slice(0, index).some(({ question }) => question?.kind === 'text')
  if (isLast && !afterOpen) return []
  return [
    faultAt(
      json,
      ['questions', index],
      'Een eigen vraag staat na de andere vragen, en meteen voor de open vraag.',
      afterOpen ? 'zet deze vraag hoger in de lijst.' : 'zet deze vraag lager in de lijst.',
    ),
  ]
}

/** Nobody else would ever see a question that waits for an answer to it. */
function conditionFaults(json: JsonFile, views: readonly QuestionView[], own: readonly Own[]): readonly Fault[] {
  const ids = own.map(({ id }) => id)
  return views.flatMap(({ index, question }) => {
    const name = question?.showIf?.question
    if (name === undefined || !ids.includes(name)) return []
    const path = ['questions', index, 'showIf', 'question']
    return [
      faultAt(json, path, `"${name}" is een eigen vraag van een aanbieder.`, 'kies een vraag die iedereen krijgt.'),
    ]
  })
}

/** A translation may lack words of the core, which people then read in the first language. Of these it may not. */
function wordFaults({ json }: LanguageJson, { id, question }: Own): readonly Fault[] {
  if (id === null) return []
  const path = ['questions', id]
  const words = valueAt(json.value, path)
  const fault = (at: readonly PathKey[], mend: string) =>
    faultAt(json, [...path, ...at], `De woorden van de eigen vraag "${id}" ontbreken in deze taal.`, mend)
  if (!isRecord(words) || typeof words.text !== 'string') return [fault([], `zet erbij: "${id}": {"text": "…"}`)]
  const options = question.options?.map(({ value }) => value) ?? []
  const given = isRecord(words.options) ? words.options : {}
  return options
    .filter((value) => typeof given[value] !== 'string')
    .map((value) => fault(['options', value], `zet erbij: "${value}": "…"`))
}
