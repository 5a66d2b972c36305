/** Errors within this time of each other are one trouble. */
const CALM_MS = 60_000
/** With more than this the page is loaded anew. */
const MOST = 3
const NAME = 'ervaringwijzer-reloads'
const FIRST_WAIT_MS = 2000
const MOST_WAIT_MS = 60_000
const WATCH_MS = 10_000

interface RecoverPorts {
  /** An error that nobody caught: shows the attract screen, unless answers are being kept. */
  readonly calm: () => void
  /** Whether anything is on the screen. */
  readonly isDrawn: () => boolean
  /** Answers are on the screen only: a reload would lose them. */
  readonly holds: () => boolean
}

/** Comes back by itself from what nobody foresaw: one error ends the visit, many in a minute and an empty screen load the
 *  page anew, ever more slowly. */
export function recover({ calm, isDrawn, holds }: RecoverPorts): void {
  let recent: readonly number[] = []
  const trouble = () => {
    const now = performance.now()
    recent = [...recent.filter((at) => now - at < CALM_MS), now]
    if (recent.length > MOST && !holds()) reloadSlowly()
    else calm()
  }
  addEventListener('error', trouble)
  addEventListener('unhandledrejection', trouble)
  let empty = 0
  setInterval(() => {
    empty = isDrawn() ? 0 : empty + 1
    if (empty > 1 && !holds()) reloadSlowly()
  }, WATCH_MS)
  setTimeout(() => remember(0), CALM_MS)
}

let reloading = false

/** Loads the page anew; after a reload that did not help it waits twice as long. */
export function reloadSlowly(): void {
  if (reloading) return
  reloading = true
  const before = reloads()
  remember(before + 1)
  setTimeout(() => location.reload(), Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** before))
}

function reloads(): number {
  try {
    return Number(sessionStorage.getItem(NAME)) || 0
  } catch {
    return MOST
  }
}

function remember(count: number): void {
  try {
    sessionStorage.setItem(NAME, String(count))
  } catch {
    // Storage switched off: it always waits as after some.
  }
}
