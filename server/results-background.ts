import type { NearestView, ResponseRate, ResultsBackground } from '../shared/results/background.ts'
import { MIRROR_PROVIDERS } from '../shared/results/mirror.ts'
import { covers, monthsOf, periodOf } from '../shared/results/periods.ts'
import { groupBy } from '../shared/results/pool.ts'
import { providersIn, type ResultsFilter } from '../shared/results/results.ts'
import type { Viewer } from './deps.ts'
import { assertMaySee, providerSeen, seesCity } from './http/who.ts'
import { results, togetherBeside } from './results.ts'
import type { Known } from './results-filter.ts'
import { may } from './rights.ts'
import type { Reach, ReleasedResponses, Unreliable } from './store/store.ts'

/** How many people answered, when last, what part that is of the clients, and what is not to be relied on. A released
 *  group of responses never shows fewer than ten, nor changes by fewer (see store/README.md), so its sums need no more; but for who sees providers
 *  only together it counts whole quarters, and those of a survey and care type in which three of them or more were answered.
 *  Takes survey, provider with those it took over, care type and months of the filter and no other part of it. Throws `forbidden` when the filter
 *  does not keep to the viewer's own provider. */
export function resultsBackground(
  { store }: Pick<Known, 'store'>,
  filter: ResultsFilter,
  viewer: Viewer,
): ResultsBackground {
  // A provider's filter without its provider in it does not come from `readFilter`.
  if (providerSeen(viewer, filter.provider) !== filter.provider) assertMaySee(viewer, '')
  const { survey, careType, from, to } = filter
  const asked = {
    ...(survey !== null && { survey }),
    ...(careType !== null && { careType }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  }
  const queries = providersIn(filter)?.map((provider) => ({ ...asked, provider })) ?? [asked]
  const answered = queries.flatMap((query) => store.releasedResponses(query))
  const known = togetherBeside(store, filter, viewer)
  const groups = togetherOnly(answered, known, filter, ({ month }) => periodOf(month, 'quarter'))
  const months = groups.map(({ month }) => month).sort()
  return {
    responses: sum(groups),
    last: months.at(-1) ?? null,
    rate: rateOf(
      groups,
      store.reach().filter((reach) => isAsked(reach, filter)),
      { known, filter },
    ),
    unreliable: store
      .unreliable()
      .filter((mark) => touches(mark, filter) && isFor(mark, filter, viewer))
      .map((mark) => ({ from: mark.from, to: mark.to, reason: mark.reason })),
  }
}

interface OfProvider {
  readonly provider: string
  readonly careType: string
  readonly survey?: string
}

/** For who sees providers only together: those that lie in a whole quarter of what is asked, where so many providers that it does
 *  not know are of the same survey, care type and quarter that none is counted alone. So two sums of whatever months differ by
 *  nothing or by three providers or more. `known` is null for everybody else, who gets all. */
function togetherOnly<T extends OfProvider>(
  all: readonly T[],
  known: readonly string[] | null,
  { from, to }: Pick<ResultsFilter, 'from' | 'to'>,
  quarterOf: (one: T) => string,
): readonly T[] {
  if (known === null) return all
  const whole = all.filter((one) => covers(from, to, quarterOf(one)))
  const cells = groupBy(whole, (one) => JSON.stringify([one.survey, one.careType, quarterOf(one)]))
  return [...cells.values()].flatMap((cell) => {
    const hidden = new Set(cell.flatMap(({ provider }) => (known.includes(provider) ? [] : provider)))
    return hidden.size < MIRROR_PROVIDERS ? [] : cell
  })
}

function isAsked(reach: Reach, filter: ResultsFilter): boolean {
  const { careType, from, to } = filter
  return (
    (providersIn(filter)?.includes(reach.provider) ?? true) &&
    (careType === null || reach.careType === careType) &&
    covers(from, to, reach.quarter)
  )
}

/** The answers of quarters of which the clients are known; these too are those of enough providers together. */
function rateOf(
  groups: readonly ReleasedResponses[],
  asked: readonly Reach[],
  { known, filter }: { readonly known: readonly string[] | null; readonly filter: ResultsFilter },
): ResponseRate | null {
  const nameOf = (provider: string, careType: string, quarter: string) => JSON.stringify([provider, careType, quarter])
  const places = new Set(asked.map(({ provider, careType, quarter }) => nameOf(provider, careType, quarter)))
  const isReached = ({ provider, careType, month }: ReleasedResponses) =>
    places.has(nameOf(provider, careType, periodOf(month, 'quarter')))
  const counted = togetherOnly(groups.filter(isReached), known, filter, ({ month }) => periodOf(month, 'quarter'))
  const reached = togetherOnly(asked, known, filter, ({ quarter }) => quarter)
  const quarters = reached.map(({ quarter }) => quarter).sort()
  const [from] = quarters
  const to = quarters.at(-1)
  if (from === undefined || to === undefined) return null
  const clients = reached.reduce((total, reach) => total + reach.clients, 0)
  return { responses: sum(counted), clients, from, to, complete: counted.length === groups.length }
}

function sum(groups: readonly ReleasedResponses[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}

/** Of a provider that was taken over, only where it counts here. */
function isFor({ provider }: Unreliable, filter: ResultsFilter, viewer: Viewer): boolean {
  return provider === '' || filter.with.includes(provider) || may(viewer, 'figures', provider)
}

function touches(mark: Unreliable, filter: ResultsFilter): boolean {
  const { survey, careType, from, to } = filter
  const fits = (of: string, asked: string | null) => of === '' || asked === null || of === asked
  return (
    fits(mark.survey, survey) &&
    (mark.provider === '' || (providersIn(filter)?.includes(mark.provider) ?? true)) &&
    fits(mark.careType, careType) &&
    (to === null || mark.from <= to) &&
    (from === null || from <= mark.to)
  )
}

/** The view nearest to this one that has a figure to show; null when there is none, and when this one has. First the whole
 *  years around the months asked for, then all months, then all care types, then (for whoever may see them) all providers. */
export function nearestView(known: Known, filter: ResultsFilter, viewer: Viewer): NearestView | null {
  const shows = (view: NearestView) =>
    results(known, { ...filter, ...view }, viewer).rows.some(({ level }) => level !== 'hidden')
  const { provider, careType, from, to } = filter
  const asked = { provider, careType, from, to }
  if (shows(asked)) return null
  const years = {
    ...asked,
    from: from === null ? null : monthsOf(periodOf(from, 'year'))[0],
    to: to === null ? null : monthsOf(periodOf(to, 'year'))[1],
  }
  const always = { ...asked, from: null, to: null }
  const everyKind = { ...always, careType: null }
  const everybody = { ...everyKind, provider: null }
  const views = [
    years,
    always,
    { ...years, careType: null },
    everyKind,
    ...(seesCity(viewer, { ...filter, ...everybody }) ? [everybody] : []),
  ]
  const tried = new Set([JSON.stringify(asked)])
  for (const view of views) {
    const name = JSON.stringify(view)
    if (!tried.has(name) && shows(view)) return view
    tried.add(name)
  }
  return null
}
