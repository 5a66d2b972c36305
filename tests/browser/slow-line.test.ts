import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { readDevice, violations } from '../support/reconcile.ts'
import { seededChance } from '../support/send.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id } from './device-phone.ts'
import { type DeviceServer, startDeviceServer } from './device-server.ts'

const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31)
const ANSWERS = 5
/** 20 kbit a second. */
const BYTES_PER_MS = 2.5
const LEAST_LATENCY_MS = 300
/** A packet that is lost comes this much later. */
const RESENT_MS = 1000
const LOSS = 0.2

const chance = seededChance(SEED)
const lines = new Set<Socket>()
let server: DeviceServer
let front: Server
let browser: Browser
let isSlow = false
/** The next replies that are lost with their line. */
let cuts = 0

beforeAll(async () => {
  console.log(`slow line seed ${SEED}; repeat with FAULT_SEED=${SEED}`)
  server = await startDeviceServer()
  front = createServer((line) => {
    const behind = connect(Number(new URL(server.origin).port), '127.0.0.1')
    lines.add(line)
    line.on('close', () => lines.delete(line))
    carry(line, behind, () => false)
    carry(behind, line, () => cuts > 0 && cuts-- > 0)
  })
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  for (const line of lines) line.destroy()
  front.close()
  await server.close()
})

/** One way of a line: as it is, or as slow as 2G. */
function carry(from: Socket, to: Socket, isCut: () => boolean): void {
  let last: Promise<unknown> = Promise.resolve()
  from.on('data', (bytes) => {
    last = last.then(async () => {
      if (isSlow) {
        await wait(LEAST_LATENCY_MS + bytes.length / BYTES_PER_MS + (chance() < LOSS ? RESENT_MS : 0))
        if (isCut()) return void from.destroy()
      }
      to.write(bytes)
    })
  })
  from.on('error', () => to.destroy())
  from.on('close', () => void last.then(() => to.end()))
}

test(`N6: over 2G with losses ${ANSWERS} answers are kept at once and arrive once, two lost replies or not`, async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`http://localhost:${(front.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'devicePage' in window)
  const keep = (index: number) =>
    page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(index)] as const)
  const counts = () => page.evaluate(() => window.devicePage.counts())
  // Loads the part that sends.
  expect(await keep(1)).toEqual({ state: 'kept' })
  await expect.poll(counts, { timeout: 30_000 }).toEqual({ waiting: 0, quarantined: 0 })
  isSlow = true
  cuts = 2
  for (const line of lines) line.destroy()
  for (let index = 2; index <= ANSWERS; index++) expect(await keep(index)).toEqual({ state: 'kept' })
  await expect.poll(counts, { timeout: 150_000 }).toEqual({ waiting: 0, quarantined: 0 })
  expect(cuts).toBe(0)
  const confirmed = Array.from({ length: ANSWERS }, (_, index) => id(index + 1))
  const [device, store] = [await readDevice(page), server.ingest.store()]
  expect(violations({ confirmed, device, store, settled: true, calledSent: confirmed })).toEqual([])
})
