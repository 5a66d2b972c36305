import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { openCollector } from './open-collector.ts'
import { inTempFolder, root, startProgram } from './processes.ts'

export interface FirstQuestion {
  /** Milliseconds from navigation until the question is drawn and its first answer can be tapped; medians. */
  readonly ours: number
  readonly bare: number
  /** Of the visits in pairs, ours over bare; the median. */
  readonly ratio: number
  /** Milliseconds from a tap on an answer until it is drawn as chosen; the 95th percentile. */
  readonly tapP95: number
  readonly visits: number
  readonly taps: number
}

const VISITS = 15
const TAPS = 80
/** A nine-year-old phone with two bars of signal. */
const SLOW = { cpu: 4, bytesPerSecond: 200_000, latencyMs: 150 }

/** The first question on a slow phone beside a bare page with the same words and picture, by turns in one run. */
export async function firstQuestion(say: (text: string) => void): Promise<FirstQuestion> {
  return inTempFolder(async (dataDir) => {
    const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, SPEECH: 'off' }
    const server = await startProgram(join(root, '.build/server/main.js'), env)
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '', args: ['--no-sandbox'] })
    try {
      // Phones need https or localhost.
      const origin = server.url.replace('127.0.0.1', 'localhost')
      const url = `${origin}/v/${openCollector(dataDir)}?taal=nl#vraag`
      const bare = await barePage(browser, url)
      say(`${VISITS} visits of each`)
      const pairs: (readonly [number, number])[] = []
      for (let visit = 0; visit < VISITS; visit += 1) {
        pairs.push([await drawnAfter(browser, url), await drawnAfter(browser, bare.url)])
      }
      say(`${TAPS} taps`)
      const taps = await tapTimes(browser, url)
      await bare.close()
      return {
        ours: median(pairs.map(([ours]) => ours)),
        bare: median(pairs.map(([, other]) => other)),
        ratio: median(pairs.map(([ours, other]) => ours / other)),
        tapP95: taps.toSorted((a, b) => a - b)[Math.floor(taps.length * 0.95)] ?? Number.NaN,
        visits: VISITS,
        taps: taps.length,
      }
    } finally {
      await browser.close()
      await server.stop()
    }
  })
}

/** A static page with the words, the picture and the answers of the first question at that address, and nothing else. */
async function barePage(browser: Browser, url: string): Promise<{ readonly url: string; close: () => Promise<void> }> {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(url)
  const step = page.locator('.ew-step--vraag')
  const picture = await step
    .locator('svg')
    .first()
    .evaluate((svg) => svg.outerHTML)
  const heading = await step.locator('h1').innerText()
  const answers = await step.locator('.ew-answer-tile').allInnerTexts()
  await context.close()
  const tiles = answers.map((text, at) => `<label><input type="radio" name="answer" value="${at}">${text}</label>`)
  const body = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${heading}</title>${picture}<h1>${heading}</h1>${tiles.join('')}<button>Verder</button></html>`
  const bytes = gzipSync(body)
  const http = createServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bytes)
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => http.close(() => done())),
  }
}

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }

/** A fresh slow phone: nothing in its cache. */
async function slowPhone(browser: Browser): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  const devtools: CDPSession = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.latencyMs,
    downloadThroughput: SLOW.bytesPerSecond,
    uploadThroughput: SLOW.bytesPerSecond / 2,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu })
  return { page, close: () => context.close() }
}

/** Looks on every frame whether an answer of the question lies drawn under the finger. */
function watchFirstAnswer(): void {
  const look = (frame: number) => {
    const tile = [...document.querySelectorAll('label')].find((label) => {
      const { width, height, left, top } = label.getBoundingClientRect()
      if (width * height === 0 || !label.querySelector('input[name="answer"]')) return false
      return label.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })
    // What lies under the finger now is painted at the end of this frame, the very first one included.
    if (tile) requestAnimationFrame(() => Object.assign(globalThis, { drawnAt: Math.max(frame, firstPaint()) }))
    else requestAnimationFrame(look)
  }
  const firstPaint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
  requestAnimationFrame(look)
}

async function drawnAfter(browser: Browser, url: string): Promise<number> {
  const { page, close } = await slowPhone(browser)
  await page.addInitScript(watchFirstAnswer)
  await page.goto(url, { waitUntil: 'commit' })
  const drawn = await page.waitForFunction(() => (globalThis as { drawnAt?: number }).drawnAt)
  const ms = Number(await drawn.jsonValue())
  await close()
  return ms
}

/** Taps answer after answer, in the app, and gives what the browser measured of each (Event Timing, in steps of 8 ms). */
async function tapTimes(browser: Browser, url: string): Promise<readonly number[]> {
  const { page, close } = await slowPhone(browser)
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'click') seen.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  })
  await page.goto(url, { waitUntil: 'load' })
  const tiles = page.locator('.ew-answer-tile:visible')
  const count = await tiles.count()
  for (let tap = 0; tap < TAPS; tap += 1) {
    const tile = tiles.nth(tap % count)
    await tile.tap()
    await tile.locator('input:checked').waitFor({ state: 'attached' })
  }
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen)
  await close()
  // What took less than 16 ms is not reported.
  return [...seen, ...Array.from({ length: Math.max(0, TAPS - seen.length) }, () => 16)]
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
