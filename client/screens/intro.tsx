import type { Picture } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { Frame, Title } from './frame.tsx'
import { CHECK, CLOSE, Icon, NEXT } from './icon.tsx'
import { Note } from './note.tsx'
import { Drawing, Stage } from './picture.tsx'
import type { Action } from './press.tsx'
import { marked, type SurveyScene, words } from './words.ts'

interface IntroProps {
  readonly scene: SurveyScene
  readonly collector: CollectorReply['collector']
  /** False when this device keeps nothing: the person hears it before the first question. */
  readonly keeps: boolean
  readonly begin: Action
  readonly back?: Action | undefined
}

export function IntroScreen({ scene, collector, keeps, begin, back }: IntroProps) {
  const { t, survey } = scene
  return (
    <Frame scene={scene} kind="intro" back={back} next={{ label: t('begin'), act: begin, icon: NEXT }}>
      <Stage picture={survey.questions[0]?.picture} />
      <div>
        <p class="ew-intro__about">
          {marked(scene, { text: `${collector.careType.name} – ${collector.provider.name}`, language: 'nl' })}
        </p>
        <Title>{words(scene, survey.title)}</Title>
      </div>
      {!keeps && (
        <Note title={t('storage.title')} icon={CLOSE}>
          <p>{t('storage.text')}</p>
        </Note>
      )}
      <ul class="ew-promises">
        {survey.intro.map((sentence, index) => (
          <li key={index}>
            <span class="ew-promises__badge">{signOf(survey.introSigns?.[index])}</span>
            <span>{words(scene, sentence)}</span>
          </li>
        ))}
      </ul>
    </Frame>
  )
}

function signOf(picture: Picture | undefined) {
  return picture ? <Drawing picture={picture} look="ew-icon" /> : <Icon sign={CHECK} />
}
