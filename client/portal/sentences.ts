import type { AskedQuestion } from '../../shared/results/choices.ts'
import { compare } from '../../shared/results/compare.ts'
import { count, grade, ofHundred, percent } from '../../shared/results/format.ts'
import { isRounded, type ResultRow } from '../../shared/results/results.ts'
import { topValues } from '../../shared/results/statistics.ts'
import type { Words } from '../lib/i18n.ts'

/** The favourable answers of a question in words: `'Eens' of 'Helemaal eens'`; null for kinds without any. */
export function topInWords(question: AskedQuestion, words: Words): string | null {
  const answers = topAnswers(question, words)
  if (answers === null) return null
  return question.kind === 'grade10' ? words.say('top.grade') : words.say('top.says', { answers })
}

/** The favourable answers themselves: `‘Eens’ of ‘Helemaal eens’`, `een 6 of hoger`; null for kinds without any. */
export function topAnswers(question: AskedQuestion, words: Words): string | null {
  const top = topValues(question.kind)
  if (!top) return null
  if (question.kind === 'grade10') return words.say('top.grade.answers')
  const labels = question.options.filter(({ value }) => top.includes(Number(value))).map(({ label }) => `‘${label}’`)
  return labels.join(` ${words.say('or')} `)
}

/** The favourable answers as the head of a column: `Kozen ‘Goed’`; null for kinds without any. */
export function topAsHead(question: AskedQuestion, words: Words): string | null {
  const top = topInWords(question, words)
  return top === null ? null : top.charAt(0).toUpperCase() + top.slice(1)
}

/** What a row says in one plain sentence; null for a hidden one. */
export function rowInWords(row: ResultRow, question: AskedQuestion, words: Words): string | null {
  if (row.level === 'hidden') return null
  const top = topInWords(question, words)
  if (top === null || row.share === null) return mostChosen(row, question, words)
  return words.say('sentence.share', { ...outOf(row, row.share, topValues(question.kind)?.map(String) ?? []), top })
}

/** `97 van de 121` where the counts may be shown, `ongeveer 80 van de 100` where only a rounded share may. */
function outOf({ counts, n }: ResultRow, share: number, values: readonly string[]) {
  if (counts === null || n === null) return { number: ofHundred(share), n: '100', context: 'about' }
  return { number: count(values.reduce((sum, value) => sum + (counts[value] ?? 0), 0)), n: count(n) }
}

/** The mean grade in words; null where there is none. */
export function meanInWords(row: ResultRow, words: Words): string | null {
  return row.mean === null ? null : words.say('sentence.mean', { mean: grade(row.mean) })
}

/** The share and how sure it is, in words; null where there is none. */
export function intervalInWords(row: ResultRow, words: Words): string | null {
  if (row.interval === null || row.share === null) return null
  const [low, high] = row.interval
  const context = isRounded(row) ? { context: 'about' } : {}
  return words.say('sentence.interval', {
    share: percent(row.share),
    low: percent(low),
    high: percent(high),
    ...context,
  })
}

function mostChosen(row: ResultRow, question: AskedQuestion, words: Words): string | null {
  const parts = Object.entries(row.distribution ?? {}).sort(([, a], [, b]) => b - a)
  const [first, second] = parts
  if (first === undefined || first[1] === second?.[1]) return null
  const label = question.options.find(({ value }) => value === first[0])?.label ?? first[0]
  return words.say('sentence.most', { answer: label, ...outOf(row, first[1], [first[0]]) })
}

/** How many gave no value, in words: `2 keer weet ik niet, 1 keer overgeslagen`; '' when nobody. */
export function missingInWords(row: ResultRow, words: Words): string {
  const parts: readonly (readonly [string, number | null])[] = [
    ['missing.dontKnow', row.dontKnow],
    ['missing.skipped', row.skipped],
    ['missing.notApplicable', row.notApplicable],
  ]
  const given = parts.filter(([, number]) => number !== null && number > 0)
  return given.map(([key, number]) => words.say(key, { number: count(number ?? 0) })).join(', ')
}

/** How a period differs from the one before it. Only full figures are compared: 30 answers or more on both sides. */
export function changeInWords(row: ResultRow, before: ResultRow | undefined, words: Words): string {
  if (before === undefined) return words.say('change.first')
  return words.say(`change.${compare(row, before)}`)
}

/** The share of a row and between what it lies: `ongeveer 80 %, tussen 60 en 95`; a dash where there is none. */
export function shareInWords(row: ResultRow, words: Words): string {
  const { share, interval } = row
  if (share === null || interval === null) return '–'
  const figure = isRounded(row) ? words.say('about', { figure: percent(share) }) : percent(share)
  const between = words.say('trend.between', { low: ofHundred(interval[0]), high: ofHundred(interval[1]) })
  return `${figure}, ${between}`
}
