import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PASSWORD = 'mijn fiets staat bij de brug'
const LOGIN = 'anna@dock.example'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
let now = Date.parse('2026-11-20T12:00:00Z')
let server: InProcess
let browser: Browser
const admin = { login: 'beheer', password: '' }
beforeAll(async () => {
  server = await startInProcess({ now: () => now })
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const codeNow = (secret: string) => new TOTP({ secret: secret.replace(/\s/g, '') }).generate({ timestamp: now })

/** An account with a password and a second step, made without a page. */
async function account() {
  const password = await accountOn(server, LOGIN, '--role', 'provider', '--provider', 'dock')
  const api = async (method: string, path: string, body: object, cookie = '') =>
    fetch(`${server.origin}/api/v1/session${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Origin: server.origin, Cookie: cookie },
      body: JSON.stringify(body),
    })
  const signedIn = await api('POST', '', { login: LOGIN, password })
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0])
  const step = { password, secret: SECRET, code: codeNow(SECRET) }
  expect((await api('PUT', '/account/second-step', step, cookie.join('; '))).status).toBe(200)
  now += 60_000
}

const rowOf = (page: Page) => page.locator('tbody tr').filter({ hasText: LOGIN })
const linkOn = async (page: Page) => page.locator('.ew-people__link code').innerText()

test('who forgot the password gets a link that asks the second step; who lost the telephone too begins afresh', async () => {
  await account()
  const { page, complaints, close } = await openPortal(browser, server, '/resultaten/mensen', admin, DESK)
  await rowOf(page)
    .getByRole('button', { name: `Maak een nieuwe link voor ${LOGIN}` })
    .click()
  const phone = await browser.newContext(PHONE)
  const own = await phone.newPage()
  await page.getByText(`De link voor ${LOGIN}`).waitFor()
  await own.goto(await linkOn(page))
  await own.getByRole('heading', { name: 'Kies een nieuw wachtwoord' }).waitFor()
  expect(await own.locator('.ew-account__qr').count()).toBe(0)
  await expectAccessible(own)
  await own.getByLabel('Nieuw wachtwoord', { exact: true }).fill(PASSWORD)
  await own.getByLabel('Code uit de app').fill('000000')
  await own.getByRole('button', { name: 'Verander mijn wachtwoord' }).click()
  await own.getByText('De code klopt niet.').waitFor()
  await own.getByLabel('Code uit de app').fill(codeNow(SECRET))
  await own.getByRole('button', { name: 'Verander mijn wachtwoord' }).click()
  await own.getByText('Uw wachtwoord is veranderd').waitFor()
  await expectAccessible(own)
  await own.getByRole('link', { name: 'Naar de resultaten' }).click()
  await own.locator('.ew-portal-head__who').waitFor()

  // The telephone is lost: only after a second question, and it holds at once.
  expect(await page.getByRole('button', { name: 'beheer is de telefoon kwijt' }).count()).toBe(0)
  await rowOf(page)
    .getByRole('button', { name: `${LOGIN} is de telefoon kwijt` })
    .click()
  await expectAccessible(page)
  const before = await linkOn(page)
  await rowOf(page).getByRole('button', { name: 'Ja, maak een link' }).click()
  await expect.poll(() => linkOn(page)).not.toBe(before)
  await own.reload()
  await own.getByText('Log in om de cijfers').waitFor()
  await own.goto(await linkOn(page))
  await own.getByRole('heading', { name: 'Welkom' }).waitFor()
  expect(await own.locator('.ew-account__qr').count()).toBe(1)
  expect(complaints).toEqual([])
  await phone.close()
  await close()
})
