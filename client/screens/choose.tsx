import type { Survey } from '../../shared/survey/survey.ts'
import { tell } from '../../shared/survey/text.ts'
import { Frame, Title } from './frame.tsx'
import { Icon, NEXT } from './icon.tsx'
import { type Action, Press } from './press.tsx'
import { marked, type Scene } from './words.ts'

interface ChooseProps {
  readonly scene: Scene
  readonly surveys: readonly Survey[]
  readonly language: string
  readonly choose: (survey: Survey) => Action
}

/** For a collector with more than one survey. */
export function ChooseScreen({ scene, surveys, language, choose }: ChooseProps) {
  return (
    <Frame scene={scene} kind="ask">
      <Title>{scene.t('choose.title')}</Title>
      <div class="ew-ask__choices">
        {surveys.map((survey) => (
          <Press key={survey.id} act={choose(survey)} look="ew-button--secondary ew-button--big">
            {marked(scene, tell(survey.title, language, survey.languages[0]))}
            <Icon sign={NEXT} />
          </Press>
        ))}
      </div>
    </Frame>
  )
}
