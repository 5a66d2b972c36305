import type { ResultsBackground } from '../../../shared/results/background.ts'
import type { AskedQuestion } from '../../../shared/results/choices.ts'
import { count, percent } from '../../../shared/results/format.ts'
import { isRounded, type ResultRow } from '../../../shared/results/results.ts'
import { topValues } from '../../../shared/results/statistics.ts'
import { fillPlaces } from '../../pages/fill.ts'
import words from './words.nl.json'

/** The words of reports, filled in. */
export function say(key: keyof typeof words, values: Readonly<Record<string, string | number>> = {}): string {
  return fillPlaces(
    words[key],
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
  )
}

/** The favourable share of a row as a report has it: `83 %`, `±85 %` where it is rounded; a dash where there is none. */
export function shareOf(row: Pick<ResultRow, 'level' | 'masked' | 'about' | 'share'>): string {
  if (row.share === null) return '–'
  return isRounded(row) ? `±${percent(row.share)}` : percent(row.share)
}

/** The favourable answers of a question: `koos ‘Eens’ of ‘Helemaal eens’`; '' for kinds without any. */
export function choseTop({ kind, options }: AskedQuestion): string {
  const top = topValues(kind)
  if (!top) return ''
  if (kind === 'grade10') return say('chose.grade')
  const labels = options.filter(({ value }) => top.includes(Number(value))).map(({ label }) => `‘${label}’`)
  return say('chose', { answers: labels.join(` ${say('or')} `) })
}

/** Which part of the clients answered, or that it is not known. */
export function rateInWords({ rate }: ResultsBackground): string {
  if (rate === null) return say('rate.unknown')
  const { responses, clients } = rate
  return say('rate', { responses: count(responses), clients: count(clients), rate: percent(responses / clients) })
}
