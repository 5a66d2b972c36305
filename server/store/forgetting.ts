/** What is forgotten when its time is over, each with what `before` is for it. */
export type Kept =
  /** What somebody typed, in responses of a month before this one: `2025-12`. */
  | 'openAnswers'
  /** Responses of a month before this one. */
  | 'responses'
  /** What was typed, of open answers decided on before this day: `2026-10-21`. */
  | 'originals'
  /** By which code responses can be withdrawn, of those that were to be forgotten in this month or before. */
  | 'codes'
  /** Refused envelopes that came in a month before this one. */
  | 'refused'
  /** Lines of the audit log at its beginning, of before this moment: `2025-05-01T00:00:00Z`. */
  | 'audit'
  /** What devices said of themselves that were last heard of before this hour: `2026-05-01T00`. */
  | 'devices'
  /** Sessions made before this moment, in milliseconds since 1970. */
  | 'sessions'

/** The part of the store that forgets. Examples are nobody's answers: they stay. */
export interface Forgetting {
  /** How many `forget` would forget, without a bound. */
  overTerm(kind: Kept, before: string): number
  /** Forgets that, in one transaction, at most about `most` of it where there can be many; gives how many. `note` is called with that number in the
   *  same transaction, when it is not 0.
   *  Of open answers the text goes, and that they were given stays counted. Of a response all goes but its counts and a mark by which it
   *  is known when it comes again; one that can still be withdrawn by a code waits for that. Of a device its name, its bindings and its
   *  numbers stay. */
  forget(kind: Kept, before: string, most: number, note: (count: number) => void): number
  /** How many responses are there only as counts. */
  agedResponses(): number
}
