import type { TextSize } from '../screens/help.tsx'
import { recall, remember, TEXT_SIZE } from './memory.ts'

/** The size chosen earlier on this device; '100' when none was chosen or nothing can be read. */
export function textSize(): TextSize {
  return (recall(TEXT_SIZE) as TextSize | null) ?? '100' // only keepTextSize writes it
}

/** Makes all text that large. */
export function showTextSize(size: TextSize): void {
  document.documentElement.dataset.textSize = size
}

/** The same, and remembers it. The usual size leaves nothing behind. */
export function keepTextSize(size: TextSize): void {
  showTextSize(size)
  remember(TEXT_SIZE, size === '100' ? null : size)
}
