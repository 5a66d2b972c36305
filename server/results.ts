import type { AskedQuestion, ResultsChoices, Succession, SurveyChoice } from '../shared/results/choices.ts'
import { publishCity } from '../shared/results/city.ts'
import { cellReader, cutDimension, cutValue } from '../shared/results/cuts.ts'
import { periodOf } from '../shared/results/periods.ts'
import { publish } from '../shared/results/publish.ts'
import { type PublishedResults, providersIn, type ResultsFilter } from '../shared/results/results.ts'
import { hasResult, valuesOf } from '../shared/results/row.ts'
import { type Unit, unitsBefore } from '../shared/results/units.ts'
import { surveyFor } from '../shared/survey/own-items.ts'
import type { Question, Survey } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'
import { monthsBefore } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { assertMaySee, assertWholeCity, providerSeen } from './http/who.ts'
import { releasedUnits } from './released-units.ts'
import type { Known } from './results-filter.ts'
import { knownFor, providersFor, takenOver } from './rights.ts'
import type { ReleasedQuery, ReleasedSpan, Store } from './store/store.ts'

/** The results that this viewer may see, as of the last release, or as they were when the month `before` began. `filter`
 *  comes from `readFilter`; throws `forbidden` when it does not keep to the viewer's own provider. */
export function results(
  { store, municipality }: Known,
  filter: ResultsFilter,
  viewer: Viewer,
  before: string | null = null,
): PublishedResults {
  const known = togetherBeside(store, filter, viewer)
  if (known !== null) return cityResults({ store, municipality }, filter, known, before)
  const areas = new Map(store.locations().map((location) => [location.id, location.areas]))
  const areaOf: AreaOf = (location, scheme) => areas.get(location)?.[scheme] ?? ''
  const asked = wholeGroups(filter, viewer)
  return publish({
    municipality: municipality.id,
    filter,
    released: before === null ? store.lastRelease() : `${monthsBefore(before, 1)}-01`,
    units: asOf(
      before,
      asked.flatMap((of) => releasedUnits(store, { ...of, ...wholeYears(filter) })),
    ),
    demo: asked.some((of) => countsDemo(store, of, filter, areaOf)),
    surveys: store.surveys().map(({ survey }) => surveyFor(survey, providersIn(filter) ?? [])),
    areaOf,
    areaSchemes: municipality.areaSchemes.map(({ id }) => id),
  })
}

/** All providers together for who may see none apart but those known. */
function cityResults(
  { store, municipality }: Known,
  filter: ResultsFilter,
  known: readonly string[],
  before: string | null,
): PublishedResults {
  const { survey, careType } = filter
  const asked = { ...(survey !== null && { survey }), ...(careType !== null && { careType }) }
  const input = {
    municipality: municipality.id,
    filter,
    released: store.lastRelease(),
    units: asOf(before, releasedUnits(store, { ...asked, ...wholeYears(filter) })),
    demo: countsDemo(store, asked, filter, () => ''),
    surveys: store.surveys().map(({ survey: whole }) => surveyFor(whole, [])),
  }
  return publishCity(input, known)
}

/** What releases before that month took in; all of it for null. */
function asOf(month: string | null, units: readonly Unit[]): readonly Unit[] {
  return month === null ? units : unitsBefore(units, month)
}

/** The providers that this viewer sees apart, where it asks for all together and may not see all apart; null otherwise. */
export function togetherBeside(store: Store, filter: ResultsFilter, viewer: Viewer): readonly string[] | null {
  const seen = knownFor(store, viewer)
  if (filter.provider !== null || seen === 'all') return null
  assertWholeCity(viewer, filter)
  return seen
}

type AreaOf = (location: string, scheme: string) => string

/** First and last month with released answers of what a filter from `readFilter` asks for, bounds left out; null when
 *  there are none. */
export function releasedSpan({ store }: Known, filter: ResultsFilter): Pick<ReleasedSpan, 'from' | 'to'> | null {
  const { survey, careType } = filter
  const spans = spansOf(store, providersIn(filter)).filter(
    (span) => (survey === null || span.survey === survey) && (careType === null || span.careType === careType),
  )
  const from = spans.map((span) => span.from).sort()[0]
  const to = spans
    .map((span) => span.to)
    .sort()
    .at(-1)
  return from === undefined || to === undefined ? null : { from, to }
}

function spansOf(store: Store, providers: readonly string[] | null): readonly ReleasedSpan[] {
  return providers === null ? store.releasedSpans(null) : providers.flatMap((id) => store.releasedSpans(id))
}

/** Publishing needs all values of a cut, so only whole groups are left out here. A query for each provider. */
function wholeGroups(filter: ResultsFilter, viewer: Viewer): readonly ReleasedQuery[] {
  // A provider's filter without its provider in it does not come from `readFilter`.
  if (providerSeen(viewer, filter.provider) !== filter.provider) assertMaySee(viewer, '')
  assertWholeCity(viewer, filter)
  const cut = cutDimension(filter)
  const whole = {
    ...(cut !== null && { cut }),
    ...(filter.survey !== null && { survey: filter.survey }),
    ...(filter.careType !== null && { careType: filter.careType }),
  }
  return providersIn(filter)?.map((provider) => ({ ...whole, provider })) ?? [whole]
}

