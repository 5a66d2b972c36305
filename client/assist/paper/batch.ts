import type { Survey } from '../../../shared/survey/survey.ts'
import type { Every } from './entry.ts'

/** A pile of forms of one list in one language; chosen once, so that a form is nothing but its crosses. */
export interface Batch {
  readonly survey: Survey
  readonly language: string
  /** `2026-11`: when the forms were filled in. */
  readonly month: string
  readonly every: Every
}

/** The server takes answers of the last twelve months. */
const MONTHS = 12

/** This month and the eleven before it, newest first, as `2026-11`. */
export function monthsUntil(today: Date): readonly string[] {
  return Array.from({ length: MONTHS }, (_, back) => {
    const month = new Date(today.getFullYear(), today.getMonth() - back, 1)
    return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, '0')}`
  })
}

/** "november 2026" in Dutch. */
export function monthName(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Intl.DateTimeFormat('nl', { month: 'long', year: 'numeric' }).format(new Date(year, number - 1, 1))
}
