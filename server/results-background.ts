import type { NearestView, ResponseRate, ResultsBackground } from '../shared/results/background.ts'
import { MIRROR_PROVIDERS } from '../shared/results/mirror.ts'
import { covers, monthsOf, periodOf } from '../shared/results/periods.ts'
import { providersIn, type ResultsFilter } from '../shared/results/results.ts'
import type { Viewer } from './deps.ts'
import { assertMaySee, providerSeen, seesCity } from './http/who.ts'
import { results, togetherBeside } from './results.ts'
import type { Known } from './results-filter.ts'
import { may } from './rights.ts'
import type { Reach, ReleasedResponses, Unreliable } from './store/store.ts'

/** How many people answered, when last, what part that is of the clients, and what is not to be relied on. A released
 *  group of responses never shows fewer than ten, nor changes by fewer (see store/README.md), so its sums need no more; but who sees providers
 *  only together gets no count of a care type that fewer than three of them give.
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
  const isTogether = togetherOnly(answered, known)
  const groups = answered.filter(isTogether)
  const months = groups.map(({ month }) => month).sort()
  return {
    responses: sum(groups),
    last: months.at(-1) ?? null,
    rate: rateOf(
      groups,
      store.reach().filter((reach) => isAsked(reach, filter) && isTogether(reach)),
      known,
    ),
    unreliable: store
      .unreliable()
      .filter((mark) => touches(mark, filter) && isFor(mark, filter, viewer))
      .map((mark) => ({ from: mark.from, to: mark.to, reason: mark.reason })),
  }
}

type OfCareType = Pick<ReleasedResponses, 'provider' | 'careType'>

/** For who sees providers only together: whether so many of them, that it does not know, answered in this care type that
 *  none of them is counted alone. `known` is null for everybody else. */
function togetherOnly(
  groups: readonly ReleasedResponses[],
  known: readonly string[] | null,
): (of: OfCareType) => boolean {
  if (known === null) return () => true
  const providers = new Map<string, Set<string>>()
  for (const { careType, provider } of groups) {
    if (known.includes(provider)) continue
    providers.set(careType, (providers.get(careType) ?? new Set()).add(provider))
  }
  return ({ careType }) => (providers.get(careType)?.size ?? 0) >= MIRROR_PROVIDERS
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
  reached: readonly Reach[],
  known: readonly string[] | null,
): ResponseRate | null {
  const places = new Set(reached.map((reach) => JSON.stringify([reach.provider, reach.careType, reach.quarter])))
  const answered = groups.filter((group) =>
    places.has(JSON.stringify([group.provider, group.careType, periodOf(group.month, 'quarter')])),
  )
  const isTogether = togetherOnly(answered, known)
  const [counted, rated] = [answered.filter(isTogether), reached.filter(isTogether)]
  const quarters = rated.map(({ quarter }) => quarter).sort()
  const [from] = quarters
  const to = quarters.at(-1)
  if (from === undefined || to === undefined) return null
  const clients = rated.reduce((total, reach) => total + reach.clients, 0)
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
