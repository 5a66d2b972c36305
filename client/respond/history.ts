import type { Spot } from './model.ts'

interface Entry {
  readonly spot: Spot
  /** The spot that Back of the browser would show; null at the start. */
  readonly beneath: Spot | null
}

/** What is shown now, according to the browser; null for an entry that is not ours. */
function entry(): Entry | null {
  const state: unknown = history.state
  // Only this file writes the state of this page.
  return typeof state === 'object' && state !== null && 'spot' in state ? (state as Entry) : null
}

/** The address tells where the person is, never what was answered. */
function hash({ place, sheet }: Spot): string {
  return `#${sheet ?? (place?.at === 'question' ? place.question : (place?.at ?? ''))}`
}

/** Goes on to a spot, so that the browser's Back comes back here. When that spot lies just beneath, it goes back to it
 *  instead: Terug and Back are one thing. */
export function goTo(spot: Spot): void {
  const now = entry()
  if (now?.beneath && same(now.beneath, spot)) history.back()
  else history.pushState({ spot, beneath: now?.spot ?? null } satisfies Entry, '', hash(spot))
}

/** Shows another spot in this step of the history. */
export function stayAt(spot: Spot): void {
  const now = entry()
  if (now?.beneath && same(now.beneath, spot)) history.back()
  else history.replaceState({ spot, beneath: now?.beneath ?? null } satisfies Entry, '', hash(spot))
}

/** Calls with the spot that Back or Forward brought up; null for an entry that is not ours. */
export function onTravel(listener: (spot: Spot | null) => void): void {
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => listener(entry()?.spot ?? null))
}

function same(one: Spot, other: Spot): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
