import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id, newPhone, openPage } from './device-phone.ts'
import { type DeviceServer, type Meddler, send, startDeviceServer } from './device-server.ts'

let server: DeviceServer
let browser: Browser

beforeAll(async () => {
  server = await startDeviceServer()
  browser = await openBrowser()
})
beforeEach(() => {
  server.meddler = null
  server.flushes.length = 0
  server.ingest.reset()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** A phone whose clock the test moves on. */
async function clockedPhone(): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.clock.install()
  return openPage(page, server)
}

const keep = (page: Page, index: number, how = 3) =>
  page.evaluate(([code, name, value]) => window.devicePage.keep(code, name, 'x', value), [
    COLLECTOR,
    id(index),
    how,
  ] as const)
const counts = (page: Page) => page.evaluate(() => window.devicePage.counts())
const rows = () => server.ingest.store().verify().responses
const LONG = { timeout: 20_000 }

/** Moves the clock past the longest pause until all is sent. */
async function sendAll(page: Page, left = { waiting: 0, quarantined: 0 }): Promise<void> {
  await expect
    .poll(async () => {
      await page.clock.fastForward('01:00:01')
      return counts(page)
    }, LONG)
    .toEqual(left)
}

const html: Meddler = (reply) => send(reply, 200, '<h1>Welkom op onze wifi</h1>', 'text/html')
const json =
  (body: unknown): Meddler =>
  (reply) =>
    send(reply, 200, JSON.stringify(body))
const status =
  (code: number, headers = {}): Meddler =>
  (reply) =>
    send(reply, code, '<h1>Nee</h1>', 'text/html', headers)
const verdicts =
  (change: (item: { id: string; hash: string }) => unknown, more = {}): Meddler =>
  (reply, { envelopes }) =>
    send(reply, 200, JSON.stringify({ protocol: 1, epoch: 'e', results: envelopes.map(change), ...more }))

/** What decides nothing: the envelope must still wait after it. */
const DECIDES_NOTHING: readonly (readonly [string, Meddler])[] = [
  ['the sign-in page of a wifi network', html],
  ['a redirect to a sign-in page', status(302, { location: '/sign-in' })],
  ['511 network authentication required', status(511)],
  ['JSON of another site', json({ ok: true })],
  [
    'a body that breaks off',
    (reply) => {
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' })
      reply.write('{"protocol":1,')
      setImmediate(() => reply.destroy())
    },
  ],
  ['half a JSON body', (reply) => send(reply, 200, '{"protocol":1,"epoch":"e","results":[{"id"')],
  ['an empty body', (reply) => send(reply, 200, '')],
  [
    'a body that is no gzip',
    (reply) => send(reply, 200, 'no gzip', 'application/json', { 'content-encoding': 'gzip' }),
  ],
  ['a connection that is cut', (reply) => reply.destroy()],
  ...[500, 502, 503, 504, 429, 408, 425, 400, 401, 403, 404, 410, 415, 422].map(
    (code) => [`status ${code}`, status(code)] as const,
  ),
  [
    'status 201',
    (reply, request) => {
      verdicts(({ id, hash }) => ({ id, hash, verdict: 'stored' }))(
        Object.assign(reply, { writeHead: reply.writeHead.bind(reply, 201) }),
        request,
      )
    },
  ],
  ['another protocol', verdicts(({ id, hash }) => ({ id, hash, verdict: 'stored' }), { protocol: 2 })],
  ['no epoch', verdicts(({ id, hash }) => ({ id, hash, verdict: 'stored' }), { epoch: undefined })],
  ['a receipt for other bytes', verdicts(({ id }) => ({ id, hash: '0'.repeat(64), verdict: 'stored' }))],
  ['a receipt for another id', verdicts(({ hash }) => ({ id: id(99), hash, verdict: 'stored' }))],
  ['a word that we do not know', verdicts(({ id, hash }) => ({ id, hash, verdict: 'archived' }))],
  ['no result', verdicts(() => null)],
  ['later', verdicts(({ id, hash }) => ({ id, hash, verdict: 'later', retryAfter: 5 }))],
]

test.each(DECIDES_NOTHING)('%s decides nothing: the answer waits on and arrives later', async (_, meddler) => {
  const page = await clockedPhone()
  server.meddler = meddler
  expect(await keep(page, 1)).toEqual({ state: 'kept' })
  await expect.poll(() => page.evaluate(() => window.devicePage.failures()), LONG).toBeGreaterThan(0)
  expect(await counts(page)).toEqual({ waiting: 1, quarantined: 0 })
  expect(rows()).toBe(0)
  server.meddler = null
  await sendAll(page)
  expect(rows()).toBe(1)
})

describe('pauses', () => {
  test('the server is left alone as long as it asks, at most an hour', async () => {
    const page = await clockedPhone()
    server.meddler = status(503, { 'retry-after': '120' })
    await keep(page, 1)
    await expect.poll(() => page.evaluate(() => window.devicePage.failures()), LONG).toBe(1)
    await page.clock.fastForward('01:50')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.evaluate(() => window.devicePage.counts())
    expect(server.flushes).toHaveLength(1)
    server.meddler = null
    await page.clock.fastForward('00:11')
    // A read of the storage that the jump of the clock makes late costs one try: the network's return asks for another.
    await expect
      .poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event('online')))
        return counts(page)
      }, LONG)
      .toEqual({ waiting: 0, quarantined: 0 })
    expect(server.flushes).toHaveLength(2)
  })

  test('a clock that is set back ten years does not stop sending', async () => {
    const page = await clockedPhone()
    server.meddler = status(503, { 'retry-after': '3000' })
    await keep(page, 1)
    await expect.poll(() => page.evaluate(() => window.devicePage.failures()), LONG).toBe(1)
    server.meddler = null
    await page.clock.setSystemTime(Date.now() - 10 * 365 * 86_400_000)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
  })
})

