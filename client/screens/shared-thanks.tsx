import type { ComponentChildren } from 'preact'
import done from '../../surveys/pictures/scenes/done.svg?raw'
import { Frame, Title } from './frame.tsx'
import { CHECK } from './icon.tsx'
import { Note } from './note.tsx'
import { Stage } from './picture.tsx'
import type { Scene, Text } from './words.ts'

interface SharedThanksProps {
  readonly scene: Scene
  /** The word on the button. */
  readonly label: Text
  readonly sent: boolean
  readonly end: () => void
  /** What stands below the thanks. */
  readonly more?: ComponentChildren
}

/** Kept, on a device that people share: nothing of it can be opened again. */
export function SharedThanks({ scene, label, sent, end, more }: SharedThanksProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="thanks" next={{ label, act: end, icon: CHECK }}>
      <Stage picture={DONE} />
      <Title>{t('thanks.title')}</Title>
      <Note title={t(sent ? 'thanks.sent' : 'thanks.later')} icon={CHECK} live />
      <p>{t('thanks.use')}</p>
      {more}
    </Frame>
  )
}

/** Ornament: the words beside it say the same. */
const DONE = { id: 'done', svg: done, alt: {} }
