import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type InProcess, temporaryFolder } from './server.ts'

/** The two ways a kiosk stands. */
export const TALL = { width: 1080, height: 1920 } as const
export const WIDE = { width: 1280, height: 800 } as const

export const SURVEY = 'sociaal-makelaar-buurthuis'
export const OTHER = 'taalles'
/** Asks one thing, and what could be better after that. */
export const ONE = 'een-vraag'
const KEPT = ['omgaan', 'beter'] as const

interface File {
  readonly [key: string]: unknown
  readonly questions: unknown
}

/** A copy of the surveys with one more, that asks one question; remove its parent folder afterwards. */
export function surveysWithOne(): string {
  const folder = join(temporaryFolder(), 'surveys')
  cpSync(resolve(import.meta.dirname, '../../surveys'), folder, { recursive: true })
  const from = join(folder, 'utrecht', SURVEY)
  const to = join(folder, 'utrecht', ONE)
  cpSync(from, to, { recursive: true })
  for (const name of readdirSync(to).filter((each) => each.endsWith('.json'))) {
    const file = JSON.parse(readFileSync(join(to, name), 'utf8')) as File
    writeFileSync(join(to, name), JSON.stringify(name === 'survey.json' ? shortened(file) : wordsOf(file)))
  }
  return folder
}

function shortened(file: File): object {
  const all = file.questions as readonly { readonly id: string }[]
  const [asked, more] = KEPT.map((id) => all.find((question) => question.id === id))
  const questions = [asked, { ...more, showIf: { question: KEPT[0], in: [1, 2, 3] } }]
  return { ...file, id: ONE, introSigns: undefined, questions }
}

function wordsOf(file: File): object {
  const all = file.questions as Readonly<Record<string, unknown>>
  return { ...file, stamps: undefined, questions: Object.fromEntries(KEPT.map((id) => [id, all[id]])) }
}

/** A collector for a kiosk with these surveys; gives its code. */
export function addKiosk(server: InProcess, code: string, surveys: readonly string[]): string {
  const { store } = server.house.deps
  const [like] = store.collectors()
  if (!like) throw new Error('no collector')
  store.saveCollector({ ...like, code, channel: 'kiosk', surveys })
  return code
}

/** Rows in the store. */
export function rows(server: InProcess): number {
  return server.house.deps.store.verify().responses
}

interface KioskSettings {
  readonly viewport?: typeof TALL | typeof WIDE
  readonly clock?: boolean
  /** Runs in the page before anything else. */
  readonly init?: () => void
}

/** A kiosk that stands there for the first time, with fingers, and a clock that the test moves where `clock` is set. */
export async function openKiosk(
  browser: Browser,
  url: string,
  { viewport = TALL, clock = false, init }: KioskSettings = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ viewport, locale: 'nl-NL', hasTouch: true })
  const page = await context.newPage()
  if (clock) await page.clock.install()
  if (init) await page.addInitScript(init)
  await page.goto(url)
  await page.locator('.ew-attract').waitFor()
  return { context, page }
}

/** A hand that is calm: as long after the last tap as the kiosk wants. The test's clock goes on meanwhile. */
export async function calmly(page: Page, selector: string): Promise<void> {
  await page.clock.runFor(450)
  await page.locator(selector).first().click()
}

export const NEXT = '.ew-bar-button--next'

/** From the attract screen to the first question, in that language. */
export async function begin(page: Page, language = 'nl'): Promise<void> {
  await calmly(page, `.ew-attract__row[lang=${language}]`)
  await page.locator('.ew-intro').waitFor()
  await calmly(page, NEXT)
  await page.locator('.ew-question').waitFor()
  await page.clock.runFor(450)
}

/** Answers every question with its first answer, up to the screen where the answers are sent. */
export async function answerAll(page: Page): Promise<void> {
  while ((await page.locator('fieldset').count()) > 0) {
    const before = await page.locator('h1').innerText()
    const first = page.locator('[name=answer]:not(textarea)').first()
    await page.clock.runFor(450)
    if ((await first.count()) > 0) await first.check()
    await page.locator(NEXT).click()
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, before)
  }
}

/** All that is on the screen, in the page's storage that scripts can read, and in its history. */
export function traces(page: Page): Promise<string> {
  return page.evaluate(() =>
    [document.documentElement.outerHTML, JSON.stringify({ ...localStorage, ...sessionStorage }), location.href].join(),
  )
}
