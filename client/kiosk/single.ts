import type { Question, QuestionKind, Survey } from '../../shared/survey/survey.ts'

/** Scales on which one tap is a whole answer. */
const ONE_TAP: readonly QuestionKind[] = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'choice']

/** The question of a survey that asks one thing: every other question is asked only after a certain answer to it. Null
 *  for all other surveys. On a kiosk a tap answers it, and five seconds later the answer stands. */
export function onlyQuestion({ questions }: Survey): Question | null {
  const [first, ...more] = questions.filter(({ showIf }) => !showIf)
  return first && more.length === 0 && ONE_TAP.includes(first.kind) ? first : null
}
