import type { Comfort } from '../screens/comfort.tsx'
import { COMFORT, recall, remember } from './memory.ts'

export const USUAL: Comfort = { size: '100', contrast: null, style: 'faces' }

/** What was chosen earlier on this device; the usual when nothing was, or nothing can be read. */
export function recallComfort(): Comfort {
  const [size, contrast, style] = recall(COMFORT)?.split(' ') ?? []
  // Only rememberComfort writes it.
  return { size: size || '100', contrast: contrast || null, style: style || 'faces' } as Comfort
}

/** Whether the device asks for more contrast. */
export function wantsContrast(): boolean {
  return matchMedia('(prefers-contrast: more)').matches
}

/** Makes the page look that way; answers are drawn by `sign` of the model. */
export function showComfort({ size, contrast }: Comfort): void {
  const { dataset } = document.documentElement
  dataset.textSize = size
  if (contrast) dataset.contrast = contrast
  else delete dataset.contrast
}

/** Remembers it for the next time. The usual leaves nothing behind. */
export function rememberComfort({ size, contrast, style }: Comfort): void {
  const kept = `${size} ${contrast ?? ''} ${style}`
  remember(COMFORT, kept === '100  faces' ? null : kept)
}
