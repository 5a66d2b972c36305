import type { Counts } from './pool.ts'

/** Below so many answers a figure does not say that everybody, or nobody, gave an answer. */
export const MASKED_BELOW = 100

/** The parts (0-1) that near-unanimity is shown as: below 20 answers one person is more than 0.05 of all. */
const STEP = 0.025
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
}

/** The favourable values, null where there are none, and whether it tells something of a person that all gave one of them. */
export interface Favourable {
  readonly top: readonly string[] | null
  readonly sided: boolean
}

/** The figure of a question of which nearly everybody gave one value, or a value of one side: then everybody's answer would
 *  be known to whoever knows who answered, and they cannot be told apart from a few who did not. Null where answers differ
 *  enough, and from `MASKED_BELOW` answers on. `values` are all that can be given. Source: NCES 2011-603 on statistical disclosure, bottom and top coding of percentages. */
export function maskUnanimity(
  counts: Counts,
  n: number,
  values: readonly string[],
  { top, sided }: Favourable,
): Masked | null {
  const most = highestShown(n)
  const parts = (among: readonly string[]) => among.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0) / n
  const single = values.filter((value) => parts([value]) > most)
  const side = sided && top && [top, values.filter((value) => !top.includes(value))].find((half) => parts(half) > most)
  const main = single.length > 0 ? single : side || null
  if (!main) return null
  return {
    distribution: spreadOut(values, main, (value) => parts([value]) / parts(main), most),
    share: top && (main.every((value) => top.includes(value)) ? most : 1 - most),
  }
}

/** `most` over the values of the side that nearly everybody is on, in steps, the largest with what is left of it; the rest
 *  evenly over the others. */
function spreadOut(
  values: readonly string[],
  main: readonly string[],
  partOf: (value: string) => number,
  most: number,
): ReadonlyMap<string, number> {
  const [largest, ...smaller] = [...main].sort((a, b) => partOf(b) - partOf(a))
  const steps = smaller.map((value) => [value, toStep(partOf(value) * most)] as const)
  const taken = steps.reduce((sum, [, part]) => sum + part, 0)
  const others = values.filter((value) => !main.includes(value))
  return new Map([
    ...others.map((value) => [value, (1 - most) / others.length] as const),
    ...steps,
    ...(largest === undefined ? [] : [[largest, most - taken] as const]),
  ])
}

function toStep(part: number): number {
  return Math.round(part / STEP) * STEP
}

/** The same for a question of which people may give several answers: each has a share of its own. Null where none of them
 *  was given by nearly everybody. */
export function maskChoices(counts: Counts, n: number, values: readonly string[]): Masked | null {
  const most = highestShown(n)
  const parts = values.map((value) => [value, (counts.get(value) ?? 0) / n] as const)
  if (!parts.some(([, part]) => part > most)) return null
  const distribution = new Map(parts.map(([value, part]) => [value, Math.min(toStep(part), most)] as const))
  return { distribution, share: null }
}
