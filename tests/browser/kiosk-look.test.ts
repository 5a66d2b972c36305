import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { openBrowser } from '../support/browser.ts'
import {
  addKiosk,
  begin,
  calmly,
  NEXT,
  ONE,
  OTHER,
  openKiosk,
  SURVEY,
  surveysWithOne,
  TALL,
  WIDE,
} from '../support/kiosk.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const surveysDir = surveysWithOne()
let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess({ surveysDir })
  browser = await openBrowser()
  addKiosk(server, 'K2KKKKK', [SURVEY])
  addKiosk(server, 'K3KKKKK', [SURVEY, OTHER])
  addKiosk(server, 'K4KKKKK', [ONE])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(resolve(surveysDir, '..'), { recursive: true, force: true })
})

const SIZES = { tall: TALL, wide: WIDE } as const

/** How far the page can be scrolled, in CSS pixels, and what reaches under the bar or past the side. */
function overflow(page: Page): Promise<{ down: number; aside: number; under: readonly string[] }> {
  return page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement
    const bar = document.querySelector('.ew-screen__actions')?.getBoundingClientRect().top ?? innerHeight
    const tiles = [...document.querySelectorAll('.ew-answer-tile, h1')]
    const under = tiles
      .filter((tile) => tile.getBoundingClientRect().bottom > bar + 1)
      .map((tile) => tile.textContent ?? '')
    return { down: scrollHeight - innerHeight, aside: scrollWidth - innerWidth, under }
  })
}

const FITS = { down: 0, aside: 0, under: [] }

const cases = Object.keys(SIZES).flatMap((size) =>
  ['nl', 'tr', 'ar', 'ti'].map((language) => ({ size: size as keyof typeof SIZES, language })),
)

test.each(cases)(
  'K5: $size, $language, at 125 %: no question of ten words or fewer scrolls',
  async ({ size, language }) => {
    const { context, page } = await openKiosk(browser, `${server.origin}/zuil/K2KKKKK`, {
      viewport: SIZES[size],
      clock: true,
    })
    expect(await overflow(page)).toEqual(FITS)
    await begin(page, language)
    await page
      .locator('.ew-screen__top button', { has: page.locator('svg') })
      .first()
      .click()
    await page.waitForFunction(() => document.documentElement.dataset.textSize === '125')
    let seen = 0
    while ((await page.locator('fieldset').count()) > 0) {
      const asked = await page.locator('h1').innerText()
      if (asked.split(/\s+/).length <= 10) {
        seen++
        expect(await overflow(page), asked).toEqual(FITS)
      }
      const first = page.locator('[name=answer]:not(textarea)').first()
      await page.clock.runFor(450)
      if ((await first.count()) > 0) await first.check()
      await page.locator(NEXT).click()
      await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, asked)
    }
    expect(seen).toBeGreaterThan(6)
    await context.close()
  },
)

async function violations(page: Page): Promise<AxeResults['violations']> {
  return page.evaluate(async (values) => {
    const { axe: checker } = window as unknown as { axe: typeof axe }
    const runOnly = { type: 'tag' as const, values }
    return (await checker.run({ runOnly, resultTypes: ['violations'] })).violations
  }, AXE)
}

const screens = Object.keys(SIZES).flatMap((size) =>
  ['nl', 'ar'].map((language) => ({ size: size as keyof typeof SIZES, language })),
)

test.each(screens)('axe finds nothing on any screen of the kiosk: $size, $language', async ({ size, language }) => {
  const { context, page } = await openKiosk(browser, `${server.origin}/zuil/K2KKKKK`, { viewport: SIZES[size] })
  const found: Record<string, readonly string[]> = {}
  await page.clock.install()
  const look = async (screen: string) => {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
    await page.clock.resume()
    const wrong = await violations(page)
    recordChecked(page, { part: 'survey', screen: `zuil: ${screen}`, language }, wrong)
    if (wrong.length > 0) found[screen] = wrong.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }
  await look('begin')
  await begin(page, language)
  await look('vraag')
  await page.clock.runFor(46_000)
  await look('bent u er nog')
  await page.locator('.ew-dialog__button').click()
  await calmly(page, '.ew-screen__top button:first-child')
  await page.locator('.ew-help').waitFor()
  await look('hulp')
  await calmly(page, '.ew-bar-button--back')
  await page.clock.runFor(450)
  for (let asked = ''; (await page.locator('fieldset').count()) > 0; ) {
    asked = await page.locator('h1').innerText()
    const first = page.locator('[name=answer]:not(textarea)').first()
    await page.clock.runFor(450)
    if ((await first.count()) > 0) await first.check()
    await page.locator(NEXT).click()
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, asked)
  }
  await look('klaar met vragen')
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  await look('dank u wel')
  await page.goto(`${server.origin}/zuil/K4KKKKK`)
  await page.locator('.ew-attract__answer').first().waitFor()
  await look('begin met 1 vraag')
  await calmly(page, `.ew-attract__row[lang=${language}]`)
  await page.locator('.ew-question').waitFor()
  await page.clock.runFor(450)
  await page.locator('[name=answer]').first().click()
  await page.locator('.ew-undo').waitFor()
  await look('fout? druk hier')
  await page.goto(`${server.origin}/zuil/K3KKKKK`)
  await page.locator('.ew-attract').waitFor()
  await look('begin met 2 vragenlijsten')
  await calmly(page, `.ew-attract__row[lang=${language}]`)
  await page.locator('.ew-ask__choices').waitFor()
  await look('kies een vragenlijst')
  await page.goto(`${server.origin}/zuil/K5KKKKK`)
  await page.locator('.ew-out').waitFor()
  await look('doet niet mee')
  for (let press = 0; press < 5; press++) await page.keyboard.press('Backspace')
  await page.goto(`${server.origin}/zuil`)
  await page.locator('.ew-pairing').waitFor()
  await look('koppelen')
  await page.mouse.move(20, 20)
  await page.mouse.down()
  await page.clock.runFor(5100)
  await page.mouse.up()
  await page.locator('.ew-service__checks').waitFor()
  await look('hoe is het met deze zuil')
  expect(found).toEqual({})
  await context.close()
})
