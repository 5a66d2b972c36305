import { stemmer } from '@orama/stemmers/dutch'
import { stopwords } from '@orama/stopwords/dutch'
import type { WordGroup } from '../shared/open-answers.ts'

/** Words in fewer answers than this tell of one or two people, and of nothing common. */
const FEWEST = 3
/** A list that a person can take in. */
const MOST = 12
const SHORTEST = 3

const small = new Set(stopwords)
const segmenter = new Intl.Segmenter('nl', { granularity: 'word' })

/** The words that at least three of these texts have in common, as groups of forms with one Dutch stem ("afspraak",
 *  "afspraken"), most texts first, at most twelve. Counted here, on the server: no text goes to anybody else. A text counts
 *  once for a word; what was covered ("[naam]"), small words ("de", "niet") and words of one or two letters count nowhere.
 *  Stems and small words: the Snowball algorithm and list for Dutch. */
export function wordGroups(texts: readonly string[]): readonly WordGroup[] {
  const groups = new Map<string, { readonly forms: Map<string, number>; readonly answers: number[] }>()
  texts.forEach((text, index) => {
    const seen = new Set<string>()
    for (const word of wordsOf(text)) {
      const stem = stemmer(word)
      const group = groups.get(stem) ?? { forms: new Map<string, number>(), answers: [] }
      groups.set(stem, group)
      group.forms.set(word, (group.forms.get(word) ?? 0) + 1)
      if (!seen.has(stem)) group.answers.push(index)
      seen.add(stem)
    }
  })
  return [...groups.values()]
    .filter(({ answers }) => answers.length >= FEWEST)
    .map(({ forms, answers }) => ({ forms: byCount(forms), answers }))
    .map(({ forms, answers }) => ({ word: forms[0] ?? '', forms, answers }))
    .sort((one, other) => other.answers.length - one.answers.length || one.word.localeCompare(other.word, 'nl'))
    .slice(0, MOST)
}

function wordsOf(text: string): readonly string[] {
  const open = text.replace(/\[[^\]]*\]/gu, ' ')
  return [...segmenter.segment(open)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.toLocaleLowerCase('nl'))
    .filter((word) => word.length >= SHORTEST && /\p{L}/u.test(word) && !small.has(word))
}

function byCount(forms: ReadonlyMap<string, number>): readonly string[] {
  return [...forms]
    .sort(([one, few], [other, many]) => many - few || one.localeCompare(other, 'nl'))
    .map(([form]) => form)
}
