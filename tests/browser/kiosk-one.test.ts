import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { addKiosk, calmly, NEXT, ONE, openKiosk, rows, surveysWithOne } from '../support/kiosk.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const surveysDir = surveysWithOne()
let server: InProcess
let browser: Browser
let context: BrowserContext | undefined

beforeAll(async () => {
  server = await startInProcess({ surveysDir })
  browser = await openBrowser()
  addKiosk(server, 'K4KKKKK', [ONE])
})
afterEach(async () => {
  await context?.close()
  context = undefined
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(resolve(surveysDir, '..'), { recursive: true, force: true })
})

async function kiosk(): Promise<Page> {
  const opened = await openKiosk(browser, `${server.origin}/zuil/K4KKKKK`, { clock: true })
  context = opened.context
  return opened.page
}

const face = '.ew-attract__answer >> nth=2'
const wrong = (page: Page) => page.getByRole('button', { name: 'Fout? Druk hier' })

test('K11: a tap on a face is the answer; for five seconds it can be taken back, and then nothing was stored', async () => {
  const before = rows(server)
  const page = await kiosk()
  await calmly(page, face)
  await wrong(page).waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/goed/i)
  await page.clock.runFor(4000)
  await wrong(page).click()
  await page.locator('.ew-question').waitFor()
  expect(await page.locator(':checked').count()).toBe(0)
  await page.clock.runFor(76_000)
  await page.locator('.ew-attract').waitFor()
  expect(rows(server)).toBe(before)
})

test('K11: after five seconds comes what belongs to it, on the same response', async () => {
  const before = rows(server)
  const page = await kiosk()
  await calmly(page, face)
  await page.clock.runFor(5100)
  await page.getByText('Wat kan beter?').waitFor()
  await page.getByRole('checkbox', { name: 'Tijd', exact: true }).click()
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  await expect.poll(() => rows(server)).toBe(before + 1)
  await page.clock.runFor(8100)
  await page.locator('.ew-attract').waitFor()
})

test('whoever walks away after the tap has answered: the question says so, and it is kept', async () => {
  const before = rows(server)
  const page = await kiosk()
  await calmly(page, face)
  await page.clock.runFor(5100)
  await page.getByText('Wat kan beter?').waitFor()
  await page.clock.runFor(45_500)
  expect(await page.locator('[role=alertdialog]').innerText()).toContain('We bewaren dan uw antwoord.')
  await page.clock.runFor(31_000)
  await page.locator('.ew-thanks').waitFor()
  await expect.poll(() => rows(server)).toBe(before + 1)
  await page.clock.runFor(8100)
  await page.locator('.ew-attract').waitFor()
})

test('in another language the question is asked first, without an introduction; Terug ends it', async () => {
  const page = await kiosk()
  await calmly(page, '.ew-attract__row[lang=ar]')
  await page.locator('.ew-question').waitFor()
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    'ar',
    'rtl',
  ])
  await calmly(page, '.ew-bar-button--back')
  await page.locator('.ew-attract').waitFor()
})

test('a key on the attract screen answers too, by its place on the scale', async () => {
  const page = await kiosk()
  await page.keyboard.press('3')
  await wrong(page).waitFor()
  await page.clock.runFor(450)
  await page.keyboard.press('1')
  await page.locator('.ew-question').waitFor()
})
