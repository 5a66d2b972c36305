import { monthsOf, periodOf, TIME_LEVELS, type TimeLevel } from './periods.ts'
import { addCells, addCounts, type Cells, type Counts, groupBy } from './pool.ts'
import type { Grown, Piece } from './settle.ts'
import { ripe } from './threshold.ts'

/** Which cells may be held together, nearest first: each names the group of a cell. The first keeps cells apart. */
export type Kin = readonly ((cell: string) => string)[]

/** Where every cell is shown alone or not at all. */
export const APART: Kin = [(cell) => cell]

/** Cells that are shown together. */
export interface Atom {
  readonly cells: readonly string[]
  readonly counts: Counts
}

/** What may be shown of a pool beside what may not. */
export interface Split {
  readonly shown: readonly Atom[]
  readonly rest: readonly Atom[]
}

/** The pieces by a cut. A pool holds all that the figures without a cut took in of a period, and is split once: what is
 *  hidden in it stays hidden, since a cell shown later would follow from the cells shown before. As long as its quarter
 *  is not over a pool is split only when nothing has to be hidden; what is hidden in every cell waits for its year. */
export function spread(grown: readonly Grown[], now: string, splitPool: (pool: Cells) => Split): readonly Piece[] {
  const pieces: Piece[] = []
  let waiting: readonly Grown[] = []
  const tryPools = (level: TimeLevel, may: (period: string, split: Split) => boolean) => {
    const pools = groupBy(waiting.filter(isWithin(level)), ({ period }) => periodOf(monthsOf(period)[0], level))
    for (const [period, pool] of pools) {
      const split = splitPool(addCells(pool.map(({ cells }) => cells)))
      if (split.shown.length === 0 || !may(period, split)) continue
      for (const atom of split.shown) pieces.push({ ...atom, period })
      waiting = waiting.filter((one) => !pool.includes(one))
    }
  }
  const close = (month: string) => {
    for (const level of ['quarter', 'year'] as const) tryPools(level, (period) => monthsOf(period)[1] < month)
  }
  for (const [batch, parts] of groupBy(grown, ({ batch }) => batch)) {
    const month = batch.slice(0, '2026-11'.length)
    close(month)
    waiting = [...waiting, ...parts]
    for (const level of TIME_LEVELS) tryPools(level, (_, split) => hidesNothing(split))
    close(month)
  }
  close(now)
  return pieces
}

function isWithin(level: TimeLevel): (one: Grown) => boolean {
  return ({ period }) =>
    level === 'year' || (level === 'quarter' ? period.length > 4 : !period.includes('Q') && period.length > 4)
}

function hidesNothing({ shown, rest }: Split): boolean {
  return rest.length === 0 && shown.every(({ cells }) => cells.length === 1)
}

/** Shows cells with enough answers by themselves, and then those that have enough with their nearest kin, and so on. What
 *  is left over must be nothing, or enough for nobody's size to follow by subtracting: else the smallest part shown is
 *  hidden too. */
export function split(pool: Cells, kin: Kin, answers: (counts: Counts) => number): Split {
  const sized = (atom: Atom) => ({ atom, size: answers(atom.counts) })
  let rest = [...pool].map(([cell, counts]) => sized({ cells: [cell], counts })).filter(({ size }) => size !== 0)
  const shown: typeof rest = []
  for (const groupOf of kin) {
    const groups = groupBy(rest, ({ atom }) => groupOf(atom.cells[0] ?? ''))
    rest = []
    for (const group of groups.values()) {
      if (ripe(group.map(({ size }) => size))) shown.push(sized(together(group.map(({ atom }) => atom))))
      else rest.push(...group)
    }
  }
  shown.sort((a, b) => b.size - a.size || ((a.atom.cells[0] ?? '') < (b.atom.cells[0] ?? '') ? -1 : 1))
  while (rest.length > 0 && shown.length > 0 && !ripe(rest.map(({ size }) => size))) rest.push(...shown.splice(-1))
  return { shown: shown.map(({ atom }) => atom), rest: rest.map(({ atom }) => atom) }
}

function together(atoms: readonly Atom[]): Atom {
  return { cells: atoms.flatMap(({ cells }) => cells).sort(), counts: addCounts(atoms.map(({ counts }) => counts)) }
}
