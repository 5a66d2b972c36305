import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DB_VERSION } from '../../client/lib/db.ts'
import type { Envelope } from '../../shared/wire.ts'
import { openBrowser } from '../support/browser.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id, newPhone, openPage } from './device-phone.ts'
import { type DeviceServer, type Meddler, send, startDeviceServer } from './device-server.ts'
import { fillDisk, makeSmall } from './full-disk.ts'

let server: DeviceServer
let browser: Browser

beforeAll(async () => {
  server = await startDeviceServer()
  browser = await openBrowser()
})
beforeEach(() => {
  server.meddler = null
  server.flushes.length = 0
  server.withdrawn.length = 0
  server.ingest.reset()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const keep = (page: Page, index: number) =>
  page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(index)] as const)
const counts = (page: Page) => page.evaluate(() => window.devicePage.counts())
const down: Meddler = (reply) => send(reply, 503, '')
const rows = () => server.ingest.store().verify().responses

/** Lets a test close the page's database connections as a browser does that wants its memory back. */
function watchConnections(): void {
  const open = indexedDB.open.bind(indexedDB)
  const connections: IDBDatabase[] = []
  Object.assign(window, { connections })
  indexedDB.open = (...args) => {
    const request = open(...args)
    request.addEventListener('success', () => connections.push(request.result))
    return request
  }
}

describe('a full disk', () => {
  async function smallPhone(): Promise<Page> {
    const page = await newPhone(browser, server)
    await makeSmall(page, server.origin)
    return page
  }

  test('is told, with the sealed answer as a file, and leaves the queue as it was', async () => {
    const page = await smallPhone()
    server.meddler = down
    expect(await keep(page, 1)).toEqual({ state: 'kept' })
    await fillDisk(page)
    const told = await keep(page, 2)
    expect(told).toMatchObject({ state: 'not-kept', problem: 'quota' })
    expect(JSON.parse(told.file ?? '')).toMatchObject({ protocol: 1, items: [{ envelope: { id: id(2) } }] })
    expect(await page.evaluate(() => window.devicePage.waiting())).toEqual([id(1)])
  })

  test('does not stop an answer that the server takes at once', async () => {
    const page = await smallPhone()
    server.meddler = down
    await keep(page, 1)
    await fillDisk(page)
    server.meddler = null
    expect(await keep(page, 2)).toEqual({ state: 'delivered' })
    expect(server.ingest.store().response(id(2))).not.toBe(null)
  })
})

describe('a connection that the browser closes', () => {
  test.each([{ told: true }, { told: false }])('is opened again, told ($told) or not', async ({ told }) => {
    const page = await newPhone(browser, server, watchConnections)
    server.meddler = down
    await keep(page, 1)
    await page.evaluate((tell) => {
      const { connections } = window as unknown as { connections: IDBDatabase[] }
      for (const connection of connections) {
        connection.close()
        if (tell) connection.dispatchEvent(new Event('close'))
      }
    }, told)
    expect(await keep(page, 2)).toEqual({ state: 'kept' })
    await openPage(page, server)
    expect((await page.evaluate(() => window.devicePage.waiting())).toSorted()).toEqual([id(1), id(2)])
  })

  test('and never opens again is never called kept', async () => {
    const page = await newPhone(browser, server)
    server.meddler = down
    await keep(page, 1)
    await page.evaluate(() => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('dead', 'InvalidStateError')
      }
    })
    const told = await keep(page, 2)
    expect(told).toMatchObject({ state: 'not-kept', problem: 'closed' })
    expect(told.file).toContain(id(2))
    server.meddler = null
    expect(await keep(page, 2)).toEqual({ state: 'delivered' })
    expect(rows()).toBe(1)
  })
})

