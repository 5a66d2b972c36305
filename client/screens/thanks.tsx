import type { ComponentChildren } from 'preact'
import done from '../../surveys/pictures/scenes/done.svg?raw'
import { Frame, Title } from './frame.tsx'
import { CHECK } from './icon.tsx'
import { HelpLines } from './lines.tsx'
import { Note } from './note.tsx'
import { Stage } from './picture.tsx'
import { type Queue, QueueNote } from './queue.tsx'
import type { SurveyScene } from './words.ts'

/** What has become of this person's answers: with the server, on this device, on this device and not accepted; or taken
 *  back, which the server does not know yet or has done. */
export type Fate = 'sent' | 'later' | 'refused' | 'going' | 'gone'

/** Ornament: the words beside it say the same. */
const DONE = { id: 'done', svg: done, alt: {} }

interface ThanksProps {
  readonly scene: SurveyScene
  readonly fate: Fate
  readonly queue: Queue
  /** How the person can take the answers back; absent where no code is shown. */
  readonly code?: ComponentChildren
}

export function ThanksScreen({ scene, fate, queue, code }: ThanksProps) {
  const { t, card, language } = scene
  const withdrawn = fate === 'going' || fate === 'gone'
  const lines = card.help.filter((line) => line.kind !== 'urgent')
  return (
    <Frame scene={scene} kind="thanks">
      <Stage picture={DONE} />
      <Title>{t('thanks.title')}</Title>
      <Note title={t(`thanks.${fate}`)} icon={CHECK} live>
        {(fate === 'later' || fate === 'going') && <p>{t('thanks.later-text')}</p>}
      </Note>
      <QueueNote t={t} queue={queue} />
      {!withdrawn && <p>{t('thanks.use')}</p>}
      {code}
      {(fate === 'sent' || fate === 'gone') && <p>{t('close-page')}</p>}
      <h2 class="ew-thanks__head">{t('thanks.help')}</h2>
      <p>{t('thanks.complaint')}</p>
      <HelpLines lines={lines} language={language} scene={scene} />
    </Frame>
  )
}
