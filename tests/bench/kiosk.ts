import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { openCollector } from './open-collector.ts'
import { inTempFolder, root, startProgram } from './processes.ts'

/** How the kiosk's page is, after a garbage collection. */
export interface Weight {
  readonly heapBytes: number
  readonly nodes: number
  readonly listeners: number
}

export interface KioskRun {
  readonly visits: number
  /** Days that passed by the kiosk's clock. */
  readonly days: number
  /** After the first hundred visits, when all is loaded and warm. */
  readonly warm: Weight
  readonly end: Weight
  readonly visitsPerSecond: number
  /** Answers on the kiosk before it got its connection back. */
  readonly unsent: number
  readonly drainedPerSecond: number
  /** Milliseconds between two frames while it sent: the 99th percentile and the longest. */
  readonly frames: { readonly p99: number; readonly longest: number }
}

/** Playwright's clock in the page. */
interface Clock {
  readonly runFor: (ms: number) => Promise<void>
}

const WARM_VISITS = 100
const CHUNK = 250
/** A visit every 24 seconds is 50,000 in a fortnight. */
const BETWEEN_MS = 14_000
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync']

/** A kiosk without a connection, with one visitor after another, by the keys of a box with buttons; then it gets its
 *  connection back. Its clock is ours, all else is real. */
export function kioskRun(visits: number, say: (text: string) => void): Promise<KioskRun> {
  return inTempFolder((dataDir) =>
    inTempFolder(async (profile) => {
      const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, SPEECH: 'off' }
      const server = await startProgram(join(root, '.build/server/main.js'), env)
      const url = `${server.url.replace('127.0.0.1', 'localhost')}/zuil/${openCollector(dataDir, 'kiosk')}`
      const settings = {
        executablePath: process.env.CHROMIUM ?? '',
        args: FLAGS,
        viewport: { width: 1080, height: 1920 },
        locale: 'nl-NL',
      }
      const context = await chromium.launchPersistentContext(profile, settings)
      try {
        const soaked = await soak(context, url, visits, say)
        say('the connection is back')
        const drained = await drain(context, url, say)
        return { visits, ...soaked, ...drained }
      } finally {
        await context.close()
        await server.stop()
      }
    }),
  )
}

async function soak(context: BrowserContext, url: string, visits: number, say: (text: string) => void) {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await page.route('**/api/v1/responses', (route) => route.abort())
  await page.clock.install()
  await page.goto(url)
  await page.locator('.ew-attract').waitFor()
  const [began, from] = [performance.now(), await page.evaluate(() => Date.now())]
  await page.evaluate(visitMany, { visits: WARM_VISITS, between: BETWEEN_MS })
  const warm = await weigh(devtools)
  for (let done = WARM_VISITS; done < visits; done += CHUNK) {
    await page.evaluate(visitMany, { visits: Math.min(CHUNK, visits - done), between: BETWEEN_MS })
    if ((done - WARM_VISITS) % 1000 === 0) {
      const { heapBytes } = await weigh(devtools)
      say(`${done + CHUNK} visits, heap ${(heapBytes / 1e6).toFixed(1)} MB`)
    }
  }
  const end = await weigh(devtools)
  const visitsPerSecond = (visits * 1000) / (performance.now() - began)
  const days = ((await page.evaluate(() => Date.now())) - from) / 86_400_000
  const unsent = await waiting(page)
  await page.close()
  return { warm, end, visitsPerSecond, days, unsent }
}

/** Runs in the page: visitors who answer everything with the first answer. Resolves when the last one is gone. */
async function visitMany({ visits, between }: { visits: number; between: number }): Promise<void> {
  const clock = (globalThis as unknown as { __pwClock: { controller: Clock } }).__pwClock.controller
  const turn = () =>
    new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done()
      port2.postMessage(null)
    })
  const until = async (selector: string) => {
    for (let tries = 0; !document.querySelector(selector); tries += 1) {
      if (tries > 200_000) throw new Error(`${selector} does not come`)
      await turn()
    }
  }
  const key = async (name: string) => {
    await clock.runFor(450)
    dispatchEvent(new KeyboardEvent('keydown', { key: name }))
    await turn()
  }
  for (let visit = 0; visit < visits; visit += 1) {
    await key('Enter')
    await until('.ew-intro')
    await key('Enter')
    await until('fieldset')
    while (document.querySelector('fieldset')) {
      if (document.querySelector('[name=answer]:not(textarea)')) await key('1')
      await key('Enter')
    }
    await key('Enter')
    await until('.ew-thanks')
    await clock.runFor(between)
    await until('.ew-attract')
  }
}

async function weigh(devtools: CDPSession): Promise<Weight> {
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners }
}

/** Envelopes on the kiosk that were not sent. */
function waiting(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    const db = await new Promise<IDBDatabase>((done) => {
      open.onsuccess = () => done(open.result)
    })
    const range = IDBKeyRange.bound(['waiting', 0], ['waiting', Number.POSITIVE_INFINITY])
    const asked = db.transaction('outbox').objectStore('outbox').index('state').count(range)
    const count = await new Promise<number>((done) => {
      asked.onsuccess = () => done(asked.result)
    })
    db.close()
    return count
  })
}

/** A kiosk that starts with all of that on it; it is looked at frame by frame while it sends. */
async function drain(context: BrowserContext, url: string, say: (text: string) => void) {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('.ew-attract').waitFor()
  await page.evaluate(() => {
    const gaps: number[] = []
    Object.assign(globalThis, { gaps })
    let last = performance.now()
    const look = (now: number) => {
      gaps.push(now - last)
      last = now
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  const [began, before] = [performance.now(), await waiting(page)]
  let left = before
  let told = before
  while (left > 0) {
    await page.waitForTimeout(250)
    left = await waiting(page)
    if (told - left >= 5000) {
      told = left
      say(`${left} left`)
    }
  }
  const seconds = (performance.now() - began) / 1000
  const gaps = await page.evaluate(() => (globalThis as unknown as { gaps: number[] }).gaps.toSorted((a, b) => a - b))
  await page.close()
  const frames = { p99: gaps[Math.floor(gaps.length * 0.99)] ?? Number.NaN, longest: gaps.at(-1) ?? Number.NaN }
  return { drainedPerSecond: before / seconds, frames }
}
