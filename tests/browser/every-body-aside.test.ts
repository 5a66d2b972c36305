import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { faultsOf, PATIENCE_MS } from '../support/every-body.ts'
import { codeFor } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { next, questions } from '../support/walk.ts'

const ONE = 'regiotaxi'
const SEVERAL = 'TWEE222'
const CLOSED = 'DCHT222'

let server: InProcess
let browser: Browser
/** The seeded link, with one survey. */
let one: string

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  one = codeFor(server, ONE)
  const { store } = server.house.deps
  const like = store.collector(one)
  if (!like) throw new Error(`no collector for ${ONE}`)
  store.saveCollector({ ...like, code: SEVERAL, surveys: [ONE, 'taalles', 'wmo-loket'] })
  store.saveCollector({ ...like, code: CLOSED, closed: true })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

interface Aside {
  /** The link. */
  readonly code: () => string
  /** From the intro on; nothing for the screen that the link itself gives. */
  readonly reach?: (page: Page) => Promise<void>
  readonly shows: string
  /** Runs in every page before anything else. */
  readonly before?: () => void
}

/** Screens beside the way, and how each is reached. */
const ASIDE: Readonly<Record<string, Aside>> = {
  'an unknown code': { code: () => 'ZZZZZZZ', shows: '.ew-message' },
  'a closed collector': { code: () => CLOSED, shows: '.ew-message' },
  'a choice of surveys': { code: () => SEVERAL, reach: async () => undefined, shows: '.ew-ask__choices' },
  'answers thrown away': {
    code: () => one,
    async reach(page) {
      await next(page)
      await page.locator('.ew-question').waitFor()
      await page.locator('.ew-screen__top button:nth-child(2)').click()
      await page.locator('.ew-ask__choices button').last().click()
    },
    shows: '.ew-message',
  },
  'answers that are being kept': {
    code: () => one,
    async reach(page) {
      await toOverview(page)
      await page.evaluate(() => {
        const never = () => new Promise<never>(() => undefined)
        Object.assign(crypto.subtle, { importKey: never, generateKey: never })
      })
      await next(page)
    },
    shows: '.ew-message',
  },
  'answers that could not be kept': {
    code: () => one,
    async reach(page) {
      await toOverview(page)
      await page.context().setOffline(true)
      await page.evaluate(() => {
        IDBDatabase.prototype.transaction = () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      })
      await next(page)
    },
    shows: '.ew-message .ew-button--secondary',
  },
  'a question that can be heard': {
    code: () => one,
    async reach(page) {
      await next(page)
      await page.locator('.ew-question').waitFor()
    },
    shows: '.ew-bar-button--stacked:nth-child(2)',
    before: () => {
      const voices = ['nl-NL', 'ar-SA'].map((lang) => ({
        lang,
        localService: true,
        name: lang,
        voiceURI: lang,
        default: false,
      }))
      Object.defineProperty(globalThis, 'speechSynthesis', {
        value: { getVoices: () => voices, addEventListener: () => undefined, cancel: () => undefined },
      })
    },
  },
}

const CASES = Object.keys(ASIDE).flatMap((name) => ['nl', 'ar'].map((language) => ({ name, language })))

test.each(CASES)(
  'beside the way every screen suits every body too: $name, $language',
  async ({ name, language }) => {
    const { code, reach, shows, before = () => undefined } = ASIDE[name] as Aside
    const context: BrowserContext = await browser.newContext({ viewport: { width: 360, height: 640 } })
    await context.addInitScript(before)
    const page = await context.newPage()
    await page.goto(`${server.origin}/v/${code()}`)
    if (reach) {
      await chooseLanguage(page, language)
      await reach(page)
    }
    await page.locator(shows).first().waitFor()
    expect(await faultsOf(page, name, language)).toEqual([])
    await context.close()
  },
  PATIENCE_MS,
)

async function chooseLanguage(page: Page, language: string): Promise<void> {
  await page.locator(`input[value="${language}"]`).check()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
  await next(page)
  await page.locator('.ew-intro, .ew-ask__choices').first().waitFor()
}

async function toOverview(page: Page): Promise<void> {
  await next(page)
  await page.locator('.ew-question').waitFor()
  await questions(page, async () => undefined)
}
