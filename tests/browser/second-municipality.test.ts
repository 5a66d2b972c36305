import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { addKiosk, openKiosk, WIDE } from '../support/kiosk.ts'
import { expectAccessible } from '../support/portal.ts'
import { codeFor, openLink } from '../support/respondent.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SURVEY = 'hulp-thuis'

let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess({ municipality: 'waterlanden' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('an answer given on a phone of another municipality is stored there, once', async () => {
  const { store } = server.house.deps
  const code = codeFor(server, SURVEY)
  const month = new Date().toISOString().slice(0, 7)
  const others = await sealMany(await fetchCollector(server.origin, code), 11, seededChance(7), month)
  await postEnvelopes(server.origin, others)

  const context = await browser.newContext(PHONE)
  const person = await openLink(context, `${server.origin}/v/${code}`)
  expect(await person.page.locator('body').innerText()).toMatch(/De gemeente Waterlanden heeft/)
  await person.press('Begin')
  const arrived = person.page.waitForResponse((reply) => reply.url().endsWith('/api/v1/responses') && reply.ok())
  await person.answerAll()
  await person.press('Versturen')
  await arrived
  await context.close()
  expect(store.verify()).toMatchObject({ responses: 12, differences: [] })
})

test('its kiosk and its public pages carry its own name and numbers, and nothing of Utrecht', async () => {
  addKiosk(server, 'K2KKKKK', ['dorpshuis'])
  const kiosk = await openKiosk(browser, `${server.origin}/zuil/K2KKKKK`, { viewport: WIDE })
  expect(await kiosk.page.locator('body').innerText()).not.toMatch(/utrecht/i)
  await kiosk.context.close()

  const { name, productName, help } = server.house.deps.municipality
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  for (const path of ['/privacy', '/toegankelijkheid']) {
    await page.goto(server.origin + path)
    const text = await page.locator('body').innerText()
    expect(text).toContain(`gemeente ${name}`)
    expect(text).not.toMatch(/utrecht/i)
    expect(await page.title()).toContain(productName)
    await expectAccessible(page)
  }
  await page.goto(`${server.origin}/privacy`)
  const shown = await page.locator('body').innerText()
  for (const { kind, phone } of help) if (kind === 'complaint') expect(shown).toContain(phone)
  await context.close()
})

test('it is in its own colours everywhere, and in high contrast like any other', async () => {
  const { primary = '' } = server.house.deps.municipality.look ?? {}
  const own = `rgb(${[1, 3, 5].map((at) => Number.parseInt(primary.slice(at, at + 2), 16)).join(', ')})`
  addKiosk(server, 'K3KKKKK', ['dorpshuis', SURVEY])
  const code = codeFor(server, SURVEY)
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  const colourOf = (selector: string, property: 'backgroundColor' | 'color') =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element)[name], property)
  await page.goto(`${server.origin}/v/${code}`)
  expect(await colourOf('.ew-bar-button--next', 'backgroundColor')).toBe(own)
  await page.emulateMedia({ contrast: 'more' })
  // A button takes a moment to change its colour.
  await expect.poll(() => colourOf('.ew-bar-button--next', 'backgroundColor')).toBe('rgb(0, 38, 61)')
  await page.emulateMedia({ contrast: 'no-preference' })
  await page.goto(`${server.origin}/zuil/K3KKKKK`)
  await page.locator('.ew-attract').waitFor()
  expect(
    await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ew-color-primary')),
  ).toBe(primary)
  await page.goto(`${server.origin}/resultaten`)
  await page.getByRole('button').first().waitFor()
  expect(await colourOf('button[type=submit]', 'backgroundColor')).toBe(own)
  await page.goto(`${server.origin}/privacy`)
  expect(await colourOf('main a', 'color')).toBe(own)
  await context.close()
})

test('its folder is data only', () => {
  const folder = join(import.meta.dirname, '../../surveys/waterlanden')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(files.filter((file) => !file.endsWith('.json'))).toEqual([])
  expect(files.filter((file) => /utrecht/i.test(readFileSync(file, 'utf8')))).toEqual([])
})
