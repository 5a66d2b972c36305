import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, DESK } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let password = ''
beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  password = await accountOn(server, 'beheer', '--role', 'admin')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('a page that asked nothing for as long as a session lasts shows nothing of it any more', async () => {
  const context = await browser.newContext(DESK)
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${server.origin}/resultaten/mensen`)
  await page.getByLabel('Gebruikersnaam').fill('beheer')
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.locator('tbody').getByText('beheer').first().waitFor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.clock.runFor(29 * 60_000)
  expect(await page.locator('tbody').count()).toBe(1)
  await page.clock.runFor(2 * 60_000)
  await page.getByRole('button', { name: 'Log in' }).waitFor()
  expect(await page.locator('main').innerText()).not.toContain('beheer')
  // To ask would be to use the session.
  expect(asked).toEqual([])
  await context.close()
})
