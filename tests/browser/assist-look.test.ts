import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { SIX, withSix } from '../support/assist.ts'
import { answer, NEXT, openTalk, startTalk, talkCode } from '../support/assist-talk.ts'
import { openBrowser } from '../support/browser.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  server = await startInProcess({ change: withSix })
  browser = await openBrowser()
})
afterEach(() => context.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
  { width: 360, height: 640 },
]
const cases = SIZES.flatMap((size) => ['nl', 'ar'].map((language) => ({ ...size, language })))

/** Looks at what is on the screen; `screen` is its name in the accessibility statement. */
async function look(page: Page, screen: string, language: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  recordChecked(page, { part: 'survey', screen: `gesprek: ${screen}`, language }, violations)
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect({ screen, faults, over }).toEqual({ screen, faults: [], over: 0 })
}

test.each(cases)(
  'axe finds nothing on any screen of a talk: $width×$height, $language',
  async ({ language, ...size }) => {
    const opened = await openTalk(browser, server, talkCode(server, SIX), size)
    context = opened.context
    const { page } = opened
    await look(page, 'nieuw gesprek', 'nl')
    await page.getByRole('button', { name: 'Toestelcontrole' }).click()
    await look(page, 'toestelcontrole', 'nl')
    await page.getByRole('button', { name: 'Naar het gesprek' }).click()
    await startTalk(page, { who: 'on-behalf', relation: 'Partner', language })
    await look(page, 'vraag', language)
    await page.getByRole('button', { name: 'Herhaal' }).click()
    await page.locator('.ew-strip__words').waitFor()
    await look(page, 'herhaal', language)
    await page.getByRole('button', { name: 'Draai het scherm' }).click()
    await look(page, 'gedraaid', language)
    for (let number = 1; number < 6; number++) await answer(page)
    await look(page, 'geef de tablet', 'nl')
    await page.getByRole('button', { name: 'De cliënt heeft de tablet' }).click()
    await page.locator('#app .ew-question').waitFor()
    await look(page, 'laatste vraag', language)
    await answer(page)
    await page.locator(NEXT).click()
    await page.locator('#app .ew-thanks').waitFor()
    await look(page, 'dank u wel', language)
  },
)

test('axe finds nothing where the tablet is not paired', async () => {
  context = await browser.newContext({ viewport: SIZES[0] ?? null, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(`${server.origin}/afname`)
  await page.locator('.ew-assist__code').waitFor()
  await look(page, 'koppelen', 'nl')
})
