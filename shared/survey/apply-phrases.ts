import { whereText } from './coverage.ts'
import { nearest } from './fault.ts'
import { phraseTroubles } from './phrase-troubles.ts'
import { addressOf, isWanted, phraseKey, type Spot, translatable } from './phrases.ts'
import { textDigest } from './provenance.ts'
import type { PhraseKind, TextBook } from './text-book.ts'

/** A translated phrase as a translator gives it. */
export interface TranslatedPhrase {
  readonly nl: string
  readonly kind: PhraseKind
  /** Absent: for both. */
  readonly address?: 'u' | 'je'
  /** Absent or null: not translated yet. */
  readonly to?: string | null
  /** Only in these places (`utrecht/taalles questions.beter.options.tijd`); goes before a line without it. */
  readonly only?: readonly string[]
}

/** The new texts of one place, by path. */
export interface NewTexts {
  readonly place: string
  readonly texts: ReadonlyMap<string, string>
  /** The stamp of every text that is there now. */
  readonly of: Readonly<Record<string, string>>
}

export type Application =
  /** Only places where something changes. `reused`: texts that another place had already. */
  | { readonly ok: true; readonly changed: readonly NewTexts[]; readonly reused: number }
  /** In Dutch, a line each. */
  | { readonly ok: false; readonly troubles: readonly string[] }

/** Puts translated phrases in every place that says them; texts still missing come from places that have them already.
 *  With one wrong line nothing is done at all. */
export function applyPhrases(
  books: readonly TextBook[],
  language: string,
  phrases: readonly TranslatedPhrase[],
): Application {
  const spots = translatable(books, language).flatMap((book) =>
    book.sentences.map((sentence): Spot => ({ book, sentence })),
  )
  const given = phrases.filter(({ to }) => typeof to === 'string')
  const lines = given.map((phrase) => ({ phrase, to: (phrase.to ?? '').trim().normalize('NFC') }))
  const troubles = lines.flatMap(({ phrase, to }) => lineTroubles(spots, phrase, to))
  const chosen = choose(spots, lines, troubles)
  const reused = reuse(spots, language, chosen)
  const changed = translatable(books, language).flatMap((book) => newTexts(book, language, chosen))
  troubles.push(...twinTroubles(translatable(books, language), changed))
  return troubles.length > 0 ? { ok: false, troubles: [...new Set(troubles)] } : { ok: true, changed, reused }
}

interface Line {
  readonly phrase: TranslatedPhrase
  readonly to: string
}

/** The translation of each spot, by `place path`. */
type Chosen = Map<string, { readonly to: string; readonly exact: boolean }>

function lineTroubles(spots: readonly Spot[], phrase: TranslatedPhrase, to: string): string[] {
  const { nl, kind, only } = phrase
  const same = spots.filter(({ book, sentence }) => says(phrase, book, sentence.text, sentence.kind))
  if (same.length === 0) {
    const near = nearest(
      nl,
      spots.filter(({ sentence }) => sentence.kind === kind).map(({ sentence }) => sentence.text),
    )
    return [`"${nl}" (${kind}) staat nergens.${near === null ? '' : ` Bedoelt u "${near}"?`}`]
  }
  const known = same.map(({ book, sentence }) => whereText(book, sentence.path))
  const strange = (only ?? []).filter((place) => !known.includes(place))
  return [
    ...phraseTroubles(nl, kind, to),
    ...strange.map((place) => `"${nl}" staat niet op de plek "${place}". Wel op: ${known.slice(0, 3).join('; ')}.`),
  ]
}

function says(phrase: TranslatedPhrase, book: TextBook, text: string, kind: PhraseKind): boolean {
  const address = phrase.address === undefined || phrase.address === addressOf(book, kind)
  return text === phrase.nl && kind === phrase.kind && address
}

