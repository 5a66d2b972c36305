import {
  BACKUP_DAYS,
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
import risks from './risks.html?raw'

type Named = Pick<Municipality, 'productName' | 'name' | 'help'>

const NUMBERS = {
  runDays: RUN_DAYS,
  deliveredHours: DELIVERED_HOURS,
  originalDays: ORIGINAL_DAYS,
  openAnswerMonths: OPEN_ANSWER_MONTHS,
  responseMonths: RESPONSE_MONTHS,
  withdrawalDays: WITHDRAWAL_DAYS,
  backupDays: BACKUP_DAYS,
  threshold: THRESHOLD,
}

/** What happens with answers, for who gives them; every number in it is the constant that the program works with. */
export function privacyPage(municipality: Named): string {
  return withNumbers(page, municipality)
}

/** What can go wrong with answers, what is done against it and what is left, for who gives them; with the same numbers. */
export function risksPage(municipality: Named): string {
  return withNumbers(risks, municipality)
}

function withNumbers(html: string, { productName, name, help }: Named): string {
  const lines = help.filter(({ kind }) => kind === 'help' || kind === 'complaint').map(helpItem)
  return fillPlaces(html, {
    productName: escapeHtml(productName),
    municipality: escapeHtml(name),
    contact: lines.join('\n'),
    ...Object.fromEntries(Object.entries(NUMBERS).map(([place, value]) => [place, String(value)])),
  })
}
