import type { Span } from './find.ts'

/** What stands in the place of something covered, by what it is; `other` for what a person chose. */
export type MaskWords = Readonly<Record<Span['kind'] | 'other', string>>

/** A part of a text to cover. */
export interface Cover {
  readonly start: number
  readonly end: number
  readonly kind: Span['kind'] | 'other'
}

/** The text with these parts covered: `[naam] helpt mij.` Parts may overlap and come in any order; what overlaps or touches
 *  becomes one cover, under the word of the first. Parts outside the text are cut off at its ends. */
export function masked(text: string, covers: readonly Cover[], words: MaskWords): string {
  let result = ''
  let at = 0
  for (const { start, end, kind } of joined(text, covers)) {
    result += `${text.slice(at, start)}[${words[kind]}]`
    at = end
  }
  return result + text.slice(at)
}

function joined(text: string, covers: readonly Cover[]): readonly Cover[] {
  const inside = covers
    .map(({ start, end, kind }) => ({ start: Math.max(0, start), end: Math.min(text.length, end), kind }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end)
  const apart: Cover[] = []
  for (const cover of inside) {
    const last = apart.at(-1)
    if (!last || cover.start > last.end) apart.push(cover)
    else if (cover.end > last.end) apart[apart.length - 1] = { ...last, end: cover.end }
  }
  return apart
}
