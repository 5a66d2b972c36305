import type { AskedQuestion } from './choices.ts'
import { addCounts, groupBy } from './pool.ts'
import type { ResultRow } from './results.ts'
import { topShare } from './statistics.ts'

/** A full row of figures with its question. */
export interface Shown {
  readonly row: ResultRow
  readonly question: AskedQuestion
}

/** The answers to several questions of the same scale together. */
export interface PooledScale {
  /** The questions in it, in the order given; never empty. */
  readonly questions: readonly AskedQuestion[]
  /** Answers, not people: one person may have given one to each question. */
  readonly n: number
  /** How many of them are favourable. */
  readonly top: number
  /** `top / n`. */
  readonly share: number
  /** Whether some of its figures are rounded because nearly everybody gave the same answer. */
  readonly about: boolean
  /** Share of n per value. */
  readonly distribution: Readonly<Record<string, number>>
}

/** Answers to the questions of one theme, one figure for each scale: a kind of question with the same words for its
 *  answers. Pooled from the published counts of full rows, never a mean of shares; rows that are provisional, hidden or
 *  without a favourable end are left out, so that it tells nothing that the rows do not. There is no interval: answers of
 *  one person hang together, and Wilson's interval is for answers that do not. */
export function poolScales(shown: readonly Shown[]): readonly PooledScale[] {
  const full = shown.filter(({ row }) => row.level === 'full' && row.share !== null)
  const scales = groupBy(full, ({ question: { kind, options } }) => JSON.stringify([kind, options]))
  return [...scales.values()].flatMap((same): readonly PooledScale[] => {
    const kind = same[0]?.question.kind
    const counts = addCounts(same.map(({ row }) => new Map(Object.entries(row.counts ?? roundedCounts(row)))))
    const n = same.reduce((sum, { row }) => sum + (row.n ?? 0), 0)
    const share = kind ? topShare(kind, counts, n) : null
    if (share === null) return []
    const distribution = Object.fromEntries([...counts].map(([value, count]) => [value, count / n]))
    const about = same.some(({ row }) => row.masked || row.about)
    const questions = same.map(({ question }) => question)
    return [{ questions, n, top: Math.round(share * n), share, about, distribution }]
  })
}

/** What the rounded shares of a masked row come to: whole people only by chance. */
function roundedCounts({ distribution, n }: ResultRow): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(distribution ?? {}).map(([value, part]) => [value, part * (n ?? 0)]))
}
