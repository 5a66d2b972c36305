import type { LanguageText, Remark, WordLists } from './finding.ts'
import { phraseIn, type Sentence, sentencesOf, wordsOf } from './sentence.ts'

const FORMAL: ReadonlySet<string> = new Set(['u', 'uw', 'uwe', 'uzelf'])
const FAMILIAR: ReadonlySet<string> = new Set(['je', 'jij', 'jou', 'jouw', 'jouwe', 'jezelf', 'jullie'])

/** T13: "u" and "je" mixed, or not the one that was chosen. `earlier` is how the text before this sentence speaks. */
export function mixedAddress(sentence: Sentence, text: LanguageText, earlier: 'u' | 'je' | null): readonly Remark[] {
  const wanted = text.address ?? earlier ?? addressOf(sentence)
  const wrong = wanted === 'u' ? FAMILIAR : FORMAL
  const word = wanted && wordsOf(sentence).find(({ lower }) => wrong.has(lower))
  if (!word) return []
  return [
    {
      rule: 'T13',
      severity: 'error',
      quote: word.text,
      problem: `Hier staat "${word.text}", terwijl de tekst mensen aanspreekt met "${wanted}".`,
      mend: `schrijf overal "${wanted}".`,
    },
  ]
}

/** How this sentence speaks to the reader first; null when it speaks to nobody. */
export function addressOf(sentence: Sentence): 'u' | 'je' | null {
  const word = wordsOf(sentence).find(({ lower }) => FORMAL.has(lower) || FAMILIAR.has(lower))
  if (!word) return null
  return FORMAL.has(word.lower) ? 'u' : 'je'
}

/** A remark on one sentence of one text. */
export interface PlacedRemark {
  readonly text: LanguageText
  readonly sentence: string
  readonly remark: Remark
}

/** T9: another word for the same person, place or thing than earlier in the survey. `texts` are those of one survey. */
export function changingTerms(texts: readonly LanguageText[], { samePerson }: WordLists): readonly PlacedRemark[] {
  return samePerson.flatMap((group) => {
    let first: string | null = null
    const told = new Set<string>()
    return texts.flatMap((text) =>
      sentencesOf(text.text).flatMap((sentence) =>
        group.flatMap((term): readonly PlacedRemark[] => {
          const quote = phraseIn(sentence, term, ({ forms }, word) => forms.includes(word))
          if (quote === null) return []
          first ??= term
          if (term === first || told.has(term)) return []
          told.add(term)
          return [{ text, sentence: sentence.text, remark: termRemark(quote, first) }]
        }),
      ),
    )
  })
}

function termRemark(quote: string, first: string): Remark {
  return {
    rule: 'T9',
    severity: 'warn',
    quote,
    problem: `"${quote}" en "${first}" staan in één vragenlijst; mensen denken dan aan twee verschillende.`,
    mend: `schrijf overal "${first}", of overal "${quote}".`,
  }
}
