import { createHash } from 'node:crypto'
import type { Response } from '../../shared/response.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { surveyFor } from '../../shared/survey/own-items.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import { type Question, type Survey, scaleValues } from '../../shared/survey/survey.ts'
import { uuidOf } from '../uuid.ts'
import type { AnswerPlace, Mapping, Place } from './mapping.ts'

/** A line as a response without a collector, or why not, in Dutch: by its column, never by what somebody filled in. */
export type ReadLine =
  | { readonly provider: string; readonly careType: string; readonly response: Omit<Response, 'collector'> }
  | { readonly reason: string }

/** What the lines of one import are read by. */
export interface Reading {
  readonly name: string
  readonly mapping: Mapping
  readonly survey: Survey
  readonly heading: readonly string[]
}

/** Gives what reads a line. A response has the same id each time for the same import and line. */
export function lineReader(reading: Reading): (number: number, cells: readonly string[]) => ReadLine {
  const { mapping, survey, heading, name } = reading
  const questions = survey.questions.flatMap((question) => {
    const place = mapping.answers[question.id]
    return place ? [{ question, place }] : []
  })
  return (number, cells) => {
    if (cells.length !== heading.length)
      return { reason: `heeft ${cells.length} kolommen, en de eerste regel ${heading.length}` }
    const cell = (column: string) => (cells[heading.indexOf(column)] ?? '').trim()
    const at = (place: Place | undefined) => (place === undefined ? '' : textAt(place, cell))
    const month = monthIn(at(mapping.month))
    if (month === null) return { reason: `${whereIs(mapping.month)}: dit is geen maand` }
    const given: Record<string, Answer> = {}
    for (const { question, place } of questions) {
      const answer = answerIn(question, place, cell(place.column))
      if (answer === null) return { reason: `${whereIs(place)}: dit is geen antwoord op ${question.id}` }
      if (answer !== undefined) given[question.id] = answer
    }
    const phase = at(mapping.phase)
    const rest = {
      id: uuidOf(createHash('sha256').update(`import\n${name}\n${number}`).digest()),
      survey: { id: survey.id, version: survey.version },
      month,
      channel: 'import' as const,
      language: at(mapping.language) || (survey.languages[0] ?? 'nl'),
      answeredBy: (at(mapping.answeredBy) || 'self') as Response['answeredBy'], // response-check.ts looks at it
      ...(phase === '' ? {} : { phase: phase as NonNullable<Response['phase']> }),
      answers: withSkipped(
        surveyFor(survey, [at(mapping.provider)]),
        questions.map(({ question }) => question.id),
        given,
      ),
    }
    return { provider: at(mapping.provider), careType: at(mapping.careType), response: rest }
  }
}

/** Questions that the earlier survey had and this line has no answer to were skipped; those that it did not have are left out. */
function withSkipped(survey: Survey, asked: readonly string[], given: Record<string, Answer>): Record<string, Answer> {
  const shown = shownQuestions(survey, given).map(({ id }) => id)
  const open = asked.filter((id) => shown.includes(id) && given[id] === undefined)
  return { ...given, ...Object.fromEntries(open.map((id) => [id, { missing: 'skipped' as const }])) }
}

function textAt(place: Place, cell: (column: string) => string): string {
  if ('value' in place) return place.value
  return String(meaningOf(place.values, cell(place.column)))
}

function meaningOf(values: Readonly<Record<string, string | number>> | undefined, text: string): string | number {
  return values && Object.hasOwn(values, text) ? (values[text] ?? text) : text
}

/** `2023-10`, `2023-10-05` or `5-10-2023`; null for anything else. */
function monthIn(text: string): string | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])(?:-\d{2})?$/.exec(text) ?? []
  if (year && month) return `${year}-${month}`
  const [, dutchMonth, dutchYear] = /^\d{1,2}[-/](0?[1-9]|1[0-2])[-/](\d{4})$/.exec(text) ?? []
  return dutchMonth && dutchYear ? `${dutchYear}-${dutchMonth.padStart(2, '0')}` : null
}

/** Null for what is no answer to it, undefined for an empty cell. `~dont-know`, `~skipped` and `~not-applicable` say why there is none. */
function answerIn(question: Question, place: AnswerPlace, text: string): Answer | null | undefined {
  if (text === '' && !(place.values && '' in place.values)) return undefined
  if (question.kind === 'choices' && place.separator !== undefined)
    return text.split(place.separator).map((part) => String(meaningOf(place.values, part.trim())))
  const value = meaningOf(place.values, text)
  const missing = /^~(dont-know|skipped|not-applicable)$/.exec(String(value))?.[1]
  // Of these three words only.
  if (missing) return { missing: missing as 'skipped' }
  if (question.kind === 'choices') return [String(value)]
  if (!scaleValues(question.kind)) return String(value)
  return /^\d+$/.test(String(value)) ? Number(value) : null
}

/** Where something stands, for a report: a column, or what the mapping says of all lines. */
export function whereIs(place: Place): string {
  return 'column' in place ? `kolom "${place.column}"` : `"${place.value}"`
}
