import type { TextSize } from '../screens/help.tsx'

const KEY = 'ervaringwijzer-text-size'

/** The size chosen earlier on this device; '100' when none was chosen or nothing can be read. */
export function textSize(): TextSize {
  try {
    const size = localStorage.getItem(KEY)
    return size === '125' || size === '150' ? size : '100'
  } catch {
    return '100' // storage switched off
  }
}

/** Makes all text that large, and remembers it when the device lets us. */
export function setTextSize(size: TextSize): void {
  document.documentElement.dataset['textSize'] = size
  try {
    if (size === '100') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, size)
  } catch {
    // Storage switched off: the size holds until the page closes.
  }
}

/** Leaves nothing of it on the device; the screen stays as it is. */
export function forgetTextSize(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Storage switched off: there is nothing to forget.
  }
}