describe('a device that keeps nothing', () => {
  const throwing = () => {
    indexedDB.open = () => {
      throw new DOMException('private', 'SecurityError')
    }
  }

  test('sends at once and calls an answer delivered only on a receipt', async () => {
    const page = await newPhone(browser, server, throwing)
    expect(await page.evaluate(() => window.devicePage.open())).toBe('none')
    expect(await keep(page, 1)).toEqual({ state: 'delivered' })
    server.meddler = (reply) => send(reply, 200, '<h1>Welkom op onze wifi</h1>', 'text/html')
    expect(await keep(page, 2)).toMatchObject({ state: 'not-kept', problem: 'no-storage' })
    expect(rows()).toBe(1)
  })

  test('a second try after a lost receipt is the same envelope, so that it is no conflict', async () => {
    const page = await newPhone(browser, server, throwing)
    server.meddler = (reply, request) => {
      void server.ingest.handle(JSON.stringify(request)).then(() => reply.destroy())
    }
    expect((await keep(page, 1)).state).toBe('not-kept')
    server.meddler = null
    expect(await keep(page, 1)).toEqual({ state: 'delivered' })
    expect(rows()).toBe(1)
  })

  test('and cannot seal keeps no answer', async () => {
    const page = await newPhone(browser, server, () => {
      Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })
    })
    expect(await page.evaluate(() => window.devicePage.open())).toBe('insecure')
    expect(await keep(page, 1)).toEqual({ state: 'not-kept', problem: 'insecure' })
  })
})

describe('another version of the database', () => {
  const upgrade = (newer: number) =>
    new Promise<boolean>((done, failed) => {
      const open = indexedDB.open('ervaringwijzer', newer)
      open.onblocked = () => failed(new Error('blocked'))
      open.onupgradeneeded = () => void open.result.createObjectStore('of-a-newer-app').put('precious', 1)
      open.onsuccess = () => {
        open.result.close()
        done(true)
      }
    })

  test('a newer one is left as it is, and answers are sent at once', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate(upgrade, DB_VERSION + 1)
    expect(await page.evaluate(() => window.devicePage.open())).toBe('none')
    expect(await keep(page, 1)).toEqual({ state: 'delivered' })
    expect(await page.evaluate(() => window.devicePage.dump())).toContain('precious')
  })

  test('an old tab stands aside for a newer app at once, and does not pretend to keep answers after that', async () => {
    const page = await newPhone(browser, server)
    server.meddler = down
    await keep(page, 1)
    const newer = await openPage(await page.context().newPage(), server)
    expect(await newer.evaluate(upgrade, DB_VERSION + 1)).toBe(true)
    expect(await keep(page, 2)).toMatchObject({ state: 'not-kept', problem: 'closed' })
    server.meddler = null
    expect(await keep(page, 3)).toEqual({ state: 'delivered' })
    expect(await newer.evaluate(() => window.devicePage.dump())).toContain(id(1))
  })
})

describe('a damaged record', () => {
  test.each([
    { what: 'a flipped bit in the seal', damage: { sealed: 'AAAA' } },
    { what: 'a lost hash', damage: { hash: undefined } },
    { what: 'a seal that is no text', damage: { sealed: 7 } },
  ])('with $what goes to quarantine and stops nobody', async ({ damage }) => {
    const page = await newPhone(browser, server)
    server.meddler = down
    for (const index of [1, 2, 3]) await keep(page, index)
    // A new visit does not send until it is asked to: what is under way now was read before the damage.
    await openPage(page, server)
    await page.evaluate(
      async ([name, change]) => {
        const open = indexedDB.open('ervaringwijzer')
        await new Promise((done) => (open.onsuccess = done))
        const tx = open.result.transaction('outbox', 'readwrite')
        const found = tx.objectStore('outbox').get(name)
        found.onsuccess = () => {
          const { envelope } = found.result
          tx.objectStore('outbox').put({ ...found.result, envelope: { ...envelope, ...change } })
        }
        await new Promise((done) => (tx.oncomplete = done))
        open.result.close()
      },
      [id(2), damage] as const,
    )
    server.meddler = null
    await page.evaluate(() => window.devicePage.startSending())
    await expect.poll(() => counts(page), { timeout: 15_000 }).toEqual({ waiting: 0, quarantined: 1 })
    expect(rows()).toBe(2)
    expect(await page.evaluate(() => window.devicePage.exportQuarantine())).toContain(id(2))
  })
})

