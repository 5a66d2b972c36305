import type { VNode } from 'preact'
import type { Action } from '../../client/screens/press.tsx'
import { QuestionScreen } from '../../client/screens/question.tsx'
import { TextAnswer } from '../../client/screens/text-answer.tsx'
import type { SurveyScene } from '../../client/screens/words.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import { MAX_TEXT } from '../../shared/survey/survey.ts'
import { send } from './action.ts'

/** A question with its tiles or its field; what is chosen there comes with the form. Throws RangeError for a question
 *  that is not shown after these answers. */
export function drawQuestion(scene: SurveyScene, answers: Answers, id: string, back: Action): VNode {
  const shown = shownQuestions(scene.survey, answers)
  const index = shown.findIndex((candidate) => candidate.id === id)
  const question = shown[index]
  if (!question) throw new RangeError('a question that is not shown')
  const answer = answers[id]
  return (
    <QuestionScreen
      scene={scene}
      question={question}
      position={{ number: index + 1, total: shown.length }}
      answer={answer}
      on={{ answer: nothing, next: send('next'), back }}
    >
      {question.kind === 'text' ? (
        <TextAnswer scene={scene} answer={answer} write={nothing} most={MAX_TEXT} />
      ) : undefined}
    </QuestionScreen>
  )
}

/** A page has no script: the form holds what was chosen. */
export function nothing(): void {}
