import type { TimeLevel } from './periods.ts'
import type { Cut, CutDimension, ReleasedTally, ResultsFilter } from './results.ts'

/** Cuts inside a provider's answers for a care type. A query takes at most one, as `by` or as a filter: two together
 *  would make cells that subtracting can open. */
export type ExtraCut = Extract<Cut, 'location' | 'area' | 'phase' | 'channel' | 'access' | 'answeredBy'>

export const EXTRA_CUTS: readonly ExtraCut[] = ['location', 'area', 'phase', 'channel', 'access', 'answeredBy']

/** Every cut there is, for messages and checks. */
export const CUTS: readonly Cut[] = ['month', 'quarter', 'year', 'provider', 'careType', ...EXTRA_CUTS]

/** The extra cuts that a filter asks for, as `by` or by naming one value. */
export function extraCuts(filter: ResultsFilter): readonly ExtraCut[] {
  return EXTRA_CUTS.filter((cut) => filter.by.includes(cut) || namedBy(filter, cut) !== null)
}

/** The extra cut of a filter; null without one. Throws RangeError on more than one. */
export function extraCut(filter: ResultsFilter): ExtraCut | null {
  const cuts = extraCuts(filter)
  if (cuts.length > 1) throw new RangeError(`at most one of ${EXTRA_CUTS.join(', ')} at a time`)
  return cuts[0] ?? null
}

/** The one value of the extra cut that is asked for; null for all of them. */
export function cutValue(filter: ResultsFilter): string | null {
  const cut = extraCut(filter)
  if (cut === null) return null
  if (cut !== 'area') return namedBy(filter, cut)
  const area = filter.area?.split(':')[1] ?? null
  return area === EVERY_AREA ? null : area
}

/** `area` of a filter that names a scheme only: `buurtteam:*`, for use with `by=area`. */
export const EVERY_AREA = '*'

function namedBy(filter: ResultsFilter, cut: ExtraCut): string | null {
  switch (cut) {
    case 'location':
    case 'area':
    case 'phase':
    case 'channel':
      return filter[cut]
    case 'access':
    case 'answeredBy':
      return null
  }
}

/** The finest time cut asked for; null when the whole range is one figure. */
export function timeLevel(filter: ResultsFilter): TimeLevel | null {
  if (filter.by.includes('month')) return 'month'
  if (filter.by.includes('quarter')) return 'quarter'
  return filter.by.includes('year') ? 'year' : null
}

/** The dimension by which this filter needs its released tallies; null when they may be added up over all of them. */
export function cutDimension(filter: ResultsFilter): CutDimension | null {
  const cut = extraCut(filter)
  return cut === 'area' ? 'location' : cut
}

/** Gives the value of the extra cut that a tally falls under; `''` without a cut and for what has no value (no location).
 *  The tallies must be those by the filter's `cutDimension`. */
export function cellReader(
  filter: ResultsFilter,
  areaOf: (location: string, scheme: string) => string,
): (tally: Pick<ReleasedTally, 'cell'>) => string {
  if (extraCut(filter) !== 'area') return (tally) => tally.cell
  const scheme = filter.area?.split(':')[0] ?? ''
  return (tally) => areaOf(tally.cell, scheme)
}
