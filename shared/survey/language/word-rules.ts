import { familiarityOf } from './familiar.ts'
import type { Remark, TextRole, WordLists } from './finding.ts'
import { phraseIn, type Sentence, sentencesOf, type Token, wordsOf } from './sentence.ts'
import { syllables } from './word-forms.ts'

/** Longer words, in letters and in syllables, are worth a look. */
const MAX_LETTERS = 12
const MAX_SYLLABLES = 3

/** What a rule looks at: one sentence, the lists, and the words that the survey itself explains. */
export interface SentenceInput {
  readonly sentence: Sentence
  readonly lists: WordLists
  readonly explained: ReadonlySet<string>
  readonly role: TextRole
}

/** T2: words that are rare in spoken Dutch and that these readers are not known to know. */
export function rareWords({ sentence, lists, explained }: SentenceInput): readonly Remark[] {
  return distinct(wordsOf(sentence).filter((word, index) => index === 0 || !isName(word))).flatMap(
    ({ text, lower, forms }) => {
      const familiarity = familiarityOf(lower, lists)
      if (familiarity === 'common' || isAbbreviation(text)) return []
      const told = forms.some((form) => explained.has(form))
      return [
        {
          rule: 'T2',
          severity: familiarity === 'unlisted' && !told ? 'error' : 'warn',
          quote: text,
          problem: told
            ? `"${text}" is een moeilijk woord; het wordt wel uitgelegd.`
            : `"${text}" is voor veel mensen een moeilijk woord.`,
          mend: `${simplerWords(forms, lists)} Kennen deze lezers het woord? Zet het met een reden in language/known-words.nl.json.`,
        },
      ]
    },
  )
}

function simplerWords(forms: readonly string[], { jargon }: WordLists): string {
  const simpler = forms.flatMap((form) => jargon.get(form) ?? [])
  return simpler.length > 0 ? `schrijf liever: ${simpler.join(', of: ')}.` : 'kies een gewoner woord, of leg het uit.'
}

/** T7: jargon of care and policy. */
export function jargonWords({ sentence, lists, role }: SentenceInput): readonly Remark[] {
  return [...lists.jargon].flatMap(([phrase, simpler]): readonly Remark[] => {
    if (role === 'professional' && lists.knownAtWork.has(phrase)) return []
    const quote = phraseIn(sentence, phrase, ({ forms }, word) => forms.includes(word))
    if (quote === null) return []
    return [
      {
        rule: 'T7',
        severity: 'warn',
        quote,
        problem: `"${quote}" is een woord van de hulpverlening.`,
        mend: `schrijf liever: ${simpler.join(', of: ')}.`,
      },
    ]
  })
}

/** T8: long words. */
export function longWords({ sentence, lists }: SentenceInput): readonly Remark[] {
  return distinct(wordsOf(sentence)).flatMap(({ text, lower, forms }) => {
    const letters = [...lower].length
    const count = Math.max(...lower.split('-').map(syllables))
    if (letters <= MAX_LETTERS && count <= MAX_SYLLABLES) return []
    if (forms.some((form) => lists.known.has(form))) return []
    return [
      {
        rule: 'T8',
        severity: 'info',
        quote: text,
        problem: `"${text}" is een lang woord: ${letters} letters, ${count} lettergrepen.`,
        mend: 'neem een korter woord, of maak er twee woorden van.',
      },
    ]
  })
}

/** T12: figures of speech. */
export function figuresOfSpeech({ sentence, lists }: SentenceInput): readonly Remark[] {
  return [...lists.figures].flatMap(([phrase, simpler]): readonly Remark[] => {
    const quote = phraseIn(sentence, phrase, ({ lower }, word) => lower === word)
    if (quote === null) return []
    return [
      {
        rule: 'T12',
        severity: 'warn',
        quote,
        problem: `"${quote}" is beeldspraak; niet iedereen snapt die.`,
        mend: `schrijf wat u bedoelt: ${simpler.join(', of: ')}.`,
      },
    ]
  })
}

/** Words, in small letters, that these texts explain: "Een indicatie is een besluit.", "Regie betekent zelf kiezen." */
export function explainedWords(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(sentencesOf).flatMap(({ text }) => EXPLANATION.exec(text)?.[1]?.toLowerCase() ?? []))
}

const EXPLANATION =
  /^(?:een |de |het )?([\p{L}-]+) (?:betekent |(?:is|zijn) (?:een|iemand|mensen|als|dat|wat|hulp|geld) )/iu

/** A capital inside the sentence: a name. */
function isName({ text }: Token): boolean {
  return /^\p{Lu}/u.test(text)
}

/** Reported by T6. */
function isAbbreviation(text: string): boolean {
  return /^\p{Lu}{2,}$/u.test(text) || /\p{L}\.\p{L}/u.test(text)
}

function distinct(tokens: readonly Token[]): readonly Token[] {
  return [...new Map(tokens.map((token) => [token.lower, token])).values()]
}
