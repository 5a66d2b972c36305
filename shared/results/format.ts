import { periodOf } from './periods.ts'

/** Between a number and its sign, so that a line never breaks there. */
const FIXED_SPACE = '\u00a0'

/** Rounded to that many decimals, half away from zero. The tiny shift undoes what binary fractions fall short of a half. */
export function rounded(value: number, decimals = 0): number {
  const scale = 10 ** decimals
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale
}

/** A share (0-1) as whole percent: `76 %`. Parts of a whole are each rounded alone, and need not make 100. */
export function percent(share: number): string {
  return `${rounded(share * 100)}${FIXED_SPACE}%`
}

/** A share (0-1) as a number of people out of 100: `76`. */
export function ofHundred(share: number): number {
  return rounded(share * 100)
}

/** A grade with one decimal and a comma: `7,9`. */
export function grade(mean: number): string {
  return rounded(mean, 1).toFixed(1).replace('.', ',')
}

/** A whole number the Dutch way: `16.083`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.')
}

const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
]

/** A day in Dutch words: `2026-11-23` is `23 november 2026`. */
export function dayInWords(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthInWords(day.slice(0, 7))}`
}

/** A month in Dutch words: `2026-11` is `november 2026`. */
export function monthInWords(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`
}

/** A quarter in Dutch words: `2026-Q3` is `3e kwartaal 2026`. */
export function quarterInWords(quarter: string): string {
  return `${quarter.slice(6)}e kwartaal ${quarter.slice(0, 4)}`
}

/** A quarter or a year in Dutch words: `2026` stays `2026`. */
export function periodInWords(period: string): string {
  return period.includes('Q') ? quarterInWords(period) : period
}

/** A range of months in Dutch words, as quarters where it is made of those; null for one without bounds. */
export function rangeInWords(from: string | null, to: string | null): string | null {
  const first = from === null ? null : startInWords(from)
  const last = to === null ? null : endInWords(to)
  if (first !== null && last !== null) return first === last ? first : `${first} tot en met ${last}`
  if (first !== null) return `vanaf ${first}`
  return last === null ? null : `tot en met ${last}`
}

function startInWords(month: string): string {
  return Number(month.slice(5)) % 3 === 1 ? quarterInWords(periodOf(month, 'quarter')) : monthInWords(month)
}

function endInWords(month: string): string {
  return Number(month.slice(5)) % 3 === 0 ? quarterInWords(periodOf(month, 'quarter')) : monthInWords(month)
}