/** Publishing needs the whole years around the range. */
export function wholeYears(filter: ResultsFilter): ReleasedQuery {
  return {
    ...(filter.from !== null && { from: `${periodOf(filter.from, 'year')}-01` }),
    ...(filter.to !== null && { to: `${periodOf(filter.to, 'year')}-12` }),
  }
}

/** Whether example answers count in what this filter shows. */
function countsDemo(store: Store, asked: ReleasedQuery, filter: ResultsFilter, areaOf: AreaOf): boolean {
  const { from, to } = filter
  const cells = store.releasedDemo({ ...asked, ...(from !== null && { from }), ...(to !== null && { to }) })
  const cellOf = cellReader(filter, areaOf)
  const value = cutValue(filter)
  return cells.some((cell) => value === null || cellOf({ cell }) === value)
}

/** What this viewer can ask results of: only what has released answers. */
export function choices(
  { store, municipality, languages }: Known & Partial<Pick<Deps, 'languages'>>,
  viewer: Viewer,
): ResultsChoices {
  const asked = providerSeen(viewer, null)
  const spans = spansOf(store, asked === null ? null : [asked, ...takenOver(store, asked).map(({ id }) => id)])
  const seen = providersFor(viewer, 'figures')
  const known = knownFor(store, viewer)
  const providers = store.providers()
  const present = new Set(spans.map(({ provider }) => provider))
  const successions = providers
    .filter(({ id }) => seen === 'all' || seen.includes(id))
    .map(({ id }) => successionOf(store, id, present))
    .filter(({ predecessors }) => predecessors.length > 0)
  for (const { provider } of successions) present.add(provider)
  const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })
  const own = providers.find(({ id }) => id === viewer.provider)
  return {
    municipality: named(municipality),
    productName: municipality.productName,
    viewer: { role: viewer.role, name: viewer.name, provider: own ? named(own) : null },
    released: store.lastRelease(),
    surveys: surveyChoices(
      store.surveys().map(({ survey }) => (known === 'all' ? survey : surveyFor(survey, known))),
      spans,
    ).map((survey) => ({ ...survey, languages: languages?.get(survey.id) ?? [] })),
    careTypes: municipality.careTypes.filter(({ id }) => spans.some(({ careType }) => careType === id)).map(named),
    providers: providers
      .filter(({ id }) => seen === 'all' || seen.includes(id))
      .filter(({ id }) => present.has(id))
      .map(named),
    successions,
    locations: store
      .locations()
      .filter(({ provider }) => known === 'all' || known.includes(provider))
      .map(named),
    areaSchemes: municipality.areaSchemes.map(({ id, name, areas }) => ({ id, name, areas: areas.map(named) })),
  }
}

/** Those it took over that have released answers. */
function successionOf(store: Store, provider: string, present: ReadonlySet<string>): Succession {
  const predecessors = takenOver(store, provider)
    .filter(({ id }) => present.has(id))
    .map(({ id, name, validUntil }) => ({ id, name, until: validUntil ?? '' }))
  return { provider, predecessors }
}

function surveyChoices(
  surveys: readonly Survey[],
  spans: readonly ReleasedSpan[],
): readonly Omit<SurveyChoice, 'languages'>[] {
  const latest = new Map(surveys.map((survey) => [survey.id, survey]))
  return [...latest.values()].flatMap((survey) => {
    const mine = spans.filter((span) => span.survey === survey.id)
    const from = mine.map((span) => span.from).sort()[0]
    const to = mine
      .map((span) => span.to)
      .sort()
      .at(-1)
    if (from === undefined || to === undefined) return []
    const versions = surveys.filter(({ id }) => id === survey.id)
    return {
      id: survey.id,
      name: say(survey.title, 'nl'),
      careTypes: [...new Set(mine.map(({ careType }) => careType))].sort(),
      from,
      to,
      versions: versions.map(({ version, questions }) => ({
        version,
        questions: questions.filter(hasResult).map(askedQuestion),
      })),
    }
  })
}

/** A question as results name it, in Dutch. */
export function askedQuestion(question: Question): AskedQuestion {
  const labels = optionLabels(question)
  return {
    id: question.id,
    kind: question.kind,
    text: say(question.text, 'nl'),
    options: valuesOf(question).map((value) => ({ value, label: labels.get(value) ?? value })),
    ...(question.theme && { theme: question.theme }),
    ...(question.clientValue && { clientValue: question.clientValue }),
    ...(question.provider && { provider: question.provider }),
  }
}

/** The Dutch words of each answer, by value as text. */
export function optionLabels(question: Question): ReadonlyMap<string, string> {
  return new Map((question.options ?? []).map((option) => [String(option.value), say(option.label, 'nl')]))
}
