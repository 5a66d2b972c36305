import { groupBy } from './pool.ts'
import type { ResultRow } from './results.ts'
import { difference, type Estimate } from './statistics.ts'

/** How one figure lies to another: `none` is no clear difference, `few` that they cannot be compared. */
export type Comparison = ReturnType<typeof difference> | 'few'

/** The share of a full row with its interval; null for any other: they are not compared. */
export function estimateOf({ level, share, interval }: ResultRow): Estimate | null {
  return level === 'full' && share !== null && interval !== null ? { share, interval } : null
}

/** How the share of `now` lies to that of `then`. Only full figures are compared: 30 answers or more on both sides. */
export function compare(now: ResultRow, then: ResultRow): Comparison {
  const [one, other] = [estimateOf(now), estimateOf(then)]
  return one && other ? difference(one, other) : 'few'
}

/** What stands out among the answers. */
export interface Highlights {
  /** The highest shares, highest first; empty without any. */
  readonly good: readonly ResultRow[]
  /** Those that are clearly lower than the highest, lowest first. */
  readonly less: readonly ResultRow[]
}

/** The rows that go best and those that go clearly less well. Of the newest version and one kind of question, since scales
 *  are not compared with each other: the kind that most of them have, so that a grade, which nearly everybody makes a pass,
 *  does not stand for all. From full figures where there are any, else from provisional ones. */
export function highlights(rows: readonly ResultRow[]): Highlights {
  const newest = Math.max(...rows.map(({ version }) => version))
  const shares = rows.filter(({ share, version }) => share !== null && version === newest)
  const full = shares.filter(({ level }) => level === 'full')
  const sorted = [...(full.length > 0 ? full : shares)].sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
  const kinds = [...groupBy(sorted, ({ kind }) => kind).values()]
  const same = kinds.reduce((most, its) => (its.length > most.length ? its : most), [])
  const [best] = same
  const less = same.filter((row) => best !== undefined && compare(best, row) === 'higher').reverse()
  return { good: same.filter((row) => !less.includes(row)), less }
}
