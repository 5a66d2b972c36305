import type { Finder, Span } from './find.ts'

/** Eight to ten digits with a separator between some of them: a BSN, a phone, client or account number. One random number
 *  in eleven passes the proof of a BSN, so the proof says little and any such run counts. */
const RUN = /(?<![\d.,])\d(?:[ .\-/]?\d){7,9}(?![\d]|[.,]\d)/g
const YEARS = /^(?:19|20)\d\d[ .\-/](?:19|20)\d\d$/
const TIMES = /^\d{1,2}[.]\d\d[ -]\d{1,2}[.]\d\d$/
const SINGLE_DIGITS = /^\d(?: \d)+$/
const DAY = /^\d{1,2}([.\-/ ])\d{1,2}\1(?:19|20)\d\d$/

/** Dutch numbers as people write them, with dashes and brackets, and those of other countries with their + or 00. */
const PHONE = /(?<!\d)0[1-9](?:[ .\-/()]{0,3}\d){8}(?!\d)|(?:\+|(?<!\d)00)[1-9]\d{0,2}(?:[ .\-/()]{0,3}\d){7,11}(?!\d)/g

/** What begins as an account number does; what comes after it may be ordinary words. */
const IBAN = /(?<![A-Za-z\d])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z\d]){11,30}/g

/** Six digits or more after a word that says what they are. */
const NAMED =
  /\b(?:bsn|sofi|dossier|client|cliënt|klant|zaak|polis|kenmerk|rekening)\p{L}*(?:[ :=-]|nr\.?|is|no\.?)*(\d[\d .-]{4,}\d)/giu

/** Months in Dutch, and as people shorten them. */
const MONTH =
  'jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?'
/** A whole day up to 2019. Later ones are rather the day of a talk, unless "geboren" or the like stands before them. */
const YEAR = String.raw`(?:(?:19\d\d|20[01]\d)|[3-9]\d)(?!\d)`
const BIRTH = new RegExp(
  String.raw`(?<![\d.,])\d{1,2}(?:([ .\-/])\d{1,2}\1|[ .\-/]?(?:${MONTH})\.?[ .\-/])${YEAR}`,
  'gi',
)
const BORN = new RegExp(
  String.raw`\b(?:geb(?:oren)?|geboorte\p{L}*|jarig)\b\W*(?:\p{L}+\W+){0,3}?(\d{1,2}(?:[ .\-/]\d{1,2}[ .\-/]|[ .\-/]?(?:${MONTH})\.?[ .\-/])\d{2,4})`,
  'giu',
)

/** Numbers that say who somebody is. */
export const numbers: Finder = (text) => [
  ...[...text.matchAll(PHONE)].map((match) => whole(match, 'phone')),
  ...[...text.matchAll(RUN)].filter(([run]) => !isHarmless(run)).map((match) => whole(match, 'number')),
  ...[...text.matchAll(NAMED)].map((match) => part(match, 'number')),
  ...[...text.matchAll(IBAN)].flatMap((match) => accountIn(match)),
  ...[...text.matchAll(BIRTH)].map((match) => whole(match, 'birth')),
  ...[...text.matchAll(BORN)].map((match) => part(match, 'birth')),
]

function isHarmless(run: string): boolean {
  return [YEARS, TIMES, SINGLE_DIGITS, DAY].some((form) => form.test(run))
}

/** The longest beginning that is an account number. */
function accountIn({ 0: found, index }: RegExpExecArray): readonly Span[] {
  for (let length = found.length; length >= 15; length--) {
    if (!/[A-Za-z\d]/.test(found.charAt(length)) && isIban(found.slice(0, length)))
      return [{ start: index, end: index + length, kind: 'account' }]
  }
  return []
}

/** Proof of an account number: the remainder by 97 of its digits and letters, turned, is 1. Source: ISO 13616-1. */
function isIban(typed: string): boolean {
  const iban = typed.replace(/[ .-]/g, '').toUpperCase()
  if (iban.length < 15 || iban.length > 34) return false
  const turned = iban.slice(4) + iban.slice(0, 4)
  let rest = 0
  for (const letter of turned) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** The whole of what was matched. */
export function whole(match: RegExpExecArray, kind: Span['kind']): Span {
  return { start: match.index, end: match.index + match[0].length, kind }
}

/** The first group of what was matched: it stands at the end. */
export function part(match: RegExpExecArray, kind: Span['kind']): Span {
  const end = match.index + match[0].length
  return { start: end - (match[1] ?? '').length, end, kind }
}
