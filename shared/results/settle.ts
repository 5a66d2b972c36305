import { periodOf, TIME_LEVELS } from './periods.ts'
import { addCells, type Cells, type Counts, groupBy, sizeOf } from './pool.ts'
import { remembered } from './remembered.ts'
import { APART, type Kin, type Split, split, spread } from './spread.ts'
import { ripe, THRESHOLD } from './threshold.ts'
import { veil } from './veil.ts'

/** What one release took in of one question of one provider and care type, in one month. */
export interface Taken {
  /** See ReleasedTally. */
  readonly batch: string
  readonly month: string
  readonly cells: Cells
}

/** A part that is published whole or not at all: its answers count only in queries that cover the whole period. */
export interface Piece {
  /** The values of the cut that it holds together, one or more; `['']` without a cut. */
  readonly cells: readonly string[]
  /** `2026-11`, `2026-Q4` or `2026`. */
  readonly period: string
  readonly counts: Counts
}

/** Answers of a period that count in the figures without a cut since the release named by `batch`. */
export interface Grown {
  readonly batch: string
  readonly period: string
  readonly cells: Cells
}

/** The steps of disclosure control. They are arguments so that a test can plant a weak one and see it found. */
export interface Steps {
  /** Whether parts of these sizes may be shown as one sum. */
  readonly ripe: (sizes: readonly number[]) => boolean
  /** Which cells of a pool may be shown, so that what is left over gives nothing away. */
  readonly split: (pool: Cells, kin: Kin, answers: (counts: Counts) => number) => Split
  /** What portions come to, so that none that is masked follows by subtracting. */
  readonly veil: typeof veil
}

/** The steps in force. */
export const SAFE_STEPS: Steps = { ripe, split, veil }

/** By what answers are taken apart: the values that may be held together, nearest first; null is no cut. */
export interface Cutting {
  readonly kin: Kin | null
  /** Month of the release shown: periods before it are over. */
  readonly now: string
}

/** The published pieces of one question of one provider and care type. They come about release by release, in order, and
 *  none ever changes: what a later release shows is what an earlier one showed and more pieces. `takings` may stand in
 *  any order and must never change: what came of them is remembered, so `answers` and `steps` must be the same ones for that. */
export function settle(
  takings: readonly Taken[],
  { kin, now }: Cutting,
  answers: (counts: Counts) => number,
  steps: Steps = SAFE_STEPS,
): readonly Piece[] {
  if (kin === null) return settleUncut(takings, answers, steps)
  // Kin by area are others in every question.
  return (kin === APART ? settleApart : settleCut)(takings, kin, now, answers, steps)
}

const settleUncut = remembered((takings: readonly Taken[], answers: (counts: Counts) => number, steps: Steps) =>
  ripen(takings, answers, steps).map(
    ({ period, cells }): Piece => ({ cells: [''], period, counts: cells.get('') ?? new Map() }),
  ),
)

function settleCut(
  takings: readonly Taken[],
  kin: Kin,
  now: string,
  answers: (counts: Counts) => number,
  steps: Steps,
): readonly Piece[] {
  return spread(ripen(takings, answers, steps), now, (pool) => steps.split(pool, kin, answers))
}

const settleApart = remembered(settleCut)

/** A month with enough new answers is a piece; what is too small waits for more, and is pooled with what else waits in its
 *  quarter as soon as these are enough together, and in the same way in its year. */
export const ripen = remembered(ripenAll)

function ripenAll(
  takings: readonly Taken[],
  answers: (counts: Counts) => number,
  steps: Pick<Steps, 'ripe'>,
): readonly Grown[] {
  const grown: Grown[] = []
  const waiting = new Map<string, Cells>()
  const batches = [...groupBy(takings, ({ batch }) => batch)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [batch, parts] of batches) {
    for (const { month, cells } of parts) waiting.set(month, together(waiting.get(month), cells))
    for (const level of TIME_LEVELS) {
      for (const [period, months] of groupBy([...waiting.keys()], (month) => periodOf(month, level))) {
        const cells = addCells(months.map((month) => waiting.get(month) ?? new Map()))
        const sizes = months.map((month) => sizeOf(waiting.get(month) ?? new Map(), answers)).filter((size) => size > 0)
        if (takesAway(cells) || !(sizes.length === 0 ? missing(cells) >= THRESHOLD : steps.ripe(sizes))) continue
        grown.push({ batch, period, cells })
        for (const month of months) waiting.delete(month)
      }
    }
  }
  return grown
}

/** What waits of a month and what comes to it. */
function together(before: Cells | undefined, cells: Cells): Cells {
  return before ? addCells([before, cells]) : cells
}

const MISSING = ['~dont-know', '~skipped', '~not-applicable']

/** How many gave no answer with a value: enough of them count without any that did. */
function missing(cells: Cells): number {
  return sizeOf(cells, (counts) => MISSING.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0))
}

/** More withdrawn than new in some cell: it waits until there are as many new ones. */
function takesAway(cells: Cells): boolean {
  return [...cells.values()].some((counts) => [...counts.values()].some((count) => count < 0))
}
