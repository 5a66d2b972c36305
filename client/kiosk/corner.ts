/** So long a finger must rest there. */
const HOLD_MS = 5000
/** From the top left corner of the glass, in CSS pixels. */
const SIZE = 120

/** Calls when a finger rests in the top left corner for five seconds while nobody is at the screen. */
export function createCorner(isFree: () => boolean, opened: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const leave = () => clearTimeout(timer)
  addEventListener(
    'pointerdown',
    ({ clientX, clientY, isPrimary }) => {
      leave()
      if (isPrimary && isFree() && clientX < SIZE && clientY < SIZE) timer = setTimeout(opened, HOLD_MS)
    },
    true,
  )
  for (const type of ['pointerup', 'pointercancel'] as const) addEventListener(type, leave, true)
  addEventListener('pointermove', ({ clientX, clientY }) => (clientX > SIZE || clientY > SIZE) && leave(), true)
}
