import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { openCollector } from './open-collector.ts'
import { inTempFolder, root, startProgram } from './processes.ts'

export interface FirstQuestion {
  /** Milliseconds from navigation until the question is painted and its first answer can be tapped. */
  readonly ours: Spread
  readonly bare: Spread
  /** Of the visits in pairs, ours over bare. */
  readonly ratio: Spread
  /** Bytes of the two pages as they cross the network. */
  readonly bytes: { readonly ours: number; readonly bare: number }
  /** Milliseconds from a tap on an answer until it is drawn as chosen; the 95th percentile. */
  readonly tapP95: number
  readonly visits: number
  readonly taps: number
}

/** A quarter of the visits is below `low`, a quarter above `high`. */
export interface Spread {
  readonly low: number
  readonly median: number
  readonly high: number
}

const VISITS = 25
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
      // Not counted: from the second time on the server has its page compressed.
      for (let visit = 0; visit < 2; visit += 1)
        await Promise.all([drawnAfter(browser, url), drawnAfter(browser, bare.url)])
      const bytes = { ours: await sizeOf(url), bare: await sizeOf(bare.url) }
      say(`${VISITS} visits of each`)
      const pairs: (readonly [number, number])[] = []
      for (let visit = 0; visit < VISITS; visit += 1) {
        pairs.push([await drawnAfter(browser, url), await drawnAfter(browser, bare.url)])
      }
      say(`${TAPS} taps`)
      const taps = await tapTimes(browser, url)
      await bare.close()
      return {
        ours: spread(pairs.map(([ours]) => ours)),
        bare: spread(pairs.map(([, other]) => other)),
        ratio: spread(pairs.map(([ours, other]) => ours / other)),
        bytes,
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

/** A static page with all words and all pictures that are in view with the first question at that address, the same
 *  controls and nothing else: no style, no script. Pictures stand in it as shapes and have their size, as in ours. */
async function barePage(browser: Browser, url: string): Promise<{ readonly url: string; close: () => Promise<void> }> {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(url)
  const body = await page.locator('.ew-step--vraag').evaluate(bareOf)
  const title = await page.title()
  await context.close()
  const html = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>${body}</html>`
  const bytes = brotliCompressSync(html)
  const http = createServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br', 'content-length': bytes.length })
    reply.end(bytes)
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => http.close(() => done())),
  }
}

/** Runs in the page: the screen without classes, wrappers and attributes that only our style needs. */
function bareOf(step: Element): string {
  const picture = (svg: Element | null, width: number, height: number) => {
    const copy = svg?.cloneNode(true) as SVGElement | undefined
    for (const part of copy ? [copy, ...copy.querySelectorAll('*')] : []) {
      for (const { name } of [...part.attributes]) {
        if (/^(class|role|aria-.*|focusable)$/.test(name)) part.removeAttribute(name)
      }
    }
    const own = { fill: 'none', stroke: 'currentColor', width: String(width), height: String(height) }
    for (const [name, value] of Object.entries(own)) if (!copy?.hasAttribute(name)) copy?.setAttribute(name, value)
    return copy?.outerHTML ?? ''
  }
  const presses = (from: string) =>
    [...step.querySelectorAll(`${from} a, ${from} button`)].map(
      (press) => `<button>${press.textContent}${picture(press.querySelector('svg'), 24, 24)}</button>`,
    )
  const answers = [...step.querySelectorAll('.ew-answer-tile')].map(
    (tile, at) =>
      `<label><input type="radio" name="answer" value="${at}">${picture(tile.querySelector('svg'), 64, 64)}${tile.textContent}</label>`,
  )
  return [
    ...presses('.ew-screen__top'),
    picture(step.querySelector('.ew-stage svg'), 240, 180),
    `<p>${step.querySelector('.ew-question__count')?.textContent}</p><h1>${step.querySelector('h1')?.textContent}</h1>`,
    ...answers,
    ...presses('.ew-screen__actions'),
  ].join('')
}

/** Bytes of that page's body, compressed. */
function sizeOf(url: string): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (reply) => {
      let bytes = 0
      reply.on('data', (part: Buffer) => {
        bytes += part.length
      })
      reply.on('end', () => done(bytes))
    }).on('error', fail)
  })
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

/** Looks on every frame whether an answer of the question lies drawn under the finger. It is painted when the frame in
 *  which it first does has been made and the browser has told of its first paint, whichever is later. */
function watchFirstAnswer(): void {
  const frameMade = new MessageChannel()
  frameMade.port1.onmessage = () => {
    const made = performance.now()
    new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint')
      if (paint) Object.assign(globalThis, { drawnAt: Math.max(made, paint.startTime) })
    }).observe({ type: 'paint', buffered: true })
  }
  const look = () => {
    const tile = [...document.querySelectorAll('label')].find((label) => {
      const { width, height, left, top } = label.getBoundingClientRect()
      if (width * height === 0 || !label.querySelector('input[name="answer"]')) return false
      return label.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })
    if (tile) frameMade.port2.postMessage(null)
    else requestAnimationFrame(look)
  }
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

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { low: at(0.25), median: at(0.5), high: at(0.75) }
}
