import type { PhraseKind } from './text-book.ts'

/** Most characters of each kind; the same as in the schemas of the files. */
const MAX: Readonly<Record<PhraseKind, number>> = {
  title: 80,
  intro: 200,
  question: 200,
  hint: 200,
  explain: 300,
  option: 80,
  scale: 40,
  alt: 300,
  help: 120,
}

/** What is wrong with this translation of that Dutch text, in Dutch; [] when nothing is. */
export function phraseTroubles(nl: string, kind: PhraseKind, to: string): readonly string[] {
  if (to === '') return [`De vertaling van "${nl}" is leeg. Laat "to" weg als die er nog niet is.`]
  const troubles: string[] = []
  if (to.length > MAX[kind])
    troubles.push(
      `De vertaling van "${nl}" heeft ${to.length} tekens; bij soort ${kind} mogen het er ${MAX[kind]} zijn.`,
    )
  const filled = (text: string) => (text.match(/\{\{[^}]*\}\}/gu) ?? []).sort().join(' ')
  if (filled(nl) !== filled(to))
    troubles.push(`De vertaling van "${nl}" moet precies deze invulplek hebben: ${filled(nl) || 'geen'}.`)
  const lost = numbersIn(nl).filter((number) => !numbersIn(to).includes(number))
  if (lost.length > 0) troubles.push(`In de vertaling van "${nl}" ontbreekt het getal ${lost.join(', ')}.`)
  return troubles
}

/** Numbers of more than one digit by value, in whatever digits they are written; a single one may become a word. */
function numbersIn(text: string): readonly string[] {
  const plain = text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
  return plain.match(/\d{2,}/gu) ?? []
}

/** The ten digits of a script follow one another in Unicode, 0 first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1
  return code - zero
}
