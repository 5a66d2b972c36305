import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id, newPhone, openPage } from './device-phone.ts'
import { type DeviceServer, send, startDeviceServer } from './device-server.ts'
import { RULES } from './queue-contract.ts'

let server: DeviceServer
let browser: Browser

beforeAll(async () => {
  server = await startDeviceServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

beforeEach(() => {
  server.meddler = null
  server.collectorProblem = null
})

describe("the device's queue in IndexedDB keeps the contract", () => {
  let page: Page
  beforeAll(async () => {
    page = await newPhone(browser, server)
  })
  RULES.forEach(({ title }, index) => {
    test(title, () => page.evaluate((rule) => window.devicePage.checkRule(rule), index))
  })
})

describe('what is kept', () => {
  test('an answer is kept offline, survives a reload, and cannot be read on the device', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)
    await expect.poll(() => page.evaluate(() => window.devicePage.dump())).toContain('"simulator"')
    await page.context().setOffline(true)
    expect(
      await page.evaluate(([code, name]) => window.devicePage.keep(code, name, 'KANARIE'), [COLLECTOR, id(1)] as const),
    ).toEqual({ state: 'kept' })
    expect(await page.evaluate(() => window.devicePage.counts())).toEqual({ waiting: 1, quarantined: 0 })
    server.meddler = (reply) => send(reply, 503, '')
    await page.context().setOffline(false)
    await openPage(page, server)
    expect(await page.evaluate(() => window.devicePage.waiting())).toEqual([id(1)])
    expect(await page.evaluate(() => window.devicePage.dump())).not.toContain('KANARIE')
  })

  test('an unfinished run comes back after a reload and cannot be read without its key', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate((code) => window.devicePage.begin(code, 'KANARIE'), COLLECTOR)
    expect(await page.evaluate(() => window.devicePage.dump())).not.toContain('KANARIE')
    await openPage(page, server)
    expect(await page.evaluate((code) => window.devicePage.runAnswer(code), COLLECTOR)).toBe('KANARIE')
    const exported = await page.evaluate(async () => {
      const open = indexedDB.open('ervaringwijzer')
      await new Promise((done) => (open.onsuccess = done))
      const all = open.result.transaction('runs').objectStore('runs').getAll()
      await new Promise((done) => (all.onsuccess = done))
      return crypto.subtle.exportKey('raw', all.result[0].key).then(
        () => 'exported',
        (error: Error) => error.name,
      )
    })
    expect(exported).toBe('InvalidAccessError')
  })

  test('keeping the answers takes the unfinished run away in the same step', async () => {
    const page = await newPhone(browser, server)
    server.meddler = (reply) => send(reply, 503, '')
    await page.evaluate((code) => window.devicePage.begin(code, 'KANARIE'), COLLECTOR)
    await page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(1)] as const)
    expect(await page.evaluate((code) => window.devicePage.runAnswer(code), COLLECTOR)).toBe(null)
  })

  test('a step that is still being written when the answers are kept brings no run back', async () => {
    const page = await newPhone(browser, server)
    server.meddler = (reply) => send(reply, 503, '')
    await page.evaluate(
      async ([code, name]) => {
        await window.devicePage.begin(code, 'first step')
        const encrypt = crypto.subtle.encrypt.bind(crypto.subtle)
        crypto.subtle.encrypt = async (...args) => {
          // Only the run is this small: what is sealed is padded to a kilobyte.
          if (args[2].byteLength < 1000) await new Promise((slow) => setTimeout(slow, 1000))
          return encrypt(...args)
        }
        const lastStep = window.devicePage.begin(code, 'last step')
        await window.devicePage.keep(code, name)
        await lastStep
      },
      [COLLECTOR, id(1)] as const,
    )
    expect(await page.evaluate((code) => window.devicePage.runAnswer(code), COLLECTOR)).toBe(null)
  })

  test('an unfinished run of eight days ago is removed when the app opens', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate((code) => window.devicePage.begin(code, 'KANARIE'), COLLECTOR)
    await page.clock.setFixedTime(Date.now() + 8 * 86_400_000)
    await openPage(page, server)
    await page.evaluate(() => window.devicePage.open())
    await expect.poll(() => page.evaluate(() => window.devicePage.dump())).not.toContain('"day"')
  })

  test('tabs that open at the same moment all find that the device keeps things', async () => {
    const page = await newPhone(browser, server)
    const tabs = [page]
    for (let more = 0; more < 3; more++) tabs.push(await openPage(await page.context().newPage(), server))
    for (let round = 0; round < 5; round++) {
      for (const tab of tabs) await openPage(tab, server)
      const storages = await Promise.all(tabs.map((tab) => tab.evaluate(() => window.devicePage.open())))
      expect(storages).toEqual(tabs.map(() => 'lasting'))
    }
  })

  test('another tab hears that the counts changed', async () => {
    const page = await newPhone(browser, server)
    server.meddler = (reply) => send(reply, 503, '')
    const other = await openPage(await page.context().newPage(), server)
    await other.evaluate(() => window.devicePage.open())
    await page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(1)] as const)
    await expect.poll(() => other.evaluate(() => window.devicePage.bells())).toBeGreaterThan(0)
  })
})

describe('a collector', () => {
  test.each([
    { status: 404, code: 'unknown-collector', state: 'unknown' },
    { status: 410, code: 'closed-collector', state: 'closed' },
    { status: 404, code: 'not-found', state: 'failed' },
    { status: 500, code: 'internal', state: 'failed' },
  ])('$status $code is $state', async ({ state, ...problem }) => {
    const page = await newPhone(browser, server)
    server.collectorProblem = problem
    expect(await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)).toBe(state)
  })

  test('never seen and no connection is offline', async () => {
    const page = await newPhone(browser, server)
    await page.context().setOffline(true)
    expect(await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)).toBe('offline')
  })

  test('that closes can still be finished by who had begun, and by nobody else', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate((code) => window.devicePage.begin(code, 'x'), COLLECTOR)
    server.collectorProblem = { status: 410, code: 'closed-collector' }
    await openPage(page, server)
    expect(await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)).toBe('ready')
    server.meddler = (reply) => send(reply, 503, '')
    expect(
      (await page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(1)] as const)).state,
    ).toBe('kept')
    await openPage(page, server)
    expect(await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)).toBe('closed')
  })
})
