import type { Answer, Missing } from './answer.ts'

/** True for an answer that says why there is none. In a file of its own: the phone's first question needs this and not
 *  the rules for a valid answer. */
export function isMissing(answer: Answer): answer is Missing {
  return typeof answer === 'object' && !Array.isArray(answer)
}
