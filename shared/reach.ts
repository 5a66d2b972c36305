import type { Choice } from './results/choices.ts'

/** Longest reason why months are not to be relied on, in characters: it fits beside a figure. */
export const MAX_MARK_REASON = 300

/** How many clients a provider had in a quarter. */
export interface ShownReach {
  readonly provider: string
  readonly careType: string
  /** `2026-Q3` */
  readonly quarter: string
  readonly clients: number
}

/** Months whose figures are not to be relied on. '' is: every survey, provider or care type. */
export interface ShownMark {
  readonly survey: string
  readonly provider: string
  readonly careType: string
  /** `2026-07` */
  readonly from: string
  readonly to: string
  readonly reason: string
}

/** GET /api/v1/reach */
export interface ReachReply {
  /** Those of which this viewer says how many clients they had, with the care types that they give. */
  readonly providers: readonly (Choice & { readonly careTypes: readonly string[] })[]
  readonly careTypes: readonly Choice[]
  readonly surveys: readonly Choice[]
  /** Quarters that can be chosen, newest first. */
  readonly quarters: readonly string[]
  /** Newest quarter first. */
  readonly reach: readonly ShownReach[]
  /** Null for who may not say that months are not to be relied on. */
  readonly marks: readonly ShownMark[] | null
}
