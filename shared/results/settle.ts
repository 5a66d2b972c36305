import { monthsOf, periodOf, TIME_LEVELS, type TimeLevel } from './periods.ts'

/** Answers of one question by value, the missing ones (`~skipped`) included. */
export type Counts = ReadonlyMap<string, number>

/** Counts by value of the one extra cut: location, phase … Without a cut there is one cell, `''`. */
export type Cells = ReadonlyMap<string, Counts>

/** A part that is published whole or not at all: its answers count only in queries that cover the whole period. */
export interface Piece {
  readonly cell: string
  /** `2026-11`, `2026-Q4` or `2026`. */
  readonly period: string
  readonly counts: Counts
}

/** Cells that may be shown beside the cells that may not. */
export interface Split {
  readonly shown: Cells
  readonly rest: Cells
}

/** The two steps of disclosure control. They are arguments so that a test can plant a weak one and see it found. */
export interface Steps {
  /** Whether a pool with that many answers may be published. */
  readonly ripe: (answers: number) => boolean
  /** Which cells of a pool may be shown, so that what is left over gives nothing away. */
  readonly protect: (pool: Cells, answers: (counts: Counts) => number) => Split
}

/** Fewest answers that may be shown, and by which two published figures of a question may differ.
 *  Above the 5 of many agencies and equal to the GP Patient Survey (England), which withholds results of fewer than 10. */
export const THRESHOLD = 10

/** The steps in force. */
export const SAFE_STEPS: Steps = { ripe: (answers) => answers >= THRESHOLD, protect: withComplement }

/** The published pieces of one question of one provider and care type. A month with enough answers is a piece; what is
 *  too small flows to its quarter, and what is still too small there to its year; what is too small there is never
 *  shown. At each level the pool is split by the cut; cells that may not be shown flow up in the same way, but never
 *  mixed with what the uncut figures do not hold at that level. So without a cut any two figures differ by whole pieces,
 *  and with a cut what is missing from the uncut figure is 0 or at least the threshold, in every period. */
export function settle(
  months: ReadonlyMap<string, Cells>,
  answers: (counts: Counts) => number,
  steps: Steps = SAFE_STEPS,
): readonly Piece[] {
  const pieces: Piece[] = []
  let pools: readonly Pool[] = [...months].map(([month, cells]) => ({ month, unripe: [cells], hidden: [] }))
  for (const level of TIME_LEVELS) {
    pools = gather(pools, level).map(({ month, unripe, hidden }) => {
      const small = merge(unripe)
      const ripe = steps.ripe(total(small, answers))
      const { shown, rest } = steps.protect(merge(ripe ? [...hidden, small] : hidden), answers)
      for (const [cell, counts] of shown) pieces.push({ cell, period: periodOf(month, level), counts })
      return { month, unripe: ripe ? [] : [small], hidden: [rest] }
    })
  }
  return pieces
}

/** What has not been shown yet of one period, known by its first month: in no figure, or in uncut figures only. */
interface Pool {
  readonly month: string
  readonly unripe: readonly Cells[]
  readonly hidden: readonly Cells[]
}

function gather(pools: readonly Pool[], level: TimeLevel): readonly Pool[] {
  const periods = new Map<string, Pool>()
  for (const pool of pools) {
    const [month] = monthsOf(periodOf(pool.month, level))
    const sofar = periods.get(month) ?? { month, unripe: [], hidden: [] }
    periods.set(month, {
      month,
      unripe: [...sofar.unripe, ...pool.unripe],
      hidden: [...sofar.hidden, ...pool.hidden],
    })
  }
  return [...periods.values()]
}

/** Shows the cells with enough answers, and hides the smallest of them too while what stays hidden is more than nothing
 *  and less than the threshold: otherwise it would follow by subtracting from the figure without the cut. */
function withComplement(pool: Cells, answers: (counts: Counts) => number): Split {
  const cells = [...pool].map(([cell, counts]) => ({ cell, counts, size: answers(counts) }))
  cells.sort((a, b) => b.size - a.size || (a.cell < b.cell ? -1 : 1))
  let kept = cells.filter(({ size }) => size >= THRESHOLD).length
  const hides = () => cells.slice(kept)
  while (kept > 0 && hides().length > 0 && hides().reduce((sum, { size }) => sum + size, 0) < THRESHOLD) kept -= 1
  const asCells = (part: typeof cells) => new Map(part.map(({ cell, counts }) => [cell, counts]))
  return { shown: asCells(cells.slice(0, kept)), rest: asCells(hides()) }
}

function total(cells: Cells, answers: (counts: Counts) => number): number {
  return [...cells.values()].reduce((sum, counts) => sum + answers(counts), 0)
}

/** All cells together: same cell, counts added. */
function merge(parts: readonly Cells[]): Cells {
  const byCell = new Map<string, Counts[]>()
  for (const [cell, counts] of parts.flatMap((part) => [...part])) {
    const sofar = byCell.get(cell)
    if (sofar) sofar.push(counts)
    else byCell.set(cell, [counts])
  }
  return new Map([...byCell].map(([cell, counts]) => [cell, addCounts(counts)]))
}

/** Counts added by value; empty without any. */
export function addCounts(parts: readonly Counts[]): Counts {
  const [first] = parts
  if (first && parts.length === 1) return first
  const sums = new Map<string, number>()
  for (const counts of parts) for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count)
  return sums
}
