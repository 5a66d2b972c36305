import type { Answers } from './answer.ts'
import { isMissing } from './missing.ts'
import type { Question, Survey } from './survey.ts'

/** The questions this person gets to see, in order, given the answers so far. A question with a condition is
 *  shown only when the question it names is itself shown and answered with one of the values. */
export function shownQuestions(survey: Survey, answers: Answers): readonly Question[] {
  const shown = new Set<string>()
  return survey.questions.filter((question) => {
    const visible = !question.showIf || (shown.has(question.showIf.question) && meets(question.showIf, answers))
    if (visible) shown.add(question.id)
    return visible
  })
}

function meets(condition: NonNullable<Question['showIf']>, answers: Answers): boolean {
  const answer = answers[condition.question]
  if (answer === undefined || isMissing(answer)) return false
  const given: readonly (number | string)[] =
    typeof answer === 'number' || typeof answer === 'string' ? [answer] : answer
  return given.some((value) => condition.in.includes(value))
}
