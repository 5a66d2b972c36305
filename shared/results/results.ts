import type { QuestionKind } from '../survey/survey.ts'

/** Dimensions a table may be cut by. Time cuts (month, quarter, year) always go along with one other. */
export type Cut =
  | 'month'
  | 'quarter'
  | 'year'
  | 'provider'
  | 'careType'
  | 'location'
  | 'area'
  | 'phase'
  | 'channel'
  | 'access'
  | 'answeredBy'

/** What was asked for; months are `2026-11`, both ends included; null is: no bound. */
export interface ResultsFilter {
  readonly survey: string | null
  readonly provider: string | null
  /** Ids of the providers that the one above took over and that count with it; [] for itself alone. */
  readonly with: readonly string[]
  readonly careType: string | null
  readonly location: string | null
  /** `<scheme>:<area>`, such as `buurtteam:zuilen`. */
  readonly area: string | null
  readonly from: string | null
  readonly to: string | null
  readonly by: readonly Cut[]
  readonly phase: string | null
  readonly channel: string | null
}

/** The providers that a filter takes together; null for all. */
export function providersIn({
  provider,
  with: others,
}: Pick<ResultsFilter, 'provider' | 'with'>): readonly string[] | null {
  return provider === null ? null : [provider, ...others]
}

/** hidden: fewer than 10, or needed to hide others; provisional: 10-29; full: from 30. */
export type Level = 'hidden' | 'provisional' | 'full'

export interface ResultRow {
  readonly survey: string
  readonly version: number
  readonly question: string
  readonly kind: QuestionKind
  readonly group: Readonly<Record<string, string>>
  readonly level: Level
  /** There when nearly everybody gave the same answer and there are fewer than 100: shares are then rounded and none is
   *  above 0.95 (0.9 below 20 answers); there are no counts. */
  readonly masked?: true
  /** There when nearly everybody gave the same answer in a part of it, of fewer than 100, that would follow by subtracting:
   *  shares are about what they say, and there are no counts. */
  readonly about?: true
  /** Answers with a value: don't-know, skipped and not-applicable are outside it. */
  readonly n: number | null
  readonly dontKnow: number | null
  readonly skipped: number | null
  readonly notApplicable: number | null
  /** Answers per value; null below 30, and when masked or about. */
  readonly counts: Readonly<Record<string, number>> | null
  /** Share of n per value, 0-1; rounded to 0.05 when provisional. */
  readonly distribution: Readonly<Record<string, number>> | null
  /** Top share, 0-1: faces3 3 · faces5 and agree5 4-5 · yes-no 1 · grade10 6-10; null for other kinds; rounded to 0.05 when provisional. */
  readonly share: number | null
  /** 95 % Wilson interval of the share; widened to 0.05 steps when provisional. */
  readonly interval: readonly [number, number] | null
  /** Of grade10 only, from 30; null when masked or about. */
  readonly mean: number | null
}

/** Whether shares of this row are rounded, and so are about what they say. */
export function isRounded({ level, masked, about }: Pick<ResultRow, 'level' | 'masked' | 'about'>): boolean {
  return level === 'provisional' || masked === true || about === true
}

export interface PublishedResults {
  readonly municipality: string
  readonly filter: ResultsFilter
  /** Day of the release shown, `2026-11-23`; null before the first. */
  readonly released: string | null
  /** There when example answers count in these figures. */
  readonly demo?: true
  readonly rows: readonly ResultRow[]
}

/** A count in the store. `value` is the answer's value as text (the number of a scale, an option's
 *  value), or `~dont-know`, `~skipped`, `~not-applicable`, or `~text` for a given text. An answer to a `choices` question
 *  counts once at each value chosen and once at `~answered`, which is its n. Context questions are not counted: they are
 *  `phase` and `answeredBy` ('' when not known). `location` is '' for a collector without one. */
export interface Tally {
  readonly survey: string
  readonly version: number
  /** `` (empty) counts the responses themselves. */
  readonly question: string
  readonly value: string
  readonly provider: string
  readonly careType: string
  readonly location: string
  readonly channel: string
  readonly access: string
  readonly phase: string
  readonly answeredBy: string
  readonly month: string
  readonly count: number
}

/** The dimensions of a tally by which released counts can be taken apart, one at a time: areas are made of locations. */
export type CutDimension = 'location' | 'channel' | 'access' | 'phase' | 'answeredBy'

export const CUT_DIMENSIONS: readonly CutDimension[] = ['location', 'channel', 'access', 'phase', 'answeredBy']

/** A released count as publishing needs it: what one release added to the tallies, summed over every dimension but one. */
export interface ReleasedTally
  extends Pick<Tally, 'survey' | 'version' | 'question' | 'value' | 'provider' | 'careType' | 'month' | 'count'> {
  /** Value of the one dimension that was asked for; '' where none was, and for what has no value in it. */
  readonly cell: string
  /** Month and number of the release that took it in, `2026-11#000042`: in order of text as in time. What a withdrawal took
   *  away comes as a negative count. */
  readonly batch: string
  /** 1 for example answers, 2 for what was brought in from an earlier survey. */
  readonly demo: 0 | 1 | 2
}
