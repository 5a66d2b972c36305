import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { ownSurveys } from '../support/own-surveys.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const LIST = '/resultaten/vragenlijsten'

let surveysDir: string
let server: InProcess
let browser: Browser
let password = ''

beforeAll(async () => {
  surveysDir = ownSurveys()
  server = await startInProcess({ surveysDir })
  browser = await openBrowser()
  password = await accountOn(server, 'beheer', '--role', 'admin')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(join(surveysDir, '..'), { recursive: true, force: true })
})

const open = (path: string, settings: object = DESK) =>
  openPortal(browser, server, path, { login: 'beheer', password }, settings)

/** Writes other words in the draft, as somebody does with an editor. */
function rewrite(from: string, to: string): void {
  const file = join(server.house.deps.config.dataDir, 'drafts/regiotaxi/nl.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}

test('a draft is made, held back by a fault, and put into use with a reason', async () => {
  const { page, complaints, close } = await open(`${LIST}/regiotaxi`)
  await page.getByRole('button', { name: 'Maak een concept' }).click()
  await page.getByRole('heading', { name: 'In gebruik nemen' }).waitFor()
  rewrite('Hoe goed komt de taxi op tijd?', 'Wat is uw naam?')
  await page.reload()
  const privacy = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Privacy: fout' }) })
  await privacy.getByText('Deze vraag gaat over een persoon').waitFor()
  expect(await page.getByRole('button', { name: /in gebruik/ }).count()).toBe(0)
  await expectAccessible(page)
  rewrite('Wat is uw naam?', 'Komt de taxi op tijd?')
  await page.reload()
  const go = page.getByRole('button', { name: 'Neem versie 2 in gebruik' })
  await go.click()
  await page.getByText('Schrijf waarom het panel niet heeft meegekeken.').waitFor()
  await page.getByLabel(/^Het panel heeft nog niets gezegd/).fill('Eén woord is anders.')
  if (process.env.SHOTS) await page.screenshot({ path: '/tmp/publish-1280.png', fullPage: true })
  await expectAccessible(page)
  await go.click()
  await page.getByRole('heading', { name: 'Hoe gaat het met de taxi? (versie 2)' }).waitFor()
  await page.getByText('In gebruik', { exact: true }).waitFor()
  expect(server.house.deps.surveys.get('regiotaxi')?.version).toBe(2)
  // What was asked without a reason.
  expect(complaints).toEqual([expect.stringContaining('400')])
  await close()
})

test('the check list fits a phone', async () => {
  const { page, close } = await open(`${LIST}/wmo-landelijk`, PHONE)
  await page.getByRole('button', { name: 'Maak een concept' }).click()
  await page.getByRole('heading', { name: 'In gebruik nemen' }).waitFor()
  const checks = page.getByRole('heading', { level: 3 }).filter({ hasText: /: (goed|let op|fout)$/ })
  await expect.poll(() => checks.count()).toBe(9)
  if (process.env.SHOTS) await page.screenshot({ path: '/tmp/publish-360.png', fullPage: true })
  await expectAccessible(page)
  await close()
})
