import type { Finder } from './find.ts'
import { whole } from './numbers.ts'

const MAIL = /[\p{L}\d._%+-]+ ?(?:@|\(at\)|\[at\]| apenstaart(?:je)? ) ?[\p{L}\d-]+(?:(?:\.| punt )[\p{L}\d-]+)+/giu
const LINK = /\b(?:https?:\/\/|www\.)\S+|\b[\p{L}\d-]+\.(?:nl|com|org|be|eu|info)\b(?:\/\S*)?/giu
/** Not preceded by what makes it an e-mail address. */
const HANDLE = /(?<![\p{L}\d._])@[\p{L}\d_.]{3,}/gu

const POSTCODE = /(?<![\d.,])[1-9]\d{3} ?(?!SA|SD|SS)[A-Za-z]{2}(?![\p{L}\d])(?:[ ,]{0,2}\d{1,5}(?!\d))?/gu
/** Words of two letters that may follow a year or an amount. */
const SHORT_WORDS = new Set(
  'al bv cm de do dr ed en er eu ga ff ha he hm ik in is it ja je jr kg km ma me mg ml mm mn na nl no nr nu of ok om op pa st te tv uw vd ws wa we wo za ze zo'.split(
    ' ',
  ),
)

const STREET =
  /\b\p{L}+(?:straat|str\.|laan|weg|plein|kade|gracht|dreef|hof|singel|steeg|pad|dijk|plantsoen|boulevard|park)\s+(?:nr\.? ?|nummer )?\d{1,4}(?: ?[a-h]|[- ]?bis)?(?![\p{L}\d])(?! (?:jaar|keer|uur|minuten|dagen|weken|maanden|mensen|huizen|meter|km))/giu

/** Addresses, on the street and on the internet. */
export const places: Finder = (text) => [
  ...[...text.matchAll(MAIL)].map((match) => whole(match, 'mail')),
  ...[...text.matchAll(LINK)].map((match) => whole(match, 'link')),
  ...[...text.matchAll(HANDLE)].map((match) => whole(match, 'link')),
  ...[...text.matchAll(POSTCODE)].filter(([found]) => isPostcode(found)).map((match) => whole(match, 'address')),
  ...[...text.matchAll(STREET)].map((match) => whole(match, 'address')),
]

function isPostcode(found: string): boolean {
  const letters = /[A-Za-z]{2}/.exec(found)?.[0] ?? ''
  const hasHouse = /[A-Za-z]{2}[ ,]{0,2}\d+$/.test(found)
  return letters === letters.toUpperCase() || (hasHouse && !SHORT_WORDS.has(letters)) || isJoined(found, letters)
}

/** "3512jc" is a postcode, "1200 en" is not. */
function isJoined(found: string, letters: string): boolean {
  return !SHORT_WORDS.has(letters.toLowerCase()) && (letters === letters.toLowerCase() || !found.includes(' '))
}
