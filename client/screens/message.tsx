import { Frame, Title, type Way } from './frame.tsx'
import type { Scene, WordKey } from './words.ts'

/** A screen that only tells something. */
export type MessageName =
  | 'unknown'
  | 'closed'
  | 'paused'
  | 'offline'
  | 'failed'
  | 'insecure'
  | 'gone'
  | 'stale'
  | 'sent-other'

interface MessageProps {
  readonly scene: Scene
  readonly title: WordKey
  readonly text?: WordKey
  readonly next?: Way | undefined
}

export function MessageScreen({ scene, title, text, next }: MessageProps) {
  return (
    <Frame scene={scene} kind="message" next={next}>
      <Title>{scene.t(title)}</Title>
      {text && <p>{scene.t(text)}</p>}
    </Frame>
  )
}