function choose(spots: readonly Spot[], lines: readonly Line[], troubles: string[]): Chosen {
  const chosen: Chosen = new Map()
  for (const { phrase, to } of lines) {
    const exact = phrase.only !== undefined
    for (const { book, sentence } of spots) {
      const place = whereText(book, sentence.path)
      if (!says(phrase, book, sentence.text, sentence.kind) || (exact && !phrase.only?.includes(place))) continue
      const earlier = chosen.get(place)
      if (earlier && earlier.exact === exact && earlier.to !== to)
        troubles.push(`"${phrase.nl}" is twee keer anders vertaald: "${earlier.to}" en "${to}".`)
      if (!earlier || exact || !earlier.exact) chosen.set(place, { to, exact })
    }
  }
  return chosen
}

/** Fills what nobody gave from the same phrase elsewhere, when all who have it say the same; gives how many. */
function reuse(spots: readonly Spot[], language: string, chosen: Chosen): number {
  const known = new Map<string, Set<string>>()
  const keyOf = ({ book, sentence }: Spot) => phraseKey(book, sentence)
  const wanted = (spot: Spot) => isWanted(spot.book, spot.sentence, language)
  for (const spot of spots) {
    const place = whereText(spot.book, spot.sentence.path)
    const old = wanted(spot) ? undefined : spot.book.translations.get(language)?.texts.get(spot.sentence.path)
    const text = chosen.get(place)?.to ?? old
    if (text !== undefined) known.set(keyOf(spot), (known.get(keyOf(spot)) ?? new Set()).add(text))
  }
  let count = 0
  for (const spot of spots) {
    const place = whereText(spot.book, spot.sentence.path)
    const texts = [...(known.get(keyOf(spot)) ?? [])]
    if (chosen.has(place) || !wanted(spot) || texts.length !== 1) continue
    chosen.set(place, { to: texts[0] ?? '', exact: false })
    count += 1
  }
  return count
}

function newTexts(book: TextBook, language: string, chosen: Chosen): readonly NewTexts[] {
  const own = book.translations.get(language)
  const texts = new Map<string, string>()
  const of: Record<string, string> = {}
  for (const { path, text } of book.sentences) {
    const to = chosen.get(whereText(book, path))?.to
    const now = to ?? own?.texts.get(path)
    if (now === undefined) continue
    texts.set(path, now)
    const stamp = to === undefined ? own?.of[path] : textDigest(text)
    if (stamp !== undefined) of[path] = stamp
  }
  // Alt texts of drawings that no survey uses now.
  for (const [path, text] of own?.texts ?? []) {
    if (texts.has(path)) continue
    texts.set(path, text)
    const stamp = own?.of[path]
    if (stamp !== undefined) of[path] = stamp
  }
  const same = book.sentences.every(
    ({ path }) => texts.get(path) === own?.texts.get(path) && of[path] === own?.of[path],
  )
  return same ? [] : [{ place: book.place, texts, of }]
}

/** Answers of one question that would read the same. */
function twinTroubles(books: readonly TextBook[], changed: readonly NewTexts[]): readonly string[] {
  return changed.flatMap(({ place, texts }) => {
    const book = books.find((one) => one.place === place)
    const answers = (book?.sentences ?? []).filter(({ kind }) => kind === 'option' || kind === 'scale')
    const labels = answers.map(({ path, text }) => ({
      path,
      text,
      group: path.slice(0, path.lastIndexOf('.')),
      label: (texts.get(path) ?? text).toLowerCase(),
    }))
    return labels.flatMap((one, index) => {
      const twin = labels.slice(0, index).find(({ group, label }) => group === one.group && label === one.label)
      if (!twin) return []
      return [
        `"${twin.text}" en "${one.text}" krijgen bij één vraag hetzelfde woord "${texts.get(one.path) ?? one.text}" (${place} ${one.path}). Geef er één een ander woord, met "only": ["${place} ${one.path}"].`,
      ]
    })
  })
}
