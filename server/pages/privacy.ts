import {
  DELIVERED_HOURS,
  OPEN_ANSWER_MONTHS,
  ORIGINAL_DAYS,
  RESPONSE_MONTHS,
  RUN_DAYS,
  WITHDRAWAL_DAYS,
} from '../../shared/keeping.ts'
import type { Municipality } from '../../shared/municipality.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { helpItem } from './accessibility.ts'
import { escapeHtml, fillPlaces } from './fill.ts'
import page from './privacy.html?raw'

/** What happens with answers, for who gives them; every number in it is the constant that the program works with. */
export function privacyPage({ productName, name, help }: Pick<Municipality, 'productName' | 'name' | 'help'>): string {
  const numbers = {
    runDays: RUN_DAYS,
    deliveredHours: DELIVERED_HOURS,
    originalDays: ORIGINAL_DAYS,
    openAnswerMonths: OPEN_ANSWER_MONTHS,
    responseMonths: RESPONSE_MONTHS,
    withdrawalDays: WITHDRAWAL_DAYS,
    threshold: THRESHOLD,
  }
  const lines = help.filter(({ kind }) => kind === 'help' || kind === 'complaint').map(helpItem)
  return fillPlaces(page, {
    productName: escapeHtml(productName),
    municipality: escapeHtml(name),
    contact: lines.join('\n'),
    ...Object.fromEntries(Object.entries(numbers).map(([place, value]) => [place, String(value)])),
  })
}
