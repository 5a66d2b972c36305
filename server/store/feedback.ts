import type { FeedbackState } from '../../shared/feedback.ts'

/** What was done with answers, in one sentence with a picture. */
export interface Feedback {
  readonly id: string
  /** Id of the provider that did it; '' for the whole city. */
  readonly provider: string
  readonly text: string
  /** Id of a picture of the kit. */
  readonly picture: string
  /** Day of publication, `2026-11-27`; '' for a draft. */
  readonly day: string
  readonly state: FeedbackState
}

/** The part of the store for what was done with answers. */
export interface Feedbacks {
  /** Null when there is none with that id. */
  feedback(id: string): Feedback | null
  /** All of them, the newest day first; drafts before the rest. */
  feedbacks(): readonly Feedback[]
  /** Those of this provider ('' for the whole city) that everybody may read, the newest first. */
  publishedFeedback(provider: string): readonly Feedback[]
  /** Adds or changes. */
  saveFeedback(feedback: Feedback): void
}
