/** What is known of a view beside its figures: GET /api/v1/results/background. */
export interface ResultsBackground {
  /** Filled in questionnaires as of the last release; 0 when there are none. */
  readonly responses: number
  /** Month of the last of them, `2026-11`; null when there are none. */
  readonly last: string | null
  /** How many of the clients answered, in the quarters and places of which it is known how many there were; null when
   *  it is known of none. */
  readonly rate: ResponseRate | null
  /** Marks that touch the view, oldest first. */
  readonly unreliable: readonly UnreliableMonths[]
}

export interface ResponseRate {
  readonly responses: number
  /** 1 or more. Responses may outnumber it: somebody may answer more than once. */
  readonly clients: number
  /** First and last quarter in it, `2026-Q3`; of those between them some may not be known. */
  readonly from: string
  readonly to: string
  /** Whether it is known of every quarter and place that has responses. */
  readonly complete: boolean
}

/** Months whose figures are not to be relied on, and why. */
export interface UnreliableMonths {
  readonly from: string
  readonly to: string
  readonly reason: string
}

/** A view that has figures, near one that has none: GET /api/v1/results/nearest. null is: no bound. */
export interface NearestView {
  readonly provider: string | null
  readonly careType: string | null
  readonly from: string | null
  readonly to: string | null
}
