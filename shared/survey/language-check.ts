import type { Finding, LanguageText, Remark, RuleId, Severity, TextRole, WordLists } from './language/finding.ts'
import { type Sentence, sentencesOf } from './language/sentence.ts'
import { longSentence, negations, openings, passive, signs, twoInOne } from './language/sentence-rules.ts'
import { addressOf, changingTerms, mixedAddress } from './language/whole-rules.ts'
import {
  explainedWords,
  figuresOfSpeech,
  jargonWords,
  longWords,
  rareWords,
  type SentenceInput,
} from './language/word-rules.ts'

/** Which rules a text meets. */
const RULES: Readonly<Record<TextRole, ReadonlySet<RuleId>>> = {
  question: new Set(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T12', 'T13']),
  sentence: new Set(['T1', 'T2', 'T3', 'T4', 'T6', 'T7', 'T8', 'T9', 'T12', 'T13']),
  alt: new Set(['T1', 'T2', 'T7']),
  professional: new Set(['T1', 'T3', 'T4', 'T6', 'T7', 'T12', 'T13']),
}

/** The Taalcheck: everything in these Dutch texts that makes them hard to read, with what to write instead. It knows
 *  words and the shape of sentences, not what they mean, so it gives no mark and no level. In the order of the texts.
 *  Source of the rules: Inclusion Europe, "Information for all" (Easy Read); Lezen en Schrijven on A2/1F. */
export function checkLanguage(texts: readonly LanguageText[], lists: WordLists): readonly Finding[] {
  const surveys = new Map<string, readonly LanguageText[]>()
  for (const text of texts) {
    if (text.survey !== undefined) surveys.set(text.survey, [...(surveys.get(text.survey) ?? []), text])
  }
  const explained = new Map(
    [...surveys].map(([survey, own]) => [survey, explainedWords(own.map(({ text }) => text))] as const),
  )
  const terms = [...surveys.values()].flatMap((own) =>
    changingTerms(
      own.filter(({ role }) => RULES[role].has('T9')),
      lists,
    ),
  )
  return texts.flatMap((text) => [
    ...textFindings(text, lists, explained.get(text.survey ?? '') ?? new Set()),
    ...terms.filter((term) => term.text === text).map(({ sentence, remark }) => finding(text, sentence, remark)),
  ])
}

function textFindings(text: LanguageText, lists: WordLists, explained: ReadonlySet<string>): readonly Finding[] {
  const sentences = sentencesOf(text.text)
  const asking = sentences.findLast(({ asks }) => asks) ?? sentences.at(-1)
  let earlier: 'u' | 'je' | null = null
  return sentences.flatMap((sentence) => {
    const input = { sentence, lists, explained, role: text.role }
    const remarks = [
      ...sentenceRemarks(input),
      ...(sentence === asking ? openings(input, text) : []),
      ...mixedAddress(sentence, text, earlier),
    ]
    earlier ??= addressOf(sentence)
    return remarks
      .filter(({ rule }) => RULES[text.role].has(rule))
      .map((remark) => finding(text, sentence.text, softened(remark, text.role)))
  })
}

function sentenceRemarks(input: SentenceInput): readonly Remark[] {
  const { sentence, role } = input
  return [
    ...longSentence(sentence, sentence.tokens.length, role),
    ...rareWords(input),
    ...passive(input),
    ...negations(input),
    ...(role === 'question' ? twoInOne(input) : []),
    ...signs(input),
    ...jargonWords(input),
    ...longWords(input),
    ...figuresOfSpeech(input),
  ]
}

/** People who read for their work can take a double negation. */
function softened(remark: Remark, role: TextRole): Remark {
  return role === 'professional' && remark.rule === 'T4' ? { ...remark, severity: 'warn' } : remark
}

function finding({ file, path, line }: LanguageText, sentence: Sentence['text'], remark: Remark): Finding {
  return { file, path, ...(line === undefined ? {} : { line }), ...remark, sentence }
}

/** How many findings there are of each severity. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length
  return { error: count('error'), warn: count('warn'), info: count('info') }
}
