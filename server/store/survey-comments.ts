import type { CommentKind } from '../../shared/survey-desk.ts'

/** What somebody said of a question of a draft; who it was is not kept. */
export interface SurveyComment {
  /** UUID v4, so that the order says nothing. */
  readonly id: string
  readonly survey: string
  readonly version: number
  readonly question: string
  readonly kind: CommentKind
  /** '' for none. */
  readonly note: string
  readonly role: string
  /** `2026-11-27` */
  readonly day: string
}

/** What a store keeps of the review of drafts. */
export interface SurveyComments {
  addSurveyComment(comment: SurveyComment): void
  /** Of that version, by question and day; on one day in no order that means something. */
  surveyComments(survey: string, version: number): readonly SurveyComment[]
}
