import * as v from 'valibot'
import words from '../../client/text/later.nl.json'
import type { Municipality } from '../../shared/municipality.ts'
import page from './accessibility.html?raw'
import testedPart from './accessibility-tested.html?raw'
import untestedPart from './accessibility-untested.html?raw'
import { escapeHtml, fillPlaces } from './fill.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const part = v.strictObject({
  screens: count,
  checks: count,
  violations: count,
  /** The rules that were broken. */
  rules: v.array(v.string()),
  languages: v.array(v.string()),
  widths: v.array(count),
  sizes: v.array(v.string()),
  contrasts: v.array(v.string()),
})

/** What the last test run looked at; `tests/support/accessibility-summary.mjs` makes it. */
export const accessibilityReportSchema = v.strictObject({
  date: v.pipe(v.string(), v.isoDate()),
  version: v.string(),
  chromium: v.string(),
  axe: v.string(),
  parts: v.strictObject({ survey: part, pages: part, paper: part, portal: part }),
})

export type AccessibilityReport = v.InferOutput<typeof accessibilityReportSchema>

const files = import.meta.glob<AccessibilityReport>('./accessibility-report.json', { eager: true, import: 'default' })

/** The report in this repository; null where it is not. */
export const lastReport: AccessibilityReport | null = files['./accessibility-report.json'] ?? null

/** The accessibility statement as a page; without a report it says that nothing is known of a test. */
export function accessibilityPage(
  report: AccessibilityReport | null,
  { productName, name, help }: Pick<Municipality, 'productName' | 'name' | 'help'>,
): string {
  const tested = report ? fillPlaces(testedPart, placesOf(report)) : untestedPart
  const lines = help.filter(({ kind }) => kind === 'help' || kind === 'complaint').map(helpItem)
  const names = { productName: escapeHtml(productName), municipality: escapeHtml(name) }
  return fillPlaces(page, { ...names, tested, contact: lines.join('\n') })
}

function placesOf({ parts, ...about }: AccessibilityReport): Readonly<Record<string, string>> {
  const all = Object.entries(parts)
  const rules = all.flatMap(([, one]) => one.rules)
  const places = {
    ...about,
    day: new Date(about.date).toLocaleDateString('nl', { dateStyle: 'long', timeZone: 'UTC' }),
    violations: all.reduce((total, [, one]) => total + one.violations, 0),
    rules: rules.length === 0 ? '' : `(${listed([...new Set(rules)])})`,
    ...Object.fromEntries(
      all.flatMap(([name, { screens, checks, languages }]) => [
        [`${name}.screens`, screens],
        [`${name}.checks`, checks],
        [`${name}.languages`, listed(languages.map(languageName))],
      ]),
    ),
  }
  return Object.fromEntries(Object.entries(places).map(([place, value]) => [place, escapeHtml(String(value))]))
}

function listed(items: readonly string[]): string {
  return new Intl.ListFormat('nl').format(items)
}

function languageName(language: string): string {
  return new Intl.DisplayNames('nl', { type: 'language' }).of(language) ?? language
}

/** A help line of the municipality as an item of a list; says which number is an example. */
export function helpItem({ name, phone, url, placeholder }: Municipality['help'][number]): string {
  const call = phone ? `: <a href="tel:${escapeHtml(phone.replaceAll(' ', ''))}">${escapeHtml(phone)}</a>` : ''
  const site = url ? ` · <a href="${escapeHtml(url)}">${escapeHtml(words['help.site'])}</a>` : ''
  const example = placeholder ? ` (${escapeHtml(words['help.example'])})` : ''
  return `<li>${escapeHtml(name.nl ?? '')}${call}${site}${example}</li>`
}
