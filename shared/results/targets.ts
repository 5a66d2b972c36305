import { cutValue, extraCut, timeLevel } from './cuts.ts'
import { monthsOf, periodsBetween, type TimeLevel } from './periods.ts'
import type { ReleasedTally, ResultsFilter } from './results.ts'

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
  tallies: readonly ReleasedTally[],
  filter: ResultsFilter,
  cellOf: (tally: ReleasedTally) => string,
): readonly Target[] {
  const groups = groupsOf(tallies, filter, cellOf)
  const level = timeLevel(filter)
  if (level === null) return groups.map((group) => ({ ...group, from: filter.from, to: filter.to }))
  return periodsOf(tallies, filter, level).flatMap((period) => {
    const [first, last] = monthsOf(period)
    const from = filter.from !== null && filter.from > first ? filter.from : first
    const to = filter.to !== null && filter.to < last ? filter.to : last
    return groups.map((target) => ({ ...target, group: { [level]: period, ...target.group }, from, to }))
  })
}

function periodsOf(tallies: readonly ReleasedTally[], filter: ResultsFilter, level: TimeLevel): readonly string[] {
  const months = [...new Set(tallies.map((tally) => tally.month))].sort()
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
  tallies: readonly ReleasedTally[],
  filter: ResultsFilter,
  cellOf: (tally: ReleasedTally) => string,
): readonly Omit<Target, 'from' | 'to'>[] {
  const cut = extraCut(filter)
  const value = cutValue(filter)
  const groups = new Map<string, Omit<Target, 'from' | 'to'>>()
  for (const tally of tallies) {
    const provider = filter.by.includes('provider') ? tally.provider : null
    const careType = filter.by.includes('careType') ? tally.careType : null
    const cell = cut === null ? null : cellOf(tally)
    if (value !== null && cell !== value) continue
    const group = {
      ...(provider !== null && { provider }),
      ...(careType !== null && { careType }),
      ...(cut !== null && cell !== null && filter.by.includes(cut) && { [cut]: cell }),
    }
    groups.set(JSON.stringify([provider, careType, cell]), { group, provider, careType, cell })
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target)
}
