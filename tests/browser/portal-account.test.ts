import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PASSWORD = 'mijn fiets staat bij de brug'
const admin = { login: 'beheer', password: '' }
let server: InProcess
let browser: Browser
beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** The code that an app shows now. */
const codeNow = (secret: string) => new TOTP({ secret: secret.replace(/\s/g, '') }).generate()
const secretOn = (page: Page) => page.locator('.ew-account__secret').innerText()

async function welcome(link: string, settings: Parameters<Browser['newContext']>[0] = PHONE) {
  const context = await browser.newContext(settings)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto(link)
  return { page, complaints, close: () => context.close() }
}

async function linkFor(login: string): Promise<string> {
  const { link } = await cliOf(server, 'user', 'invite', '--login', login, '--role', 'provider', '--provider', 'dock')
  return server.origin + new URL(String(link)).pathname + new URL(String(link)).hash
}

describe('an invitation', () => {
  test('becomes an account with a second step on a phone, and its secret leaves the address at once', async () => {
    const link = await linkFor('anna@dock.example')
    const { page, complaints, close } = await welcome(link)
    await page.getByRole('heading', { name: 'Welkom' }).waitFor()
    expect(new URL(page.url()).hash).toBe('')
    expect(await page.locator('.ew-account__qr path').getAttribute('d')).toMatch(/^M/)
    await expectAccessible(page)
    const secret = await secretOn(page)
    const go = page.getByRole('button', { name: 'Maak mijn account af' })
    await page.getByLabel('Wachtwoord').fill('wachtwoord12')
    await page.getByLabel('Code uit de app').fill(codeNow(secret))
    await go.click()
    await page.getByText('makkelijk te raden').waitFor()
    // What was typed stays.
    expect(await page.getByLabel('Wachtwoord').inputValue()).toBe('wachtwoord12')
    await page.getByLabel('Wachtwoord').fill(PASSWORD)
    await page.getByLabel('Code uit de app').fill('000000')
    await go.click()
    await page.getByText('De code klopt niet.').waitFor()
    await page.getByLabel('Code uit de app').fill(codeNow(secret))
    await go.click()
    await page.getByRole('heading', { name: 'Bewaar deze reservecodes' }).waitFor()
    const codes = await page.locator('.ew-account__codes li').allInnerTexts()
    expect(codes).toHaveLength(8)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Naar de resultaten' }).click()
    await page.locator('.ew-portal-head__who').getByText('DOCK').waitFor()
    // The server said no twice, and the browser notes that.
    expect(complaints.filter((line) => !line.includes('the server responded with a status of 4'))).toEqual([])

    await page.getByRole('button', { name: 'Log uit' }).click()
    await page.getByLabel('Gebruikersnaam').fill('anna@dock.example')
    await page.getByLabel('Wachtwoord').fill(PASSWORD)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByLabel('Code', { exact: true }).fill('123456')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByText('De code klopt niet.').waitFor()
    await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.locator('.ew-portal-head__who').waitFor()
    await close()

    const again = await welcome(link)
    await again.page.getByText('Deze link werkt niet meer').waitFor()
    await again.page.getByText('Vraag een beheerder').waitFor()
    await expectAccessible(again.page)
    await again.close()
  })

  test('without a secret says what to do', async () => {
    const { page, close } = await welcome(`${server.origin}/resultaten/welkom`)
    await page.getByText('Deze link werkt niet meer').waitFor()
    await close()
  })
})

