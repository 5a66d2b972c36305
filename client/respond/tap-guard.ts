/** Two taps on one control closer together than this are one tap of an unsteady hand. */
const GUARD_MS = 400
/** As far apart as two touches of one unsteady tap may land, in CSS pixels. */
const SPREAD = 80

interface Tap {
  readonly at: number
  readonly x: number
  readonly y: number
  readonly label: string
}

/** Swallows the second tap of a double tap on a button, which would skip a screen. A choice made in between opens the
 *  way again: what comes after it is meant. */
export function guardTaps(root: HTMLElement): void {
  let last: Tap | null = null
  root.addEventListener('change', () => {
    last = null
  })
  root.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (!button) return
      const tap = { at: event.timeStamp, x: event.clientX, y: event.clientY, label: button.textContent ?? '' }
      if (last && isRepeat(last, tap, event)) event.stopImmediatePropagation()
      else last = tap
    },
    true,
  )
}

function isRepeat(last: Tap, tap: Tap, event: MouseEvent): boolean {
  if (tap.at - last.at >= GUARD_MS) return false
  if (tap.label === last.label) return true
  // Another control has come under the finger. A mouse says itself that this is the second half of a double click.
  const near = Math.hypot(tap.x - last.x, tap.y - last.y) < SPREAD
  return near && (event.detail > 1 || ('pointerType' in event && event.pointerType === 'touch'))
}