describe('one envelope that', () => {
  test('is refused goes to quarantine in the same flush, and the others are delivered', async () => {
    const page = await clockedPhone()
    server.meddler = status(503)
    for (const index of [1, 2, 3, 4, 5]) await keep(page, index, index === 3 ? 9 : 1)
    server.meddler = null
    await sendAll(page, { waiting: 0, quarantined: 1 })
    expect(rows()).toBe(4)
    const file = await page.evaluate(() => window.devicePage.exportQuarantine())
    expect(JSON.parse(file)).toMatchObject({
      items: [{ verdict: 'refused', reason: 'invalid-answer', envelope: { id: id(3) } }],
    })
  })

  test('makes every request fail that it is in ends up alone, behind the others', async () => {
    const page = await clockedPhone()
    server.meddler = (reply, request) => {
      if (request.envelopes.some((envelope) => envelope.id === id(3))) return status(500)(reply, request)
      void server.ingest.handle(JSON.stringify(request)).then((body) => send(reply, 200, body ?? ''))
    }
    for (let index = 1; index <= 8; index++) await keep(page, index)
    await sendAll(page, { waiting: 1, quarantined: 0 })
    expect(rows()).toBe(7)
  })

  test('was refused is tried once more by a newer app, and only by a newer one', async () => {
    const page = await newPhone(browser, server)
    await openPage(page, server, '?release=1')
    const refuse = verdicts(({ id, hash }) => ({ id, hash, verdict: 'refused', reason: 'invalid-answer' }))
    server.meddler = refuse
    await keep(page, 1)
    await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 1 })
    server.meddler = null
    await openPage(page, server, '?release=1')
    await keep(page, 2)
    await expect.poll(() => rows(), LONG).toBe(1)
    expect(await counts(page)).toEqual({ waiting: 0, quarantined: 1 })
    await openPage(page, server, '?release=2')
    await page.evaluate(() => window.devicePage.startSending())
    await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
    expect(rows()).toBe(2)
  })
})

describe('413', () => {
  const tooMany =
    (most: number): Meddler =>
    (reply, request) => {
      if (request.envelopes.length > most) return status(413)(reply, request)
      void server.ingest.handle(JSON.stringify(request)).then((body) => send(reply, 200, body ?? ''))
    }

  test('halves the batch until it fits', async () => {
    const page = await clockedPhone()
    server.meddler = status(503)
    for (let index = 1; index <= 8; index++) await keep(page, index)
    server.meddler = tooMany(2)
    await sendAll(page)
    expect(rows()).toBe(8)
  })

  test('for one alone is quarantine, and nothing is lost', async () => {
    const page = await clockedPhone()
    server.meddler = tooMany(0)
    await keep(page, 1)
    await sendAll(page, { waiting: 0, quarantined: 1 })
    expect(await page.evaluate(() => window.devicePage.exportQuarantine())).toContain('too-large')
  })
})

