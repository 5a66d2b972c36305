import type { Browser, Page } from 'playwright-core'
import { CALM_MS, codeFor } from './respondent.ts'
import type { InProcess } from './server.ts'

export interface Walk {
  readonly survey: string
  readonly language?: string
  readonly width?: number
  readonly height?: number
}

/** Called on every screen with a name for it. Questions of one kind with as many answers share a name. */
export type Look = (page: Page, name: string) => Promise<void>

/** Goes through every screen of a survey as a person would, with the first answer everywhere. */
export async function walk(browser: Browser, server: InProcess, walked: Walk, look: Look): Promise<void> {
  const { survey, language = 'nl', width = 360, height = 640 } = walked
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  await page.goto(`${server.origin}/v/${codeFor(server, survey)}`)
  await page.locator(`input[value="${language}"]`).check()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
  await look(page, 'language')
  await next(page)
  await page.locator('.ew-intro').waitFor()
  await look(page, 'intro')
  await next(page)
  await page.locator('.ew-question').waitFor()
  for (const sheet of SHEETS) await visit(page, sheet, look)
  await questions(page, look)
  await look(page, 'overview')
  await next(page)
  await page.locator('.ew-thanks').waitFor()
  await page.locator('.ew-note[role=status]').first().waitFor()
  await look(page, 'thanks')
  await context.close()
}

/** What opens over a question: where it is pressed, and what then stands there. */
const SHEETS = [
  { name: 'help', press: '.ew-screen__top button:first-child', shows: '.ew-help' },
  { name: 'stop', press: '.ew-screen__top button:nth-child(2)', shows: '.ew-ask' },
  { name: 'skip', press: '.ew-bar-button--next', shows: '.ew-ask' },
] as const

async function visit(page: Page, { name, press, shows }: (typeof SHEETS)[number], look: Look): Promise<void> {
  await calm(page)
  await page.locator(press).click()
  await page.locator(shows).waitFor()
  await look(page, name)
  if (name === 'help') await takeBack(page, look)
  await goBack(page, '.ew-question')
}

/** "Antwoorden weghalen", the last button of the help screen. */
async function takeBack(page: Page, look: Look): Promise<void> {
  await page.locator('.ew-help > button').last().click()
  await page.locator('.ew-code').waitFor()
  await look(page, 'taking back')
  await goBack(page, '.ew-help')
}

async function goBack(page: Page, to: string): Promise<void> {
  await calm(page)
  await page.locator('.ew-bar-button--stacked').first().click()
  await page.locator(to).waitFor()
}

/** Answers every question with its first answer, up to the overview. */
export async function questions(page: Page, look: Look): Promise<void> {
  while ((await page.locator('.ew-question').count()) > 0) {
    const tile = page.locator('.ew-question .ew-answer-tile__input').first()
    if ((await tile.count()) > 0) await tile.check()
    await look(page, await page.evaluate(nameQuestion))
    const field = page.locator('textarea')
    if ((await field.count()) > 0) await field.fill('Bel Fatima de Vries: 06 12345678.')
    await leaveBy(page, () => next(page))
    if ((await page.locator('.ew-found').count()) === 0) continue
    await look(page, 'a word on names')
    await calm(page)
    await leaveBy(page, () => page.locator('.ew-ask__choices button').last().click())
  }
}

async function leaveBy(page: Page, press: () => Promise<void>): Promise<void> {
  const before = await page.locator('h1').textContent()
  await press()
  await page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
}

function nameQuestion(): string {
  const tiles = [...document.querySelectorAll('.ew-question input')]
  const drawn = document.querySelector('.ew-tiles svg:not(.ew-face, .ew-sign, .ew-icon)') ? 'pictures' : 'signs'
  const hint = document.querySelector('#hint') ? ' with a hint' : ''
  return tiles[0] ? `question with ${tiles.length} ${drawn}${hint}` : 'question with room for words'
}

/** Presses the button that leads on, as a calm hand does. */
export async function next(page: Page): Promise<void> {
  await calm(page)
  await page.locator('.ew-bar-button--next').click()
}

/** A second tap counts only when it comes as late as a calm hand's. */
export async function calm(page: Page): Promise<void> {
  const start = await page.evaluate(() => performance.now())
  await page.waitForFunction(([from, calm]) => performance.now() - from > calm, [start, CALM_MS] as const)
}

export interface Seen {
  readonly width: number
  readonly height: number
  readonly size: '100' | '125' | '150'
  readonly contrast: 'normal' | 'high'
  /** With the distances between lines, letters and words that a person may set. Source: WCAG 2.2, 1.4.12. */
  readonly spaced?: boolean
}

const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

/** Shows the same screen to someone else: another device, other settings. Nothing is pressed. */
export async function seenBy(page: Page, { width, height, size, contrast, spaced }: Seen): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(
    ([textSize, chosen, style]) => {
      Object.assign(document.documentElement.dataset, { textSize, contrast: chosen })
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(style)
      document.adoptedStyleSheets = [sheet]
    },
    [size, contrast, spaced ? SPACED : ''] as const,
  )
}
