import type { TextSize } from '../screens/help.tsx'
import { showTextSize, TEXT_SIZE_KEY } from './text-size.ts'

/** Makes all text that large, and remembers it when the device lets us. The usual size leaves nothing behind. */
export function keepTextSize(size: TextSize): void {
  showTextSize(size)
  if (size === '100') forgetTextSize()
  else {
    try {
      localStorage.setItem(TEXT_SIZE_KEY, size)
    } catch {
      // Storage switched off: the size holds until the page closes.
    }
  }
}

/** Leaves nothing of it on the device; the screen stays as it is. */
export function forgetTextSize(): void {
  try {
    localStorage.removeItem(TEXT_SIZE_KEY)
  } catch {
    // Storage switched off: there is nothing to forget.
  }
}
