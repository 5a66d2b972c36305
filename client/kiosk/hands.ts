/** After a tap that brought another screen, the next one so soon is of the same hand, or of another one beside it. */
const GUARD_MS = 400

/** One hand at a time: of several fingers only the first counts, and no tap falls through to a screen that has just come.
 *  `screen` names what is on view; `swallowed` events reach nobody. */
export function oneHand(screen: () => string): void {
  let first: number | null = null
  let last = { at: Number.NEGATIVE_INFINITY, screen: '' }
  const down = new Set<number>()
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  addEventListener(
    'pointerdown',
    (event) => {
      down.add(event.pointerId)
      if (down.size === 1) first = event.pointerId
      else stop(event)
    },
    true,
  )
  const up = ({ pointerId }: PointerEvent) => {
    down.delete(pointerId)
  }
  addEventListener('pointerup', up, true)
  addEventListener('pointercancel', up, true)
  addEventListener(
    'click',
    (event) => {
      // Browsers with an older click event do not say which finger it was.
      const pointer = 'pointerId' in event ? event.pointerId : -1
      const other = typeof pointer === 'number' && pointer > 0 && first !== null && pointer !== first
      const tooSoon = event.timeStamp - last.at < GUARD_MS && screen() !== last.screen
      if (other || down.size > 1 || tooSoon) stop(event)
      else last = { at: event.timeStamp, screen: screen() }
    },
    true,
  )
}

/** Nothing that a hand does leads out of the page or changes its size: no menu, selection, dragging, zoom or way back. */
export function lockHands(): void {
  const prevent = (event: Event) => event.preventDefault()
  for (const type of ['contextmenu', 'dragstart', 'gesturestart', 'dblclick']) addEventListener(type, prevent)
  addEventListener('selectstart', (event) => {
    if (!isField(event.target)) event.preventDefault()
  })
  addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), { passive: false })
  addEventListener('touchmove', (event) => event.touches.length > 1 && event.preventDefault(), { passive: false })
  // Shortcuts of the browser: zoom, print, save, other tabs, tools, leaving the full screen.
  addEventListener('keydown', (event) => {
    const shortcut = event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)
    if (shortcut && !(isField(event.target) && event.altKey && event.ctrlKey)) event.preventDefault()
  })
  // Back of the browser comes back to this page.
  if (!history.state) history.pushState('kiosk', '')
  addEventListener('popstate', () => history.pushState('kiosk', ''))
}

/** Where one writes. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
  )
}
