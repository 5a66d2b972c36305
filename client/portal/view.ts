import type { ResultsChoices, Succession, SurveyChoice } from '../../shared/results/choices.ts'
import { monthsOf, periodOf } from '../../shared/results/periods.ts'

/** What is on the page; its query string is the address that survives a reload and can be sent on. '' is: no choice. */
export interface View {
  readonly survey: string
  readonly provider: string
  /** Whether those that the provider took over count with it. */
  readonly with: '' | 'predecessors'
  readonly careType: string
  /** Months, `2026-01`. */
  readonly from: string
  readonly to: string
  /** How the time is cut, beside the whole range. */
  readonly by: '' | 'quarter' | 'year'
  /** By what else the answers are taken apart, beside the whole: the name that the API takes as `by`. */
  readonly cut: '' | 'location' | 'phase' | 'answeredBy' | 'channel' | `area:${string}`
  /** What stands beside the figures: all other providers of the care type together. */
  readonly beside: '' | 'others'
  /** By what the questions are taken together, beside each alone. */
  readonly pool: '' | 'theme' | 'clientValue'
}

const CUT_NAMES = ['location', 'phase', 'answeredBy', 'channel'] as const

/** The view of a query string; what is not in it is ''. */
export function readView(search: string): View {
  const query = new URLSearchParams(search)
  const text = (name: string) => query.get(name) ?? ''
  return {
    survey: text('survey'),
    provider: text('provider'),
    with: readWith(text('with')),
    careType: text('careType'),
    from: text('from'),
    to: text('to'),
    by: readBy(text('by')),
    cut: readCut(text('cut')),
    beside: readBeside(text('beside')),
    pool: readPool(text('pool')),
  }
}

/** Whether the end lies before the beginning. */
export function isReversed({ from, to }: Pick<View, 'from' | 'to'>): boolean {
  return from !== '' && to !== '' && from > to
}

/** The query string of a view, with `?`: the address of the page. */
export function queryOf(view: Partial<View>): string {
  const chosen = Object.entries(view).filter(([, value]) => value !== '')
  return `?${new URLSearchParams(chosen).toString()}`
}

/** The query string of what a view asks of the API, with `?`; the names are the same. */
export function askedOf({ survey, provider, with: others, careType, from, to, by, cut }: View): string {
  const cuts = [by, cut].filter((name) => name !== '').join(',')
  return (
    queryOf({ survey, provider, with: others, careType, from, to }) +
    (cuts === '' ? '' : `&by=${encodeURIComponent(cuts)}`)
  )
}

/** What the mirror of a view is asked with: the one provider and care type that it is about, or null when it names more
 *  than one. A survey for one care type needs no choice. */
export function mirrorOf(view: View, choices: ResultsChoices): View | null {
  const careTypes = choices.surveys.find(({ id }) => id === view.survey)?.careTypes ?? []
  const careType = view.careType || (careTypes.length === 1 ? careTypes[0] : '')
  const provider = view.provider || choices.viewer.provider?.id
  return careType && provider ? { ...view, careType, provider, by: '', cut: '' } : null
}

/** The providers that the one of this view took over; null when it took over none, and when a view names more than one. */
export function successionOf(view: Pick<View, 'provider'>, choices: ResultsChoices): Succession | null {
  const own = choices.viewer.provider?.id ?? view.provider
  return choices.successions.find(({ provider }) => provider === own) ?? null
}

/** The report that a view has. */
interface Reported {
  readonly quarter: string
  /** The query of the report. */
  readonly query: string
  /** The address at which people write what they make of it. */
  readonly talk: string
}

/** The report of the last quarter shown of the one provider and care type; null when a view names more than one. */
export function reportOf(view: View, choices: ResultsChoices): Reported | null {
  const one = mirrorOf(view, choices)
  const last = view.to || choices.surveys.find(({ id }) => id === view.survey)?.to
  if (one === null || last === undefined) return null
  const quarter = periodOf(last, 'quarter')
  const [from, to] = monthsOf(quarter)
  const { survey, provider, careType } = one
  const talk = `/resultaten/gesprek${queryOf({ survey, provider, careType })}&quarter=${quarter}`
  return { quarter, query: queryOf({ survey, provider, with: view.with, careType, from, to }), talk }
}

/** Who counts with the provider, by that name; '' for anything else. */
export function readWith(name: string): View['with'] {
  return name === 'predecessors' ? name : ''
}

/** The cut of the time by that name; '' for anything else. */
export function readBy(name: string): View['by'] {
  return name === 'quarter' || name === 'year' ? name : ''
}

/** The other cut by that name; '' for anything else. */
export function readCut(name: string): View['cut'] {
  const cut = CUT_NAMES.find((known) => known === name)
  return cut ?? (/^area:[a-z0-9-]+$/.test(name) ? (name as `area:${string}`) : '')
}

/** What stands beside the figures, by that name; '' for anything else. */
export function readBeside(name: string): View['beside'] {
  return name === 'others' ? name : ''
}

/** By what the questions are taken together, by that name; '' for anything else. */
export function readPool(name: string): View['pool'] {
  return name === 'theme' || name === 'clientValue' ? name : ''
}

/** The view with a survey in it: the one asked for, else the first there is; null when there is nothing to see. */
export function withSurvey(view: View, choices: ResultsChoices): View | null {
  const survey = view.survey || choices.surveys[0]?.id
  return survey === undefined ? null : { ...view, survey }
}

/** First months of the years' quarters in which a survey has answers, oldest first. */
export function quarterStarts(survey: SurveyChoice): readonly string[] {
  const starts: string[] = []
  for (let year = Number(survey.from.slice(0, 4)); year <= Number(survey.to.slice(0, 4)); year += 1) {
    starts.push(...['01', '04', '07', '10'].map((month) => `${year}-${month}`))
  }
  const first = periodOf(survey.from, 'quarter')
  const last = periodOf(survey.to, 'quarter')
  return starts.filter((start) => periodOf(start, 'quarter') >= first && periodOf(start, 'quarter') <= last)
}
