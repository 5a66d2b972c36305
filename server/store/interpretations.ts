import type { Interpretation, InterpretationSide } from '../../shared/interpretation.ts'

/** Of which report something is said. */
export interface ReportKey {
  readonly survey: string
  readonly provider: string
  readonly careType: string
  /** `2026-Q3`. */
  readonly quarter: string
}

/** An overview of a year, frozen. */
export interface Snapshot {
  readonly id: string
  /** `year`: of all Wmo care types by topic; `council`: in short, for the council. */
  readonly kind: 'year' | 'council'
  /** `2026`. */
  readonly year: string
  /** Day it was made, `2027-02-01`. */
  readonly day: string
  /** The published figures in it, as JSON. */
  readonly figures: string
  /** The PDF as it was made. */
  readonly file: Uint8Array
}

/** What a store keeps of what people say of reports, and of reports that are frozen. */
export interface Interpretations {
  /** The provider's own first. */
  interpretations(key: ReportKey): readonly Interpretation[]
  /** Takes the place of what that side said before. */
  saveInterpretation(key: ReportKey, said: Interpretation): void
  /** False when there was none. */
  dropInterpretation(key: ReportKey, side: InterpretationSide): boolean
  /** It never changes; throws when there is one with this id. */
  saveSnapshot(snapshot: Snapshot): void
  /** Without their figures and files, newest day first. */
  snapshots(): readonly Omit<Snapshot, 'figures' | 'file'>[]
  snapshot(id: string): Snapshot | null
}
