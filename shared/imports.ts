import type { AskedQuestion, Choice } from './results/choices.ts'

/** What the page takes; the command takes any file. */
export const IMPORT_LIMITS = { bytes: 8_000_000, lines: 20_000, part: 150_000 } as const

/** GET /api/v1/imports */
export interface ImportsReply {
  /** By name. */
  readonly imports: readonly ShownImport[]
  /** How many lines were looked at of what is being read now; null for nothing. */
  readonly lines: number | null
}

/** An earlier survey that was brought in. */
export interface ShownImport {
  readonly name: string
  readonly source: string
  /** `2026-11-27` */
  readonly day: string
  readonly responses: number
  /** What its columns meant, as it was given: the next file of that maker can use it again. */
  readonly mapping: unknown
}

/** What came of looking at a file, or of bringing it in. */
export interface LookedAt {
  readonly encoding: string
  readonly lines: number
  readonly accepted: number
  readonly refused: number
  readonly kept: boolean
  /** The first of what was refused; all of it is in `/api/v1/imports/refused.csv`. */
  readonly refusedLines: readonly RefusedLine[]
}

/** A line of a file that is not right, and why. */
export interface RefusedLine {
  readonly line: number
  readonly reason: string
}

/** GET /api/v1/imports/columns: what a mapping can be made from. */
export interface MappingParts {
  readonly columns: readonly ImportColumn[]
  /** The newest version of each survey, with the questions that can be brought in. */
  readonly surveys: readonly (Choice & { readonly questions: readonly AskedQuestion[] })[]
  readonly providers: readonly Choice[]
  readonly careTypes: readonly Choice[]
}

/** A column of the file that is brought in. */
export interface ImportColumn {
  readonly name: string
  /** Every different text in it; [] where there are too many. */
  readonly texts: readonly string[]
}

/** Where something stands: in a column, with what its texts stand for, or the same for all lines. */
export type MadePlace =
  | { readonly column: string; readonly values?: Readonly<Record<string, string | number>> }
  | { readonly value: string }

/** A mapping as the page makes it; a file may say more (`server/import/mapping.ts`). */
export interface MadeMapping {
  readonly source: string
  readonly survey: string
  readonly provider: MadePlace
  readonly careType: MadePlace
  readonly month: MadePlace
  readonly answers: Readonly<Record<string, MadePlace>>
}
