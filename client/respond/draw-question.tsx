import type { ComponentChildren, VNode } from 'preact'
import { shownQuestions } from '../../shared/survey/route.ts'
import { QuestionScreen } from '../screens/question.tsx'
import type { SurveyScene } from '../screens/words.ts'
import type { Context } from './context.ts'
import type { Model } from './model.ts'

/** The question on view with its tiles, or with `field` in their place; null when the person is not at a question. */
export function drawQuestion(
  scene: SurveyScene,
  { run }: Model,
  { act }: Context,
  field?: ComponentChildren,
): VNode | null {
  if (run?.place.at !== 'question') return null
  const id = run.place.question
  const shown = shownQuestions(scene.survey, run.answers)
  const index = shown.findIndex((candidate) => candidate.id === id)
  const question = shown[index]
  if (!question || (question.kind === 'text' && !field)) return null
  return (
    <QuestionScreen
      key={id}
      scene={scene}
      question={question}
      position={{ number: index + 1, total: shown.length }}
      answer={run.answers[id]}
      on={{
        answer: (answer) => act({ type: 'answer', answer }),
        next: () => act({ type: 'next' }),
        back: () => act({ type: 'back' }),
      }}
    >
      {field}
    </QuestionScreen>
  )
}