describe('the database of a released version', () => {
  /** What was delivered in it was so just now: after two days it is forgotten. */
  const fixtureOf = (version: number) => {
    const text = readFileSync(new URL(`fixtures/database-${version}.json`, import.meta.url), 'utf8')
    return JSON.parse(text.replaceAll('1795420800000', String(Date.now())))
  }

  test('has the layout that this app makes: another layout needs another version', async () => {
    const page = await newPhone(browser, server)
    await page.evaluate(() => window.devicePage.open())
    const layout = await page.evaluate(async () => {
      const open = indexedDB.open('ervaringwijzer')
      await new Promise((done) => (open.onsuccess = done))
      const db = open.result
      const stores = [...db.objectStoreNames].map((name) => {
        const store = db.transaction(name).objectStore(name)
        const indexes = [...store.indexNames].map((index) => ({ name: index, keyPath: store.index(index).keyPath }))
        return { name, keyPath: store.keyPath, indexes }
      })
      return { version: db.version, stores }
    })
    const fixture = fixtureOf(DB_VERSION)
    expect(layout).toEqual({ version: fixture.version, stores: fixture.stores })
  })

  test.each([1, 2, 3, 4, 5])(
    '(%i) is read by this app, and all that waits in it is sent as it was',
    async (version) => {
      const fixture = fixtureOf(version)
      const page = await newPhone(browser, server)
      await page.evaluate(async ({ version, stores, records }) => {
        const open = indexedDB.open('ervaringwijzer', version)
        open.onupgradeneeded = () => {
          for (const { name, keyPath, indexes } of stores) {
            const store = open.result.createObjectStore(name, keyPath === null ? {} : { keyPath })
            for (const index of indexes) store.createIndex(index.name, index.keyPath)
            for (const { key, value } of records[name] ?? []) store.put(value, ...(key === undefined ? [] : [key]))
          }
        }
        await new Promise((done) => (open.onsuccess = done))
        open.result.close()
      }, fixture)
      const storing =
        (epoch: string): Meddler =>
        (reply, { envelopes }) => {
          const results = envelopes.map((envelope) => ({ id: envelope.id, hash: envelope.hash, verdict: 'stored' }))
          send(reply, 200, JSON.stringify({ protocol: 1, epoch, results }))
        }
      server.meddler = storing('epoch-of-fixture')
      await page.evaluate(() => window.devicePage.open())
      await page.evaluate(() => window.devicePage.startSending())
      await expect.poll(() => counts(page), { timeout: 15_000 }).toEqual({ waiting: 0, quarantined: 0 })
      const { outbox, quarantine, delivered } = fixture.records
      const held = [...outbox, ...quarantine].map(({ value }) => value)
      const isDelivered = ({ state, envelope }: { state?: string; envelope: Envelope }) =>
        delivered
          ? delivered.some(({ value }: { value: { ids: string[] } }) => value.ids.includes(envelope.id))
          : state === 'delivered'
      const sent = () => server.flushes.flatMap((flush) => flush.envelopes).toSorted((a, b) => a.id.localeCompare(b.id))
      const envelopes = (items: readonly { envelope: Envelope }[]): Envelope[] =>
        items.map(({ envelope }) => envelope).toSorted((a, b) => a.id.localeCompare(b.id))
      expect(sent()).toEqual(envelopes(held.filter((item) => !isDelivered(item))))
      expect(server.withdrawn).toEqual(
        (fixture.records.withdrawals ?? []).map((record: { value: { digest: string } }) => record.value.digest),
      )
      expect(await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)).toBe('ready')
      // A server that was put back to an older state gets all of it again, what had arrived before included.
      server.meddler = storing('epoch-after-a-restore')
      server.flushes.length = 0
      await keep(page, 100)
      const again = () => sent().filter((envelope) => envelope.id !== id(100))
      await expect.poll(again, { timeout: 15_000 }).toEqual(envelopes(held))
      await expect.poll(() => counts(page), { timeout: 15_000 }).toEqual({ waiting: 0, quarantined: 0 })
    },
  )
})
