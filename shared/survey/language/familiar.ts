import type { WordLists } from './finding.ts'
import { baseForms, compoundParts, isParticle, withoutDegree } from './word-forms.ts'

/** Up to this place in the list a word is common. It keeps apart what was known from the start: "afspraken" (4297) and
 *  "uitleg" pass, "ondersteuning" (5412) and "medewerker" (5976) do not. About Zipf 4.0 in film subtitles. */
const COMMON = 5000

/** How well readers know a word: `common`; `seldom` is in the list but low; `unlisted` is in no list at all. */
export type Familiarity = 'common' | 'seldom' | 'unlisted'

/** How well readers know this word (in small letters), whichever form it has. A word made of two common words is common
 *  when no list has it, and jargon never. */
export function familiarityOf(word: string, lists: WordLists): Familiarity {
  const straight = word.replace(/^'|'$/gu, '')
  if (straight.length < 2) return 'common'
  const forms = baseForms(straight)
  if (forms.some((form) => isCommon(form, lists))) return 'common'
  if (straight.includes('-'))
    return weakest(
      straight.split('-').filter((part) => part !== ''),
      lists,
    )
  if (forms.some((form) => lists.ranks.has(form))) return 'seldom'
  if (forms.some((form) => lists.jargon.has(form))) return 'unlisted'
  if (withoutDegree(straight).some((form) => isCommon(form, lists))) return 'common'
  return isJoined(forms, lists) ? 'common' : 'unlisted'
}

function isCommon(form: string, { ranks, known }: WordLists): boolean {
  return known.has(form) || (ranks.get(form) ?? Number.POSITIVE_INFINITY) <= COMMON
}

function isJoined(forms: readonly string[], lists: WordLists): boolean {
  const common = (part: string) => baseForms(part).some((form) => isCommon(form, lists))
  return forms.some((form) =>
    compoundParts(form).some(([first, second]) => (isParticle(first) || common(first)) && common(second)),
  )
}

function weakest(parts: readonly string[], lists: WordLists): Familiarity {
  const each = parts.map((part) => familiarityOf(part, lists))
  return each.includes('unlisted') ? 'unlisted' : each.includes('seldom') ? 'seldom' : 'common'
}
