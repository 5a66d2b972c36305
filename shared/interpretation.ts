import type { Role } from './roles.ts'

/** What people say of the figures of a report, in the order in which it is asked. */
export const INTERPRETATION_FIELDS = ['sight', 'meaning', 'striking', 'action'] as const

export type InterpretationField = (typeof INTERPRETATION_FIELDS)[number]

/** Longest text of a field, in code points. */
export const MAX_INTERPRETATION = 800

/** Who says it: the provider itself, or somebody of the municipality. */
export type InterpretationSide = 'provider' | 'municipality'

/** What one side says of a report, with the role of who wrote it last and the day. */
export interface Interpretation {
  readonly side: InterpretationSide
  readonly role: Role
  /** `2026-11-27`. */
  readonly day: string
  /** '' where nothing is said. */
  readonly texts: Readonly<Record<InterpretationField, string>>
}

/** GET /api/v1/interpretation: what is said of the report of one survey, provider, care type and quarter. */
export interface InterpretationReply {
  /** The provider's own first. */
  readonly said: readonly Interpretation[]
  /** For which side this viewer writes; null for who only reads. */
  readonly side: InterpretationSide | null
}

/** A survey and care type with released answers of one provider, and their first and last month. */
export interface Talkable {
  readonly survey: string
  readonly careType: string
  readonly from: string
  readonly to: string
}

/** GET /api/v1/talks: what there is to talk about with one provider, newest answers first. */
export interface TalksReply {
  readonly talks: readonly Talkable[]
}
