import { CUTS } from '../../shared/results/cuts.ts'
import { ROLES } from '../../shared/roles.ts'
import type { QuestionKind } from '../../shared/survey/survey.ts'
import { STATUS } from '../http/problem.ts'

/** A JSON schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>

/** Kinds of questions that have figures. */
const KINDS = [
  'faces3',
  'faces5',
  'agree5',
  'yes-no',
  'grade10',
  'choice',
  'choices',
] as const satisfies readonly QuestionKind[]

const text: Schema = { type: 'string' }
const whole: Schema = { type: 'integer' }
const count: Schema = { type: 'integer', minimum: 0 }
const yesNo: Schema = { type: 'boolean' }
const part: Schema = { type: 'number', minimum: 0, maximum: 1 }
const month: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}$', examples: ['2026-11'] }
const quarter: Schema = { type: 'string', pattern: '^\\d{4}-Q[1-4]$' }
const day: Schema = { type: 'string', format: 'date' }

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] }
}

function list(items: Schema): Schema {
  return { type: 'array', items }
}

function oneOf(values: readonly string[]): Schema {
  return { type: 'string', enum: [...values] }
}

function byName(values: Schema): Schema {
  return { type: 'object', additionalProperties: values }
}

/** An object with these fields; those in `optional` may be missing. No field stands there that is not named. */
function object(fields: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(fields).filter((name) => !optional.includes(name))
  return { type: 'object', properties: fields, required, additionalProperties: false }
}

function described(description: string, schema: Schema): Schema {
  return { ...schema, description }
}

function named(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

const choice = named('Choice')

/** What the replies look like, by name; months are `2026-11`. The descriptions are for who writes a program. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: object({ problem: object({ code: oneOf(Object.keys(STATUS)), message: text }) }),
  Choice: object({ id: text, name: text }),
  Filter: object({
    survey: orNull(text),
    provider: orNull(text),
    with: described('Ids of the providers that it took over and that count with it.', list(text)),
    careType: orNull(text),
    location: orNull(text),
    area: orNull(text),
    from: orNull(month),
    to: orNull(month),
    by: list(oneOf(CUTS)),
    phase: orNull(text),
    channel: orNull(text),
  }),
  ResultRow: object(
    {
      survey: text,
      version: whole,
      question: text,
      kind: oneOf(KINDS),
      group: described('The value of each cut asked for.', byName(text)),
      level: described('hidden: nothing is shown; provisional: 10 to 29 answers; full.', {
        type: 'string',
        enum: ['hidden', 'provisional', 'full'],
      }),
      masked: described('Nearly everybody gave the same answer: shares are rounded and held back.', { const: true }),
      about: described('In a part of it nearly everybody gave the same answer: shares are about what they say.', {
        const: true,
      }),
      n: described('Answers with a value.', orNull(count)),
      dontKnow: orNull(count),
      skipped: orNull(count),
      notApplicable: orNull(count),
      counts: described('Answers by value; null below 30, when masked and when about.', orNull(byName(count))),
      distribution: described('Share of n by value.', orNull(byName(part))),
      share: described('Share of favourable answers; null for kinds without any.', orNull(part)),
      interval: described('95 % interval of the share.', orNull({ ...list(part), minItems: 2, maxItems: 2 })),
      mean: described('Of grades only.', orNull({ type: 'number' })),
    },
    ['masked', 'about'],
  ),
  Results: object(
    {
      municipality: text,
      filter: named('Filter'),
      released: described('Day of the release shown.', orNull(day)),
      demo: described('Example answers count in these figures.', { const: true }),
      rows: list(named('ResultRow')),
      total: described('Rows on all pages; only with "limit".', count),
      next: described('The "cursor" of the next page; null on the last. Only with "limit".', orNull(text)),
    },
    ['demo', 'total', 'next'],
  ),
  Themes: object(
    {
      municipality: text,
      filter: named('Filter'),
      released: described('Day of the release shown.', orNull(day)),
      demo: described('Example answers count in these figures.', { const: true }),
      rows: list(
        object({
          survey: text,
          version: whole,
          group: described('Value of each cut, by its name.', byName(text)),
          pool: oneOf(['theme', 'clientValue']),
          name: text,
          kind: oneOf(KINDS),
          questions: described('Ids of the questions in it.', list(text)),
          n: described('Answers, not people.', count),
          top: described('Favourable answers.', count),
          share: part,
          about: described('Some of its figures are rounded.', yesNo),
        }),
      ),
    },
    ['demo'],
  ),
  Background: object({
    responses: count,
    last: orNull(month),
    rate: orNull(
      object({
        responses: count,
        clients: { type: 'integer', minimum: 1 },
        from: quarter,
        to: quarter,
        complete: yesNo,
      }),
    ),
    unreliable: list(object({ from: month, to: month, reason: text })),
  }),
  Nearest: object({
    nearest: orNull(object({ provider: orNull(text), careType: orNull(text), from: orNull(month), to: orNull(month) })),
  }),
  Choices: object({
    municipality: choice,
    productName: text,
    viewer: object({ role: oneOf(ROLES), name: text, provider: orNull(choice) }),
    released: orNull(day),
    surveys: list(named('SurveyChoice')),
    careTypes: list(choice),
    providers: list(choice),
    successions: list(object({ provider: text, predecessors: list(object({ id: text, name: text, until: text })) })),
    locations: list(choice),
    areaSchemes: list(object({ id: text, name: text, areas: list(choice) })),
  }),
  SurveyChoice: object({
    id: text,
    name: text,
    careTypes: list(text),
    from: month,
    to: month,
    languages: list(object({ id: text, name: text, by: text, checked: yesNo })),
    versions: list(object({ version: whole, questions: list(named('AskedQuestion')) })),
  }),
  AskedQuestion: object(
    {
      id: text,
      kind: oneOf(KINDS),
      text,
      options: list(object({ value: text, label: text })),
      theme: text,
      clientValue: text,
      provider: text,
    },
    ['theme', 'clientValue', 'provider'],
  ),
}
