import type { Answer, Answers } from '../../shared/survey/answer.ts'
import { isMissing } from '../../shared/survey/missing.ts'
import type { Question } from '../../shared/survey/survey.ts'
import { type Choice, choicesOf, isChosen } from './answers.ts'
import { Frame, Title } from './frame.tsx'
import { Icon } from './icon.tsx'
import { CHANGE, SEND } from './later-icons.ts'
import { Drawing } from './picture.tsx'
import { type Action, Press } from './press.tsx'
import { drawSign } from './sign.tsx'
import { type SurveyScene, type Text, words } from './words.ts'

interface OverviewProps {
  readonly scene: SurveyScene
  readonly questions: readonly Question[]
  readonly answers: Answers
  readonly on: { readonly change: (question: string) => Action; readonly send: Action; readonly back: Action }
}

export function OverviewScreen({ scene, questions, answers, on }: OverviewProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="overview" back={on.back} next={{ label: t('overview.send'), act: on.send, icon: SEND }}>
      <Title>{t('overview.title')}</Title>
      <ol class="ew-overview__list">
        {questions.map((question, index) => (
          <li
            class={question.picture ? 'ew-overview__row' : 'ew-overview__row ew-overview__row--bare'}
            key={question.id}
          >
            {question.picture && <Drawing picture={question.picture} look="ew-overview__picture" />}
            <h2 class="ew-overview__question">{words(scene, question.text)}</h2>
            <div class="ew-overview__foot">
              <Given scene={scene} question={question} answer={answers[question.id]} />
              <Press act={on.change(question.id)} look="ew-button--secondary ew-overview__change">
                <Icon sign={CHANGE} />
                {t('overview.change')}
                <span class="ew-visually-hidden"> {t('overview.question', { number: index + 1 })}</span>
              </Press>
            </div>
          </li>
        ))}
      </ol>
    </Frame>
  )
}

interface GivenProps {
  readonly scene: SurveyScene
  readonly question: Question
  readonly answer: Answer | undefined
}

function Given({ scene, question, answer }: GivenProps) {
  const chosen = choicesOf(scene, question).filter((choice) => isChosen(choice, answer))
  const art = chosen.map((choice) => choice.art).find((each) => each && 'face' in each)
  return (
    <p class="ew-overview__answer">
      {art && (scene.sign ?? drawSign)(art, 'ew-overview__face')}
      <span class="ew-overview__words">{said(chosen, answer) ?? scene.t('overview.skipped')}</span>
    </p>
  )
}

/** The answer in words; null for a question without one. */
function said(chosen: readonly Choice[], answer: Answer | undefined): readonly Text[] | string | null {
  if (chosen.length > 0) return chosen.flatMap(({ label }, index) => (index === 0 ? [label] : [', ', label]))
  return answer === undefined || isMissing(answer) ? null : String(answer)
}
