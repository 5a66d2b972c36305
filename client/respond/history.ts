import type { Run } from '../../shared/run.ts'
import type { Context } from './context.ts'
import type { Spot } from './model.ts'
import type { Steps } from './shared-device.ts'

interface Entry {
  readonly spot: Spot
  /** The spot that Back of the browser would show; null at the start. */
  readonly beneath: Spot | null
  /** How many steps lie beneath. */
  readonly depth: number
  /** Mark of the run that it is a step of: tells runs of one tab apart, and nothing more. */
  readonly mark: string
}

/** What is shown now, according to the browser; null for an entry that is not ours. */
function entry(): Entry | null {
  const state: unknown = history.state
  // Only this file writes the state of this page.
  return typeof state === 'object' && state !== null && 'spot' in state ? (state as Entry) : null
}

/** The answers were given on this page, before it was loaded anew. */
export function wasGiven(): boolean {
  return entry()?.spot.given === true
}

/** The address counts steps. The name of a question would tell an answer: some are asked only after a certain one. */
const hash = (depth: number) => `#${depth}`

/** Goes on to a spot, so that the browser's Back comes back here. When that spot lies just beneath, it goes back to it
 *  instead: Terug and Back are one thing. */
function goTo(spot: Spot, run: Run | null): void {
  const now = entry()
  if (now?.beneath && same(now.beneath, spot)) history.back()
  else write('pushState', { spot, beneath: now?.spot ?? null, depth: (now?.depth ?? 0) + 1, mark: markOf(run) })
}

/** Shows another spot in this step of the history. */
function stayAt(spot: Spot, run: Run | null): void {
  const now = entry()
  if (now?.beneath && same(now.beneath, spot)) history.back()
  else
    write('replaceState', {
      spot,
      beneath: now?.beneath ?? null,
      depth: now?.depth ?? stepsBeneath(),
      mark: markOf(run),
    })
}

/** Steps in this page before the app wrote any: links within the page that the server drew. 0 where a browser does not
 *  tell (Navigation API), and then they stay when somebody leaves by "Snel weg". */
function stepsBeneath(): number {
  const now = globalThis.navigation?.currentEntry?.index ?? 0
  return globalThis.navigation?.entries().filter(({ sameDocument, index }) => sameDocument && index < now).length ?? 0
}

/** Nothing of ours lies beneath: the browser's Back would leave the page. */
function atStart(): boolean {
  return !entry()?.beneath
}

/** The browser's history, where the device has no steps of its own. */
const IN_BROWSER: Steps = { go: goTo, stay: stayAt, back: () => history.back(), atStart }

/** The steps that Terug goes back along here. */
export const stepsOf = ({ shared }: Context): Steps => shared?.steps ?? IN_BROWSER

function write(how: 'pushState' | 'replaceState', step: Entry): void {
  history[how](step, '', hash(step.depth))
}

/** Calls with the spot that Back or Forward brought up; null for a step of an earlier run, or none of ours. */
export function onTravel(run: () => Run | null, listener: (spot: Spot | null) => void): void {
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => {
    const now = entry()
    listener(now && (now.spot.place === null || now.mark === markOf(run())) ? now.spot : null)
  })
}

const markOf = (run: Run | null) => run?.id.slice(0, 4) ?? ''

function same(one: Spot, other: Spot): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
