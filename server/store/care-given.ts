/** A care type that a provider gives. */
export interface CareGiven {
  /** Id. */
  readonly provider: string
  readonly careType: string
  /** Days, `2019-02-28`, both included; null is: no bound but those of the provider. */
  readonly validFrom: string | null
  readonly validUntil: string | null
  /** First and last day of the contract; null where it is not known. */
  readonly contractFrom: string | null
  readonly contractUntil: string | null
  /** Its number, or a word about it; '' for none. */
  readonly contractNote: string
}

/** The part of the store for what providers give. */
export interface CareGivens {
  /** By provider and care type. */
  careGiven(): readonly CareGiven[]
  /** Adds or changes. Throws for a provider that is not there. */
  saveCareGiven(care: CareGiven): void
  /** Gives whether it was there. */
  dropCareGiven(provider: string, careType: string): boolean
}
