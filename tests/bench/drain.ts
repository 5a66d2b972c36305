import type { Page } from 'playwright-core'
import type { CollectorReply, Envelope } from '../../shared/wire.ts'
import { waiting } from './kiosk.ts'
import { type KioskPlace, withKiosk } from './kiosk-place.ts'
import { load } from './load.ts'
import { makeEnvelopes } from './make-envelopes.ts'

export interface Drained {
  readonly envelopes: number
  /** Answers a second that the kiosk delivered, and that the same server takes from 32 connections in batches of 20. */
  readonly perSecond: number
  readonly serverPerSecond: number
  /** Milliseconds between two frames while it sent: the middle, the 99th percentile and the longest. */
  readonly frames: { readonly p50: number; readonly p99: number; readonly longest: number }
}

const PART = 1000
const SERVER_BATCHES = 250
const SERVER_BATCH = 20

/** A kiosk that holds so many sealed answers gets its connection back; it is looked at frame by frame while it sends. */
export function drainKiosk(envelopes: number, say: (text: string) => void): Promise<Drained> {
  return withKiosk(async (place) => {
    const reply = (await (await fetch(`${place.server.url}/api/v1/collectors/${place.code}`)).json()) as CollectorReply
    const serverPerSecond = await serverRate(place, reply)
    const page = await place.context.newPage()
    await page.goto(place.url)
    await page.locator('.ew-attract').waitFor()
    await place.context.setOffline(true)
    for (let held = 0; held < envelopes; held += PART) {
      await page.evaluate(hold, await makeEnvelopes(reply, Math.min(PART, envelopes - held), month()))
      if (held % 10_000 === 0) say(`${held + PART} on the kiosk`)
    }
    await page.evaluate(watchFrames)
    await place.context.setOffline(false)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    return { envelopes, serverPerSecond, ...(await watch(page, say)) }
  })
}

const month = () => new Date().toISOString().slice(0, 7)

async function serverRate({ server }: KioskPlace, reply: CollectorReply): Promise<number> {
  const bodies = async () => {
    const made = await makeEnvelopes(reply, SERVER_BATCH * SERVER_BATCHES, month())
    return Array.from({ length: SERVER_BATCHES }, (_, at) =>
      JSON.stringify({ protocol: 1, envelopes: made.slice(at * SERVER_BATCH, (at + 1) * SERVER_BATCH) }),
    )
  }
  await load(server.url, await bodies(), 32)
  return (await load(server.url, await bodies(), 32)).perSecond * SERVER_BATCH
}

/** Runs in the page: puts sealed answers beside those that wait. */
async function hold(envelopes: readonly Envelope[]): Promise<void> {
  const open = indexedDB.open('ervaringwijzer')
  const db = await new Promise<IDBDatabase>((done) => {
    open.onsuccess = () => done(open.result)
  })
  const tx = db.transaction(['outbox', 'waiting'], 'readwrite')
  for (const envelope of envelopes) {
    const { id, hash } = envelope
    tx.objectStore('outbox').put({ envelope })
    tx.objectStore('waiting').put({ id, hash, attempts: 0 })
  }
  await new Promise((done) => {
    tx.oncomplete = done
  })
  db.close()
}

/** Runs in the page. */
function watchFrames(): void {
  const gaps: number[] = []
  Object.assign(globalThis, { gaps })
  let last = performance.now()
  const look = (now: number) => {
    gaps.push(now - last)
    last = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function watch(page: Page, say: (text: string) => void) {
  const began = performance.now()
  const before = await waiting(page)
  let told = before
  for (let left = before; left > 0; left = await waiting(page)) {
    await page.waitForTimeout(500)
    if (told - left < 5000) continue
    told = left
    say(`${left} left`)
  }
  const perSecond = (before * 1000) / (performance.now() - began)
  const gaps = await page.evaluate(() => (Reflect.get(globalThis, 'gaps') as number[]).toSorted((a, b) => a - b))
  const at = (share: number) => gaps[Math.floor(gaps.length * share)] ?? Number.NaN
  return { perSecond, frames: { p50: at(0.5), p99: at(0.99), longest: gaps.at(-1) ?? Number.NaN } }
}
