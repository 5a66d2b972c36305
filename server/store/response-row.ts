import type { AnsweredBy, Channel, Phase, Relation, Response } from '../../shared/response.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { type Cell, type CountedQuestions, countResponse, type Dimensions } from './counting.ts'
import type { Accepted } from './store.ts'

/** A row of the table `response`, in the order of its columns. */
export type Row = [
  id: string,
  hash: string,
  collector: string,
  survey: string,
  version: number,
  month: string,
  language: string,
  phase: string,
  answeredBy: string,
  provider: string,
  careType: string,
  location: string,
  channel: string,
  access: string,
  demo: number,
  answers: string,
  helper: string,
  relation: string,
  burst: number,
  words: number,
]

/** Those columns. */
export const COLUMNS = `id, hash, collector, survey, version, month, language, phase, answered_by,
  provider, care_type, location, channel, access, demo, answers, helper, relation, burst, words`

/** A place for each of them. */
export const PLACES = COLUMNS.split(',')
  .map(() => '?')
  .join(', ')

/** Gives the counted questions of a published survey; throws when that version is not published. */
export type CountedOf = (survey: string, version: number) => CountedQuestions

/** Adds what this row counts to the cells: nothing when it came in a burst. */
export function countRow(cells: Map<string, Cell>, row: Row, answers: Answers, counted: CountedOf): void {
  if (row[18] === 0) countResponse(cells, dimensionsOf(row), counted(row[3], row[4]), answers)
}

/** The questions that this row answers in words. */
export function textsOf(row: Row, answers: Answers, counted: CountedOf): readonly string[] {
  return [...counted(row[3], row[4])].flatMap(([question, kind]) =>
    kind === 'text' && typeof answers[question] === 'string' ? [question] : [],
  )
}

/** What a row is counted by. */
function dimensionsOf(row: Row): Dimensions {
  const [, , , survey, version, month, , phase, answeredBy, provider, careType, location, channel, access, demo] = row
  return [survey, provider, careType, month, version, location, channel, access, phase, answeredBy, demo]
}

/** With which counts it is added up: 0 the city's own, 1 examples, 2 what was brought in from an earlier survey. */
function countedApart({ collector: { demo }, earlier }: Accepted): 0 | 1 | 2 {
  if (demo) return 1
  return earlier ? 2 : 0
}

/** The row of an accepted response. The collector says provider, care type, location, channel and access. An invitation is not kept: beside the answers
 *  it would say whose they are. Throws for a survey version that is not published. */
export function toRow(accepted: Accepted, counted: CountedOf): Row {
  const { response, hash, collector } = accepted
  const row: Row = [
    response.id,
    hash,
    collector.code,
    response.survey.id,
    response.survey.version,
    response.month,
    response.language,
    response.phase ?? '',
    response.answeredBy,
    collector.provider,
    collector.careType,
    collector.location,
    collector.channel,
    collector.access,
    countedApart(accepted),
    JSON.stringify(response.answers),
    response.helper ?? '',
    response.relation ?? '',
    response.burst ? 1 : 0,
    0,
  ]
  if (textsOf(row, response.answers, counted).length > 0) row[19] = 1
  return row
}

/** The response of a row. Rows were checked before they were written, so their words are of the types. */
export function toResponse(row: Row): Response {
  const [id, , collector, survey, version, month, language, phase, answeredBy] = row
  return {
    id,
    collector,
    survey: { id: survey, version },
    month,
    channel: row[12] as Channel,
    language,
    answeredBy: answeredBy as AnsweredBy,
    ...(phase === '' ? {} : { phase: phase as Phase }),
    answers: answersOf(row),
    ...(row[16] === '' ? {} : { helper: row[16] }),
    ...(row[17] === '' ? {} : { relation: row[17] as Relation }),
    ...(row[18] === 1 ? { burst: true } : {}),
  }
}

/** The answers of a row. */
export function answersOf(row: Row): Answers {
  return JSON.parse(row[15]) as Answers
}
