import type { Tally } from '../../../shared/results/results.ts'
import { tally } from '../sample.ts'

export const PROVIDERS = ['dock', 'lister'] as const
export const CARE_TYPES = ['buurt', 'inloop'] as const
export const LOCATIONS = ['a', 'b', 'c'] as const
export const PHASES = ['ongoing', 'finished'] as const
export const VALUES = ['1', '3'] as const
/** A quarter that ends and one that begins. */
export const MONTHS = ['2026-02', '2026-03', '2026-04'] as const
/** The months in which releases are made; the last one is after every quarter here. */
export const RELEASES = ['2026-03', '2026-04', '2026-07'] as const

/** The smallest cell there is, and what one release added to it; negative where more was withdrawn than came in. */
export type Cell = Pick<Tally, 'provider' | 'careType' | 'location' | 'phase' | 'value' | 'month' | 'count'> & {
  /** Index in `RELEASES`. */
  readonly release: number
}

export interface Population {
  readonly cells: readonly Cell[]
  /** Whether something may have been withdrawn, so that a release may take away. */
  readonly withdrawals: boolean
}

/** Fewest new responses of a provider, care type and month that a release takes in. */
export const RELEASED_FROM = 10

/** Numbers from 0 to 1 that follow from the seed (a linear congruence modulo 2^32, constants by Numerical Recipes). */
export function chance(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (let turn = 0; turn < 4; turn++) next()
  return next
}

/** A random population with groups around the threshold, taken in release by release; `from` is how many new responses a
 *  release asks for, `alike` how often nearly all who answer in a month give the same answer. */
export function populationOf(seed: number, from: number = RELEASED_FROM, alike = 0): Population {
  const next = chance(seed)
  const withdrawals = next() < 0.3
  const cells: Cell[] = []
  for (const provider of PROVIDERS)
    for (const careType of CARE_TYPES)
      for (const month of MONTHS) {
        if (next() < 0.35) continue
        const values = alike > 0 && next() < alike ? ALIKE : DIFFERENT
        const arrivals = RELEASES.map((released) => (released < month ? [] : answers(next, values)))
        cells.push(
          ...takenIn(arrivals, from, withdrawals, next).map((cell) => ({ ...cell, provider, careType, month })),
        )
      }
  return { cells, withdrawals }
}

type Values = readonly ['1' | '3', ...('1' | '3')[]]
const DIFFERENT: Values = ['1', '3', '3']
const ALIKE: Values = ['1', ...Array<'3'>(39).fill('3')]

type Answer = Pick<Cell, 'location' | 'phase' | 'value'>

function pick<T>(from: readonly [T, ...T[]], next: () => number): T {
  return from[Math.floor(next() * from.length)] ?? from[0]
}

function answers(next: () => number, values: Values): readonly Answer[] {
  const mostly = pick(LOCATIONS, next)
  return Array.from({ length: Math.floor(next() * 26) }, () => ({
    location: next() < 0.6 ? mostly : pick(LOCATIONS, next),
    phase: pick(['ongoing', 'ongoing', 'ongoing', 'finished'], next),
    value: pick(values, next),
  }))
}

/** What each release adds: nothing until enough is new, and then all that is new, less what was withdrawn since. */
function takenIn(arrivals: readonly (readonly Answer[])[], from: number, withdrawals: boolean, next: () => number) {
  const taken: (Answer & { readonly release: number; readonly count: number })[] = []
  let shown: Answer[] = []
  let fresh: Answer[] = []
  for (const [release, arrived] of arrivals.entries()) {
    fresh = [...fresh, ...arrived]
    if (fresh.length < from || fresh.length === 0) continue
    const gone = withdrawals ? shown.filter(() => next() < 0.05) : []
    const sums = new Map<string, number>()
    const add = (answer: Answer, by: number) =>
      sums.set(JSON.stringify(answer), (sums.get(JSON.stringify(answer)) ?? 0) + by)
    for (const answer of fresh) add(answer, 1)
    for (const answer of gone) add(answer, -1)
    for (const [answer, count] of sums) if (count !== 0) taken.push({ ...JSON.parse(answer), release, count })
    shown = [...shown.filter((answer) => !gone.includes(answer)), ...fresh]
    fresh = []
  }
  return taken
}

/** The tallies of a cell's answers, but for its release. */
export function tallyOf(cell: Cell, over: Partial<Tally> = {}): Tally {
  const { provider, careType, location, phase, value, month, count } = cell
  return tally({ provider, careType, location, phase, value, month, count, ...over })
}
