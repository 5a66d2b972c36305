import { type Answer, answerFault } from '../../shared/survey/answer.ts'
import { MAX_TEXT, type Question } from '../../shared/survey/survey.ts'

/** The answer that a page gave to this question, by the same rule as in the app; undefined when nothing was chosen or
 *  written, and for what the question does not take. `before` is the answer of an earlier time: taking that away is an
 *  answer too. */
export function answerOf(question: Question, given: readonly string[], before: Answer | undefined): Answer | undefined {
  const answer = question.kind === 'text' ? written(given) : chosen(question, given)
  if (answer !== undefined) return answerFault(question, answer) === null ? answer : undefined
  const emptied = question.kind === 'text' || question.kind === 'choices'
  return emptied && before !== undefined && given.every((each) => each.trim() === '')
    ? { missing: 'skipped' }
    : undefined
}

/** A form sends line ends as CR LF; the app has LF. The field itself stops at the limit: what is longer was forged. */
function written(given: readonly string[]): string | undefined {
  const text = [...(given[0] ?? '').replaceAll('\r\n', '\n')].slice(0, MAX_TEXT).join('')
  return text.trim() === '' ? undefined : text
}

/** "Weet ik niet" beside other answers is not meant: without script nothing takes its tick away. */
function chosen(question: Question, given: readonly string[]): Answer | undefined {
  const options = (question.options ?? []).filter((option) => given.includes(String(option.value)))
  const [first] = options
  if (first) return question.kind === 'choices' ? options.map((option) => String(option.value)) : first.value
  if (question.dontKnow && given.includes('dont-know')) return { missing: 'dont-know' }
  if (question.notApplicable && given.includes('not-applicable')) return { missing: 'not-applicable' }
  return undefined
}
