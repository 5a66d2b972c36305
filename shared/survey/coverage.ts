import { textDigest } from './provenance.ts'
import type { Sentence, TextBook } from './text-book.ts'
import { isWordless } from './text-schema.ts'

/** How far the texts of one place are translated into a language. */
export interface Coverage {
  /** Texts that need a translation. */
  readonly texts: number
  /** Not translated: people read the first language. */
  readonly missing: readonly Sentence[]
  /** Translated from words that have changed since. */
  readonly outdated: readonly Sentence[]
  /** Translated, yet nothing says from which words; how many. */
  readonly unstamped: number
}

/** How far this place is translated into that language; of its first language nothing is ever missing. */
export function coverageOf(book: TextBook, language: string): Coverage {
  const own = book.translations.get(language)
  const has = (sentence: Sentence) => own?.texts.has(sentence.path) === true
  const wanted = toTranslate(book).filter((sentence) => !mayLack(sentence) || has(sentence))
  if (language === book.first) return { texts: wanted.length, missing: [], outdated: [], unstamped: 0 }
  return {
    texts: wanted.length,
    missing: wanted.filter((sentence) => !has(sentence)),
    outdated: wanted.filter((sentence) => has(sentence) && isOutdated(own?.of[sentence.path], sentence)),
    unstamped: wanted.filter((sentence) => has(sentence) && own?.of[sentence.path] === undefined).length,
  }
}

/** The texts that differ from language to language. */
export function toTranslate(book: TextBook): readonly Sentence[] {
  return book.sentences.filter(({ text }) => !isWordless(text))
}

/** An explanation is an interviewer's aid: where it lacks, nobody reads a text in a language that they did not choose. */
function mayLack({ kind }: Sentence): boolean {
  return kind === 'explain'
}

function isOutdated(stamp: string | undefined, sentence: Sentence): boolean {
  return stamp !== undefined && stamp !== textDigest(sentence.text)
}

/** Where a text stands, as people write it: `utrecht/taalles questions.komen.text`. */
export function whereText(book: TextBook, path: string): string {
  return `${book.place} ${path}`
}
