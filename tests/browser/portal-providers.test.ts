import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})
const provider = (id: string) => server.house.deps.store.providers().find((one) => one.id === id)

describe('the page of providers', () => {
  test('makes one, changes it and goes back to where the person was', async () => {
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/aanbieders', admin)
    await page.getByLabel('Naam van de aanbieder').fill('Zorg in Zuilen')
    await page.getByRole('button', { name: 'Maak aanbieder' }).click()
    await page.getByText('De aanbieder is gemaakt.').waitFor()
    await page.getByLabel('Zoek een aanbieder').fill('zorg in zui')
    await page.getByText('1 aanbieder', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Verander Zorg in Zuilen' }).click()
    await page.getByLabel('Laatste dag').fill('2026-01-31')
    await page.getByLabel('Opvolger').selectOption({ label: 'DOCK' })
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Zorg in Zuilen is bewaard.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Verander Zorg in Zuilen')
    await page.getByText('Tot en met 31 januari 2026.').waitFor()
    const kept = server.house.deps.store.providers().find(({ name }) => name === 'Zorg in Zuilen')
    expect(kept).toMatchObject({ validUntil: '2026-01-31', succeededBy: 'dock' })
    expect(complaints).toEqual([])
    await close()
  })

  test('says what another changed meanwhile, shows it, and keeps what was typed here', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/aanbieders', admin)
    await page.getByRole('button', { name: 'Verander Lister', exact: true }).click()
    await cliOf(server, 'provider', 'change', 'lister', '--from', '2020-01-01')
    await page.getByLabel('Naam', { exact: true }).fill('Lister Utrecht')
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('de eerste dag is nu "2020-01-01"').waitFor()
    expect(provider('lister')?.name).toBe('Lister')
    await expect.poll(() => page.getByLabel('Eerste dag').inputValue()).toBe('2020-01-01')
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Lister Utrecht is bewaard.').waitFor()
    expect(provider('lister')).toMatchObject({ name: 'Lister Utrecht', validFrom: '2020-01-01' })
    await close()
  })

  test('adds a care type with its contract, and the account manager reads when that ends', async () => {
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/aanbieders', admin)
    await page.getByRole('button', { name: 'Voeg een zorgvorm toe bij DOCK' }).click()
    await page.getByLabel('Zorgvorm', { exact: true }).selectOption('taal')
    await page.getByLabel('Einde van het contract').fill('2020-12-31')
    await page.getByLabel('Nummer van het contract').fill('2018-17')
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('DOCK is bewaard.').waitFor()
    await page.getByText('Contract tot en met 31 december 2020. Nummer: 2018-17.').waitFor()
    await page.getByRole('button', { name: 'Verander Taalonderwijs en taalactiviteiten van DOCK' }).click()
    await cliOf(server, 'provider', 'care', 'dock', 'taal', '--contract-until', '2021-12-31')
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('het einde van het contract is nu "2021-12-31"').waitFor()
    await expectAccessible(page)
    expect(complaints.filter((said) => !said.includes('409'))).toEqual([])
    await close()
    const manager = { login: 'joke', password: '' }
    manager.password = await accountOn(server, 'joke', '--role', 'account-manager', '--portfolio', 'dock')
    const followed = await openPortal(browser, server, '/resultaten/portfolio', manager, PHONE)
    await followed.page.getByText('Het contract liep tot en met 31 december 2021. Nummer: 2018-17.').waitFor()
    await expectAccessible(followed.page)
    await followed.close()
  })

  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ])('has no fault that axe knows, at %s wide', async (_, settings) => {
    const { page, close } = await openPortal(browser, server, '/resultaten/aanbieders', admin, settings)
    await page.getByRole('button', { name: 'Verander DOCK' }).click()
    await expectAccessible(page)
    await close()
  })
})
