import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, givePageWithoutScreen, openLink, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

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

/** Opens Hulp where the person is, looks, and comes back. */
async function seeHelp({ page, press }: Respondent, where: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('h1') !== null)
  const before = await page.locator('h1').filter({ visible: true }).innerText()
  expect(await page.getByRole('button', { name: 'Snel weg' }).count(), where).toBe(1)
  await press('Hulp nodig?')
  await page.getByRole('heading', { name: 'Hulp', exact: true }).waitFor()
  const links = await page
    .locator('main a')
    .filter({ visible: true })
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  expect(links.slice(0, 2), where).toEqual(['tel:112', 'tel:113'])
  await press('Terug')
  await page.waitForFunction((was) => document.querySelector('h1')?.textContent === was, before)
}

async function atOverview(person: Respondent): Promise<void> {
  await person.press('Begin')
  await person.answerAll()
}

test('help is there on every screen, urgent numbers first, without a connection too', async () => {
  phone = await browser.newContext(PHONE)
  const page = await phone.newPage()
  await page.goto(url)
  const person = respondentOn(page)
  const { press } = person
  await phone.setOffline(true)
  await seeHelp(person, 'language')
  await press('Verder')
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  await seeHelp(person, 'intro')
  await press('Begin')
  await page.locator('fieldset').waitFor()
  await seeHelp(person, 'question')
  await press('Verder')
  await page.getByText('Wilt u deze vraag overslaan?').waitFor()
  await seeHelp(person, 'skip')
  await press('Terug')
  await press('Stoppen')
  await page.getByText('Mogen we uw antwoorden bewaren?').waitFor()
  await seeHelp(person, 'stop')
  await press('Terug')
  await person.answerAll()
  await seeHelp(person, 'overview')
  await press('Versturen')
  await page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
  await seeHelp(person, 'thanks')
  await press('Antwoorden weghalen')
  await page.getByText('Wilt u uw antwoorden weghalen?').waitFor()
  await seeHelp(person, 'withdraw')
})

test('help is there when answers are thrown away, and when they cannot be kept', async () => {
  phone = await browser.newContext(PHONE)
  const person = await openLink(phone, url)
  await person.press('Begin')
  await person.press('Stoppen')
  await person.press(/^Nee/)
  await person.page.getByText('Uw antwoorden zijn weg.').waitFor()
  await seeHelp(person, 'gone')
  await phone.close()
  phone = await browser.newContext(PHONE)
  await phone.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no storage', 'SecurityError')
    }
  })
  const other = await openLink(phone, url)
  await atOverview(other)
  await phone.setOffline(true)
  await other.press('Versturen')
  await other.page.getByText('Bewaren lukt nog niet.').waitFor()
  await seeHelp(other, 'not kept')
})

test.each([
  ['an unknown code', (page: Page) => page.goto(`${server.origin}/v/ZZZZZZZ`)],
  [
    'a page without encryption',
    async (page: Page) => {
      await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }))
      await givePageWithoutScreen(phone, url)
      await page.goto(url)
    },
  ],
  [
    'a wifi sign-in page',
    async (page: Page) => {
      await page.route('**/api/**', (route) => route.fulfill({ body: '<h1>Wifi</h1>', contentType: 'text/html' }))
      await givePageWithoutScreen(phone, url)
      await page.goto(url)
    },
  ],
  [
    'no connection the first time',
    async (page: Page) => {
      await page.route('**/api/**', (route) => route.abort())
      await givePageWithoutScreen(phone, url)
      await page.goto(url)
    },
  ],
])('help is there with %s', async (where, open) => {
  phone = await browser.newContext(PHONE)
  const page = await phone.newPage()
  await open(page)
  await page.locator('.ew-message').filter({ visible: true }).waitFor()
  await seeHelp(respondentOn(page), where)
})

test('the last screen names the road for a complaint, tied to no answer, and remembers no call', async () => {
  phone = await browser.newContext(PHONE)
  const store = server.house.deps.store
  const person = await openLink(phone, url)
  const { page, press } = person
  await atOverview(person)
  await press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  await page.getByText('Wij geven geen antwoord op wat u schreef.').waitFor()
  const lines = await page.locator('.ew-help__line').allInnerTexts()
  expect(lines.join(' ')).toMatch(/klacht/)
  expect(lines.join(' ')).toMatch(/Gratis hulp bij een gesprek/)
  const hrefs = await page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  // What was done with answers is on a page of our own, that names the provider and nothing of this person.
  const own = /^\/gedaan\/[a-z0-9-]+\?taal=nl$/
  expect(hrefs.filter((href) => own.test(href))).toHaveLength(1)
  for (const href of hrefs.filter((one) => !own.test(one))) expect(href).toMatch(/^(tel:[+\d]+|https:\/\/[\w.]+\/)$/)
  const requests: string[] = []
  phone.on('request', (request) => requests.push(request.url()))
  const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))
  const before = await kept()
  await page.evaluate(() => {
    const call = document.querySelector<HTMLAnchorElement>('main a[href^="tel:"]')
    call?.addEventListener('click', (event) => event.preventDefault())
    call?.click()
  })
  expect(await kept()).toBe(before)
  expect(requests).toEqual([])
  expect(store.verify().differences).toEqual([])
})