describe('at the same time', () => {
  test('a network that comes and goes a hundred times makes no two sends at once and no second row', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)
    for (let index = 1; index <= 5; index++) await keep(page, index)
    await page.evaluate(() => {
      for (let flap = 0; flap < 100; flap++) dispatchEvent(new Event(flap % 2 ? 'online' : 'offline'))
    })
    for (let flap = 0; flap < 10; flap++) await page.context().setOffline(flap % 2 === 0)
    await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
    expect(rows()).toBe(5)
    expect(server.mostAtOnce()).toBe(1)
  })

  const noLocks = () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })
  test.each([
    { browserHas: 'Web Locks', before: () => undefined },
    { browserHas: 'no Web Locks', before: noLocks },
  ])('two tabs that send give one row each in a browser with $browserHas', async ({ before }) => {
    const page = await newPhone(browser, server, before)
    const other = await openPage(await page.context().newPage(), server)
    server.meddler = status(503, { 'retry-after': '0' })
    for (let index = 1; index <= 12; index++) {
      expect(await keep(index % 2 ? page : other, index)).toEqual({ state: 'kept' })
    }
    server.meddler = null
    const again = [await openPage(page, server), await openPage(other, server)]
    await Promise.all(again.map((tab) => tab.evaluate(() => window.devicePage.startSending())))
    await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
    expect(rows()).toBe(12)
  })
})

test('a thousand answers that waited a month arrive whole, in batches of at most fifty', async () => {
  const page = await newPhone(browser, server)
  await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)
  await page.context().setOffline(true)
  const most = 1000
  await page.evaluate(
    async ([code, ids]) => {
      for (const name of ids) await window.devicePage.keep(code, name)
    },
    [COLLECTOR, Array.from({ length: most }, (_, index) => id(index + 1))] as const,
  )
  expect(await counts(page)).toEqual({ waiting: most, quarantined: 0 })
  await page.context().setOffline(false)
  await expect.poll(() => counts(page), { timeout: 120_000 }).toEqual({ waiting: 0, quarantined: 0 })
  expect(rows()).toBe(most)
  expect(Math.max(...server.flushes.map((flush) => flush.envelopes.length))).toBeLessThanOrEqual(50)
  expect(server.flushes.length).toBeLessThanOrEqual(most / 20)
})

describe('a server that was restored from a backup', () => {
  test('is offered again what the device delivered in the last 48 hours', async () => {
    const page = await newPhone(browser, server)
    server.ingest.backup()
    await keep(page, 1)
    await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
    server.ingest.restore()
    expect(rows()).toBe(0)
    await openPage(page, server)
    await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)
    await expect.poll(rows, LONG).toBe(1)
  })
})

test('a flush does not read what was delivered before: after a long time without a connection that is a lot', async () => {
  const page = await newPhone(browser, server)
  server.meddler = status(503, { 'retry-after': '0' })
  for (let index = 1; index <= 60; index++) await keep(page, index)
  server.meddler = null
  await openPage(page, server)
  await page.evaluate(() => window.devicePage.startSending())
  await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
  await page.evaluate(() => {
    const { getAll } = IDBIndex.prototype
    Object.assign(window, { read: 0 })
    IDBIndex.prototype.getAll = function count(...given: []) {
      const request = getAll.apply(this, given)
      request.addEventListener('success', () =>
        Object.assign(window, { read: Reflect.get(window, 'read') + request.result.length }),
      )
      return request
    }
  })
  await keep(page, 61)
  await expect.poll(rows, LONG).toBe(61)
  await expect.poll(() => counts(page), LONG).toEqual({ waiting: 0, quarantined: 0 })
  expect(await page.evaluate(() => Reflect.get(window, 'read'))).toBeLessThan(10)
})
