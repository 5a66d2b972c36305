import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { CollectorReply } from '../../shared/wire.ts'
import { type KioskPlace, withKiosk } from './kiosk-place.ts'

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
  /** Answers on the kiosk. */
  readonly unsent: number
}

/** Playwright's clock in the page. */
interface Clock {
  readonly runFor: (ms: number) => Promise<void>
}

const WARM_VISITS = 100
const CHUNK = 250
/** With the visit itself about 24 seconds, that is 50,000 in a fortnight. */
const BETWEEN_MS = { whole: 14_000, one: 17_000 } as const

/** A kiosk without a connection, with one visitor after another, by the keys of a box with buttons. Its clock is ours, all
 *  else is real. `one`: the collector's survey is cut down to one question and what may be asked after it. */
export function kioskRun(visits: number, kind: 'whole' | 'one', say: (text: string) => void): Promise<KioskRun> {
  return withKiosk(async (place) => ({ visits, ...(await soak(place, visits, kind, say)) }))
}

async function soak({ context, url }: KioskPlace, visits: number, kind: 'whole' | 'one', say: (text: string) => void) {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  if (kind === 'one') await askOneThing(context)
  await page.clock.install()
  await page.goto(url)
  await page
    .locator(kind === 'one' ? '.ew-attract__answer' : '.ew-attract')
    .first()
    .waitFor()
  await context.setOffline(true)
  const [began, from] = [performance.now(), await page.evaluate(() => Date.now())]
  await page.evaluate(visitMany, { visits: WARM_VISITS, between: BETWEEN_MS[kind] })
  const warm = await weigh(devtools)
  for (let done = WARM_VISITS; done < visits; done += CHUNK) {
    await page.evaluate(visitMany, { visits: Math.min(CHUNK, visits - done), between: BETWEEN_MS[kind] })
    if ((done - WARM_VISITS) % 1000 === 0) {
      const { heapBytes, nodes, listeners } = await weigh(devtools)
      say(`${done + CHUNK} visits, heap ${(heapBytes / 1e6).toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`)
    }
  }
  const end = await weigh(devtools)
  const visitsPerSecond = (visits * 1000) / (performance.now() - began)
  const days = ((await page.evaluate(() => Date.now())) - from) / 86_400_000
  return { warm, end, visitsPerSecond, days, unsent: await waiting(page) }
}

const KEPT = ['omgaan', 'beter'] as const

/** What the kiosk hears of its collector: one question, and what could be better after any answer to it. */
async function askOneThing(context: BrowserContext): Promise<void> {
  await context.route('**/api/v1/collectors/*', async (route) => {
    const reply = (await (await route.fetch()).json()) as CollectorReply
    const surveys = reply.surveys.flatMap((survey) => {
      const [asked, more] = KEPT.map((id) => survey.questions.find((question) => question.id === id))
      if (!asked || !more) return []
      const questions = [asked, { ...more, showIf: { question: asked.id, in: [1, 2, 3] } }]
      return [{ ...survey, introSigns: undefined, questions }]
    })
    await route.fulfill({ json: { ...reply, surveys } })
  })
}

/** Runs in the page: visitors who answer everything with the first answer. Resolves when the last one is gone. */
async function visitMany({ visits, between }: { visits: number; between: number }): Promise<void> {
  const clock = (globalThis as unknown as { __pwClock: { controller: Clock } }).__pwClock.controller
  const turn = () =>
    new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        done()
      }
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
    const one = document.querySelector('.ew-attract__answer') !== null
    if (one) {
      await key('1')
      // Time to take it back.
      await clock.runFor(5100)
    } else {
      await key('Enter')
      await until('.ew-intro')
      await key('Enter')
    }
    await until('fieldset')
    while (document.querySelector('fieldset')) {
      if (document.querySelector('[name=answer]:not(textarea)')) await key('1')
      await key('Enter')
    }
    if (!one) await key('Enter')
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
export function waiting(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    const db = await new Promise<IDBDatabase>((done) => {
      open.onsuccess = () => done(open.result)
    })
    const asked = db.transaction('waiting').objectStore('waiting').count()
    const count = await new Promise<number>((done) => {
      asked.onsuccess = () => done(asked.result)
    })
    db.close()
    return count
  })
}
