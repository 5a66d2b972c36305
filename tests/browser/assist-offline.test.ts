import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SIX, storedFor, withSix } from '../support/assist.ts'
import { pairShown, startTalk, talkCode, toTheEnd } from '../support/assist-talk.ts'
import { openBrowser } from '../support/browser.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const TALKS = Number(process.env.DAY_TALKS ?? 3)

let server: InProcess
let browser: Browser
let context: BrowserContext
let isDown = false

beforeAll(async () => {
  server = await startInProcess({
    change: (deps) => {
      const { ingest } = deps
      return withSix({ ...deps, ingest: (...given) => (isDown ? Promise.reject(new Error('down')) : ingest(...given)) })
    },
  })
  browser = await openBrowser()
})
afterEach(async () => {
  isDown = false
  await context.close()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** A tablet that is bound to that collector by the code on its screen, past the check of the device. */
async function paired(code: string, name: string, helper: string): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(`${server.origin}/afname`)
  await pairShown(page, server, code, name, helper)
  await page.getByRole('heading', { name: 'Toestelcontrole' }).waitFor({ timeout: 30_000 })
  return page
}

async function toSetup(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Naar het gesprek' }).click()
  await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
}

test(
  `a tablet that was paired starts and holds ${TALKS} talks without a connection, and delivers each once`,
  async () => {
    const code = talkCode(server, SIX)
    const page = await paired(code, 'tablet-noord', 'H07')
    await toSetup(page)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    isDown = true
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
    for (let talk = 0; talk < TALKS; talk++) {
      await startTalk(page, { who: 'self' })
      await toTheEnd(page)
    }
    await page.getByText(`${TALKS} gesprekken vandaag`).first().waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
    isDown = false
    await context.setOffline(false)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => storedFor(server, code).length, { timeout: 30_000 + TALKS * 500 }).toBe(TALKS)
    const helpers = storedFor(server, code).map((row) => (row as unknown as { helper: string }).helper)
    expect(helpers).toEqual(Array(TALKS).fill('H07'))
  },
  120_000 + TALKS * 20_000,
)

test('a tablet that is revoked says so, begins no talk, and still delivers what it holds', async () => {
  const code = talkCode(server, SIX)
  const page = await paired(code, 'tablet-zuid', 'H08')
  await toSetup(page)
  isDown = true
  await startTalk(page, { who: 'self' })
  await toTheEnd(page)
  const { store } = server.house.deps
  const device = store.devices().find(({ name }) => name === 'tablet-zuid')
  store.revokeDevice(device?.id ?? '')
  isDown = false
  await page.reload()
  await page.getByRole('heading', { name: 'De gemeente heeft dit apparaat uitgezet' }).waitFor({ timeout: 30_000 })
  expect(await page.getByRole('button', { name: 'Begin het gesprek' }).count()).toBe(0)
  await expect.poll(() => storedFor(server, code).length, { timeout: 30_000 }).toBe(1)
})

test('a collector that was closed while the tablet was offline says so, and what was kept still arrives', async () => {
  const code = talkCode(server, SIX)
  const page = await paired(code, 'tablet-oost', 'H09')
  await toSetup(page)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  isDown = true
  await context.setOffline(true)
  await startTalk(page, { who: 'self' })
  await toTheEnd(page)
  const { store } = server.house.deps
  const collector = store.collectors().find((each) => each.code === code)
  if (!collector) throw new Error('the collector is gone')
  store.saveCollector({ ...collector, closed: true })
  isDown = false
  await context.setOffline(false)
  await page.getByRole('heading', { name: 'Dit meetpunt is gesloten' }).waitFor({ timeout: 30_000 })
  await expect.poll(() => storedFor(server, code).length, { timeout: 30_000 }).toBe(1)
  // With the next heartbeat.
  const faults = () => store.devices().find(({ name }) => name === 'tablet-oost')?.faults
  await expect.poll(faults, { timeout: 90_000, interval: 500 }).toContain('collector-closed')
})

test('a collector that was paused while the tablet was offline says so, and what was kept still arrives', async () => {
  const code = talkCode(server, SIX)
  const page = await paired(code, 'tablet-west', 'H08')
  await toSetup(page)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  isDown = true
  await context.setOffline(true)
  await startTalk(page, { who: 'self' })
  await toTheEnd(page)
  const { store } = server.house.deps
  const collector = store.collectors().find((each) => each.code === code)
  if (!collector) throw new Error('the collector is gone')
  store.saveCollector({ ...collector, paused: true })
  isDown = false
  await context.setOffline(false)
  await page.getByRole('heading', { name: 'Dit meetpunt heeft nu pauze' }).waitFor({ timeout: 30_000 })
  await expect.poll(() => storedFor(server, code).length, { timeout: 30_000 }).toBe(1)
  store.saveCollector(collector)
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click()
  await page
    .getByRole('heading', { name: 'Dit meetpunt heeft nu pauze' })
    .waitFor({ state: 'detached', timeout: 30_000 })
})
