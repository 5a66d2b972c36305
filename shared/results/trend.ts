import type { ResultRow } from './results.ts'
import { type Limits, xmr } from './statistics.ts'

/** One period of a question, as a line shows it. */
export interface TrendPoint {
  readonly row: ResultRow
  /** `2026-Q3` or `2026`. */
  readonly period: string
  /** Whether the line goes on from the point before it: both have a figure, of one version of the survey. */
  readonly joined: boolean
  /** Whether another version of the survey begins here. */
  readonly broken: boolean
  readonly reliable: boolean
}

/** Limits of ordinary variation over the periods of one version. */
export interface TrendLimits extends Limits {
  /** Place of the first and last point they stand for, counted from 0. */
  readonly first: number
  readonly last: number
  /** Periods whose share lies outside them. */
  readonly outside: readonly string[]
}

export interface TrendLine {
  readonly points: readonly TrendPoint[]
  readonly limits: readonly TrendLimits[]
}

/** A question by period as a line: rows by version and then period, oldest first. Limits come from full figures that can
 *  be relied on, in each version apart, and only where there are enough of them (`xmr`). */
export function trendOf(rows: readonly ResultRow[], isReliable: (period: string) => boolean): TrendLine {
  const points = rows.map((row, index): TrendPoint => {
    const before = rows[index - 1]
    const period = row.group.quarter ?? row.group.year ?? ''
    const broken = before !== undefined && before.version !== row.version
    const joined = before !== undefined && !broken && before.share !== null && row.share !== null
    return { row, period, joined, broken, reliable: isReliable(period) }
  })
  const versions = [...new Set(rows.map(({ version }) => version))]
  return { points, limits: versions.flatMap((version) => limitsOf(points, version)) }
}

function limitsOf(points: readonly TrendPoint[], version: number): readonly TrendLimits[] {
  const own = points.flatMap(({ row, period, reliable }, index) =>
    row.version === version && row.level === 'full' && row.share !== null && reliable
      ? [{ period, share: row.share, index }]
      : [],
  )
  const limits = xmr(own.map(({ share }) => share))
  if (limits === null) return []
  const outside = own.filter(({ share }) => share < limits.low || share > limits.high).map(({ period }) => period)
  return [{ ...limits, first: own[0]?.index ?? 0, last: own.at(-1)?.index ?? 0, outside }]
}
