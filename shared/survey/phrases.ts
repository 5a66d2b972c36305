import { coverageOf, toTranslate, whereText } from './coverage.ts'
import type { PhraseKind, Sentence, TextBook } from './text-book.ts'

/** A text to translate once, however many places say it. */
export interface Phrase {
  readonly nl: string
  /** Its English, as an aid; null when there is none. */
  readonly en: string | null
  /** At most three of the places where it stands. */
  readonly where: readonly string[]
  readonly kind: PhraseKind
  /** How the survey addresses people. */
  readonly address: 'u' | 'je'
  /** The translation that is there now, perhaps of older words; null when there is none. */
  readonly now: string | null
}

/** One text in one place. */
export interface Spot {
  readonly book: TextBook
  readonly sentence: Sentence
}

const MAX_WHERE = 3

/** Every distinct phrase that is missing or outdated in that language somewhere, or with `all` every one, in the order
 *  in which the places have them. Places whose first language is not Dutch are passed over. */
export function collectPhrases(books: readonly TextBook[], language: string, all: boolean): readonly Phrase[] {
  return groupSpots(translatable(books, language)).flatMap((spots) => {
    const wanted = all || spots.some(({ book, sentence }) => isWanted(book, sentence, language))
    return wanted ? [phraseOf(spots, language)] : []
  })
}

/** The places whose texts are translated from Dutch into that language. */
export function translatable(books: readonly TextBook[], language: string): readonly TextBook[] {
  return books.filter(({ first, fixed }) => first === 'nl' && first !== language && !fixed.includes(language))
}

/** The spots with the same words, kind and address together. */
function groupSpots(books: readonly TextBook[]): readonly (readonly Spot[])[] {
  const groups = new Map<string, Spot[]>()
  for (const book of books) {
    for (const sentence of toTranslate(book)) {
      const key = phraseKey(book, sentence)
      groups.set(key, [...(groups.get(key) ?? []), { book, sentence }])
    }
  }
  return [...groups.values()]
}

/** The same for all spots that one translation serves. */
export function phraseKey(book: TextBook, { text, kind }: Sentence): string {
  return JSON.stringify([text, kind, addressOf(book, kind)])
}

/** Only sentences address a person; a label or a description is the same for everybody. */
export function addressOf(book: TextBook, kind: PhraseKind): 'u' | 'je' {
  return kind === 'question' || kind === 'hint' || kind === 'explain' || kind === 'intro' || kind === 'title'
    ? book.address
    : 'u'
}

/** Whether that text is missing there, or made from older words. */
export function isWanted(book: TextBook, { path }: Sentence, language: string): boolean {
  const { missing, outdated } = coverageOf(book, language)
  return [...missing, ...outdated].some((sentence) => sentence.path === path)
}

function phraseOf(spots: readonly Spot[], language: string): Phrase {
  const [first] = spots
  if (!first) throw new Error('a phrase stands somewhere')
  const { book, sentence } = first
  const said = (code: string) =>
    spots.flatMap((spot) => spot.book.translations.get(code)?.texts.get(spot.sentence.path) ?? [])
  const current = spots
    .filter((spot) => !isWanted(spot.book, spot.sentence, language))
    .flatMap((spot) => spot.book.translations.get(language)?.texts.get(spot.sentence.path) ?? [])
  return {
    nl: sentence.text,
    en: said('en')[0] ?? null,
    where: spots.slice(0, MAX_WHERE).map((spot) => whereText(spot.book, spot.sentence.path)),
    kind: sentence.kind,
    address: addressOf(book, sentence.kind),
    now: current[0] ?? said(language)[0] ?? null,
  }
}
