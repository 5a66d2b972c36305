import type { TextSize } from '../screens/help.tsx'

/** Name under which the device remembers the size. */
export const TEXT_SIZE_KEY = 'ervaringwijzer-text-size'

/** The size chosen earlier on this device; '100' when none was chosen or nothing can be read. */
export function textSize(): TextSize {
  try {
    return (localStorage.getItem(TEXT_SIZE_KEY) as TextSize | null) ?? '100' // only keepTextSize writes it
  } catch {
    return '100' // storage switched off
  }
}

/** Makes all text that large. */
export function showTextSize(size: TextSize): void {
  document.documentElement.dataset.textSize = size
}
