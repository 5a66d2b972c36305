import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { DB_NAME, DB_VERSION } from '../../client/lib/db.ts'
import { newProfile } from '../support/browser.ts'
import { type Killable, startKillable } from '../support/killable.ts'
import { seededChance } from '../support/send.ts'
import { id } from './device-phone.ts'
import { type DeviceServer, startDeviceServer } from './device-server.ts'

const KILLS = Number(process.env.FAULT_KILLS ?? 2)
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31)
const OLDEST = 1
const WAITING = 400
/** Longest time between the begin of the upgrade and the kill. */
const LONGEST_MS = 60

const chance = seededChance(SEED)
const profile = newProfile()
let server: DeviceServer
let running: Killable | undefined

beforeAll(async () => {
  console.log(`upgrade seed ${SEED}; repeat with FAULT_SEED=${SEED}`)
  server = await startDeviceServer()
})
afterEach(() => running?.kill())
afterAll(async () => {
  await server?.close()
  profile.forget()
})

/** A tab on the page, which does not open the database before it is asked to. */
async function start(): Promise<Page> {
  running = await startKillable(profile.folder)
  const page = await running.page()
  await page.goto(server.origin)
  await page.waitForFunction(() => 'devicePage' in window)
  return page
}

const fixtureOf = (version: number) =>
  JSON.parse(readFileSync(new URL(`fixtures/database-${version}.json`, import.meta.url), 'utf8'))
const storesOf = (version: number): readonly string[] =>
  fixtureOf(version)
    .stores.map(({ name }: { name: string }) => name)
    .sort()

/** The database as the oldest app made it, with that many more in the queue. */
function makeOld(page: Page, ids: readonly string[]): Promise<void> {
  return page.evaluate(
    async ([name, { version, stores, records }, more]) => {
      const gone = indexedDB.deleteDatabase(name)
      await new Promise((done) => (gone.onsuccess = done))
      const open = indexedDB.open(name, version)
      open.onupgradeneeded = () => {
        for (const { name: store, keyPath, indexes } of stores) {
          const made = open.result.createObjectStore(store, keyPath === null ? {} : { keyPath })
          for (const index of indexes) made.createIndex(index.name, index.keyPath)
        }
      }
      await new Promise((done) => (open.onsuccess = done))
      const [like] = records.outbox
      const tx = open.result.transaction('outbox', 'readwrite', { durability: 'strict' })
      for (const each of more)
        tx.objectStore('outbox').put({ ...like.value, envelope: { ...like.value.envelope, id: each } })
      await new Promise((done) => (tx.oncomplete = done))
      open.result.close()
    },
    [DB_NAME, fixtureOf(OLDEST), ids] as const,
  )
}

/** What is there, whichever layout it has, opened without asking for another version. */
const lookAt = (page: Page) =>
  page.evaluate(async (name) => {
    const open = indexedDB.open(name)
    await new Promise((done) => (open.onsuccess = done))
    const db = open.result
    const asked = async <T>(request: IDBRequest<T>) => {
      await new Promise((done) => (request.onsuccess = done))
      return request.result
    }
    const stores = [...db.objectStoreNames]
    const records = await asked<{ state?: string; envelope: { id: string } }[]>(
      db.transaction('outbox').objectStore('outbox').getAll(),
    )
    // In older layouts an envelope itself says that it waits.
    const waiting = stores.includes('waiting')
      ? await asked(db.transaction('waiting').objectStore('waiting').getAllKeys())
      : records.filter(({ state }) => state === 'waiting').map(({ envelope }) => envelope.id)
    const { version } = db
    db.close()
    return { version, stores, envelopes: records.map(({ envelope }) => envelope), waiting }
  }, DB_NAME)

test(
  `C14: killed ${KILLS} times while it upgrades, the database is the old or the new one, and holds the same queue`,
  async () => {
    const ids = Array.from({ length: WAITING }, (_, index) => id(index + 1))
    let page = await start()
    await makeOld(page, ids)
    const whole = await lookAt(page)
    expect(whole.waiting).toEqual(ids)
    let interrupted = 0
    for (let kill = 0; kill < KILLS; kill++) {
      // Every other time the upgrade has no end, so that the kill is sure to come within it.
      await page.evaluate(
        (endless) => {
          const { createObjectStore } = IDBDatabase.prototype
          IDBDatabase.prototype.createObjectStore = function tell(...given) {
            const store = createObjectStore.apply(this, given)
            const again = () => {
              store.count().onsuccess = again
            }
            if (endless) again()
            console.log('upgrading')
            return store
          }
        },
        kill % 2 === 0,
      )
      const begun = page.waitForEvent('console', (message) => message.text() === 'upgrading')
      // It dies before it can answer.
      page.evaluate(() => void window.devicePage.open()).catch(() => undefined)
      await begun
      await new Promise((done) => setTimeout(done, chance() * LONGEST_MS))
      await running?.kill()
      page = await start()
      const { version, stores, envelopes, waiting } = await lookAt(page)
      expect({ envelopes, waiting }).toEqual({ envelopes: whole.envelopes, waiting: ids })
      expect([OLDEST, DB_VERSION]).toContain(version)
      expect(stores).toEqual(storesOf(version))
      if (kill % 2 === 0) expect(version).toBe(OLDEST)
      if (version === OLDEST) interrupted++
      else await makeOld(page, ids)
    }
    console.log(`C14: ${interrupted} of ${KILLS} kills came before the upgrade was on disk`)
    await page.evaluate(() => window.devicePage.open())
    expect((await lookAt(page)).version).toBe(DB_VERSION)
    expect((await page.evaluate(() => window.devicePage.waiting())).toSorted()).toEqual(ids)
  },
  120_000 + KILLS * 60_000,
)
