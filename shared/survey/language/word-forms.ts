import { NO_PARTICIPLES } from './dutch.ts'

/** Parts that can stand before a verb: "meehelpen", "uitleggen". */
const PARTICLES = [
  ...['aan', 'achter', 'af', 'bij', 'bijeen', 'binnen', 'buiten', 'door', 'in', 'kwijt', 'langs', 'mee', 'na', 'neer'],
  ...['om', 'onder', 'op', 'open', 'over', 'rond', 'samen', 'terug', 'tegen', 'thuis', 'toe', 'tussen', 'uit', 'vast'],
  ...['verder', 'voor', 'voorbij', 'weg', 'weer', 'klaar', 'schoon', 'dicht', 'vol', 'goed', 'los'],
]

const VOWELS = 'aeiouáéíóúèëïöü'
const CONSONANT = `[^${VOWELS}]`
const SHORT = new RegExp(`(^|${CONSONANT})[aeiou](${CONSONANT})\\2$`, 'u')
const OPEN = new RegExp(`(^|${CONSONANT}|[iu])([aeou])(${CONSONANT})$`, 'u')
const CLOSED = new RegExp(`(^|${CONSONANT})[aeiou]${CONSONANT}$`, 'u')
const LONG = new RegExp(`(aa|ee|oo|uu)(${CONSONANT})$`, 'u')

/** The forms under which a word may stand in a list, itself first: singular, stem, whole verb, adjective, without
 *  diminutive. Generous: a form that does not exist is in no list. Source of the spelling rules: Groene Boekje, open
 *  and closed syllables. */
export function baseForms(word: string): readonly string[] {
  const forms = new Set([word, wholeVerb(word)])
  for (const plain of withoutDiminutive(word)) forms.add(plain)
  for (const stem of stemsOf(word)) {
    forms.add(stem)
    forms.add(wholeVerb(stem))
  }
  for (const verb of [...verbsOfPast(word), ...verbsOfParticiple(word)]) forms.add(verb)
  return [...forms].filter((form) => form === word || form.length > 1)
}

/** What a diminutive is made of: "stukje", "tafeltje", "bloempje", "balletje". */
function withoutDiminutive(word: string): readonly string[] {
  const one = word.replace(/s$/u, '')
  const found: string[] = []
  for (const ending of ['je', 'tje', 'pje', 'etje']) {
    if (one.endsWith(ending) && one.length > ending.length + 2) found.push(...spellings(one.slice(0, -ending.length)))
  }
  if (one.endsWith('nkje')) found.push(`${one.slice(0, -3)}g`)
  return found
}

/** The word without the endings of plural, adjective, verb. */
function stemsOf(word: string): readonly string[] {
  const found: string[] = []
  for (const ending of ["'s", 's', 'n', 't', 'en', 'e', 'ën', 'ers']) {
    if (!word.endsWith(ending) || word.length < ending.length + 2) continue
    const rest = word.slice(0, -ending.length)
    found.push(...(ending.startsWith('e') || ending === 'ën' ? spellings(rest) : [rest]))
  }
  return found
}

/** The whole verb of "kookte", "belden". Not the stem: "gemeente" is no form of "gemeen". */
function verbsOfPast(word: string): readonly string[] {
  const stem = /^(\p{L}{3,})(?:te|de)n?$/u.exec(word)?.[1]
  return stem === undefined ? [] : [wholeVerb(stem)]
}

/** How a stem is written when nothing follows: "taken" → taak, "bellen" → bel, "brieven" → brief, "huizen" → huis. */
function spellings(stem: string): readonly string[] {
  const ways = [stem]
  if (SHORT.test(stem)) ways.push(stem.slice(0, -1))
  if (OPEN.test(stem)) ways.push(stem.replace(OPEN, '$1$2$2$3'))
  return ways.flatMap((way) => {
    if (way.endsWith('v')) return [way, `${way.slice(0, -1)}f`]
    if (way.endsWith('z')) return [way, `${way.slice(0, -1)}s`]
    return [way]
  })
}

/** The whole verb of a stem: "kook" → koken, "bel" → bellen, "leef" → leven, "reis" → reizen, "ga" → gaan. */
function wholeVerb(stem: string): string {
  if (/(oe|ie|a)$/u.test(stem)) return stem.endsWith('a') ? `${stem}an` : `${stem}n`
  if (LONG.test(stem))
    return `${voiced(stem.replace(LONG, (_, vowel: string, end: string) => vowel.charAt(0) + end))}en`
  if (/(ij|ei|ui|ie|oe|ou|au|eu)[fs]$/u.test(stem) || /[lr][fs]$/u.test(stem)) return `${voiced(stem)}en`
  if (CLOSED.test(stem) && (syllables(stem) === 1 || !/(e[lrmn]|ig)$/u.test(stem))) return `${stem}${stem.at(-1)}en`
  return `${stem}en`
}

function voiced(stem: string): string {
  if (stem.endsWith('f')) return `${stem.slice(0, -1)}v`
  if (stem.endsWith('s')) return `${stem.slice(0, -1)}z`
  return stem
}

/** The verbs whose past participle this may be: "afgesproken" → afspreken is irregular and not found, "uitgelegd" →
 *  uitleggen is. */
function verbsOfParticiple(word: string): readonly string[] {
  if (NO_PARTICIPLES.has(word)) return []
  const bare = word.replace(/e$/u, '')
  const match = /^(.*?)ge(\p{L}{2,})(d|t|en)$/u.exec(bare)
  const found: string[] = []
  if (match) {
    const [, before = '', stem = '', ending = ''] = match
    const verb = ending === 'en' ? `${stem}en` : wholeVerb(stem)
    if (before === '' || PARTICLES.includes(before)) found.push(`${before}${verb}`)
  }
  const inseparable = /^((?:be|ver|ont|her|er)\p{L}{2,})(?:d|t)$/u.exec(bare)
  if (inseparable) found.push(wholeVerb(inseparable[1] ?? ''))
  return found
}

/** The ways to see a word as two joined ("thuishulp", "meehelpen", "verblijfsplek"), longest first part first. */
export function compoundParts(word: string): readonly (readonly [string, string])[] {
  const ways: (readonly [string, string])[] = []
  for (let cut = word.length - 3; cut >= 2; cut -= 1) {
    const first = word.slice(0, cut)
    const rest = word.slice(cut)
    if (cut >= 3 || PARTICLES.includes(first)) ways.push([first, rest])
    for (const link of ['s', 'en', 'e', '-']) {
      if (cut >= 3 && rest.startsWith(link) && rest.length >= link.length + 3)
        ways.push([first, rest.slice(link.length)])
    }
  }
  return ways
}

/** What remains of a comparative or superlative: "fijner" → fijn, "grootste" → groot. */
export function withoutDegree(word: string): readonly string[] {
  const found: string[] = []
  for (const ending of ['er', 'ere', 'st', 'ste', 'der', 'dere']) {
    if (word.endsWith(ending) && word.length > ending.length + 2)
      found.push(...spellings(word.slice(0, -ending.length)))
  }
  return found
}

/** Whether a particle can stand before a verb: "mee". */
export function isParticle(word: string): boolean {
  return PARTICLES.includes(word)
}

const NUCLEUS = /aai|ooi|oei|eeuw|ieuw|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]/gu

/** Syllables of a word, by its groups of vowels; at least 1. Source: the sounds that Dutch writes with two or more
 *  vowels; a trema starts a new syllable. */
export function syllables(word: string): number {
  return Math.max(1, [...word.toLowerCase().matchAll(NUCLEUS)].length)
}
