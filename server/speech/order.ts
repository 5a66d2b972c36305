import type { Kilobits } from './voices.ts'

/** One clip to make. */
export interface Order {
  /** Where the MP3 goes. */
  readonly file: string
  readonly voice: string
  readonly text: string
  readonly wordsPerMinute: number
  readonly kilobits: Kilobits
}

/** What became of it. */
export type Report =
  | { readonly file: string; readonly bytes: number }
  | { readonly file: string; readonly fault: string }
