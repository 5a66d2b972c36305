/** How long a browser waits before it takes a press for something else, and gives no click. */
const LONG_MS = 400
/** How far a finger may slip, in CSS pixels. */
const SLIP = 10
/** The browser's own click, where it comes after all, comes within this. */
const WAIT_MS = 200

interface Press {
  readonly pointer: number
  readonly at: number
  readonly x: number
  readonly y: number
  readonly control: HTMLElement
}

/** A finger that rests long on a control presses it all the same, and opens no menu. Only the first finger counts: what
 *  another one touches meanwhile is no press. */
export function takeSlowPresses(root: HTMLElement): void {
  let press: Press | null = null
  root.addEventListener('pointerdown', (event) => {
    const control = controlAt(event)
    if (event.pointerType === 'mouse' || !event.isPrimary || !control) return
    press = { pointer: event.pointerId, at: event.timeStamp, x: event.clientX, y: event.clientY, control }
  })
  root.addEventListener('contextmenu', (event) => {
    if (press && controlAt(event) === press.control) event.preventDefault()
  })
  root.addEventListener(
    'click',
    () => {
      press = null
    },
    true,
  )
  root.addEventListener('pointerup', (event) => {
    const done = press
    if (!done || event.pointerId !== done.pointer) return
    const slipped = Math.hypot(event.clientX - done.x, event.clientY - done.y) > SLIP
    if (slipped || event.timeStamp - done.at < LONG_MS) press = null
    else setTimeout(() => press === done && done.control.click(), WAIT_MS)
  })
}

/** The button or answer there. */
function controlAt({ target }: Event): HTMLElement | null {
  const control = target instanceof Element ? target.closest<HTMLElement>('button, .ew-answer-tile') : null
  return control?.querySelector('input') ?? control
}
