import { Frame, Title } from './frame.tsx'
import { SAVED } from './later-icons.ts'
import { Note } from './note.tsx'
import type { Action } from './press.tsx'
import { SaveFile } from './queue.tsx'
import type { Scene } from './words.ts'

/** Why the device could not keep the answers. */
export type KeepProblem = 'quota' | 'closed' | 'blocked' | 'no-storage' | 'insecure' | 'unknown' | 'server'

interface NotKeptProps {
  readonly scene: Scene
  readonly problem: KeepProblem
  readonly on: { readonly again: Action; readonly save: (() => void) | null; readonly back: Action }
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
