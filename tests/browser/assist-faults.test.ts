import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { faultWords } from '../../server/device-words.ts'
import { collectorFor, SIX, storedFor, withSix } from '../support/assist.ts'
import { answer, NEXT, pairShown, startTalk, talkCode, toTheEnd } from '../support/assist-talk.ts'
import { openBrowser } from '../support/browser.ts'
import { readDevice, violations } from '../support/reconcile.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { emptyDisk, fillDisk, makeSmall } from './full-disk.ts'

const SOON = { timeout: 30_000 }

let server: InProcess
let browser: Browser
let context: BrowserContext
let surveys: Map<string, unknown>
let isDown = false

beforeAll(async () => {
  server = await startInProcess({
    change: (deps) => {
      const { ingest } = deps
      const made = withSix({
        ...deps,
        ingest: (...given) => (isDown ? Promise.reject(new Error('down')) : ingest(...given)),
      })
      surveys = made.surveys as Map<string, unknown>
      return made
    },
  })
  browser = await openBrowser()
})
afterEach(async () => {
  isDown = false
  await context.close()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const store = () => server.house.deps.store
const deviceNamed = (name: string) =>
  store()
    .devices()
    .find((each) => each.name === name)

/** A tablet with a clock that the test moves, paired with that collector. */
async function paired(code: string, name: string, heading: string, time?: string): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.clock.install(time === undefined ? {} : { time })
  await page.goto(`${server.origin}/afname`)
  await pairShown(page, server, code, name, 'H12')
  await page.clock.runFor(11_000)
  await page.getByRole('heading', { name: heading }).waitFor(SOON)
  return page
}

async function toSetup(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Naar het gesprek' }).click()
  await page.getByRole('heading', { name: 'Nieuw gesprek' }).waitFor()
}

/** The next heartbeat, whatever it was waiting for. */
async function nextBeat(page: Page): Promise<void> {
  const heard = page.waitForResponse('**/devices/beat')
  await page.clock.runFor(46_000)
  await heard
}

/** What the administrator reads about that tablet. */
async function adminReads(page: Page, name: string, fault: Parameters<typeof faultWords>[0]): Promise<void> {
  await expect
    .poll(async () => {
      await nextBeat(page)
      return deviceNamed(name)?.faults
    }, SOON)
    .toContain(fault)
  expect(faultWords(fault)).toMatch(/^[A-Z][^"]+\.$/)
}

/** One answer of that tablet is on the server, once, and nothing waits. */
async function arrived(page: Page, code: string, before: number): Promise<void> {
  await expect
    .poll(async () => {
      await page.clock.runFor(1000)
      return storedFor(server, code).length
    }, SOON)
    .toBe(1)
  const device = await readDevice(page)
  expect(violations({ confirmed: device.map(({ id }) => id), device, store: store(), before })).toEqual([])
}

test.each([
  { year: 1970, day: '2 januari 1970', time: '1970-01-02T10:00:00Z' },
  { year: 2040, day: '5 mei 2040', time: '2040-05-05T10:00:00Z' },
])(
  'a clock that says $year is told to helper and administrator; what is kept counts in the month of the server',
  async ({ year, day, time }) => {
    const before = store().verify().responses
    const code = talkCode(server, SIX)
    const page = await paired(code, `tablet-${year}`, 'Toestelcontrole', time)
    await page.getByText(`De klok van dit toestel staat op ${day}. Zet datum en tijd op automatisch.`).waitFor(SOON)
    await toSetup(page)
    await startTalk(page, { who: 'self' })
    await toTheEnd(page)
    await arrived(page, code, before)
    const now = new Date()
    expect(storedFor(server, code)[0]?.month).toBe(
      `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`,
    )
    await adminReads(page, `tablet-${year}`, 'clock')
  },
)

test('a full disk: the client keeps the answers on the screen, the administrator reads it, and a free disk takes them', async () => {
  const before = store().verify().responses
  const code = talkCode(server, SIX)
  const page = await paired(code, 'tablet-vol', 'Toestelcontrole')
  await toSetup(page)
  await makeSmall(page, server.origin)
  await startTalk(page, { who: 'self' })
  await fillDisk(page)
  isDown = true
  while ((await page.locator('#app fieldset').count()) > 0) await answer(page)
  await page.locator(NEXT).click()
  await page.getByText('Bewaren lukt nog niet.').waitFor(SOON)
  expect(await page.getByText('Bewaard.').count()).toBe(0)
  await emptyDisk(page)
  // The disk is full as the tablet saw it last.
  await adminReads(page, 'tablet-vol', 'disk-full')
  await page.getByRole('button', { name: 'Probeer opnieuw' }).click()
  await page.locator('#app .ew-thanks').waitFor(SOON)
  isDown = false
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await arrived(page, code, before)
})

test('a survey that is withdrawn meanwhile: no new talk, plain words, and what was kept still arrives', async () => {
  const before = store().verify().responses
  const code = talkCode(server, SIX)
  const page = await paired(code, 'tablet-lijst', 'Toestelcontrole')
  await toSetup(page)
  isDown = true
  await startTalk(page, { who: 'self' })
  await toTheEnd(page)
  const six = surveys.get(SIX)
  surveys.delete(SIX)
  try {
    isDown = false
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.getByRole('heading', { name: 'Dit meetpunt is gesloten' }).waitFor(SOON)
    await page.getByText('Wat op dit apparaat is bewaard, wordt wel verstuurd.').waitFor()
    expect(await page.getByRole('button', { name: 'Begin het gesprek' }).count()).toBe(0)
    await arrived(page, code, before)
    await adminReads(page, 'tablet-lijst', 'collector-closed')
  } finally {
    surveys.set(SIX, six)
  }
})

describe('a tablet for forms on paper that is revoked', () => {
  const PILE = 'Papieren lijsten invoeren'
  const REVOKED = 'De gemeente heeft dit apparaat uitgezet'

  test('hears it at the pile, without a reload', async () => {
    const page = await paired(collectorFor(server, 'paper', SIX), 'tablet-stapel', PILE)
    store().revokeDevice(deviceNamed('tablet-stapel')?.id ?? '')
    await nextBeat(page)
    await page.getByRole('heading', { name: REVOKED }).waitFor(SOON)
  })

  test('in the middle of a form may end it: it is kept and arrives, and then no other begins', async () => {
    const before = store().verify().responses
    const code = collectorFor(server, 'paper', SIX)
    const page = await paired(code, 'tablet-papier', PILE)
    await page.getByRole('button', { name: 'Begin met de stapel' }).click()
    await page.getByText('Lijst 1', { exact: true }).waitFor()
    await page.keyboard.press('3')
    store().revokeDevice(deviceNamed('tablet-papier')?.id ?? '')
    await nextBeat(page)
    await expect.poll(() => page.locator('.ew-keyed strong').allInnerTexts()).toEqual(['Goed'])
    for (const key of ['2', '1', '2', '3', '3', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('heading', { name: REVOKED }).waitFor(SOON)
    await arrived(page, code, before)
    expect(await page.getByRole('button', { name: 'Begin met de stapel' }).count()).toBe(0)
  })
})
