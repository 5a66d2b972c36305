import type { Talkable } from '../../../shared/interpretation.ts'
import type { Choice, ResultsChoices } from '../../../shared/results/choices.ts'
import { monthsOf, periodOf, periodsBetween } from '../../../shared/results/periods.ts'
import { queryOf } from '../view.ts'

/** Which talk the page is about: that over one report. */
export interface TalkView {
  readonly provider: string
  readonly survey: string
  readonly careType: string
  /** `2026-Q3`. */
  readonly quarter: string
}

/** The provider that an address names, else the viewer's own or the first; null when there is none. */
export function providerOf(search: string, choices: ResultsChoices): string | null {
  return (
    choices.viewer.provider?.id ?? (new URLSearchParams(search).get('provider') || choices.providers[0]?.id) ?? null
  )
}

/** The talk that an address names with this provider; what it leaves out is the newest there is. Null when there is
 *  nothing to talk about. */
export function readTalk(search: string, provider: string, talks: readonly Talkable[]): TalkView | null {
  const query = new URLSearchParams(search)
  const talk = talks.find((one) => subjectOf(one) === query.get('subject')) ?? named(query, talks) ?? talks[0]
  if (talk === undefined) return null
  const { survey, careType } = talk
  const quarters = quartersOf(talk)
  const quarter = quarters.find((one) => one === query.get('quarter')) ?? quarters[0] ?? ''
  return { provider, survey, careType, quarter }
}

function named(query: URLSearchParams, talks: readonly Talkable[]): Talkable | undefined {
  return talks.find(
    ({ survey, careType }) => survey === query.get('survey') && (query.get('careType') ?? careType) === careType,
  )
}

/** The survey and care type of a talk as one value of a field. */
export function subjectOf({ survey, careType }: Pick<Talkable, 'survey' | 'careType'>): string {
  return `${survey} ${careType}`
}

/** What there is to talk about, by name. */
export function subjects(talks: readonly Talkable[], { surveys, careTypes }: ResultsChoices): readonly Choice[] {
  return talks.map((talk) => ({
    id: subjectOf(talk),
    name: `${nameOf(careTypes, talk.careType)}: ${nameOf(surveys, talk.survey)}`,
  }))
}

/** The name of that thing; its id where it has none. */
export function nameOf(things: readonly Choice[], id: string): string {
  return things.find((thing) => thing.id === id)?.name ?? id
}

/** The quarters with answers, newest first. */
export function quartersOf({ from, to }: Pick<Talkable, 'from' | 'to'>): readonly string[] {
  return [...periodsBetween(from, monthsOf(periodOf(to, 'quarter'))[1], 'quarter')].reverse()
}

/** The query of what belongs to a talk: the report and the figures. */
export function monthsQuery({ quarter, ...rest }: TalkView): string {
  const [from, to] = monthsOf(quarter)
  return queryOf({ ...rest, from, to })
}