describe('the own account', () => {
  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ] as const)('takes a second step, another password, and signs out elsewhere, at %s wide', async (width, settings) => {
    const login = `bert${width}@dock.example`
    const password = await accountOn(server, login, '--role', 'provider', '--provider', 'dock')
    const elsewhere = await openPortal(browser, server, '/resultaten', { login, password }, settings)
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten', { login, password }, settings)
    await page.getByRole('link', { name: 'Zet een tweede stap aan' }).click()
    await page.getByRole('heading', { name: 'Mijn account' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Zet de tweede stap aan' }).click()
    // The other form open too: each label belongs to one field.
    await page.getByRole('button', { name: 'Kies een ander wachtwoord' }).click()
    await expectAccessible(page)
    expect(await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).sort())).toEqual(
      await page.evaluate(() => [...new Set([...document.querySelectorAll('[id]')].map(({ id }) => id))].sort()),
    )
    await page.getByLabel('Code uit de app').fill(codeNow(await secretOn(page)))
    await page.getByLabel('Uw wachtwoord van nu').first().fill(password)
    await page.getByRole('button', { name: 'Zet aan', exact: true }).click()
    await page.getByRole('heading', { name: 'Bewaar deze reservecodes' }).waitFor()

    expect(await page.locator('tbody tr').count()).toBe(2)
    await page.getByLabel('Uw wachtwoord van nu').fill(password)
    await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD)
    await page.getByRole('button', { name: 'Verander mijn wachtwoord' }).click()
    await page.getByText('Uw wachtwoord is veranderd.').waitFor()
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    await elsewhere.page.reload()
    await elsewhere.page.getByText('Log in om de cijfers').waitFor()
    expect(complaints).toEqual([])
    await elsewhere.close()
    await close()
  })
})

describe('the people', () => {
  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ] as const)('are invited, changed and closed by an administrator, at %s wide', async (width, settings) => {
    const login = `carla${width}@stad.example`
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/mensen', admin, settings)
    await page.getByText('Er is maar één beheerder.').waitFor()
    await expectAccessible(page)
    await page.getByLabel('E-mailadres of inlognaam').fill(login)
    await page.getByLabel('Wat doet deze persoon?').selectOption('account-manager')
    await page.getByRole('button', { name: 'Maak een link' }).click()
    await page.getByText('Kies een of meer aanbieders.').waitFor()
    expect(await page.getByLabel('E-mailadres of inlognaam').inputValue()).toBe(login)
    await page.getByRole('checkbox', { name: 'DOCK' }).check()
    await page.getByRole('checkbox', { name: 'Lister' }).check()
    await page.getByRole('button', { name: 'Maak een link' }).click()
    await page.getByText(`De link voor ${login}`).waitFor()
    expect(await page.locator('.ew-people__link code').innerText()).toMatch(/\/resultaten\/welkom#[\w-]{43}$/)
    await expectAccessible(page)

    const row = page.locator('tbody tr').filter({ hasText: login })
    await row.getByText('Accounthouder').waitFor()
    await row.getByRole('button', { name: 'Verander' }).click()
    await row.getByLabel('Wat doet deze persoon?').selectOption('reader')
    // Meanwhile another administrator changes the same account.
    const { store } = server.house.deps
    const user = store.userByLogin(login)
    if (user) store.saveUser({ ...user, portfolio: ['dock'] })
    await row.getByRole('button', { name: 'Bewaar' }).click()
    await row.getByText('Iemand anders heeft').waitFor()
    await row.getByText('Dit staat er nu: Accounthouder, DOCK.').waitFor()
    // What was chosen stays, and is taken now that the other's change was seen.
    expect(await row.getByLabel('Wat doet deze persoon?').inputValue()).toBe('reader')
    await row.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText(`${login} is veranderd.`).waitFor()
    await row.getByText('alle aanbieders samen').waitFor()

    await row.getByRole('button', { name: 'Sluit' }).click()
    await row.getByRole('button', { name: 'Ja, sluit' }).click()
    await page.getByText(`Het account van ${login} is dicht.`).waitFor()
    await row.getByRole('button', { name: 'Open' }).click()
    await page.getByText(`Het account van ${login} is weer open.`).waitFor()
    const own = page.locator('tbody tr').filter({ hasText: 'dit bent u' })
    await own.getByRole('button', { name: 'Sluit' }).click()
    await own.getByRole('button', { name: 'Ja, sluit' }).click()
    await page.getByText('Dit is de laatste beheerder.').waitFor()
    expect(complaints.filter((line) => !line.includes('the server responded with a status of 4'))).toEqual([])
    await close()
  })
})
