/** Whether an answer is a signal for the talk: no, not yet talked about, talked about. */
export type Signal = '' | 'open' | 'done'

/** An open answer that waits for a decision, as it was typed. */
export interface WaitingAnswer {
  /** 32 hex digits of chance. */
  readonly id: string
  readonly survey: string
  readonly version: number
  readonly question: string
  readonly text: string
  readonly demo: boolean
}

/** What a person decided: to show this text, in which what says who somebody is was covered, or to keep it back (null). */
export interface OpenAnswerDecision {
  readonly id: string
  readonly text: string | null
}

/** An open answer that is shown. Nothing of when it came, and nothing of the other answers of its person. */
export interface ShownAnswer {
  readonly id: string
  readonly survey: string
  readonly question: string
  readonly provider: string
  readonly careType: string
  readonly demo: boolean
  readonly text: string
  readonly signal: Signal
}

/** Which shown answers; what is left out is not chosen. */
export interface ShownQuery {
  readonly survey?: string
  readonly provider?: string
  readonly careType?: string
}

/** The part of the store for open answers. */
export interface OpenAnswers {
  /** At most so many answers that wait for a decision, in the order of their ids, which is chance; after this id. */
  waitingAnswers(limit: number, after: string): readonly WaitingAnswer[]
  /** The text of one that waits; null when it waits no more. */
  waitingAnswer(id: string): string | null
  /** How many wait. */
  countWaiting(): number
  /** Notes decisions made on that day, all in one transaction; those about an answer that is there no more, or decided
   *  already, do nothing. Gives how many were noted. */
  decide(decisions: readonly OpenAnswerDecision[], day: string): number
  /** Shows what was decided to be shown, in each group (survey × question × provider × care type) where at least
   *  `threshold` answers are new: what is added is never fewer. Gives how many answers began to be shown. */
  publishAnswers(threshold: number): number
  /** What is shown, in the order of the ids. */
  shownAnswers(query: ShownQuery): readonly ShownAnswer[]
  /** One of them; null when it is not shown. */
  shownAnswer(id: string): ShownAnswer | null
  /** Makes it a signal, a signal that was talked about, or none; false when it is not shown. */
  markSignal(id: string, signal: Signal, day: string): boolean
  /** How many open signals each provider has, of those that have any. */
  openSignals(): ReadonlyMap<string, number>
}
