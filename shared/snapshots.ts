import type { AskedQuestion, Choice } from './results/choices.ts'
import type { ResultRow } from './results/results.ts'
import type { Theme } from './survey/survey.ts'

/** The topics of the yearly client experience survey. Source: Wmo 2015, article 2.5.1, and the national list: access,
 *  quality, effect. */
export const OVERVIEW_THEMES = ['toegang', 'kwaliteit', 'effect'] as const satisfies readonly Theme[]

/** `year`: of all Wmo care types by topic; `council`: in short, for the council. */
export const OVERVIEW_KINDS = ['year', 'council'] as const

type OverviewKind = (typeof OVERVIEW_KINDS)[number]

/** An overview of a year as it was on the day that it was made; it never changes. */
export interface ListedSnapshot {
  readonly id: string
  readonly kind: OverviewKind
  /** `2026`. */
  readonly year: string
  /** Day it was made, `2027-02-01`. */
  readonly day: string
}

/** GET /api/v1/snapshots: the newest first. */
export interface SnapshotsReply {
  readonly snapshots: readonly ListedSnapshot[]
}

/** What the answers to the questions of one topic come to; a share for each scale among them. */
export interface ThemeFigure {
  readonly theme: (typeof OVERVIEW_THEMES)[number]
  readonly scales: readonly ThemeScale[]
}

export interface ThemeScale {
  /** 0 to 1. */
  readonly share: number
  /** Answers, not people. */
  readonly n: number
  readonly about: boolean
  /** One of its questions, for the words of its favourable answers. */
  readonly like: AskedQuestion
}

/** One question of a care type, as published. */
export interface OverviewQuestion {
  readonly question: AskedQuestion
  readonly row: ResultRow
}

/** One survey of one care type, over all providers together. */
export interface OverviewPart {
  readonly careType: Choice
  readonly survey: Choice & { readonly version: number }
  /** Filled in questionnaires of the year. */
  readonly responses: number
  readonly themes: readonly ThemeFigure[]
  /** Of these topics, in the order of the survey. */
  readonly questions: readonly OverviewQuestion[]
}

/** GET /api/v1/snapshots/{id}/figures.json: a year of all care types, from published results only. */
export interface YearOverview {
  readonly productName: string
  readonly municipality: Choice
  /** `2026`. */
  readonly year: string
  /** Day it was made. */
  readonly day: string
  readonly released: string | null
  readonly demo: boolean
  /** By name of the care type; those without answers are not in it. */
  readonly parts: readonly OverviewPart[]
}
