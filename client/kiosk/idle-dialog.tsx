import waiting from '../../surveys/pictures/scenes/waiting.svg?raw'
import { Drawing } from '../screens/picture.tsx'
import type { Text } from '../screens/words.ts'

interface IdleProps {
  readonly title: Text
  readonly text: Text
  readonly yes: Text
  /** Seconds. */
  readonly left: number
  readonly stay: () => void
}

const WAITING = { id: 'waiting', svg: waiting, alt: {} }

/** "Bent u er nog?" It lies over the question, which nobody else should read meanwhile. */
export function IdleDialog({ title, text, yes, left, stay }: IdleProps) {
  return (
    <div class="ew-backdrop">
      <Drawing picture={WAITING} look="ew-backdrop__picture" />
      <div
        class="ew-dialog"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="idle-title"
        aria-describedby="idle-text"
      >
        <h1 class="ew-dialog__title" id="idle-title">
          {title}
        </h1>
        <p class="ew-dialog__count" aria-hidden="true">
          <span class="ew-dialog__number">{left}</span>
        </p>
        <p class="ew-dialog__text" id="idle-text">
          {text}
        </p>
        <button type="button" class="ew-button ew-button--primary ew-button--big ew-dialog__button" onClick={stay}>
          {yes}
        </button>
      </div>
    </div>
  )
}
