import { type Art, type Choice, choicesOf } from '../../../client/screens/answers.ts'
import { Face } from '../../../client/screens/face.tsx'
import { Icon } from '../../../client/screens/icon.tsx'
import { Drawing } from '../../../client/screens/picture.tsx'
import { type SurveyScene, words } from '../../../client/screens/words.ts'
import { keysOf } from '../../../shared/survey/paper-codes.ts'
import type { Condition, Question } from '../../../shared/survey/survey.ts'
import type { SayOnPaper } from './words.ts'

export interface PaperScene extends SurveyScene {
  readonly on: SayOnPaper
}

interface PaperQuestionProps {
  readonly scene: PaperScene
  readonly question: Question
}

/** A question with its boxes, and at the edge the cell in which staff write the code. */
export function PaperQuestion({ scene, question }: PaperQuestionProps) {
  const number = numberOf(scene, question.id)
  return (
    <section class="paper-question" aria-labelledby={`q-${question.id}`}>
      <div class="paper-question__scene">
        {question.picture && <Drawing picture={question.picture} look="paper-question__picture" scene={scene} />}
      </div>
      <div class="paper-question__body">
        {question.showIf && <OnlyIf scene={scene} condition={question.showIf} />}
        <h2 class="paper-question__text" id={`q-${question.id}`}>
          {number}. {words(scene, question.text)}
        </h2>
        {question.hint && <p class="paper-question__hint">{words(scene, question.hint)}</p>}
        {question.kind === 'choices' && <p class="paper-question__hint">{scene.on('several')}</p>}
        {question.kind === 'text' ? <Lines /> : <Boxes scene={scene} question={question} />}
      </div>
      <div class="paper-question__code" lang="nl" dir="ltr">
        {question.kind !== 'text' && (
          <>
            <span class="paper-question__cell" />
            <span>{number}</span>
          </>
        )}
      </div>
    </section>
  )
}

function numberOf({ survey }: PaperScene, id: string): number {
  return survey.questions.findIndex((question) => question.id === id) + 1
}

/** "Alleen als u bij vraag 3 dit koos: Niet goed of Gaat wel." */
function OnlyIf({ scene, condition }: { readonly scene: PaperScene; readonly condition: Condition }) {
  const asked = scene.survey.questions.find(({ id }) => id === condition.question)
  const chosen = (asked?.options ?? []).filter(({ value }) => condition.in.includes(value))
  return (
    <p class="paper-question__only-if">
      {scene.on('only-if', { number: numberOf(scene, condition.question) })}{' '}
      {chosen.map(({ value, label }, index) => (
        <>
          {index > 0 && <> {scene.on('or')} </>}
          <b key={value}>{words(scene, label)}</b>
        </>
      ))}
    </p>
  )
}

function Boxes({ scene, question }: PaperQuestionProps) {
  const choices = choicesOf(scene, question)
  return (
    <ul class={`paper-boxes paper-boxes--${choices.length}`}>
      {choices.map((choice) => (
        <li key={choice.value} class={choice.apart ? 'paper-box paper-box--apart' : 'paper-box'}>
          <span class="paper-box__row">
            <span class="paper-box__square" />
            <span class="paper-box__key" lang="nl" dir="ltr">
              {keyOf(question, choice)}
            </span>
            {choice.art && <ArtOf art={choice.art} />}
          </span>
          <span class="paper-box__label">{choice.label}</span>
        </li>
      ))}
    </ul>
  )
}

/** A grade is its own code, so that only the key of the ten is written beside it. */
function keyOf(question: Question, { answer, label }: Choice): string {
  const key = keysOf(question, answer) ?? ''
  return key === label ? '' : key
}

function ArtOf({ art }: { readonly art: Art }) {
  const look = 'paper-box__picture'
  if ('face' in art) return <Face name={art.face} look={look} />
  if ('icon' in art) return <Icon sign={art.icon} look={`${look} paper-sign`} />
  return <Drawing picture={art.picture} look={look} />
}

function Lines() {
  return (
    <div class="paper-lines" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  )
}
