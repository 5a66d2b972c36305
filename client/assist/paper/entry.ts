import {
  type Comparison,
  compare,
  EMPTY,
  type Keying,
  pressKey,
  questionAt,
  type Settled,
} from '../../../shared/survey/keying.ts'
import type { Survey } from '../../../shared/survey/survey.ts'

/** How far one form on paper is. It lies in memory only: until "Klaar" the paper is the answer. */
export type Entry =
  | { readonly at: 'first'; readonly keying: Keying }
  /** Waits for another person to take the paper. */
  | { readonly at: 'hand-over'; readonly first: Keying }
  | { readonly at: 'second'; readonly first: Keying; readonly keying: Keying }
  | {
      readonly at: 'settle'
      readonly first: Keying
      readonly second: Keying
      readonly settled: Readonly<Record<string, Settled>>
    }

export const NEW_FORM: Entry = { at: 'first', keying: EMPTY }

/** The entry with another keying in place of the one that is under way. */
export function withKeying(survey: Survey, entry: Entry, keying: Keying): Entry {
  if (entry.at === 'first') return { ...entry, keying }
  if (entry.at !== 'second') return entry
  if (questionAt(survey, keying)) return { ...entry, keying }
  return { at: 'settle', first: entry.first, second: keying, settled: {} }
}

/** The entry after a key. In the first and the second keying each key is a cross; elsewhere none means anything here. */
export function keyed(survey: Survey, entry: Entry, key: string): Entry {
  if (entry.at !== 'first' && entry.at !== 'second') return entry
  const after = pressKey(survey, entry.keying, key)
  return after === entry.keying ? entry : withKeying(survey, entry, after)
}

/** All is keyed and nothing is open: what "Klaar" keeps; null before that. */
export function readyToKeep(survey: Survey, entry: Entry): Keying | null {
  if (entry.at === 'first') return questionAt(survey, entry.keying) ? null : entry.keying
  if (entry.at !== 'settle') return null
  const { whole, keying } = comparisonOf(survey, entry)
  return whole ? keying : null
}

/** The two keyings beside each other. */
export function comparisonOf(survey: Survey, entry: Extract<Entry, { at: 'settle' }>): Comparison {
  return compare(survey, entry.first, entry.second, entry.settled)
}

/** How often a form is keyed by a second person: every so many forms; 0 is never. */
export const EVERY = [0, 10, 5, 1] as const
export type Every = (typeof EVERY)[number]

/** Whether the form with that number in the pile, 1 for the first, is keyed twice. */
export function isTwice(number: number, every: Every): boolean {
  return every > 0 && number % every === 0
}
