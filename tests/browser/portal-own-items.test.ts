import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { command } from '../support/command.ts'
import { addOwnItem, ownSurveys } from '../support/own-surveys.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let surveysDir: string
let server: InProcess
let browser: Browser
const account = { login: 'lister', password: '' }
beforeAll(async () => {
  surveysDir = ownSurveys()
  addOwnItem(join(surveysDir, 'utrecht', 'regiotaxi'), 'koffie', 'lister')
  server = await startInProcess({ surveysDir, now: () => Date.parse('2026-11-23T12:00:00Z') })
  browser = await openBrowser()
  const { store, config } = server.house.deps
  const env = { DATA_DIR: config.dataDir, SURVEYS_DIR: surveysDir }
  const add = ['user', 'add', '--login', account.login, '--role', 'provider', '--provider', 'lister', '--json']
  account.password = String((await command(config.dataDir, add, { env })).json().password)
  const like = store.collectors().find(({ surveys }) => surveys.includes('regiotaxi'))
  if (!like) throw new Error('no such collector')
  const more = { channel: 'own-device', access: 'open', location: '', surveys: ['regiotaxi'] } as const
  store.saveCollector({ ...like, ...more, code: 'MSTERAA', provider: 'lister' })
  const from = await fetchCollector(server.origin, 'MSTERAA')
  await postEnvelopes(server.origin, await sealMany(from, 50, seededChance(7), '2026-11'))
  store.release('2026-11-23', 10)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(dirname(surveysDir), { recursive: true })
})

test('a provider sees the figures of its own questions under a heading of their own', async () => {
  const { page, complaints, close } = await openPortal(browser, server, '/resultaten', account)
  const heading = page.getByRole('heading', { name: 'Eigen vragen van deze aanbieder' })
  await heading.waitFor()
  const own = page.getByRole('heading', { name: 'Hoe goed is de koffie?' })
  expect(await own.count()).toBe(1)
  const [above, below] = [await heading.boundingBox(), await own.boundingBox()]
  expect(above?.y).toBeLessThan(below?.y ?? 0)
  await expectAccessible(page)
  await page.setViewportSize(PHONE.viewport)
  await expectAccessible(page)
  expect(complaints).toEqual([])
  await close()
})

test('an administrator gives a provider a question in a draft, sees it on the phone, and takes it out again', async () => {
  const admin = { login: 'beheer', password: await accountOn(server, 'beheer', '--role', 'admin') }
  await cliOf(server, 'survey', 'draft', 'regiotaxi')
  const path = '/resultaten/vragenlijsten/concept/regiotaxi'
  const { page, complaints, close } = await openPortal(browser, server, path, admin, PHONE)
  const part = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Eigen vragen van aanbieders' }) })
  await part.getByText('Lister: Hoe goed is de koffie?').waitFor()
  await part.getByText('Voeg een eigen vraag toe').click()
  await part.getByLabel('Aanbieder').selectOption({ label: 'DOCK' })
  await part.getByLabel('Soort antwoord').selectOption({ label: 'Ja of nee' })
  await part.getByLabel('Plaatje bij de vraag').selectOption({ index: 1 })
  for (const field of await part.getByLabel(/^De vraag in deze taal/).all()) await field.fill('Is de thee warm?')
  if (process.env.SHOTS) await part.screenshot({ path: `${process.env.SHOTS}/own-360.png` })
  await expectAccessible(page)
  await part.getByRole('button', { name: 'Voeg toe' }).click()
  await part.getByText('DOCK: Is de thee warm?').waitFor()
  await page.setViewportSize(DESK.viewport)
  await expectAccessible(page)
  if (process.env.SHOTS) await part.screenshot({ path: `${process.env.SHOTS}/own-1280.png` })
  await page.locator('.ew-surveys').getByText('Is de thee warm?').first().waitFor()
  await part.getByRole('button', { name: 'Haal weg: Is de thee warm?' }).click()
  await part.getByText('DOCK: Is de thee warm?').waitFor({ state: 'detached' })
  const focused = page.locator(':focus')
  await expect.poll(() => focused.innerText()).toBe('Eigen vragen van aanbieders')
  expect(complaints).toEqual([])
  await close()
})
