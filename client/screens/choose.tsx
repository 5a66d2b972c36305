import type { Survey } from '../../shared/survey/survey.ts'
import { say } from '../../shared/survey/text.ts'
import { Frame, Title } from './frame.tsx'
import { Icon, NEXT } from './icon.tsx'
import type { Scene } from './words.ts'

interface ChooseProps {
  readonly scene: Scene
  readonly surveys: readonly Survey[]
  readonly language: string
  readonly choose: (survey: Survey) => void
}

/** For a collector with more than one survey. */
export function ChooseScreen({ scene, surveys, language, choose }: ChooseProps) {
  return (
    <Frame scene={scene} kind="ask">
      <Title>{scene.t('choose.title')}</Title>
      <div class="ew-ask__choices">
        {surveys.map((survey) => (
          <button
            type="button"
            key={survey.id}
            class="ew-button ew-button--secondary ew-button--big"
            onClick={() => choose(survey)}
          >
            {say(survey.title, language, survey.languages[0])}
            <Icon sign={NEXT} />
          </button>
        ))}
      </div>
    </Frame>
  )
}
