import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const NAMED = 'Het gaat goed. Ik bel met mevrouw Jansen op 06 12345678. Dank u.'
const WARNING = 'Er staat misschien een naam of nummer in.'

let server: InProcess
let browser: Browser
let url: string
let phone: BrowserContext

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
})
afterEach(() => phone.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const rows = () => server.house.deps.store.verify().responses

/** A person at the open question. */
async function atOpenQuestion(): Promise<Respondent> {
  phone = await browser.newContext(PHONE)
  const person = await openLink(phone, url)
  await person.press('Begin')
  while ((await person.page.locator('textarea').count()) === 0) {
    const before = await person.heading()
    await person.page.locator('.ew-answer-tile__input').first().check()
    await person.press('Verder')
    await person.page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  }
  return person
}

const overview = (page: Page) => page.locator('.ew-overview__list').waitFor()

test('a text with a name and a number is shown with both marked, and "Pas aan" leads back to it', async () => {
  const { page, press, heading } = await atOpenQuestion()
  await page.locator('textarea').fill(NAMED)
  await press('Verder')
  await page.getByRole('heading', { name: WARNING }).waitFor()
  expect(await heading()).toBe(WARNING)
  expect(await page.locator('.ew-found__sentence').allInnerTexts()).toEqual([
    'Ik bel met mevrouw Jansen op 06 12345678.',
  ])
  expect(await page.locator('mark').allInnerTexts()).toEqual(['Jansen', '06 12345678'])
  const look = await page
    .locator('mark')
    .first()
    .evaluate((mark) => {
      const { borderTopWidth, fontWeight } = getComputedStyle(mark)
      return { border: Number.parseFloat(borderTopWidth), weight: Number(fontWeight) }
    })
  expect(look.border).toBeGreaterThan(0)
  expect(look.weight).toBeGreaterThanOrEqual(600)
  await press('Pas aan')
  expect(await page.locator('textarea').inputValue()).toBe(NAMED)
  await page.locator('textarea').fill('Het gaat goed.')
  await press('Verder')
  await overview(page)
})

test('"Toch zo laten" goes on, and the same text is not asked about again', async () => {
  const before = rows()
  const { page, press } = await atOpenQuestion()
  await page.locator('textarea').fill(NAMED)
  await press('Verder')
  await press('Toch zo laten')
  await overview(page)
  await page.goBack()
  await page.locator('textarea').waitFor()
  await press('Verder')
  await overview(page)
  await press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('nothing is sent before the person chooses, whatever way leads to sending', async () => {
  const before = rows()
  const { page, press } = await atOpenQuestion()
  await page.locator('textarea').fill(NAMED)
  await press('Stoppen')
  await press(/^Ja/)
  await page.getByRole('heading', { name: WARNING }).waitFor()
  expect(rows()).toBe(before)
  await press('Pas aan')
  await page.locator('textarea').waitFor()
  await press('Verder')
  await press('Toch zo laten')
  await overview(page)
  // A page that was loaded again has forgotten what was approved: it asks once more before sending.
  await page.reload()
  await overview(page)
  await press('Versturen')
  await page.getByRole('heading', { name: WARNING }).waitFor()
  expect(rows()).toBe(before)
  await press('Pas aan')
  await page.locator('textarea').waitFor()
  await press('Verder')
  await press('Toch zo laten')
  await overview(page)
  await press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('works without a connection and in English, and the browser’s Back leads to the text', async () => {
  const { page, press } = await atOpenQuestion()
  await phone.setOffline(true)
  await page.locator('textarea').fill('jan@mail.nl')
  await press('Verder')
  await page.locator('mark').waitFor()
  await page.goBack()
  expect(await page.locator('textarea').inputValue()).toBe('jan@mail.nl')
  await page.goForward()
  expect(await page.locator('textarea').inputValue()).toBe('jan@mail.nl')
  await press('Verder')
  await press('Toch zo laten')
  await overview(page)
})

test('never stands in the way: without the finder the survey goes on', async () => {
  phone = await browser.newContext({ ...PHONE, serviceWorkers: 'block' })
  await phone.route('**/assets/find-*', (route) => route.abort())
  const person = await openLink(phone, url)
  await person.press('Begin')
  while ((await person.page.locator('textarea').count()) === 0) {
    const before = await person.heading()
    await person.page.locator('.ew-answer-tile__input').first().check()
    await person.press('Verder')
    await person.page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  }
  await person.page.locator('textarea').fill(NAMED)
  await person.press('Verder')
  await overview(person.page)
})

test('a text that names nobody is not warned of', async () => {
  const { page, press } = await atOpenQuestion()
  await page.locator('textarea').fill('Mijn begeleider luistert goed, al 3 jaar lang.')
  await press('Verder')
  await overview(page)
})
