import type { Question } from '../../shared/survey/survey.ts'
import { Frame, Title } from './frame.tsx'
import { BACK, CHECK, CLOSE, Icon, NEXT, type Sign } from './icon.tsx'
import { Stage } from './picture.tsx'
import { type Action, Press } from './press.tsx'
import type { Scene, Text } from './words.ts'

interface AskProps {
  readonly scene: Scene
  readonly question: Question | undefined
  readonly on: { readonly yes: Action; readonly no: Action; readonly back: Action }
}

/** "Verder" without an answer: nobody is told off, skipping is allowed. */
export function SkipScreen({ scene, question, on }: AskProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="ask" back={on.back}>
      <Stage picture={question?.picture} />
      <div>
        <Title>{t('skip.title')}</Title>
        <p class="ew-ask__text">{t('skip.text')}</p>
      </div>
      <div class="ew-ask__choices">
        <Big icon={NEXT} label={t('skip.yes')} act={on.yes} />
        <Big icon={BACK} label={t('skip.no')} act={on.no} />
      </div>
    </Frame>
  )
}

/** "Stoppen": the person decides whether the answers so far are kept. */
export function StopScreen({ scene, question, answered, on }: AskProps & { readonly answered: number }) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="ask" back={on.back}>
      <Stage picture={question?.picture} />
      <div>
        <Title>{t('stop.title')}</Title>
        <p class="ew-ask__text">{t('stop.text', { count: answered })}</p>
      </div>
      <div class="ew-ask__choices">
        <Big icon={CHECK} label={t('stop.yes')} act={on.yes} />
        <Big icon={CLOSE} label={t('stop.no')} act={on.no} />
      </div>
    </Frame>
  )
}

/** A large answer to a question of the app itself. */
export function Big({ icon, label, act }: { readonly icon: Sign; readonly label: Text; readonly act: Action }) {
  return (
    <Press act={act} look="ew-button--secondary ew-button--big">
      <Icon sign={icon} />
      {label}
    </Press>
  )
}
