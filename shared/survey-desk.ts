import type { MunicipalityCard } from './municipality.ts'
import type { Survey } from './survey/survey.ts'

/** What somebody can say of a question: a question is missing, a hard word, the wrong place, a good question, do not ask it. */
export const COMMENT_KINDS = ['missing', 'jargon', 'order', 'good', 'leave-out'] as const

export type CommentKind = (typeof COMMENT_KINDS)[number]

/** Longest note with a comment, in characters. */
export const MAX_NOTE = 300

/** What somebody said of a question. Who it was is kept nowhere. */
export interface ShownComment {
  readonly question: string
  readonly kind: CommentKind
  readonly note: string
  readonly role: string
  readonly day: string
}

/** A survey in the list of those who make or review surveys. */
export interface ListedSurvey {
  readonly id: string
  /** In its first language; the id where the draft cannot be read. */
  readonly title: string
  /** Null for a draft that cannot be read. */
  readonly version: number | null
  readonly isDraft: boolean
  readonly questions: number
  readonly languages: readonly string[]
  /** Every version that was published, oldest first, with its day. */
  readonly published: readonly { readonly version: number; readonly day: string }[]
  /** How much is wrong with the files of a draft. */
  readonly faults: number
}

/** GET /api/v1/surveys: drafts first, then by title. */
export interface SurveysReply {
  readonly surveys: readonly ListedSurvey[]
}

/** How far one question of a survey is. */
export interface QuestionState {
  readonly question: string
  /** `draft` where nobody saw the words that it has now. */
  readonly stage: 'draft' | 'rewritten' | 'tested'
  /** The day of that and with whom; '' for a draft. */
  readonly on: string
  readonly with: string
  /** Languages beside the first in which all its texts are there and of the words that it has now. */
  readonly translated: readonly string[]
  /** Languages in which a person reads the question aloud. */
  readonly recorded: readonly string[]
}

/** GET /api/v1/surveys/current/{id} and /draft/{id} */
export interface SurveyReply {
  readonly id: string
  readonly isDraft: boolean
  /** Null where the files are wrong. */
  readonly survey: Survey | null
  readonly states: readonly QuestionState[]
  readonly municipality: MunicipalityCard
  /** Of this version of a draft; [] for what is in use. */
  readonly comments: readonly ShownComment[]
  /** What is wrong with the files, in Dutch. */
  readonly faults: readonly string[]
}
