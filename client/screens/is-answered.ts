import type { Answer } from '../../shared/survey/answer.ts'
import { isMissing } from '../../shared/survey/missing.ts'
import type { Question } from '../../shared/survey/survey.ts'

/** True when the person gave an answer, "Weet ik niet" included; a skipped question has none. */
export function isAnswered(answer: Answer | undefined): boolean {
  return answer !== undefined && !(isMissing(answer) && answer.missing === 'skipped')
}

/** A question with room for words may stay empty; any other is asked about before it is skipped. */
export function mayPass(question: Question | undefined, answer: Answer | undefined): boolean {
  return question?.kind === 'text' || isAnswered(answer)
}
