import {
  ABBREVIATIONS,
  FIXED_PAIRS,
  LEADING_OPENINGS,
  NEGATIONS,
  NO_PARTICIPLES,
  OF_VERBS,
  PARTICIPLES,
  QUESTION_WORDS,
  SUBJECTS,
} from './dutch.ts'
import type { LanguageText, Remark, TextRole } from './finding.ts'
import { quoteOf, type Sentence, type Token, tokensOf, wordsOf } from './sentence.ts'
import type { SentenceInput } from './word-rules.ts'

/** Words in a sentence: good up to `good`, an error from above `most`. */
const LENGTHS: Readonly<Record<TextRole, { readonly good: number; readonly most: number }>> = {
  question: { good: 10, most: 15 },
  sentence: { good: 12, most: 15 },
  alt: { good: 12, most: 15 },
  professional: { good: 15, most: 20 },
}

/** T1: long sentences. */
export function longSentence({ text }: Sentence, tokens: number, role: TextRole): readonly Remark[] {
  const { good, most } = LENGTHS[role]
  if (tokens <= good) return []
  return [
    {
      rule: 'T1',
      severity: tokens > most ? 'error' : 'warn',
      quote: text,
      problem: `Deze zin heeft ${tokens} woorden; hoogstens ${good} leest makkelijk.`,
      mend: 'maak er twee zinnen van, of laat woorden weg.',
    },
  ]
}

/** T3: the passive, "wordt" or "werd" with a past participle. */
export function passive({ sentence }: SentenceInput): readonly Remark[] {
  const words = wordsOf(sentence)
  const auxiliary = words.find(({ lower }) => /^(word|wordt|worden|werd|werden)$/u.test(lower))
  const participle = auxiliary && words.find(({ lower }) => isParticiple(lower))
  if (!auxiliary || !participle) return []
  return [
    {
      rule: 'T3',
      severity: 'warn',
      quote: participle.text,
      problem: `"${auxiliary.text}" met "${participle.text}" zegt niet wie het doet.`,
      mend: 'zeg wie iets doet: "de begeleider helpt u", niet "u wordt geholpen".',
    },
  ]
}

/** Whether a word (in small letters) looks like a past participle: ge-, be-, ver-, ont-, her- or er- at the start, or
 *  after a particle, and -d, -t or -en at the end. */
export function isParticiple(word: string): boolean {
  if (PARTICIPLES.has(word)) return true
  if (NO_PARTICIPLES.has(word) || /(ingen|heden|schappen)$/u.test(word)) return false
  return /^(\p{L}{2,6})?ge\p{L}{2,}(d|t|en|aan)$/u.test(word) || /^(be|ver|ont|her)\p{L}{2,}(d|t|en)$/u.test(word)
}

/** T4: a negation in a question, or two in one sentence. */
export function negations({ sentence, role }: SentenceInput): readonly Remark[] {
  // The name of an answer between quotes denies nothing: ‘Weet ik niet’.
  const said = tokensOf(sentence.text.replace(/‘[^’]*’/gu, ' '))
  const found = said.filter(({ lower }) => NEGATIONS.has(lower))
  const [first, second] = found
  if (!first || (role !== 'question' && !second)) return []
  const inQuestion = role === 'question'
  return [
    {
      rule: 'T4',
      severity: 'error',
      quote: (second ?? first).text,
      problem: inQuestion
        ? `In deze vraag staat "${first.text}"; een antwoord kan dan twee dingen betekenen.`
        : `In deze zin staan "${first.text}" en "${second?.text}"; dat leest moeilijk.`,
      mend: inQuestion ? 'vraag hoe het wel gaat.' : 'zeg wat wel zo is, of maak er twee zinnen van.',
    },
  ]
}

/** T5: a question about two things, joined by "en" or "of". */
export function twoInOne({ sentence }: SentenceInput): readonly Remark[] {
  const { tokens } = sentence
  return tokens.flatMap((token, index): readonly Remark[] => {
    const before = tokens[index - 1]
    const after = tokens[index + 1]
    if ((token.lower !== 'en' && token.lower !== 'of') || !before || !after) return []
    const pair = `${before.lower} ${token.lower} ${after.lower}`
    if (FIXED_PAIRS.has(pair) || opensClause(tokens, index)) return []
    const quote = quoteOf(sentence, before, after)
    return [
      {
        rule: 'T5',
        severity: 'warn',
        quote,
        problem: `Deze vraag lijkt over twee dingen te gaan: "${quote}".`,
        mend: 'kies één ding, of maak er twee vragen van.',
      },
    ]
  })
}

/** "Weet u of …": what follows is one clause, not a second thing. */
function opensClause(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.lower === 'of' && tokens.slice(Math.max(0, index - 3), index).some((t) => OF_VERBS.has(t.lower))
}

