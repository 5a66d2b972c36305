import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
const admin = { login: 'beheer', password: '' }
beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
  await cliOf(server, 'demo', 'load')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test.each([DESK, PHONE])(
  'a message is written, mended, published, read by everybody and taken back',
  async (settings) => {
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/terugkoppeling', admin, settings)
    await page.getByLabel('Van wie').selectOption('dock')
    await page.getByLabel('Wat is er gedaan?').fill('Wij implementeren nu een andere manier van bellen.')
    await page.getByLabel('Plaatje').selectOption('ask-help')
    await page.getByRole('button', { name: 'Bewaar als concept' }).click()
    await page.getByText('Dit moet anders:').waitFor()
    expect(await page.getByRole('button', { name: 'Publiceer' }).count()).toBe(0)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Verander' }).click()
    await page.getByLabel('Wat is er gedaan?').fill('Wij bellen u nu sneller terug.')
    await page.getByRole('button', { name: 'Bewaar als concept' }).click()
    await page.getByRole('button', { name: 'Publiceer: Wij bellen u nu sneller terug.' }).click()
    await page.getByText('Het bericht is gepubliceerd.').waitFor()
    const other = await page.context().newPage()
    for (const path of ['/gedaan/dock', '/gedaan/dock?taal=ar', '/gedaan']) {
      await other.goto(server.origin + path)
      expect(await other.getByText('Wij bellen u nu sneller terug.').count()).toBe(path === '/gedaan' ? 0 : 1)
      await expectAccessible(other)
    }
    await page.getByRole('button', { name: 'Haal terug' }).click()
    await page.getByText('Het bericht is teruggehaald.').waitFor()
    await other.goto(`${server.origin}/gedaan/dock`)
    expect(await other.getByText('Wij bellen').count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  },
)

test.each(['nl', 'ar'])('results in pictures can be read by everybody in %s', async (language) => {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: true })
  const page = await context.newPage()
  const provider = server.house.deps.store.releasedSpans(null)[0]?.provider
  await page.goto(`${server.origin}/uitkomsten/${provider}?taal=${language}`)
  expect(await page.locator('.ten').count()).toBeGreaterThan(0)
  await expectAccessible(page)
  await context.close()
})
