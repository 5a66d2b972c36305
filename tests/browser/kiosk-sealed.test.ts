import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newProfile } from '../support/browser.ts'
import { addKiosk, begin, calmly, NEXT, TALL } from '../support/kiosk.ts'
import { filesHolding } from '../support/profile-search.ts'
import {
  canaryOf,
  envelopes,
  openAnswers,
  openDeviceIn,
  PLACES,
  plant,
  SEALED_RUNS,
  startDeaf,
} from '../support/sealed.ts'
import type { InProcess } from '../support/server.ts'

/** Has room for own words. */
const SURVEY = 'taalles'
const FIRST = 'uitleg'
const CODE = 'ZV2FFFF'

let server: InProcess

beforeAll(async () => {
  server = await startDeaf()
  addKiosk(server, CODE, [SURVEY])
})
afterAll(() => server.stop())

/** A kiosk whose server takes nothing in, with all that its browser keeps in that folder. */
async function openKioskIn(folder: string) {
  const opened = await openDeviceIn(folder, TALL)
  await opened.page.clock.install()
  await opened.page.goto(`${server.origin}/zuil/${CODE}`)
  await opened.page.locator('.ew-attract').waitFor()
  return opened
}

/** Answers every question, in these words where there is room for words, up to the last one with `stop`. */
async function answer(page: Page, words: string, stop = false): Promise<void> {
  await begin(page)
  while ((await page.locator('fieldset').count()) > 0) {
    const before = await page.locator('h1').innerText()
    const field = page.locator('textarea')
    await page.clock.runFor(450)
    if ((await field.count()) > 0) await field.fill(words)
    else await page.locator('[name=answer]').first().check()
    if (stop && (await field.count()) > 0) return
    await page.locator(NEXT).click()
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, before)
  }
}

/** One visitor after another tells everything, and the answers are kept. */
async function visit(page: Page, words: string): Promise<void> {
  await answer(page, words)
  await calmly(page, NEXT)
  await page.getByText(/^Bewaard\./).waitFor()
  await calmly(page, NEXT)
  await page.locator('.ew-attract').waitFor()
}

test(
  `after ${SEALED_RUNS} visitors, all kept and none sent, no file of the kiosk’s browser holds a word of theirs`,
  async () => {
    const profile = newProfile()
    const { context, page } = await openKioskIn(profile.folder)
    const words = Array.from({ length: SEALED_RUNS + 1 }, (_, visitor) => canaryOf(visitor))
    for (const each of words.slice(1)) await visit(page, each)
    expect(await envelopes(page)).toBe(SEALED_RUNS)
    // The last one is still busy when the power goes.
    await answer(page, canaryOf(0), true)
    await context.close()
    expect(filesHolding(profile.folder, [...words, ...openAnswers(FIRST)])).toEqual([])
    profile.forget()
  },
  180_000 + SEALED_RUNS * 20_000,
)

test.each(PLACES)('answers that do lie in %s are found, by their words and without', async (place) => {
  const profile = newProfile()
  const { context, page } = await openKioskIn(profile.folder)
  await plant(page, place, { [FIRST]: 2, vertel: canaryOf(0) })
  await context.close()
  expect(filesHolding(profile.folder, [canaryOf(0)])).not.toEqual([])
  expect(filesHolding(profile.folder, openAnswers(FIRST))).not.toEqual([])
  profile.forget()
})
