import type { Question } from '../../shared/survey/survey.ts'

/** Where the person at the screen is, beside what the app itself knows. */
export interface Visit {
  /** Somebody is at the screen; false on the attract screen. */
  readonly on: boolean
  /** The one question of a survey that asks one thing; a tap on it is an answer. */
  readonly one: Question | null
  /** That answer was given a moment ago and can be taken back. */
  readonly undoing: boolean
  /** The overview was asked for. */
  readonly reviewing: boolean
  /** The answers could not be kept; it is tried again and again. */
  readonly stuck: boolean
}

export const NOBODY: Visit = { on: false, one: null, undoing: false, reviewing: false, stuck: false }
