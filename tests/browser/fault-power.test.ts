import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canTrace, syncsUnder, syncTracer } from '../faults/trace.ts'
import { browserPath, HEADLESS, newProfile } from '../support/browser.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id, openPage } from './device-phone.ts'
import { type DeviceServer, send, startDeviceServer } from './device-server.ts'

const KEPT = 10

let server: DeviceServer
const profile = newProfile()

beforeAll(async () => {
  server = await startDeviceServer()
  server.meddler = (reply) => send(reply, 503, '', 'text/html', { 'retry-after': '3600' })
})
afterAll(async () => {
  await server?.close()
  profile.forget()
})

/** Writes as a browser does that is asked for no more than speed. */
async function writeRelaxed(): Promise<void> {
  const open = indexedDB.open('quick')
  open.onupgradeneeded = () => open.result.createObjectStore('things')
  const db = await new Promise<IDBDatabase>((done) => {
    open.onsuccess = () => done(open.result)
  })
  for (let count = 0; count < 10; count++) {
    const tx = db.transaction('things', 'readwrite', { durability: 'relaxed' })
    tx.objectStore('things').put('x', count)
    await new Promise((done) => {
      tx.oncomplete = done
    })
  }
}

// A power cut itself needs a machine that can be cut. What it would take is what the disk has not been told to keep, and
// that can be read from the system calls of the browser.
test(`C5: the disk has each of ${KEPT} answers, synced, before it is called kept`, async () => {
  if (!canTrace()) {
    console.warn('no strace here (Debian: apt-get install strace): what the disk has been told cannot be seen')
    return
  }
  const [file, program] = [join(profile.folder, 'trace'), join(profile.folder, 'browser')]
  writeFileSync(program, syncTracer(file, browserPath()))
  chmodSync(program, 0o755)
  const context = await chromium.launchPersistentContext(join(profile.folder, 'data'), {
    executablePath: program,
    args: HEADLESS,
    timeout: 120_000,
  })
  const synced = () => syncsUnder(readFileSync(file, 'utf8'), 'IndexedDB')
  const page = await openPage(await context.newPage(), server)
  const keep = (index: number) =>
    page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(index)] as const)
  expect(await keep(0)).toEqual({ state: 'kept' })
  for (let index = 1; index <= KEPT; index++) {
    const before = synced()
    expect(await keep(index)).toEqual({ state: 'kept' })
    expect(synced()).toBeGreaterThan(before)
  }
  // The trace does tell the difference.
  await page.evaluate(writeRelaxed)
  const before = synced()
  await page.evaluate(writeRelaxed)
  expect(synced() - before).toBeLessThan(10)
  await context.close()
})
