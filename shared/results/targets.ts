import { cutValue, extraCut, timeLevel } from './cuts.ts'
import { monthsOf, periodsBetween, type TimeLevel } from './periods.ts'
import type { ResultsFilter } from './results.ts'
import type { Unit } from './units.ts'

/** A row to be: what it is called and which pieces belong to it. */
export interface Target {
  readonly group: Readonly<Record<string, string>>
  readonly from: string | null
  readonly to: string | null
  readonly provider: string | null
  readonly careType: string | null
  readonly cell: string | null
}

/** The rows of one survey version for this filter. Which rows there are depends on what has been answered in any period, so that a row's being there tells nothing
 *  about the period asked for. */
export function targetsOf(
  units: readonly Unit[],
  filter: ResultsFilter,
  cellOf: (of: { readonly cell: string }) => string,
): readonly Target[] {
  const groups = groupsOf(units, filter, cellOf)
  const level = timeLevel(filter)
  if (level === null) return groups.map((group) => ({ ...group, from: filter.from, to: filter.to }))
  return periodsOf(units, filter, level).flatMap((period) => {
    const [first, last] = monthsOf(period)
    const from = filter.from !== null && filter.from > first ? filter.from : first
    const to = filter.to !== null && filter.to < last ? filter.to : last
    return groups.map((target) => ({ ...target, group: { [level]: period, ...target.group }, from, to }))
  })
}

function periodsOf(units: readonly Unit[], filter: ResultsFilter, level: TimeLevel): readonly string[] {
  const months = [...new Set(units.flatMap((unit) => unit.months))].sort()
  const first = months[0]
  const last = months.at(-1)
  if (first === undefined || last === undefined) return []
  const from = filter.from !== null && filter.from > first ? filter.from : first
  const to = filter.to !== null && filter.to < last ? filter.to : last
  return periodsBetween(from, to, level)
}

/** The row of a survey that was asked for by name and has no answers: none and few look alike. Empty with cuts. */
export function emptyTarget(filter: ResultsFilter): readonly Target[] {
  if (filter.survey === null || filter.by.length > 0) return []
  return [{ group: {}, from: filter.from, to: filter.to, provider: null, careType: null, cell: cutValue(filter) }]
}

function groupsOf(
  units: readonly Unit[],
  filter: ResultsFilter,
  cellOf: (of: { readonly cell: string }) => string,
): readonly Omit<Target, 'from' | 'to'>[] {
  const cut = extraCut(filter)
  const value = cutValue(filter)
  const groups = new Map<string, Omit<Target, 'from' | 'to'>>()
  for (const unit of units) {
    const provider = filter.by.includes('provider') ? unit.provider : null
    const careType = filter.by.includes('careType') ? unit.careType : null
    for (const cell of cut === null ? [null] : unit.cells.map((one) => cellOf({ cell: one }))) {
      if (value !== null && cell !== value) continue
      const group = {
        ...(provider !== null && { provider }),
        ...(careType !== null && { careType }),
        ...(cut !== null && cell !== null && filter.by.includes(cut) && { [cut]: cell }),
      }
      groups.set(JSON.stringify([provider, careType, cell]), { group, provider, careType, cell })
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target)
}