/** T10: a statement to agree with, or an opening that leads to an answer. `last` is the sentence that asks. */
export function openings({ sentence }: SentenceInput, text: LanguageText): readonly Remark[] {
  const [first, second] = sentence.tokens
  if (!first) return []
  if (!sentence.asks) return [statementRemark(sentence, text.statement === true)]
  const start = sentence.tokens.map(({ lower }) => lower).join(' ')
  const leading = LEADING_OPENINGS.find((opening) => start.startsWith(`${opening} `))
  const natural = QUESTION_WORDS.has(first.lower) || (second !== undefined && SUBJECTS.has(second.lower))
  if (leading === undefined && natural) return []
  const quote = quoteOf(sentence, first, sentence.tokens[(leading?.split(' ').length ?? 1) - 1] ?? first)
  return [
    {
      rule: 'T10',
      severity: 'warn',
      quote,
      problem: leading
        ? `"${quote}" stuurt het antwoord, of leest moeilijk.`
        : `Een vraag die met "${first.text}" begint, leest moeilijk.`,
      mend: 'begin met Hoe, Wat, Wie, Waar, Kunt u of Mag u.',
    },
  ]
}

function statementRemark({ text }: Sentence, wanted: boolean): Remark {
  return {
    rule: 'T10',
    severity: wanted ? 'info' : 'warn',
    quote: text,
    problem: 'Dit is geen vraag maar een zin om het mee eens te zijn; mensen zeggen dan te vaak ja.',
    mend: wanted
      ? 'laat de zin alleen zo als u met oudere cijfers moet vergelijken.'
      : 'maak er een vraag van: "Hoe goed …?"',
  }
}

/** Numbers that everyone knows: emergency lines, and the hundred of "van de 100 mensen". */
const PLAIN_NUMBERS: ReadonlySet<string> = new Set(['100', '112', '113'])

/** T6: abbreviations and brackets; for respondents percent signs, numbers from 20 and dates in digits too. */
export function signs({ sentence, lists, role }: SentenceInput): readonly Remark[] {
  const remark = (quote: string, problem: string, mend: string): Remark => ({
    rule: 'T6',
    severity: 'warn',
    quote,
    problem,
    mend,
  })
  const text = sentence.text.replace(/\{\{[^{}]*\}\}/gu, (name) => ' '.repeat(name.length))
  const short = text.split(/\s+/u).map((word) => word.replace(/^["'‘“(]+|["'’”):,;]+$/gu, ''))
  const brackets = /\([^()]*\)|[()[\]{}]/u.exec(text)?.[0]
  return [
    ...short
      .filter((word) => ABBREVIATIONS.has(word.toLowerCase()))
      .map((word) =>
        remark(word, `"${word}" is een afkorting.`, `schrijf: ${ABBREVIATIONS.get(word.toLowerCase()) ?? ''}.`),
      ),
    ...short
      .map((word) => word.replace(/[.?!…]+$/u, ''))
      .filter((word) => /^\p{Lu}{2,}\p{Ll}?$/u.test(word) || /^(wmo|pgb|ggz|wlz|vg)$/iu.test(word))
      .filter((word) => !(role === 'professional' ? lists.knownAtWork : lists.known).has(word.toLowerCase()))
      .map((word) => remark(word, `"${word}" is een afkorting.`, 'schrijf het woord uit, of laat het weg.')),
    ...(brackets ? [remark(brackets, `Haakjes lezen moeilijk: ${brackets}`, 'maak er een eigen zin van.')] : []),
    ...(role === 'professional' ? [] : figureRemarks(text, remark)),
  ]
}

function figureRemarks(
  text: string,
  remark: (quote: string, problem: string, mend: string) => Remark,
): readonly Remark[] {
  const percent = text.includes('%')
    ? [remark('%', 'Het teken % kent niet iedereen.', 'schrijf: 3 van de 10 mensen.')]
    : []
  const figures = [...text.matchAll(/\d+(?:[.,:/-]\d+)*/gu)].flatMap(([found]) => {
    if (/^\d{1,4}[-/]\d{1,2}([-/]\d{2,4})?$/u.test(found) && !/^0\d+-/u.test(found))
      return [remark(found, `"${found}" is een datum in cijfers.`, 'schrijf de maand als woord: 3 mei.')]
    const value = Number(found.replace(',', '.'))
    const plain = PLAIN_NUMBERS.has(found) || /^0|^(19|20)\d\d$/u.test(found) || Number.isNaN(value)
    return value < 20 || plain
      ? []
      : [remark(found, `${found} is een groot getal.`, 'laat het weg, of maak het kleiner.')]
  })
  return [...percent, ...figures]
}
