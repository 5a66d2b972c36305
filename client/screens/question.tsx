import type { ComponentChildren } from 'preact'
import type { Answer } from '../../shared/survey/answer.ts'
import type { Question } from '../../shared/survey/survey.ts'
import { type Choice, choicesOf, isChosen, toggled } from './answers.ts'
import { Frame, Title } from './frame.tsx'
import { NEXT } from './icon.tsx'
import { Stage } from './picture.tsx'
import type { Action } from './press.tsx'
import { drawSign } from './sign.tsx'
import { Tile } from './tile.tsx'
import { type SurveyScene, words } from './words.ts'

export interface QuestionProps {
  readonly scene: SurveyScene
  readonly question: Question
  readonly position: { readonly number: number; readonly total: number }
  readonly answer: Answer | undefined
  readonly on: {
    readonly answer: (answer: Answer) => void
    readonly next: Action
    readonly back: Action
  }
  /** Takes the place of the tiles. */
  readonly children?: ComponentChildren
}

export function QuestionScreen(props: QuestionProps) {
  const { scene, question, position, on, children } = props
  const { t } = scene
  const hint = question.hint ? words(scene, question.hint) : question.kind === 'choices' ? t('choices.hint') : ''
  return (
    <Frame
      scene={scene}
      kind={children ? 'question' : kindOf(scene, question)}
      back={on.back}
      next={{ label: t('next'), act: on.next, icon: NEXT }}
    >
      <Stage picture={question.picture} scene={scene} />
      <div class="ew-question__body">
        <p class="ew-question__count">{t('question.count', { ...position })}</p>
        <fieldset class="ew-question__fieldset" aria-describedby={hint ? 'hint' : undefined}>
          <legend class="ew-question__head">
            <Title id="question">{words(scene, question.text)}</Title>
          </legend>
          {hint && (
            <p class="ew-question__hint" id="hint">
              {hint}
            </p>
          )}
          {children ?? <Tiles {...props} />}
        </fieldset>
      </div>
    </Frame>
  )
}

/** Many tiles: on a short phone the picture makes room, and an arrow says that there is more below. */
function kindOf(scene: SurveyScene, question: Question): string {
  const grades = question.kind === 'grade10' ? ' ew-question--grades' : ''
  const dense = question.picture && choicesOf(scene, question).length > 4 ? ' ew-question--dense' : ''
  return `question ew-question--tiles${grades}${dense}`
}

function Tiles({ scene, question, answer, on }: QuestionProps) {
  const several = question.kind === 'choices'
  const choices = choicesOf(scene, question)
  return (
    <div class={`ew-tiles ew-tiles--${(question.options ?? []).length}`}>
      {choices.map((choice) => (
        <Tile
          key={choice.value}
          name="answer"
          value={choice.value}
          label={choice.label}
          several={several}
          chosen={isChosen(choice, answer)}
          choose={() => on.answer(several ? toggled(choice, answer) : choice.answer)}
          look={lookOf(question, choice)}
        >
          {choice.art && (scene.sign ?? drawSign)(choice.art, 'ew-answer-tile__picture')}
        </Tile>
      ))}
    </div>
  )
}

function lookOf(question: Question, { art, apart }: Choice): string | undefined {
  if (apart) return 'ew-answer-tile--dont-know'
  if (question.kind === 'grade10') return 'ew-answer-tile--number'
  return art && 'picture' in art ? 'ew-answer-tile--choice' : undefined
}
