import type { Cover } from './personal/mask.ts'

/** A part of a text to decide on: a word or what stands between words, and as what it was found; null for what was not. */
export interface ReviewPiece {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly found: Cover['kind'] | null
}

/** An open answer that waits until a person has looked at it. */
export interface ReviewItem {
  readonly id: string
  /** The question in Dutch. */
  readonly question: string
  readonly survey: string
  readonly demo: boolean
  /** The whole text, in order. */
  readonly pieces: readonly ReviewPiece[]
}

/** GET /api/v1/open-answers/review */
export interface ReviewReply {
  /** How many wait in all. */
  readonly waiting: number
  readonly items: readonly ReviewItem[]
}

/** What a person decided: to show the answer with these parts covered, or to keep it back. */
export type Decision =
  | { readonly id: string; readonly show: true; readonly covers: readonly Cover[] }
  | { readonly id: string; readonly show: false }

/** An open answer as it is shown. */
export interface OpenAnswer {
  readonly id: string
  readonly text: string
  /** Whether it is a signal for the talk: no, not yet talked about, talked about. */
  readonly signal: '' | 'open' | 'done'
}

/** Words that mean the same, with the answers that have one of them. */
export interface WordGroup {
  /** The form that is there most. */
  readonly word: string
  /** Every form, most common first. */
  readonly forms: readonly string[]
  /** Places in the list of answers. */
  readonly answers: readonly number[]
}

/** The open answers to one question at one provider for one care type: ten or more. */
export interface OpenAnswerGroup {
  readonly survey: string
  readonly question: { readonly id: string; readonly text: string }
  readonly provider: { readonly id: string; readonly name: string }
  readonly careType: { readonly id: string; readonly name: string }
  readonly demo: boolean
  /** In an order that is chance. */
  readonly answers: readonly OpenAnswer[]
  readonly words: readonly WordGroup[]
}

/** GET /api/v1/open-answers */
export interface OpenAnswersReply {
  readonly groups: readonly OpenAnswerGroup[]
  /** Whether this viewer may mark signals. */
  readonly maySignal: boolean
  /** How many wait for a person to look at them; null for who does not look at them. */
  readonly waiting: number | null
  /** Where somebody with a complaint can go. */
  readonly complaint: readonly { readonly name: string; readonly phone?: string; readonly url?: string }[]
}
