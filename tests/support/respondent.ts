import { resolve } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { InProcess } from './server.ts'

/** Longer than the guard against double taps. */
export const CALM_MS = 410

/** A person with a phone: what they see and do, in the words of the survey. */
export interface Respondent {
  readonly page: Page
  readonly heading: () => Promise<string>
  /** Presses the first button of that name; the same one a second time not sooner than a calm hand would. */
  readonly press: (name: string | RegExp) => Promise<void>
  readonly tile: (name: string) => Locator
  /** Answers every question with its first answer, up to the overview. */
  readonly answerAll: () => Promise<void>
}

/** Code of the seeded collector for a survey. */
export function codeFor(server: InProcess, survey: string): string {
  const collector = server.house.deps.store.collectors().find(({ surveys }) => surveys.includes(survey))
  if (!collector) throw new Error(`no collector for ${survey}`)
  return collector.code
}

/** Opens a page of that phone at the collector's link and waits until it is loaded. A phone that asks for the language
 *  gets Dutch. */
export async function openLink(context: BrowserContext, url: string): Promise<Respondent> {
  const page = await context.newPage()
  await page.goto(url)
  const person = respondentOn(page)
  if ((await page.locator('.ew-languages').count()) > 0) await passLanguage(person)
  return person
}

/** From now on that link gives the page that the worker keeps: the app without a first screen. */
export function givePageWithoutScreen(context: BrowserContext, url: string): Promise<unknown> {
  const path = resolve(import.meta.dirname, '../../.build/client/respond/index.html')
  return context.route(url, (route) => route.fulfill({ path }))
}

/** Verder on the first screen of a phone that was never used, where Dutch is chosen. */
export async function passLanguage({ page, press }: Respondent): Promise<void> {
  await page.getByRole('radio', { name: 'Nederlands', checked: true }).waitFor()
  await press('Verder')
  await page.locator('.ew-languages').waitFor({ state: 'detached' })
}

export function respondentOn(page: Page): Respondent {
  const heading = () => page.locator('h1').filter({ visible: true }).innerText()
  let last = { name: '', at: 0 }
  const press = async (name: string | RegExp) => {
    if (last.name === String(name)) {
      await page.waitForFunction(([at, calm]) => Date.now() - at > calm, [last.at, CALM_MS] as const)
    }
    await page.getByRole('button', { name }).first().click()
    last = { name: String(name), at: Date.now() }
  }
  const answerAll = async () => {
    for (let steps = 0; (await page.locator('fieldset').count()) > 0; steps++) {
      if (steps > 20) throw new Error(`no end at ${await heading()}`)
      const before = await heading()
      const first = page.locator('.ew-answer-tile__input').first()
      if ((await first.count()) > 0) await first.check()
      await press('Verder')
      await page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
    }
  }
  return { page, heading, press, tile: (name) => page.getByRole('radio', { name, exact: true }), answerAll }
}
