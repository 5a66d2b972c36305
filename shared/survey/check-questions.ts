import * as v from 'valibot'
import { ANSWERED_BY, PHASES } from '../response.ts'
import { asMissing, type Fault, isRecord, type PathKey, pathText, suggest, valueAt } from './fault.ts'
import { faultAt, type JsonFile } from './json-file.ts'
import { scaleValues } from './survey.ts'
import { type QuestionFile, questionSchema } from './survey-file.ts'

/** Questions of substance (no context, no text question) that a survey may have, and from where it becomes long. */
const MAX_QUESTIONS = 12
const LONG_FROM = 9

/** Topics of the national Wmo list: a survey that asks all of them is as long as it has to be. */
const NATIONAL_TOPICS = 10

/** A question as far as it can be read: `question` lacks the fields named in `broken`, which are reported already;
 *  it is null when too much is broken. */
export interface QuestionView {
  readonly index: number
  readonly id: string | null
  readonly question: QuestionFile | null
  readonly broken: ReadonlySet<string>
}

/** The questions of a survey file with only what is sound in each, so that one fault does not hide another. */
export function questionViews(json: JsonFile, brokenPaths: ReadonlySet<string>): readonly QuestionView[] {
  const questions = valueAt(json.value, ['questions'])
  if (!Array.isArray(questions)) return []
  return questions.map((raw: unknown, index) => {
    const fields = isRecord(raw) ? Object.entries(raw) : []
    const broken = new Set(fields.map(([key]) => key).filter((key) => isBroken(brokenPaths, ['questions', index, key])))
    const parsed = v.safeParse(questionSchema, Object.fromEntries(fields.filter(([key]) => !broken.has(key))))
    const id = isRecord(raw) && typeof raw.id === 'string' ? raw.id : null
    return { index, id, question: parsed.success ? parsed.output : null, broken }
  })
}

function isBroken(brokenPaths: ReadonlySet<string>, path: readonly PathKey[]): boolean {
  const start = pathText(path)
  return [...brokenPaths].some(
    (broken) => broken === start || broken.startsWith(`${start}.`) || broken.startsWith(`${start}[`),
  )
}

/** What the questions say that cannot be meant: ids, options, conditions, context and length. */
export function questionFaults(json: JsonFile, views: readonly QuestionView[]): readonly Fault[] {
  return [
    ...views.flatMap((view) => idFaults(json, views, view)),
    ...views.flatMap((view) => (view.question ? oneQuestionFaults(json, views, view, view.question) : [])),
    ...lengthFaults(json, views),
  ]
}

function idFaults(json: JsonFile, views: readonly QuestionView[], view: QuestionView): readonly Fault[] {
  const path = ['questions', view.index, 'id']
  if (view.id === 'constructor')
    return [faultAt(json, path, '"constructor" kan geen naam zijn.', 'kies een andere naam.')]
  const first = views.findIndex(({ id }) => id !== null && id === view.id)
  if (view.id === null || first === view.index) return []
  return [
    faultAt(json, path, `"${view.id}" is ook de naam van questions[${first}].`, 'geef elke vraag een eigen naam.'),
  ]
}

function oneQuestionFaults(
  json: JsonFile,
  views: readonly QuestionView[],
  view: QuestionView,
  question: QuestionFile,
): readonly Fault[] {
  const fault = (path: readonly PathKey[], problem: string, mend: string) =>
    faultAt(json, ['questions', view.index, ...path], problem, mend)
  return [
    ...optionFaults(fault, view, question),
    ...signFaults(fault, question),
    ...contextFaults(fault, views, view, question),
    ...conditionFaults(fault, views, view, question),
  ]
}

type AddFault = (path: readonly PathKey[], problem: string, mend: string) => Fault

function optionFaults(fault: AddFault, view: QuestionView, question: QuestionFile): readonly Fault[] {
  const chosen = question.kind === 'choice' || question.kind === 'choices'
  if (!chosen && question.options) {
    const words = question.kind === 'text' ? 'Een open vraag heeft' : `Een vraag van soort ${question.kind} heeft`
    return [
      fault(['options'], `${words} geen eigen antwoorden.`, 'haal "options" weg, of kies soort choice of choices.'),
    ]
  }
  if (chosen && !question.options && !view.broken.has('options')) {
    return [
      fault([], 'Bij deze vraag ontbreken de antwoorden.', 'zet erbij: "options": [{"value": "…"}, {"value": "…"}]'),
    ]
  }
  const values = (question.options ?? []).map(({ value }) => value)
  return values.flatMap((value, index) => {
    if (value === 'constructor')
      return [fault(['options', index, 'value'], '"constructor" kan geen naam zijn.', 'kies een andere naam.')]
    return values.indexOf(value) === index
      ? []
      : [
          fault(
            ['options', index, 'value'],
            `Het antwoord "${value}" staat er twee keer.`,
            'haal er één weg of geef die een andere naam.',
          ),
        ]
  })
}

function signFaults(fault: AddFault, question: QuestionFile): readonly Fault[] {
  const faults: Fault[] = []
  if (question.dontKnow === false && !question.context && question.kind !== 'text') {
    faults.push(
      fault(
        ['dontKnow'],
        '"Weet ik niet" mag hier niet uit staan.',
        'haal "dontKnow" weg. Alleen bij een vraag met "context" mag het uit.',
      ),
    )
  }
  if (question.dontKnow === true && question.kind === 'text') {
    faults.push(fault(['dontKnow'], 'Een open vraag heeft geen "Weet ik niet".', 'haal "dontKnow" weg.'))
  }
  if (question.notApplicable === true && (question.kind === 'text' || question.context)) {
    faults.push(fault(['notApplicable'], '"Past niet bij mij" hoort niet bij deze vraag.', 'haal "notApplicable" weg.'))
  }
  return faults
}

