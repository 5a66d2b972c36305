import type { QuestionKind } from '../survey/survey.ts'

/** Standard normal quantile for a two-sided 95 % interval. */
export const Z95 = 1.959964

/** A share with its 95 % interval, all 0 to 1. */
export interface Estimate {
  readonly share: number
  readonly interval: readonly [number, number]
}

/** The values that count as favourable ("top"); null for kinds without a favourable end.
 *  Source: the field's reporting rule "(helemaal) eens", the top two of five; a grade of 6 is a pass in Dutch schools. */
export function topValues(kind: QuestionKind): readonly number[] | null {
  switch (kind) {
    case 'faces3':
      return [3]
    case 'faces5':
    case 'agree5':
      return [4, 5]
    case 'yes-no':
      return [1]
    case 'grade10':
      return [6, 7, 8, 9, 10]
    case 'choice':
    case 'choices':
    case 'text':
      return null
  }
}

/** Share (0-1) of `n` answers that lie at the favourable end; null for kinds without one and when n is 0.
 *  Pooled: computed from all answers together, never as a mean of shares. */
export function topShare(kind: QuestionKind, counts: ReadonlyMap<string, number>, n: number): number | null {
  const top = topValues(kind)
  if (!top || n === 0) return null
  return top.reduce((sum, value) => sum + (counts.get(String(value)) ?? 0), 0) / n
}

/** Arithmetic mean of numeric answers; null without any. Values that are not numbers (`~skipped`) are left out. */
export function mean(counts: ReadonlyMap<string, number>): number | null {
  let n = 0
  let sum = 0
  for (const [value, count] of counts) {
    if (value.startsWith('~')) continue
    n += count
    sum += Number(value) * count
  }
  return n === 0 ? null : sum / n
}

/** 95 % Wilson score interval of a share (0-1) over n ≥ 1 answers, without continuity correction.
 *  Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
 *  Throws RangeError on n < 1 or a share outside 0..1. */
export function wilson(share: number, n: number): readonly [number, number] {
  if (n < 1 || share < 0 || share > 1) throw new RangeError('wilson needs n of 1 or more and a share of 0 to 1')
  const z2 = Z95 * Z95
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** 95 % interval of the difference `later - earlier` of two independent shares, -1 to 1.
 *  Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 *  methods", Statistics in Medicine 17 (1998) 873-890, method 10 (from the two Wilson intervals). */
export function newcombe(later: Estimate, earlier: Estimate): readonly [number, number] {
  const difference = later.share - earlier.share
  const below = Math.hypot(later.share - later.interval[0], earlier.interval[1] - earlier.share)
  const above = Math.hypot(later.interval[1] - later.share, earlier.share - earlier.interval[0])
  return [difference - below, difference + above]
}

/** Whether the two shares differ: 'none' when the 95 % interval of their difference holds 0. */
export function difference(later: Estimate, earlier: Estimate): 'higher' | 'lower' | 'none' {
  const [low, high] = newcombe(later, earlier)
  if (low > 0) return 'higher'
  return high < 0 ? 'lower' : 'none'
}

/** Fewest points from which limits of ordinary variation are drawn.
 *  Source: NHS England, "Making data count", which advises twelve points or more. */
export const XMR_FROM = 12

/** Limits lie so many mean moving ranges from the mean: 3 / 1.128, where 1.128 is d2 for ranges of two.
 *  Source: D. J. Wheeler, "Understanding Variation: The Key to Managing Chaos", SPC Press 1993. */
export const XMR_FACTOR = 2.66

/** Limits of ordinary variation. */
export interface Limits {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Natural process limits (XmR chart) of shares (0-1) in order of time, cut off at 0 and 1; null for fewer than XMR_FROM.
 *  Each period weighs the same, however many answers it has. Source: as XMR_FACTOR. */
export function xmr(shares: readonly number[]): Limits | null {
  if (shares.length < XMR_FROM) return null
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const ranges = shares.slice(1).map((share, index) => Math.abs(share - (shares[index] ?? share)))
  const half = (XMR_FACTOR * ranges.reduce((sum, range) => sum + range, 0)) / ranges.length
  return { mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half) }
}
