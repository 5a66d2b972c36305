import { names } from './names.ts'
import { numbers } from './numbers.ts'
import { places } from './places.ts'

/** A part of a text that may say who somebody is: from `start` up to, but not including, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly kind: 'number' | 'phone' | 'account' | 'birth' | 'mail' | 'link' | 'address' | 'name'
}

export type Finder = (text: string) => readonly Span[]

/** The parts of a text that may be a name, a number or an address, in order and without overlap; empty when there is
 *  nothing to warn of. It finds most and not all: names in free text cannot be found for certain, and who reads answers
 *  must look too. Source of what to look for: trust file, "Free text"; measured in tests/shared/personal.test.ts. */
export function findPersonal(text: string): readonly Span[] {
  const found = [...numbers(text), ...places(text), ...names(text)].sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: Span[] = []
  for (const span of found) {
    const last = apart.at(-1)
    if (!last || span.start >= last.end) apart.push(span)
    else if (span.end > last.end) apart[apart.length - 1] = { ...last, end: span.end }
  }
  return apart
}

/** A piece of a text, and whether it was found. */
export interface Piece {
  readonly text: string
  readonly found: boolean
}

/** The sentences in which something was found, each as its pieces in order; empty when there is nothing to warn of. */
export function personalSentences(text: string): readonly (readonly Piece[])[] {
  const spans = findPersonal(text)
  return sentencesOf(text, spans).flatMap(({ start, end }) => {
    const inside = spans.filter((span) => span.start < end && span.end > start)
    return inside.length === 0 ? [] : [piecesOf(text, start, end, inside)]
  })
}

function piecesOf(text: string, start: number, end: number, spans: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const span of spans) {
    if (span.start > at) pieces.push({ text: text.slice(at, span.start), found: false })
    pieces.push({ text: text.slice(span.start, span.end), found: true })
    at = span.end
  }
  if (at < end) pieces.push({ text: text.slice(at, end), found: false })
  return pieces
}

/** Sentences by their marks and line ends; a mark inside something found ("dhr. Jansen", "jan@mail.nl") ends none. */
function sentencesOf(
  text: string,
  spans: readonly Span[],
): readonly { readonly start: number; readonly end: number }[] {
  const sentences: { start: number; end: number }[] = []
  let start = 0
  for (const match of text.matchAll(/[.!?]+\s+|\n+/g)) {
    const end = match.index + match[0].length
    const abbreviated = /(?:^|\s)(?:mevr|mw|dhr|dr|drs|mej|hr)\.\s+$/i.test(text.slice(start, end))
    if (abbreviated || spans.some((span) => span.start < end && span.end > match.index)) continue
    sentences.push({ start, end: match.index + match[0].trimEnd().length })
    start = end
  }
  if (start < text.length) sentences.push({ start, end: text.length })
  return sentences
}
