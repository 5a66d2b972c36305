import { asSpoken } from '../../shared/survey/speech.ts'
import type { Clips } from '../lib/clips.ts'
import { type Sound, voiceFor } from '../lib/speak.ts'

/** A sentence on the screen that can be heard. */
export interface Part {
  readonly element: HTMLElement
  readonly sound: Sound
}

/** Every sentence inside `from` that can be heard, in the order in which it stands there. Words have no sound when there
 *  is no clip of exactly these words and no voice for their language: they are passed over. */
export function readScreen(from: Element, clips: Clips): readonly Part[] {
  if (isSilent(from)) return []
  const whole = hasOwnWords(from) ? partOf(from, from.textContent ?? '', clips) : null
  if (whole) return [whole]
  return [...from.childNodes].flatMap((node) => {
    if (node instanceof Element) return readScreen(node, clips)
    const part = partOf(from, node.textContent ?? '', clips)
    return part ? [part] : []
  })
}

/** Pictures, what a person wrote, and what is only for a screen reader. */
function isSilent(element: Element): boolean {
  return element.matches('svg, textarea, [aria-hidden="true"], .ew-visually-hidden')
}

function hasOwnWords({ childNodes }: Element): boolean {
  return [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
}

function partOf(element: Element, words: string, clips: Clips): Part | null {
  const text = asSpoken(words)
  if (!/[\p{L}\p{N}]/u.test(text) || !(element instanceof HTMLElement)) return null
  const clip = clips.get(text)
  if (clip) return { element, sound: { url: clip.url } }
  // A voice reads one language: words in another one inside it are read by themselves.
  if (words === element.textContent && element.querySelector('[lang]')) return null
  const voice = voiceFor(element.closest<HTMLElement>('[lang]')?.lang ?? '')
  return voice && { element, sound: { voice, text } }
}
