import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SIX, storedFor, withSix } from '../support/assist.ts'
import { answer, openTalk, startTalk, talkCode, toTheEnd } from '../support/assist-talk.ts'
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

/** A tablet that is ready for a talk with that list. */
async function tablet(survey = SIX): Promise<{ page: Page; code: string }> {
  const code = talkCode(server, survey)
  const opened = await openTalk(browser, server, code)
  context = opened.context
  return { page: opened.page, code }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('who taps must be chosen, and for somebody else who that is', async () => {
  const { page } = await tablet()
  await press(page, 'Begin het gesprek')
  await page.getByText('Kies eerst wie er tikt.').waitFor()
  await page.locator('[name=who][value=on-behalf]').check()
  await press(page, 'Begin het gesprek')
  await page.getByText('Kies eerst wie die persoon is.').waitFor()
  await page.getByLabel('Partner').check()
  await press(page, 'Begin het gesprek')
  await page.locator('.ew-intro').waitFor()
})

test.each([
  { who: 'self', row: 'self', relation: null },
  { who: 'together', row: 'together', relation: null },
  { who: 'on-behalf', row: 'on-behalf', relation: 'parent' },
] as const)('a talk in which $who taps is stored with channel and who answered', async ({ who, row, relation }) => {
  const { page, code } = await tablet()
  await startTalk(page, { who, ...(relation ? { relation: 'Vader of moeder' } : {}) })
  await toTheEnd(page)
  await expect.poll(() => storedFor(server, code).length).toBe(1)
  const [stored] = storedFor(server, code)
  expect(stored).toMatchObject({ channel: 'assisted', answered_by: row, language: 'nl' })
  expect((stored as unknown as { relation: string }).relation || null).toBe(relation)
})

test('who taps for a client hands over before the last question, and then has no helper’s buttons', async () => {
  const { page } = await tablet()
  await startTalk(page, { who: 'together' })
  for (let number = 1; number < 6; number++) {
    await page.getByRole('button', { name: 'Herhaal' }).waitFor()
    await answer(page)
  }
  await page.getByRole('heading', { name: 'Geef de tablet aan de cliënt' }).waitFor()
  expect(await page.locator('#app').innerText()).toBe('')
  await press(page, 'De cliënt heeft de tablet')
  await page.getByText('Kijk niet mee.').waitFor()
  expect(await page.getByRole('button', { name: 'Herhaal' }).count()).toBe(0)
})

test('“Leg uit” has the author’s own words, and is not there where the author gave none', async () => {
  const { page } = await tablet('sociaal-makelaar-buurthuis')
  await startTalk(page, { who: 'together' })
  const said: string[] = []
  for (let count = 0; count < 4; count++) {
    const explain = page.getByRole('button', { name: 'Leg uit' })
    if ((await explain.count()) > 0) {
      await explain.click()
      said.push(await page.locator('.ew-strip__words').innerText())
    } else said.push('')
    await answer(page)
  }
  expect(said.filter(Boolean).length).toBeGreaterThan(0)
  expect(said).toContain('')
})

test('the client skips and stops on every screen of the talk; a talk that is stopped without keeping leaves no row', async () => {
  const { page, code } = await tablet()
  await startTalk(page, { who: 'together' })
  await press(page, 'Sla over')
  await page.getByText('Vraag 2 van 6').waitFor()
  await press(page, 'Stoppen')
  await press(page, 'Nee, gooi ze weg')
  await page.getByText('Wij hebben niets bewaard.').waitFor()
  await page.locator('#app').getByRole('button', { name: 'Klaar' }).click()
  await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
  expect(storedFor(server, code)).toHaveLength(0)
})

test('the client’s screen can be turned around and back', async () => {
  const { page } = await tablet()
  await startTalk(page, { who: 'self' })
  const turned = () => page.locator('#app').evaluate((element) => getComputedStyle(element).rotate)
  await press(page, 'Draai het scherm')
  await expect.poll(turned).toBe('180deg')
  await answer(page)
  await page.getByText('Vraag 2 van 6').waitFor()
  await press(page, 'Draai het scherm')
  await expect.poll(turned).toBe('none')
})

test('after “Klaar” nothing of the client can be brought back: no Back, no reload, nothing in the page', async () => {
  const { page } = await tablet()
  await startTalk(page, { who: 'self' })
  await toTheEnd(page)
  const clean = async () => {
    expect(await page.locator('#app').innerText()).toBe('')
    expect(await page.locator('h1').innerText()).toBe('Nieuw gesprek')
  }
  await clean()
  for (let count = 0; count < 3; count++) {
    await page.evaluate(() => history.back())
    await clean()
  }
  await page.reload()
  await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
  await clean()
})

test('Back of the browser is Terug during the client’s part, and never leaves the talk', async () => {
  const { page } = await tablet()
  await startTalk(page, { who: 'self' })
  await answer(page)
  await page.getByText('Vraag 2 van 6').waitFor()
  await page.evaluate(() => history.back())
  await page.getByText('Vraag 1 van 6').waitFor()
  for (let count = 0; count < 4; count++) {
    await page.evaluate(() => history.back())
    await page.waitForFunction(() => history.state === 'talk')
  }
  await page.locator('.ew-intro').waitFor()
})
