import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AXE } from '../support/accessibility-report.ts'
import { talkCode } from '../support/assist-talk.ts'
import { openBrowser } from '../support/browser.ts'
import { addKiosk, OTHER, TALL } from '../support/kiosk.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const CODE = 'ZV3FFFF'
const NETWORK = 'Er is wifi of een kabel, maar de server antwoordt niet. Kijk drie dingen na:'
const CHECKS = [/^De klok staat op \d+ [a-z]+ 20\d\d\. Klopt dat\?$/, /een naam of een code\?/, /niet veilig/]

let server: InProcess
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  server = await startInProcess()
  addKiosk(server, CODE, [OTHER])
  browser = await openBrowser()
})
afterEach(() => context.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** A device whose page came and whose server then is out of reach: nothing tells it why. */
async function openAt(path: string, stopped: RegExp, time?: string): Promise<Page> {
  context = await browser.newContext({ viewport: TALL, locale: 'nl-NL', hasTouch: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.clock.install(time === undefined ? {} : { time })
  await page.route(stopped, (route) => route.abort('failed'))
  await page.goto(`${server.origin}${path}`)
  return page
}

async function expectThreeThings(page: Page): Promise<void> {
  await page.getByText(NETWORK).waitFor()
  const told = await page.locator('.ew-reach li').allInnerTexts()
  expect(told).toHaveLength(CHECKS.length)
  for (const [at, what] of CHECKS.entries()) expect(told[at]).toMatch(what)
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
}

describe('a new device that cannot reach the server', () => {
  test.each(['/zuil', '/afname'])('at %s says which three things to look at', async (path) => {
    const page = await openAt(path, /\/api\/v1\/devices|\/health/)
    await expectThreeThings(page)
  })

  test.each([
    ['/zuil', 'zuil'],
    ['/afname', 'toestel'],
  ])('at %s speaks of its clock alone where that cannot be right', async (path, name) => {
    const page = await openAt(path, /\/api\/v1\/devices|\/health/, '2019-03-03T12:00:00Z')
    await page
      .getByText(new RegExp(`De klok van (deze|dit) ${name} staat op 3 maart 2019\\.`))
      .first()
      .waitFor()
    expect(await page.locator('.ew-reach').count()).toBe(0)
  })
})

test('a kiosk that has no survey yet tells staff the same three things', async () => {
  const page = await openAt(`/zuil/${CODE}`, /\/api\/v1\/collectors/)
  await page.getByText('Dit scherm doet even niet mee.').waitFor()
  await expectThreeThings(page)
})

test('the screen for staff says whether the server answers, and what stands in between', async () => {
  const page = await openAt(`/zuil/${CODE}`, /\/nothing/)
  await page.locator('.ew-attract').waitFor()
  const again = async () => {
    await page.getByRole('button', { name: 'Test opnieuw' }).click()
    await page.clock.runFor(2100)
  }
  for (let press = 0; press < 5; press++) await page.keyboard.press('Backspace')
  await page.clock.runFor(2100)
  await page.getByText('De server antwoordt: in orde').waitFor()
  await page.route('**/health', (route) => route.abort('failed'))
  await again()
  await expectThreeThings(page)
  await page.unroute('**/health')
  await page.route('**/health', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Wifi</h1>' }))
  await again()
  await page.getByText('De wifi hier vraagt misschien eerst om een naam of een code.').waitFor()
  await context.setOffline(true)
  await again()
  await page.getByText('Er is geen verbinding.').waitFor()
})

test('Toestelcontrole: no network is no fault, a network without the server is', async () => {
  const page = await openAt(`/afname/${talkCode(server, OTHER)}`, /\/health/)
  await page.getByRole('heading', { name: 'Toestelcontrole' }).waitFor()
  await expectThreeThings(page)
  await page.getByText('U kunt werken. Kijk eerst wat hieronder staat.').waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Kijk opnieuw' }).click()
  await page.getByText('Er is nu geen internet. Dat mag').waitFor()
  const wrong = await page.locator('.ew-check__item--wrong').allInnerTexts()
  expect(wrong.filter((text) => /wifi/.test(text))).toEqual([])
})
