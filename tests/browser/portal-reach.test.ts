import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
const passwords: Record<string, string> = {}

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  passwords.beheer = await accountOn(server, 'beheer', '--role', 'admin')
  passwords.dock = await accountOn(server, 'dock', '--role', 'provider', '--provider', 'dock')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const open = (login: string, settings: object) =>
  openPortal(browser, server, '/resultaten/bereik', { login, password: passwords[login] ?? '' }, settings)

test('a provider says how many clients it had, and takes a mistake away', async () => {
  const { page, complaints, close } = await open('dock', PHONE)
  await page.getByRole('heading', { name: 'Aantal cliënten' }).waitFor()
  await page.getByLabel('Zorgvorm').selectOption({ label: 'Sociaal makelaarschap' })
  await page.getByLabel('Kwartaal').selectOption({ index: 2 })
  await page.getByLabel('Hoeveel cliënten waren er?').fill('veel')
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.getByText('Vul een heel getal in van 1 of meer.').waitFor()
  expect(await page.getByLabel('Hoeveel cliënten waren er?').inputValue()).toBe('veel')
  await page.getByLabel('Hoeveel cliënten waren er?').fill('1.240')
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.getByText('Het aantal is bewaard.').waitFor()
  expect(server.house.deps.store.reach()).toMatchObject([{ provider: 'dock', clients: 1240 }])
  expect(await page.getByText('Maanden die niet kloppen').count()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Haal weg/ }).click()
  await page.getByText('Er is nog niets ingevuld.').waitFor()
  expect(server.house.deps.store.reach()).toEqual([])
  // What could not be kept.
  expect(complaints).toEqual([expect.stringContaining('400')])
  await close()
})

test('an administrator says which months are not to be relied on', async () => {
  const { page, complaints, close } = await open('beheer', DESK)
  await page.getByLabel('Eerste maand').fill('2026-07')
  await page.getByLabel('Laatste maand').fill('2026-09')
  await page.getByLabel('Waarom kloppen ze niet?').fill('De zuil was stuk.')
  await page.getByRole('button', { name: 'Bewaar' }).last().click()
  await page.getByRole('cell', { name: 'De zuil was stuk.', exact: true }).waitFor()
  expect(server.house.deps.store.unreliable()).toMatchObject([{ from: '2026-07', to: '2026-09', provider: '' }])
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await close()
})
