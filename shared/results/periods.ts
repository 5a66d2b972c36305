/** The levels of the calendar, finest first. */
export type TimeLevel = 'month' | 'quarter' | 'year'

export const TIME_LEVELS: readonly TimeLevel[] = ['month', 'quarter', 'year']

/** The period of that level in which a month (`2026-11`) lies: `2026-11`, `2026-Q4` or `2026`. */
export function periodOf(month: string, level: TimeLevel): string {
  if (level === 'month') return month
  const year = month.slice(0, 4)
  return level === 'year' ? year : `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
}

/** First and last month of a period: `2026-Q4` gives `2026-10` and `2026-12`. */
export function monthsOf(period: string): readonly [string, string] {
  const year = period.slice(0, 4)
  if (period.length === 4) return [`${year}-01`, `${year}-12`]
  if (period[5] !== 'Q') return [period, period]
  const last = Number(period.slice(6)) * 3
  return [`${year}-${pad(last - 2)}`, `${year}-${pad(last)}`]
}

/** Whether the whole period lies between the two months, both included; null is no bound. */
export function covers(from: string | null, to: string | null, period: string): boolean {
  const [first, last] = monthsOf(period)
  return (from === null || from <= first) && (to === null || last <= to)
}

/** Every period of that level from one month to another, both included, oldest first. */
export function periodsBetween(first: string, last: string, level: TimeLevel): readonly string[] {
  const periods: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) {
    const period = periodOf(month, level)
    if (periods.at(-1) !== period) periods.push(period)
  }
  return periods
}

/** The month after `2026-12` is `2027-01`. */
export function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4))
  const next = Number(month.slice(5)) + 1
  return next > 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 4)}-${pad(next)}`
}

function pad(month: number): string {
  return String(month).padStart(2, '0')
}
