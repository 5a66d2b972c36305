import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, COMMAND_LINE } from '../../server/audit.ts'
import { openBrowser } from '../support/browser.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE, pressMenu } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let password = ''

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  password = await accountOn(server, 'beheer', '--role', 'admin')
  const { deps } = server.house
  for (let line = 0; line < 118; line++) audit(deps, COMMAND_LINE, 'release', `${line}`)
  await cliOf(server, 'token', 'create', '--role', 'admin', '--name', 'sleutel')
  await cliOf(server, 'token', 'revoke', '--name', 'sleutel')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

describe('the page of who did what', () => {
  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ])('is in the menu, shows the newest first, and more when asked, at %s wide', async (_, settings) => {
    const signsIn = { login: 'beheer', password }
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten', signsIn, settings)
    await pressMenu(page, 'Organisatie', 'Logboek')
    await page.getByRole('heading', { name: 'Wie deed wat?' }).waitFor()
    const rows = page.locator('tbody tr')
    expect(await rows.count()).toBe(100)
    // Signing in for this look is the newest; signing in for the look before it may stand after that.
    const lines = server.house.deps.store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 200 })
    const signedIn = lines.findIndex(({ action }) => action !== 'sign-in')
    expect(await rows.first().innerText()).toContain('ingelogd')
    expect(await rows.nth(signedIn).innerText()).toContain('sleutel ingetrokken')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Toon meer' }).click()
    await expect.poll(() => rows.count()).toBe(121 + signedIn)
    expect(await rows.last().innerText()).toContain('account gemaakt')
    expect(await page.getByText('Alle regels zijn zoals ze zijn opgeschreven.').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Toon meer' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  })

  test('is not there for a provider', async () => {
    const login = 'dock'
    const signsIn = { login, password: await accountOn(server, login, '--role', 'provider', '--provider', 'dock') }
    const { page, close } = await openPortal(browser, server, '/resultaten/logboek', signsIn)
    await page.getByRole('heading', { name: 'Deze pagina is niet voor u' }).waitFor()
    expect(await page.getByRole('link', { name: 'Logboek' }).count()).toBe(0)
    await expectAccessible(page)
    await close()
  })
})

describe('the page of papers about privacy', () => {
  test('is in the menu and leads to both papers', async () => {
    const signsIn = { login: 'beheer', password }
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/logboek', signsIn, PHONE)
    await pressMenu(page, 'Organisatie', 'Stukken')
    await page.getByRole('heading', { name: 'Stukken over privacy' }).waitFor()
    await expectAccessible(page)
    for (const [link, file] of [
      ['Download het register', 'register'],
      ['Download het concept van de DPIA', 'dpia'],
    ]) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link ?? '' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(new RegExp(`^${file}_utrecht_.*\\.html$`))
    }
    expect(complaints).toEqual([])
    await close()
  })
})
