import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectorFor } from '../support/assist.ts'
import { answer, startTalk, talkCode, toFirstTalk, toTheEnd } from '../support/assist-talk.ts'
import { newProfile } from '../support/browser.ts'
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
const TABLET = { width: 1280, height: 800 }
/** Who taps, one talk after another. */
const WAYS = [{ who: 'self' }, { who: 'together' }, { who: 'on-behalf', relation: 'Vader of moeder' }] as const

let server: InProcess
let talks: string
let papers: string

beforeAll(async () => {
  server = await startDeaf()
  talks = talkCode(server, SURVEY)
  papers = collectorFor(server, 'paper', SURVEY)
})
afterAll(() => server.stop())

/** A tablet whose server takes nothing in, ready for its first talk. */
async function openTabletIn(folder: string) {
  const opened = await openDeviceIn(folder, TABLET)
  await toFirstTalk(opened.page, server, talks)
  return opened
}

/** A talk in these words, with the screen turned around for a client who taps alone. */
async function begin(page: Page, talk: number): Promise<void> {
  const way = WAYS[talk % WAYS.length]
  if (!way) throw new Error('no way')
  await startTalk(page, way)
  if (way.who === 'self') await page.getByRole('button', { name: 'Draai het scherm', exact: true }).click()
}

/** A form on paper: the first box of every question, and these words in the field for words. */
async function keyForm(page: Page, words: string): Promise<void> {
  const heading = page.locator('h1')
  const field = page.locator('textarea')
  while ((await heading.innerText()) !== 'Klopt het met het papier?') {
    if ((await field.count()) > 0) {
      await field.fill(words)
      await field.press('Enter')
    } else await page.keyboard.press('1')
    if ((await page.getByText('Hier mogen meer kruisjes staan.').count()) > 0) await page.keyboard.press('Enter')
  }
}

test(
  `after ${SEALED_RUNS} talks and ${SEALED_RUNS} forms, none sent, no file of the tablet’s browser holds a word of them`,
  async () => {
    const profile = newProfile()
    const { context, page } = await openTabletIn(profile.folder)
    for (let talk = 1; talk <= SEALED_RUNS; talk++) {
      await begin(page, talk)
      await toTheEnd(page, canaryOf(talk))
    }
    await page.goto(`${server.origin}/afname/${papers}`)
    await page.getByRole('button', { name: 'Begin met de stapel' }).click()
    for (let form = 1; form <= SEALED_RUNS; form++) {
      await page.getByText(`Lijst ${form}`, { exact: true }).waitFor()
      await keyForm(page, canaryOf(SEALED_RUNS + form))
      await page.keyboard.press('Enter')
      await page.getByText(`Lijst ${form} is bewaard.`).waitFor()
    }
    expect(await envelopes(page)).toBe(2 * SEALED_RUNS)
    // A form and a talk that nobody ends: the tablet is stolen during them.
    await keyForm(page, canaryOf(0))
    const other = await context.newPage()
    await other.goto(`${server.origin}/afname/${talks}`)
    await begin(other, 0)
    const field = other.locator('#app textarea')
    while ((await field.count()) === 0) await answer(other)
    await field.fill(canaryOf(2 * SEALED_RUNS + 1))
    await context.close()
    const words = Array.from({ length: 2 * SEALED_RUNS + 2 }, (_, person) => canaryOf(person))
    expect(filesHolding(profile.folder, [...words, ...openAnswers(FIRST)])).toEqual([])
    profile.forget()
  },
  180_000 + SEALED_RUNS * 40_000,
)

test.each(PLACES)('answers that do lie in %s are found, by their words and without', async (place) => {
  const profile = newProfile()
  const { context, page } = await openTabletIn(profile.folder)
  await plant(page, place, { [FIRST]: 2, vertel: canaryOf(0) })
  await context.close()
  expect(filesHolding(profile.folder, [canaryOf(0)])).not.toEqual([])
  expect(filesHolding(profile.folder, openAnswers(FIRST))).not.toEqual([])
  profile.forget()
})
