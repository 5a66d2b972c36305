import { ABBREVIATIONS } from './dutch.ts'
import { baseForms } from './word-forms.ts'

/** A word, a number or a placeholder of a sentence. */
export interface Token {
  readonly kind: 'word' | 'number' | 'placeholder'
  /** As written. */
  readonly text: string
  /** In small letters, with straight apostrophes. */
  readonly lower: string
  /** The forms under which it may stand in a list, `lower` first. */
  readonly forms: readonly string[]
  /** Where it begins in the text. */
  readonly start: number
}

/** A sentence of a text; a heading or label without full stop is one too. */
export interface Sentence {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Ends with a question mark. */
  readonly asks: boolean
}

const TOKEN = /\{\{[^{}]*\}\}|\p{L}[\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{M}\p{N}]+)*|\d+(?:[.,:/-]\d+)*/gu
const END = /[.!?…]+["'’”»)]*(?=\s|$)|[\r\n]+/gu

/** The sentences of a text, in order; none for a text without letters or digits. A full stop of an abbreviation ends no
 *  sentence. */
export function sentencesOf(text: string): readonly Sentence[] {
  const pieces: string[] = []
  let start = 0
  for (const end of text.matchAll(END)) {
    const stop = end.index + end[0].length
    if (end[0].startsWith('.') && endsInAbbreviation(text.slice(start, stop))) continue
    pieces.push(text.slice(start, stop))
    start = stop
  }
  pieces.push(text.slice(start))
  return pieces.map((piece) => sentence(piece.trim())).filter(({ tokens }) => tokens.length > 0)
}

function endsInAbbreviation(piece: string): boolean {
  const last = piece.trim().split(/\s+/u).at(-1)?.toLowerCase() ?? ''
  return ABBREVIATIONS.has(last)
}

function sentence(text: string): Sentence {
  return { text, tokens: tokensOf(text), asks: /\?["'’”»)]*$/u.test(text) }
}

/** The words, numbers and placeholders of a text, in order. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: found, index: start }) => {
    const kind = found.startsWith('{{') ? 'placeholder' : /^\d/u.test(found) ? 'number' : 'word'
    const lower = found.toLowerCase().replaceAll('’', "'")
    return { kind, text: found, lower, forms: kind === 'word' ? baseForms(lower) : [lower], start }
  })
}

/** The words of a sentence. */
export function wordsOf({ tokens }: Sentence): readonly Token[] {
  return tokens.filter(({ kind }) => kind === 'word')
}

/** The words, as written, that stand in the sentence in this order and side by side; null when they do not.
 *  `same` says whether a token of the sentence is that word. */
export function phraseIn(
  sentence: Sentence,
  phrase: string,
  same: (token: Token, word: string) => boolean,
): string | null {
  const words = phrase.split(' ')
  const { tokens } = sentence
  const at = tokens.findIndex((_, index) =>
    words.every((word, step) => {
      const token = tokens[index + step]
      return token !== undefined && same(token, word)
    }),
  )
  const [first, last] = [tokens[at], tokens[at + words.length - 1]]
  return first && last ? quoteOf(sentence, first, last) : null
}

/** The sentence as written from one token to another. */
export function quoteOf({ text }: Sentence, from: Token, to: Token): string {
  return text.slice(from.start, to.start + to.text.length)
}
