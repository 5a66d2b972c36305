import { extraCuts } from '../shared/results/cuts.ts'
import { publishOthers } from '../shared/results/mirror.ts'
import { type PublishedResults, providersIn, type ResultsFilter } from '../shared/results/results.ts'
import { surveyFor } from '../shared/survey/own-items.ts'
import type { Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { assertMaySee } from './http/who.ts'
import { releasedUnits } from './released-units.ts'
import { wholeYears } from './results.ts'
import type { Known } from './results-filter.ts'
import { knownFor, takenOver } from './rights.ts'

/** All other providers of a care type together, beside the one in the filter, as of the last release. `filter` comes
 *  from `readFilter`; throws `bad-request` without a provider and a care type, `unsupported-cut` with any cut, and
 *  `forbidden` when the filter does not keep to the viewer's own provider. */
export function othersResults({ store, municipality }: Known, filter: ResultsFilter, viewer: Viewer): PublishedResults {
  const { provider, careType, survey } = filter
  if (provider === null || careType === null) throw problem('bad-request', 'Give "provider" and "careType"')
  assertMaySee(viewer, provider)
  if (filter.by.length > 0 || extraCuts(filter).length > 0) {
    throw problem('unsupported-cut', 'The others together cannot be taken apart: leave "by" and every other cut out')
  }
  const asked = { careType, ...(survey !== null && { survey }), ...wholeYears(filter) }
  const units = releasedUnits(store, asked)
  const { from, to } = filter
  const isShown = (month: string) => (from === null || from <= month) && (to === null || month <= to)
  const seen = knownFor(store, viewer)
  return publishOthers(
    {
      municipality: municipality.id,
      filter,
      released: store.lastRelease(),
      units,
      demo: units.some(
        (unit) => unit.demo === 1 && !providersIn(filter)?.includes(unit.provider) && unit.months.some(isShown),
      ),
      surveys: store.surveys().map(({ survey: whole }) => surveyFor(whole, [])),
    },
    // Whoever else asks, the provider reads it, and knows those it took over.
    { own: provider, known: [...(seen === 'all' ? [] : seen), ...takenOver(store, provider).map(({ id }) => id)] },
  )
}
