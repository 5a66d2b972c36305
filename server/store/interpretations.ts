import type { Interpretation, InterpretationSide } from '../../shared/interpretation.ts'
import type { ListedSnapshot } from '../../shared/snapshots.ts'

/** Of which report something is said. */
export interface ReportKey {
  readonly survey: string
  readonly provider: string
  readonly careType: string
  /** `2026-Q3`. */
  readonly quarter: string
}

/** An overview of a year, frozen. */
export interface Snapshot extends ListedSnapshot {
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
  snapshots(): readonly ListedSnapshot[]
  snapshot(id: string): Snapshot | null
}
