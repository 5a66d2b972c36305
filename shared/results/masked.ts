import type { Counts } from './pool.ts'

/** Below so many answers a figure does not say that everybody, or nobody, gave an answer. */
export const MASKED_BELOW = 100

/** What is held back at either end (0-1): below 20 answers one person is more than 0.05 of all. */
const EDGES = { few: 0.1, many: 0.05 } as const
/** From so many answers on the smaller edge holds. */
export const MANY_FROM = 20

/** The highest share that is shown of so many answers; 1 where nothing has to be masked. */
export function highestShown(n: number): number {
  if (n >= MASKED_BELOW) return 1
  return 1 - (n < MANY_FROM ? EDGES.few : EDGES.many)
}

/** What a figure says where nearly everybody gave the same answer. */
export interface Masked {
  /** Share of n by value, none above `highestShown`: what was left of it is spread evenly over the other values. */
  readonly distribution: ReadonlyMap<string, number>
  /** The favourable share; null for kinds without one. */
  readonly share: number | null
  /** The values that nearly everybody gave: one of them, each of them, or any of one side. */
  readonly main: readonly string[]
  /** Highest share that is shown. */
  readonly most: number
}

/** The favourable values, null where there are none, and whether it tells something of a person that all gave one of them. */
export interface Favourable {
  readonly top: readonly string[] | null
  readonly sided: boolean
}

/** Answers to one question. */
export interface Answered {
  readonly counts: Counts
  /** How many people answered, 1 or more. */
  readonly n: number
  /** All that can be given. */
  readonly values: readonly string[]
  /** To what the shares of so many answers are rounded (0-1). */
  readonly step: number
}

/** The figure of a question of which nearly everybody gave one value, or a value of one side: then everybody's answer would
 *  be known to whoever knows who answered, and they cannot be told apart from a few who did not. Null where answers differ
 *  enough, and from `MASKED_BELOW` answers on. Source: NCES 2011-603 on statistical disclosure, bottom and top coding of
 *  percentages. */
export function maskUnanimity({ counts, n, values, step }: Answered, { top, sided }: Favourable): Masked | null {
  if (n >= MASKED_BELOW) return null
  const most = highestShown(n)
  const count = (among: readonly string[]) => among.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0)
  const single = values.filter((value) => isNearlyAll(count([value]), n))
  const halves = sided && top ? [top, values.filter((value) => !top.includes(value))] : []
  const main = single.length > 0 ? single : halves.find((half) => isNearlyAll(count(half), n))
  if (!main) return null
  const partOf = (value: string) => count([value]) / count(main)
  return {
    distribution: spreadOut(values, main, partOf, { most, step }),
    share: top && (main.every((value) => top.includes(value)) ? most : 1 - most),
    main,
    most,
  }
}

/** Whether so many of n would be shown as the most that is shown: as all of them are, who are not to be told apart. */
function isNearlyAll(count: number, n: number): boolean {
  // A millionth of a person, for shares that a computer cannot hold exactly.
  return count >= highestShown(n) * n - 1e-6
}

/** `most` over the values of the side that nearly everybody is on, in steps, the largest with what is left of it; the rest
 *  evenly over the others. */
function spreadOut(
  values: readonly string[],
  main: readonly string[],
  partOf: (value: string) => number,
  { most, step }: { readonly most: number; readonly step: number },
): ReadonlyMap<string, number> {
  const [largest, ...smaller] = [...main].sort((a, b) => partOf(b) - partOf(a))
  const steps = smaller.map((value) => [value, toStep(partOf(value) * most, step)] as const)
  const taken = steps.reduce((sum, [, part]) => sum + part, 0)
  const others = values.filter((value) => !main.includes(value))
  return new Map([
    ...others.map((value) => [value, (1 - most) / others.length] as const),
    ...steps,
    ...(largest === undefined ? [] : [[largest, most - taken] as const]),
  ])
}

function toStep(part: number, step: number): number {
  return Math.round(part / step) * step
}

/** The same for a question of which people may give several answers: each has a share of its own, none below what is held
 *  back, so that what nobody gave looks like what a few gave. Null where none of them was given by nearly everybody. */
export function maskChoices({ counts, n, values, step }: Answered): Masked | null {
  if (n >= MASKED_BELOW) return null
  const main = values.filter((value) => isNearlyAll(counts.get(value) ?? 0, n))
  if (main.length === 0) return null
  const most = highestShown(n)
  const shown = (value: string) => Math.max(1 - most, Math.min(toStep((counts.get(value) ?? 0) / n, step), most))
  return { distribution: new Map(values.map((value) => [value, shown(value)] as const)), share: null, main, most }
}
