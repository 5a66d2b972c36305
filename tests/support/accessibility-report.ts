import { appendFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const folder = resolve(import.meta.dirname, '../../.build/accessibility')

/** The rules of axe that a screen is held to: WCAG 2.2 with level AAA, and what experience adds. */
export const AXE = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export interface CheckedScreen {
  readonly part: 'survey' | 'pages' | 'paper' | 'portal'
  readonly screen: string
  readonly language: string
  /** Text size in percent and contrast, where a person can choose them. */
  readonly size?: string
  readonly contrast?: 'normal' | 'high'
}

/** Writes down that axe looked at this screen and what it found, for the accessibility statement. One file for each
 *  process, so that tests side by side do not write through each other; `accessibility-summary.mjs` adds them up. */
export function recordChecked(page: Page, checked: CheckedScreen, violations: AxeResults['violations']): void {
  const width = page.viewportSize()?.width ?? 0
  const chromium = page.context().browser()?.version() ?? ''
  const line = { ...checked, width, chromium, axe: axe.version, violations: violations.map(({ id }) => id) }
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`)
}
