import { type Answers, isMissing } from '../../shared/survey/answer.ts'
import type { QuestionKind, Survey } from '../../shared/survey/survey.ts'

/** Kind by id of the questions of a survey that are counted: all but the context questions. */
export type CountedQuestions = ReadonlyMap<string, QuestionKind>

/** What a tally counts by, beside question and value, in the order of the tally's columns. */
export type Dimensions = readonly [
  survey: string,
  provider: string,
  careType: string,
  month: string,
  version: number,
  location: string,
  channel: string,
  access: string,
  phase: string,
  answeredBy: string,
  demo: number,
]

/** A cell of the tallies and what there is to add to it. */
export interface Cell {
  readonly dimensions: Dimensions
  readonly question: string
  readonly value: string
  count: number
}

/** The questions of a survey that are counted, with their kinds. */
export function countedQuestions(survey: Survey): CountedQuestions {
  return new Map(survey.questions.filter((question) => !question.context).map(({ id, kind }) => [id, kind]))
}

/** Adds one response to the cells: itself under question '', and every answer under its value as the doc comment of
 *  Tally says. `cells` gathers many responses, so that each cell is written once. */
export function countResponse(
  cells: Map<string, Cell>,
  dimensions: Dimensions,
  questions: CountedQuestions,
  answers: Answers,
): void {
  const prefix = dimensions.join('\n')
  const add = (question: string, value: string) => {
    const key = `${prefix}\n${question}\n${value}`
    const cell = cells.get(key)
    if (cell) cell.count += 1
    else cells.set(key, { dimensions, question, value, count: 1 })
  }
  add('', '')
  for (const [question, kind] of questions) {
    const answer = answers[question]
    if (answer === undefined) continue
    if (isMissing(answer)) add(question, `~${answer.missing}`)
    else if (kind === 'text') add(question, '~text')
    else if (typeof answer === 'number' || typeof answer === 'string') add(question, String(answer))
    else for (const value of ['~answered', ...answer]) add(question, value)
  }
}
