import { Frame, Title } from './frame.tsx'
import { SAVED } from './later-icons.ts'
import { Note } from './note.tsx'
import { SaveFile } from './queue.tsx'
import type { Scene } from './words.ts'

/** Why the device could not keep the answers. */
export type KeepProblem = 'quota' | 'closed' | 'blocked' | 'no-storage' | 'insecure' | 'unknown'

interface NotKeptProps {
  readonly scene: Scene
  readonly problem: KeepProblem
  readonly on: { readonly again: () => void; readonly save: (() => void) | null; readonly back: () => void }
}

export function NotKeptScreen({ scene, problem, on }: NotKeptProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="message" back={on.back} next={{ label: t('again'), act: on.again }}>
      <Title>{t('not-kept.title')}</Title>
      <p>{t('not-kept.stays')}</p>
      <p>{t(`not-kept.${problem}`)}</p>
      {on.save && (
        <Note title={t('file.save')} icon={SAVED}>
          <p>{t('file.text')}</p>
          <SaveFile label={t('file.save')} act={on.save} />
        </Note>
      )}
    </Frame>
  )
}
