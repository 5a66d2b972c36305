import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
const admin = { login: 'beheer', password: '' }
beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
  const { store } = server.house.deps
  const like = store.collectors().find(({ surveys }) => surveys.includes('wmo-landelijk'))
  if (like) store.saveCollector({ ...like, code: 'NVYTEDA', access: 'invited', surveys: ['wmo-landelijk'] })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function saved(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

test('an administrator makes a batch, saves its file and its letters once, and ends it', async () => {
  const { page, complaints, close } = await openPortal(browser, server, '/resultaten/uitnodigingen', admin)
  await page.getByRole('heading', { name: 'Maak een serie' }).waitFor()
  await page.getByLabel('Meetpunt').selectOption('NVYTEDA')
  await page.getByLabel('Taal van de brief').selectOption('nl')
  await page.getByLabel('Aantal brieven').fill('3')
  await page.getByRole('button', { name: 'Maak uitnodigingen' }).click()
  await page.getByText('De codes ziet u maar 1 keer.').waitFor()
  await expectAccessible(page)
  const [csv, letters] = [await saved(page, 'Bewaar het bestand met codes'), await saved(page, 'Bewaar de brieven')]
  expect(csv.split('\r\n').filter(Boolean)).toHaveLength(4)
  const [, secret = ''] = /#i=(\w+)/.exec(csv) ?? []
  expect(server.house.deps.store.invitationFault('NVYTEDA', secret)).toBeNull()

  const letter = await page.context().newPage()
  await letter.setContent(letters)
  expect(await letter.locator('article').count()).toBe(3)
  await expectAccessible(letter)
  const pdf = await letter.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(3)
  await letter.close()

  await page.setViewportSize(PHONE.viewport)
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Stop serie/ }).click()
  await page.getByRole('button', { name: 'Ja, stop deze serie' }).click()
  await page.getByText('Antwoorden die er zijn, blijven.').waitFor()
  expect(server.house.deps.store.invitationFault('NVYTEDA', secret)).toBe('unknown-invitation')
  expect(complaints).toEqual([])
  await close()
})
