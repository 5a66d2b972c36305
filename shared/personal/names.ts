import type { Finder, Span } from './find.ts'
import { DOUBTFUL, FIRST_NAMES } from './first-names.ts'
import { KNOWN_CAPITALS } from './known-capitals.ts'

const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu
const TITLES = words(
  'mevrouw mevr mw mej meneer mijnheer menheer dhr heer juf juffrouw meester dokter dr drs zuster broeder tante oom oma opa pastoor dominee imam ome',
)
/** Before a word with a capital letter these make it a name: "mijn begeleider Annelore". */
const ROLES = words(
  `begeleider begeleidster begeleiders hulpverlener hulpverleenster coach mentor behandelaar psycholoog therapeut
  consulent maatje vrijwilliger vrijwilligster ambulant wijkverpleegkundige verpleegkundige medewerker medewerkster
  huishoudster chauffeur collega buurman buurvrouw vriend vriendin zus zusje broer broertje dochter dochtertje zoon zoontje
  man vrouw moeder vader mama papa partner nicht neef kleinzoon kleindochter heet heette genaamd genoemd`,
)
const PARTICLES = words("van de der den het 't ter ten te el al ben bin la le von da di dos y")

interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  /** A sentence, or the text, begins with it: a capital letter there says nothing. */
  readonly first: boolean
}

/** Names of people: a known first name; a title or a role before a word with a capital letter. A capital letter by itself
 *  is no sign. */
export const names: Finder = (text) => {
  const tokens = tokensOf(text)
  return tokens.flatMap((_, index): Span[] => {
    const end = surnameEnd(tokens, index, text)
    return isName(tokens, index, end) ? [{ start: surnameStart(tokens, index), end, kind: 'name' }] : []
  })
}

/** `end` is where the name would end: beyond the word itself when a surname follows, as in "Jan de Vries". */
function isName(tokens: readonly Token[], index: number, end: number): boolean {
  const token = tokens[index]
  if (!token) return false
  const bare = bareOf(token.word)
  const inside = !token.first
  if (FIRST_NAMES.has(bare) && !DOUBTFUL.has(bare)) return token.capital || bare.length > 3
  if (!token.capital) return false
  if (DOUBTFUL.has(bare) && (inside || end > token.end)) return true
  if (KNOWN_CAPITALS.has(bare)) return false
  const before = tokens[lastBefore(tokens, index)]
  if (!before) return false
  return TITLES.has(bareOf(before.word)) || (inside && ROLES.has(bareOf(before.word)))
}

/** Of what stands before a name, past "van de" and the like. */
function lastBefore(tokens: readonly Token[], index: number): number {
  let place = index - 1
  while (place > 0 && PARTICLES.has(bareOf(tokens[place]?.word ?? ''))) place -= 1
  return place
}

/** Where the name begins: "van den" belongs to it. */
function surnameStart(tokens: readonly Token[], index: number): number {
  const title = tokens[lastBefore(tokens, index)]
  const from = title && TITLES.has(bareOf(title.word)) ? lastBefore(tokens, index) + 1 : index
  return tokens[from]?.start ?? 0
}

/** Where the name ends: a surname with a capital letter belongs to it. */
function surnameEnd(tokens: readonly Token[], index: number, text: string): number {
  let end = tokens[index]?.end ?? 0
  for (let place = index + 1; place < tokens.length; place++) {
    const token = tokens[place]
    if (!token || /[^\s'’-]/.test(text.slice(tokens[place - 1]?.end, token.start))) return end
    const bare = bareOf(token.word)
    if (token.capital && !KNOWN_CAPITALS.has(bare)) end = token.end
    else if (!PARTICLES.has(bare)) return end
  }
  return end
}

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(WORD)].map((match) => {
    const [word] = match
    const before = text.slice(0, match.index).trimEnd()
    const abbreviated = /(?:^|[\s(])(?:mevr|mw|dhr|dr|drs|mej|hr)\.$/i.test(before)
    const first = !abbreviated && (before === '' || /[.!?:\n"“‘(-]$/.test(before))
    return { word, start: match.index, end: match.index + word.length, capital: /^\p{Lu}/u.test(word), first }
  })
}

/** In lower case, without accents. */
function bareOf(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase()
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/))
}
