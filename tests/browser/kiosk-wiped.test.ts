import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type DeviceReport, remarksOn, reportDevices } from '../../server/device-report.ts'
import { openBrowser } from '../support/browser.ts'
import { keepAll, openDeviceTab, withSimulator } from '../support/device-tab.ts'
import { addKiosk } from '../support/kiosk.ts'
import { readDevice, violations } from '../support/reconcile.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { SURVEY } from '../support/sim-pool.ts'
import { id } from './device-phone.ts'
import { type DeviceServer, startDeviceServer } from './device-server.ts'

const ARRIVED = 40
const UNSENT = 25
const LOST = [[ARRIVED + 1, ARRIVED + UNSENT]]

let scripts: DeviceServer
let server: InProcess
let browser: Browser
let context: BrowserContext | undefined
let isDown = false

beforeAll(async () => {
  scripts = await startDeviceServer()
  server = await startInProcess({
    change: (deps) => {
      const { ingest } = deps
      const taken: typeof ingest = (...given) => (isDown ? Promise.reject(new Error('down')) : ingest(...given))
      return withSimulator({ ...deps, ingest: taken })
    },
  })
  browser = await openBrowser()
})
afterEach(async () => {
  isDown = false
  await context?.close()
  context = undefined
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await scripts.close()
})

const store = () => server.house.deps.store
const attract = (page: Page) => page.locator('.ew-attract').waitFor()

/** Takes the code that stands on the screen as an administrator does. */
async function pair(
  page: Page,
  name: string,
  collector: string,
  replaces: { id: string; name: string } | null = null,
): Promise<string> {
  const shown = (await page.locator('.ew-pairing__code').innerText()).trim()
  const device = store()
    .devices()
    .find(({ code }) => code === shown)
  if (!device) throw new Error('no device with that code')
  const collectors = [collector]
  store().pairDevice({ id: device.id, name, helper: '', day: '2026-11-28', collectors, replaces })
  await looksAgain(page)
  await attract(page)
  return device.id
}

/** The next heartbeat, and the next look. */
async function looksAgain(page: Page): Promise<void> {
  const heard = page.waitForResponse('**/devices/beat')
  await page.clock.runFor(46_000)
  await heard
}

/** A paired kiosk of which the server has forty answers, and that holds 25 more which it cannot deliver. */
async function kioskWithUnsent(name: string, code: string, first: number, stop: (context: BrowserContext) => unknown) {
  addKiosk(server, code, [SURVEY.id])
  context = await browser.newContext({ locale: 'nl-NL' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.clock.install()
  await page.goto(`${server.origin}/zuil`)
  const device = await pair(page, name, code)
  const tab = await openDeviceTab(context, server, scripts, 'kiosk')
  const ids = Array.from({ length: ARRIVED + UNSENT }, (_, index) => id(first + index))
  await keepAll(tab, ids.slice(0, ARRIVED), code)
  await expect.poll(() => store().arrived(device), { timeout: 30_000 }).toEqual([[1, ARRIVED]])
  await stop(context)
  await keepAll(tab, ids.slice(ARRIVED), code)
  return { page, tab, device, errors, ids }
}

function report(device: string, hoursLater = 0): DeviceReport {
  const found = reportDevices(store(), '', Date.now() + hoursLater * 3_600_000).find(
    (each) => each.device.id === device,
  )
  if (!found) throw new Error('no such device')
  return found
}

async function wipe(page: Page, storageTypes: 'all' | 'indexeddb'): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes })
}

test('C9: all storage wiped under a kiosk with 25 unsent answers: it is paired anew, and the server names 41-65', async () => {
  const before = store().verify().responses
  const { page, tab, device, errors, ids } = await kioskWithUnsent('zuil-gewist', 'K8KKKKK', 1, () => {
    isDown = true
  })
  await looksAgain(page)
  expect(report(device).missing).toEqual([])
  expect(store().device(device)).toMatchObject({ last: 65, unsent: UNSENT, waiting: LOST })
  const held = (await readDevice(page)).filter(({ state }) => state === 'waiting')
  expect(held.map((each) => each.id).sort()).toEqual(ids.slice(ARRIVED))
  await tab.close()
  await wipe(page, 'all')
  isDown = false
  await page.clock.runFor(46_000)
  // As new: nothing is left there that says what it was.
  await page.locator('.ew-pairing__code').waitFor()
  expect(report(device, 26)).toMatchObject({ missing: LOST, silent: true })
  await pair(page, 'zuil-nieuw', 'K8KKKKK', { id: device, name: 'zuil-gewist' })
  const later = report(device)
  expect(later).toMatchObject({ missing: LOST, replacedBy: 'zuil-nieuw' })
  expect(remarksOn(later)).toContain('Volgnummers 41-65 ontbreken (25 antwoorden).')
  expect(errors).toEqual([])
  const [left, confirmed] = [await readDevice(page), ids.slice(0, ARRIVED)]
  expect(violations({ confirmed, device: left, store: store(), before, settled: true })).toEqual([])
})

test('C10: only the database wiped while the kiosk was off and offline: it tells how many went, the server which', async () => {
  const { page, tab, device } = await kioskWithUnsent('zuil-half', 'K9KKKKK', 101, (kiosk) => kiosk.setOffline(true))
  // The server never heard of these 25.
  expect(store().device(device)?.last).toBeLessThanOrEqual(ARRIVED)
  await Promise.all([page.close(), tab.close()])
  if (!context) throw new Error('no context')
  const again = await context.newPage()
  await wipe(again, 'indexeddb')
  await context.setOffline(false)
  await again.clock.install()
  await again.goto(`${server.origin}/zuil`)
  await again.getByText('Daarbij gingen 25 antwoorden weg.').waitFor()
  const next = await pair(again, 'zuil-heel', 'K9KKKKK')
  expect(store().device(next)?.lost).toMatchObject({ device, last: 65, unsent: UNSENT })
  expect(report(device, 2)).toMatchObject({ missing: LOST, replacedBy: 'zuil-heel' })
})
