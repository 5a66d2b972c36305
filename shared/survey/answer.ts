import { MAX_TEXT, type Question, scaleValues } from './survey.ts'

/** Why there is no value. Kept apart in every count. */
export type MissingReason = 'skipped' | 'dont-know' | 'not-applicable'
export interface Missing {
  readonly missing: MissingReason
}
export type AnswerValue = number | string | readonly string[]
export type Answer = AnswerValue | Missing
export type Answers = Readonly<Record<string, Answer>>

export { isMissing } from './missing.ts'

/** What is wrong with this answer to this question, in words for a developer; null when it is valid.
 *  The one rule for screen and server. Nothing is coerced: '3' is not 3. */
export function answerFault(question: Question, answer: unknown): string | null {
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return missingFault(question, answer)
  const scale = scaleValues(question.kind)
  if (scale) return typeof answer === 'number' && scale.includes(answer) ? null : `must be one of ${scale.join(', ')}`
  if (question.kind === 'text') return textFault(answer)
  const values = (question.options ?? []).map((option) => option.value)
  if (question.kind === 'choice') {
    return typeof answer === 'string' && values.includes(answer) ? null : 'must be the value of one of the options'
  }
  return choicesFault(values, answer)
}

function missingFault(question: Question, answer: object): string | null {
  const keys = Object.keys(answer)
  if (keys.length !== 1 || keys[0] !== 'missing') return 'must be a value or {"missing": …} and nothing more'
  const reason = (answer as { missing: unknown }).missing
  if (reason === 'skipped') return null
  if (reason === 'dont-know') return question.dontKnow ? null : '"dont-know" is not offered at this question'
  // Taken from any closed question: a survey as served need not say whether it offers this sign.
  if (reason === 'not-applicable')
    return question.kind === 'text' ? '"not-applicable" is not for a text question' : null
  return '"missing" must be skipped, dont-know or not-applicable'
}

function textFault(answer: unknown): string | null {
  if (typeof answer !== 'string') return 'must be a text'
  if (answer.trim() === '') return 'must not be empty; send {"missing": "skipped"}'
  if (/\p{Surrogate}/u.test(answer)) return 'must not hold half a character (a lone surrogate)'
  if ([...answer].length > MAX_TEXT) return `must be at most ${MAX_TEXT} characters`
  return null
}

function choicesFault(values: readonly unknown[], answer: unknown): string | null {
  if (!Array.isArray(answer)) return 'must be a list of option values'
  if (answer.length === 0) return 'must not be empty; send {"missing": "skipped"}'
  if (new Set(answer).size !== answer.length) return 'must not name an option twice'
  return answer.every((value) => typeof value === 'string' && values.includes(value))
    ? null
    : 'must hold only values of the options'
}
