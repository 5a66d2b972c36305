const EVERY_MS = 60_000
/** In CSS pixels: no two neighbours are less than 8 apart. */
const PLACES = [
  [0, 0],
  [12, 0],
  [12, 12],
  [0, 12],
] as const

/** Moves the attract screen a little every minute, so that nothing burns into the glass. */
export function shiftPixels(): void {
  let turn = 0
  setInterval(() => {
    turn = (turn + 1) % PLACES.length
    const [x, y] = PLACES[turn] ?? PLACES[0]
    const { style } = document.documentElement
    style.setProperty('--ew-kiosk-shift-x', `${x}px`)
    style.setProperty('--ew-kiosk-shift-y', `${y}px`)
  }, EVERY_MS)
}
