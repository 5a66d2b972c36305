import type { Answer } from '../../shared/survey/answer.ts'
import { isMissing } from '../../shared/survey/missing.ts'

/** True when the person gave an answer, "Weet ik niet" included; a skipped question has none. */
export function isAnswered(answer: Answer | undefined): boolean {
  return answer !== undefined && !(isMissing(answer) && answer.missing === 'skipped')
}
