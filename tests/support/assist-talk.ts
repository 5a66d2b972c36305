import type { Browser, BrowserContext, Page } from 'playwright-core'
import { collectorFor } from './assist.ts'
import type { InProcess } from './server.ts'

const TABLET = { viewport: { width: 1280, height: 800 }, locale: 'nl-NL' } as const

/** Code of a new collector for talks with that list. */
export function talkCode(server: InProcess, survey: string): string {
  return collectorFor(server, 'assisted', survey)
}

/** A tablet that stands before its first talk, past the check of the device. */
export async function openTalk(
  browser: Browser,
  server: InProcess,
  code: string,
  viewport: { readonly width: number; readonly height: number } = TABLET.viewport,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ ...TABLET, viewport })
  const page = await context.newPage()
  await toFirstTalk(page, server, code)
  return { context, page }
}

/** Opens the collector there, and goes past the check of the device. */
export async function toFirstTalk(page: Page, server: InProcess, code: string): Promise<void> {
  await page.goto(`${server.origin}/afname/${code}`)
  await page.getByRole('heading', { name: 'Toestelcontrole' }).waitFor()
  await page.getByRole('button', { name: 'Naar het gesprek' }).click()
  await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
}

/** Pairs the tablet with the code that stands on its screen, as an administrator does; gives its id. */
export async function pairShown(page: Page, server: InProcess, code: string, name: string, helper: string) {
  const shown = await page.locator('.ew-assist__code').innerText()
  const { store } = server.house.deps
  const device = store.devices().find((each) => each.code === shown.trim())
  if (!device) throw new Error('no device with that code')
  store.pairDevice({ id: device.id, name, helper, day: '2026-11-26', collectors: [code], replaces: null })
  return device.id
}

interface Chosen {
  readonly who: 'self' | 'together' | 'on-behalf'
  readonly relation?: string
  readonly language?: string
}

export const NEXT = '#app .ew-bar-button--next'

/** From the helper's screen to the client's first question. */
export async function startTalk(page: Page, { who, relation, language }: Chosen): Promise<void> {
  await page.locator(`[name=who][value=${who}]`).check()
  if (relation) await page.getByLabel(relation).check()
  if (language) await page.locator(`[name=language][value=${language}]`).check()
  await page.getByRole('button', { name: 'Begin het gesprek' }).click()
  await page.locator('#app .ew-intro').waitFor()
  await page.locator(NEXT).click()
  await page.locator('#app .ew-question').waitFor()
}

/** Answers the question on view, a text with these words, and goes on. */
export async function answer(page: Page, words = ''): Promise<void> {
  const before = await page.locator('#app h1').innerText()
  // One that is not chosen yet: without a choice in between, "Verder" so soon after "Verder" is an unsteady hand.
  const first = page.locator('#app [name=answer]:not(textarea):not(:checked)').first()
  if ((await first.count()) > 0) await first.check()
  else if (words !== '') await page.locator('#app textarea').fill(words)
  await page.locator(NEXT).click()
  await page.waitForFunction((was) => document.querySelector('#app h1')?.textContent !== was, before)
}

/** Every question to the end, with these words where there is room for words, the hand-over too, and "Klaar". */
export async function toTheEnd(page: Page, words = ''): Promise<void> {
  while ((await page.locator('#app .ew-thanks').count()) === 0) {
    const handOver = page.getByRole('button', { name: 'De cliënt heeft de tablet' })
    if ((await handOver.count()) > 0) await handOver.click()
    else if ((await page.locator('#app fieldset').count()) > 0) await answer(page, words)
    else if ((await page.locator('#app .ew-overview').count()) > 0) {
      await page.locator(NEXT).click()
      await page.locator('#app .ew-thanks').waitFor()
    }
  }
  await page.locator(NEXT).click()
  await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
}