const ROLES = { phase: PHASES, answeredBy: ANSWERED_BY } as const

function contextFaults(
  fault: AddFault,
  views: readonly QuestionView[],
  view: QuestionView,
  question: QuestionFile,
): readonly Fault[] {
  const role = question.context
  if (!role) return []
  const known: readonly string[] = ROLES[role]
  const faults: Fault[] = []
  if (question.kind !== 'choice')
    faults.push(fault(['kind'], 'Een vraag met "context" is van soort choice.', 'schrijf "kind": "choice".'))
  const first = views.find((other) => other.question?.context === role)
  if (first && first.index < view.index) {
    faults.push(
      fault(['context'], `questions[${first.index}] vraagt dit ook al.`, 'laat één van de twee vragen staan.'),
    )
  }
  const values = question.options?.map(({ value }) => value)
  for (const [index, value] of (values ?? []).entries()) {
    if (!known.includes(value))
      faults.push(fault(['options', index, 'value'], `"${value}" kan hier niet.`, suggest(value, known)))
  }
  const absent = values ? known.filter((value) => !values.includes(value)) : []
  if (absent.length > 0)
    faults.push(fault(['options'], `Hier ontbreekt: ${absent.join(', ')}.`, 'zet een antwoord met die "value" erbij.'))
  return faults
}

function conditionFaults(
  fault: AddFault,
  views: readonly QuestionView[],
  view: QuestionView,
  question: QuestionFile,
): readonly Fault[] {
  if (!question.showIf) return []
  const name = question.showIf.question
  const path = ['showIf', 'question']
  const earlier = views.slice(0, view.index)
  const closed = earlier.filter((other) => other.question?.kind !== 'text').flatMap(({ id }) => id ?? [])
  const target = earlier.find(({ id }) => id === name)
  if (!target) {
    const later = views.some(({ id }) => id === name)
    const problem = later ? `De vraag "${name}" staat niet eerder dan deze vraag.` : `Er is geen vraag "${name}".`
    return [
      fault(
        path,
        problem,
        later ? `zet "${name}" hoger in de lijst, of ${suggest('', closed)}` : suggest(name, closed),
      ),
    ]
  }
  if (target.question?.kind === 'text') return [fault(path, `"${name}" is een open vraag.`, suggest('', closed))]
  const values = target.question ? valuesOf(target.question) : null
  if (!values) return []
  return question.showIf.in.flatMap((value, index) =>
    values.includes(value)
      ? []
      : [
          fault(
            ['showIf', 'in', index],
            `"${name}" heeft geen antwoord ${JSON.stringify(value)}.`,
            mendValue(value, values),
          ),
        ],
  )
}

/** The values that a closed question can have; null when they cannot be known. */
function valuesOf(question: QuestionFile): readonly (number | string)[] | null {
  return scaleValues(question.kind) ?? question.options?.map(({ value }) => value) ?? null
}

function mendValue(value: number | string, values: readonly (number | string)[]): string {
  if (typeof value === 'string' && values.includes(Number(value))) return `haal de aanhalingstekens weg: ${value}.`
  return suggest(String(value), values.map(String))
}

function lengthFaults(json: JsonFile, views: readonly QuestionView[]): readonly Fault[] {
  const count = substance(views)
  if (views.length > 0 && count === 0) {
    return [
      faultAt(
        json,
        ['questions'],
        'Er is geen vraag over de hulp zelf.',
        'zet er minstens één gesloten vraag zonder "context" bij.',
      ),
    ]
  }
  if (count <= MAX_QUESTIONS) return []
  return [
    faultAt(
      json,
      ['questions'],
      `Er zijn ${count} vragen; ${MAX_QUESTIONS} is het meeste.`,
      'kies de vragen die het meest vertellen. Vragen met "context" en open vragen tellen niet mee.',
    ),
  ]
}

/** As many as somebody may be asked: own questions of the provider that has most of them. */
function substance(views: readonly QuestionView[]): number {
  const asked = views.filter(({ question }) => !question || (!question.context && question.kind !== 'text'))
  const own = asked.flatMap(({ question }) => question?.provider ?? [])
  const most = Math.max(0, ...own.map((provider) => own.filter((one) => one === provider).length))
  return asked.length - own.length + most
}

function isNational(views: readonly QuestionView[]): boolean {
  return new Set(views.flatMap(({ question }) => question?.national ?? [])).size === NATIONAL_TOPICS
}

/** What is allowed and yet not wise: a long list that is not the national one, a question of substance without a picture. */
export function questionWarnings(json: JsonFile, views: readonly QuestionView[]): readonly Fault[] {
  const count = substance(views)
  const long = faultAt(json, ['questions'], `Er zijn ${count} vragen; dat is veel.`, 'houd het bij hoogstens 8 vragen.')
  const bare = views.filter(
    ({ question }) => question && !question.picture && !question.options?.some(({ picture }) => picture),
  )
  return [
    ...(count >= LONG_FROM && !isNational(views) ? [long] : []),
    ...asMissing(
      bare.map(({ index }) =>
        faultAt(
          json,
          ['questions', index],
          'Bij deze vraag is geen plaatje.',
          'zet erbij: "picture": "…" (namen in pictures/index.json).',
        ),
      ),
    ),
  ]
}
