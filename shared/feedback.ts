import type { Choice } from './results/choices.ts'

/** A draft is read by its writers only; what was published is read by everybody until it is taken back, for good. */
export type FeedbackState = 'draft' | 'published' | 'taken-back'

/** Characters of a message: what a person reads in one look on a kiosk. */
export const FEEDBACK_LENGTH = 120

/** Something to mend in a message, in Dutch. */
export interface FeedbackRemark {
  /** True where it holds publishing back. */
  readonly holds: boolean
  readonly problem: string
  readonly mend: string
}

/** A message about what was done with answers, for who writes it. */
export interface FeedbackItem {
  readonly id: string
  /** '' for the whole city. */
  readonly provider: string
  readonly providerName: string
  readonly text: string
  readonly picture: string
  /** Day of publication; '' for a draft. */
  readonly day: string
  readonly state: FeedbackState
  /** Of a draft only. */
  readonly remarks: readonly FeedbackRemark[]
}

/** GET /api/v1/feedback */
export interface FeedbackReply {
  /** For whom this viewer may write; an id of '' is the whole city. */
  readonly providers: readonly Choice[]
  /** Pictures to choose from, with what they show; each is at `/plaatjes/{id}.svg`. */
  readonly pictures: readonly Choice[]
  /** Drafts first, then the newest. */
  readonly items: readonly FeedbackItem[]
}
