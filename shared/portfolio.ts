/** A care type that a provider gives, with its contract. */
export interface FollowedCare {
  readonly name: string
  /** Days, `2026-12-31`; null where it is not known. */
  readonly contractFrom: string | null
  readonly contractUntil: string | null
  /** '' for none. */
  readonly contractNote: string
}

/** A provider as an account manager follows it. No scores: this is no list to rank. */
export interface FollowedProvider {
  readonly id: string
  readonly name: string
  /** How many released answers there are to the question that has most, of all surveys and years; null below ten. */
  readonly n: number | null
  /** Month of the last released answer, `2026-11`; null before the first. */
  readonly lastAnswer: string | null
  /** What it gives today, by name. */
  readonly care: readonly FollowedCare[]
  /** How many open answers wait to be talked about. */
  readonly openSignals: number
  /** Day of the next talk, `2026-12-14`; null when none is set. */
  readonly nextTalk: string | null
}

/** GET /api/v1/portfolio: by name. */
export interface PortfolioReply {
  /** Today by the server's clock, `2026-11-27`. */
  readonly today: string
  readonly providers: readonly FollowedProvider[]
}
