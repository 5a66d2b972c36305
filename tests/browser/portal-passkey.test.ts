import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
/** Keys are for a name, not for an address in numbers. */
let site = ''
beforeAll(async () => {
  const started = await startInProcess({
    change(deps) {
      site = `http://localhost:${deps.config.port}`
      return { ...deps, config: { ...deps.config, publicUrl: site } }
    },
  })
  server = { ...started, origin: site }
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** Gives the page a device that makes keys and knows who holds it. */
async function giveDevice(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    knowsOwner: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

describe('a passkey', () => {
  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ] as const)('is made, and signs in without a password, at %s wide', async (width, settings) => {
    const login = `anna${width}@dock.example`
    const password = await accountOn(server, login, '--role', 'provider', '--provider', 'dock')
    const signsIn = { login, password }
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/account', signsIn, settings)
    const device = await giveDevice(page)
    await page.getByRole('button', { name: 'Maak een passkey' }).click()
    await page.getByLabel('Naam van de passkey').fill('mijn laptop')
    await page.getByLabel('Uw wachtwoord van nu').fill('fout')
    await page.getByRole('button', { name: 'Ga verder' }).click()
    await page.getByText('Uw wachtwoord klopt niet.').waitFor()
    expect(await device.credentials()).toEqual([])
    await page.getByLabel('Uw wachtwoord van nu').fill(password)
    await page.getByRole('button', { name: 'Ga verder' }).click()
    await page.getByText('De passkey is gemaakt.').waitFor()
    const row = page.locator('tbody tr').filter({ hasText: 'mijn laptop' })
    await row.getByText('nog niet').waitFor()
    const made = await device.credentials()
    expect(made.map(({ isResidentCredential, rpId }) => [isResidentCredential, rpId])).toEqual([[true, 'localhost']])
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Maak een passkey')

    await page.getByRole('button', { name: 'Log uit', exact: true }).click()
    await page.getByText('Log in om de cijfers').waitFor()
    // Nothing more is loaded before somebody asks for it.
    const enter = page.getByRole('button', { name: 'Inloggen zonder wachtwoord' })
    await expectAccessible(page)
    // A device that does not know who holds it opens nothing.
    await device.knowsOwner(false)
    await enter.click()
    await page.getByText('U bent niet ingelogd.').waitFor()
    await device.knowsOwner(true)
    await enter.click()
    await page.locator('.ew-portal-head__who').getByText('DOCK').waitFor()
    expect(complaints.filter((line) => !line.includes('the server responded with a status of 4'))).toEqual([])
    await close()
  })

  test('that was taken away lets nobody in', async () => {
    const login = 'carla'
    const password = await accountOn(server, login, '--role', 'provider', '--provider', 'dock')
    const { page, close } = await openPortal(browser, server, '/resultaten/account', { login, password }, PHONE)
    await giveDevice(page)
    await page.getByRole('button', { name: 'Maak een passkey' }).click()
    await page.getByLabel('Naam van de passkey').fill('mijn laptop')
    await page.getByLabel('Uw wachtwoord van nu').fill(password)
    await page.getByRole('button', { name: 'Ga verder' }).click()
    const row = page.locator('tbody tr').filter({ hasText: 'mijn laptop' })
    await row.getByRole('button', { name: 'Haal weg: mijn laptop' }).click()
    await page.getByLabel('Uw wachtwoord van nu').fill(password)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Haal mijn laptop weg' }).click()
    await page.getByText('Met mijn laptop kan niemand meer inloggen.').waitFor()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Log uit', exact: true }).click()
    await page.getByRole('button', { name: 'Inloggen zonder wachtwoord' }).click()
    await page.getByText('Inloggen met deze passkey lukt niet.').waitFor()
    await close()
  })

  test('costs nobody who does not use it a file', async () => {
    const password = await accountOn(server, 'bert', '--role', 'provider', '--provider', 'dock')
    const context = await browser.newContext(DESK)
    const page = await context.newPage()
    const scripts: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname)
    })
    await page.goto(`${site}/resultaten/account`)
    await page.getByLabel('Gebruikersnaam').fill('bert')
    await page.getByLabel('Wachtwoord').fill(password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { name: 'Mijn account' }).waitFor()
    const before = scripts.length
    const isPasskey = (path: string) => /portal-passkey-/.test(path)
    expect(scripts.filter(isPasskey)).toEqual([])
    await giveDevice(page)
    await page.getByRole('button', { name: 'Maak een passkey' }).click()
    await page.getByLabel('Naam van de passkey').fill('x')
    await page.getByLabel('Uw wachtwoord van nu').fill('fout')
    await page.getByRole('button', { name: 'Ga verder' }).click()
    await page.getByText('Uw wachtwoord klopt niet.').waitFor()
    await expectAccessible(page)
    expect(scripts.slice(before).filter(isPasskey)).toHaveLength(1)
    await context.close()
  })
})
