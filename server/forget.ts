import {
  AUDIT_MONTHS,
  DEVICE_MONTHS,
  OPEN_ANSWER_MONTHS,
  ORIGINAL_DAYS,
  REFUSED_MONTHS,
  RESPONSE_MONTHS,
} from '../shared/keeping.ts'
import { audit } from './audit.ts'
import { ABSOLUTE_MS } from './auth.ts'
import { dayOf, monthOf, monthsBefore } from './calendar.ts'
import type { Kept } from './store/forgetting.ts'
import type { Store } from './store/store.ts'

const DAY_MS = 86_400_000

/** So many at once, so that a device which delivers meanwhile waits for a moment only. */
const AT_ONCE = 500

/** Before what each kind is over its term at a moment, in the order in which they are forgotten. */
const TERMS: readonly (readonly [kind: Kept, before: (now: number) => string])[] = [
  ['originals', (now) => dayOf(now - ORIGINAL_DAYS * DAY_MS)],
  // In the last month of the term, so that nothing is kept longer than was said.
  ['openAnswers', (now) => monthsBefore(monthOf(now), OPEN_ANSWER_MONTHS - 1)],
  // Before the responses: those that can still be withdrawn wait.
  ['codes', monthOf],
  ['responses', (now) => monthsBefore(monthOf(now), RESPONSE_MONTHS - 1)],
  ['refused', (now) => monthsBefore(monthOf(now), REFUSED_MONTHS)],
  ['devices', (now) => `${monthsBefore(monthOf(now), DEVICE_MONTHS)}-01T00`],
  ['sessions', (now) => String(now - ABSOLUTE_MS)],
  ['audit', (now) => `${monthsBefore(monthOf(now), AUDIT_MONTHS)}-01T00:00:00Z`],
]

/** How many of each kind. */
export type Forgotten = readonly { readonly kind: Kept; readonly count: number }[]

interface Known {
  readonly store: Pick<Store, 'forget' | 'overTerm' | 'note'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What `forgetOld` would forget now. */
export function overTerm({ store, now }: Known): Forgotten {
  return TERMS.map(([kind, before]) => ({ kind, count: store.overTerm(kind, before(now())) }))
}

/** Forgets what is over its term; notes who did it and how much it was, never what. Of each kind at most `rounds` times some hundreds: a server
 *  takes the rest the next hour. */
export function forgetOld(known: Known, who: string, rounds = Number.POSITIVE_INFINITY): Forgotten {
  return TERMS.map(([kind, before]) => ({ kind, count: forgetKind(known, who, [kind, before(known.now())], rounds) }))
}

function forgetKind(known: Known, who: string, [kind, before]: readonly [Kept, string], rounds: number): number {
  // That a sign-in came to its end is no news.
  const note = (count: number) => kind === 'sessions' || audit(known, who, 'forget', `${kind} ${count}`)
  let count = 0
  for (let round = 0; round < rounds; round += 1) {
    const forgotten = known.store.forget(kind, before, AT_ONCE, note)
    count += forgotten
    if (forgotten < AT_ONCE) break
  }
  return count
}
