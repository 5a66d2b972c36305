import type { Fault } from '../fault.ts'

/** The rules of the Taalcheck that judge words. T11 (picture, description and sound are there) is told by the checks of
 *  those, through `asMissing` in `fault.ts`. */
export type RuleId = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'T8' | 'T9' | 'T10' | 'T12' | 'T13'

/** An error holds publishing back, a warning asks for a second look, a tip may be left. */
export type Severity = 'error' | 'warn' | 'info'

/** What a text is for, which decides the rules it meets. `question`: the words of a question. `sentence`: all else that
 *  a respondent reads. `alt`: what a picture shows. `professional`: read by people at work. */
export type TextRole = 'question' | 'sentence' | 'alt' | 'professional'

/** A Dutch text of the product with its place. */
export interface LanguageText {
  /** As in a fault: `utrecht/regiotaxi/nl.json`. */
  readonly file: string
  readonly path: string
  readonly line?: number
  readonly text: string
  readonly role: TextRole
  /** How it must address the reader; absent where it should address nobody. */
  readonly address?: 'u' | 'je'
  /** The survey it belongs to; words must stay the same within one. */
  readonly survey?: string
  /** True where the scale asks for a statement to agree with. */
  readonly statement?: boolean
}

/** One thing to mend in one sentence. */
export interface Remark {
  readonly rule: RuleId
  readonly severity: Severity
  /** The word or words it is about, as they stand in the sentence; else the sentence. */
  readonly quote: string
  readonly problem: string
  readonly mend: string
}

/** A remark with its place. */
export interface Finding extends Omit<Fault, 'rule'>, Remark {
  readonly sentence: string
}

/** The lists that the rules look words up in; all words in small letters. */
export interface WordLists {
  /** Place in the list of words by frequency in spoken Dutch, from 1. */
  readonly ranks: ReadonlyMap<string, number>
  /** Words that these readers know although the list ranks them low. */
  readonly known: ReadonlySet<string>
  /** Words of their work that people who read the results know. */
  readonly knownAtWork: ReadonlySet<string>
  /** Simpler words for jargon; a key may be several words. */
  readonly jargon: ReadonlyMap<string, readonly string[]>
  /** Simpler words for figures of speech. */
  readonly figures: ReadonlyMap<string, readonly string[]>
  /** Groups of words for the same person, place or thing. */
  readonly samePerson: readonly (readonly string[])[]
}
