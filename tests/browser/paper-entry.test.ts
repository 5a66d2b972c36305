import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { collectorFor, SIX, storedFor, withSix } from '../support/assist.ts'
import { openBrowser } from '../support/browser.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const TABLET = { viewport: { width: 1280, height: 800 }, locale: 'nl-NL' } as const

let server: InProcess
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  server = await startInProcess({ change: withSix })
  browser = await openBrowser()
})
afterEach(() => context.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

interface Desk {
  readonly page: Page
  readonly code: string
  readonly heading: () => Promise<string>
  /** Presses these one after another, as a person who looks at the paper does. */
  readonly key: (...keys: readonly string[]) => Promise<void>
  readonly says: (text: string) => Promise<void>
  readonly press: (name: string) => Promise<void>
}

/** A desk with a pile of forms of that survey. */
async function desk(survey: string, size: { width: number; height: number } = TABLET.viewport): Promise<Desk> {
  context = await browser.newContext({ ...TABLET, viewport: size })
  const page = await context.newPage()
  const code = collectorFor(server, 'paper', survey)
  await page.goto(`${server.origin}/afname/${code}`)
  await page.getByRole('heading', { name: 'Papieren lijsten invoeren' }).waitFor()
  return {
    page,
    code,
    heading: () => page.locator('h1').innerText(),
    key: async (...keys) => {
      for (const each of keys) await page.keyboard.press(each)
    },
    says: (text) => page.getByText(text).first().waitFor(),
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
  }
}

async function begin({ page, press }: Desk, every = 'Geen enkele lijst'): Promise<void> {
  await page.getByLabel('Wat typt iemand anders nog een keer?').selectOption({ label: every })
  await press('Begin met de stapel')
  await page.getByText('Lijst 1', { exact: true }).waitFor()
}

const stored = async (code: string, count: number) => {
  await expect.poll(() => storedFor(server, code).length).toBe(count)
  return storedFor(server, code)
}

const QUESTIONS = ['praten', 'samen-oplossing', 'zelf-kiezen', 'past', 'samenwerken', 'beter-redden']

test.each([
  { path: () => '/afname', says: 'Koppel dit apparaat' },
  { path: () => '/afname/ZZZZZZZ', says: 'Deze code kennen wij niet' },
  { path: () => `/afname/${collectorFor(server, 'kiosk', SIX)}`, says: 'Dit meetpunt is niet voor dit scherm' },
])('an address without forms to key in says so: $says', async ({ path, says }) => {
  context = await browser.newContext(TABLET)
  const page = await context.newPage()
  await page.goto(`${server.origin}${path()}`)
  await page.getByRole('heading', { name: says }).waitFor()
})

test('six questions take six keys, and Enter keeps the form: seven in all', async () => {
  const at = await desk(SIX)
  await begin(at)
  await at.key('3', '2', '1', '0', '9', '3')
  expect(await at.heading()).toBe('Klopt het met het papier?')
  expect(await at.page.locator('.ew-keyed strong').allInnerTexts()).toEqual([
    'Goed',
    'Gaat wel',
    'Niet goed',
    'Weet ik niet',
    'Past niet bij mij',
    'Goed',
  ])
  expect(storedFor(server, at.code)).toEqual([])
  await at.key('Enter')
  await at.says('Lijst 1 is bewaard.')
  const [row] = await stored(at.code, 1)
  expect(row).toMatchObject({ channel: 'paper', language: 'nl', survey: SIX, answered_by: 'self' })
  expect(Object.values(row?.answers ?? {})).toEqual([
    3,
    2,
    1,
    { missing: 'dont-know' },
    { missing: 'not-applicable' },
    3,
  ])
  expect(Object.keys(row?.answers ?? {})).toEqual(QUESTIONS)
})

test('Backspace corrects, a key of no box is told and answers nothing', async () => {
  const at = await desk(SIX)
  await begin(at)
  await at.key('1', 'Backspace', '3', '7')
  await at.says('Die toets hoort niet bij deze vraag.')
  expect(await at.page.locator('.ew-keyed strong').allInnerTexts()).toEqual(['Goed'])
  await at.key('2', '2', '2', '2', '2', 'Backspace', '1', 'Enter')
  const [row] = await stored(at.code, 1)
  expect(Object.values(row?.answers ?? {})).toEqual([3, 2, 2, 2, 2, 1])
})

test('nothing crossed, or two crosses, is no answer; a held key counts once', async () => {
  const at = await desk(SIX)
  await begin(at)
  await at.key('Enter', '*')
  await at.page.keyboard.down('2')
  await at.page.keyboard.down('2')
  await at.page.keyboard.up('2')
  expect(await at.page.locator('.ew-keyed strong').allInnerTexts()).toEqual([
    'Niets aangekruist',
    'Niet duidelijk, of twee kruisjes',
    'Gaat wel',
  ])
  await at.key('3', '3', '3', 'Enter')
  const [row] = await stored(at.code, 1)
  const skipped = { missing: 'skipped' }
  expect(Object.values(row?.answers ?? {})).toEqual([skipped, skipped, 2, 3, 3, 3])
})

test('an empty form is nobody’s answer', async () => {
  const at = await desk(SIX)
  await begin(at)
  await at.key('Enter', 'Enter', 'Enter', '*', 'Enter', 'Enter')
  await at.says('Op deze lijst staat niets.')
  await at.key('Enter', '1', '1', '1', '1', '1', '1', 'Enter')
  const rows = await stored(at.code, 1)
  expect(Object.values(rows[0]?.answers ?? {})).toEqual([1, 1, 1, 1, 1, 1])
})

test('after "Klaar" nothing of the form is left: not on screen, not by Back, not after a reload, not on the device', async () => {
  const at = await desk('individuele-begeleiding')
  await begin(at)
  await at.key(...Array<string>(8).fill('1'), '2', '1')
  expect(await at.heading()).toBe('Wilt u nog iets vertellen?')
  await at.page.keyboard.type('Kanariegeel was de stoel')
  await at.key('Enter')
  await at.says('Kanariegeel was de stoel')
  await at.key('Enter')
  await at.says('Lijst 1 is bewaard.')
  const left = () => at.page.evaluate(() => document.documentElement.outerHTML)
  expect(await left()).not.toContain('Kanarie')
  expect(await at.page.locator('.ew-keyed li').count()).toBe(0)
  await stored(at.code, 1)
  await at.page.reload()
  await at.says('1 lijst vandaag')
  expect(await left()).not.toContain('Kanarie')
  await at.page.goBack()
  await at.page.goForward()
  await at.page.locator('h1').waitFor()
  expect(await left()).not.toContain('Kanarie')
  const kept = await at.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).not.toContain('Kanarie')
  expect((await stored(at.code, 1))[0]?.answers).toMatchObject({ vertel: 'Kanariegeel was de stoel' })
})

test('written words in which somebody may be named are told of before they are kept', async () => {
  const at = await desk('individuele-begeleiding')
  await begin(at)
  await at.key(...Array<string>(8).fill('1'), '2', '1')
  await at.page.keyboard.type('Mevrouw Jansen was heel aardig')
  await at.key('Enter')
  await at.says('Staat hier een naam in?')
})

test('context questions on the form fill the fields of the response, and the month and language of the pile too', async () => {
  const at = await desk('individuele-begeleiding')
  await at.page.getByLabel('العربية').check()
  const month = at.page.getByLabel('Wanneer zijn de lijsten ingevuld?')
  await month.selectOption({ index: 2 })
  const chosen = await month.inputValue()
  await begin(at)
  await at.page.locator('.ew-keying__other[lang="ar"][dir="rtl"]').waitFor()
  await at.key(...Array<string>(8).fill('3'), '3', '3', 'Enter', 'Enter')
  const [row] = await stored(at.code, 1)
  expect(row).toMatchObject({ month: chosen, language: 'ar', phase: 'finished', answered_by: 'on-behalf' })
})

test('several crosses where several may stand, and a question that is only for some', async () => {
  const at = await desk('sociaal-makelaar-buurthuis')
  await begin(at)
  for (let keys = 0; (await at.page.locator('.ew-key-button[aria-pressed]').count()) === 0; keys++) {
    if (keys > 12) throw new Error('no question that takes several')
    await at.key('1')
  }
  const chosen = await at.heading()
  await at.key('2', '1', '2')
  expect(await at.page.locator('.ew-key-button[aria-pressed="true"] span').allInnerTexts()).toHaveLength(1)
  expect(await at.heading()).toBe(chosen)
  await at.key('Enter')
  expect(await at.heading()).not.toBe(chosen)
})

describe('a second person keys the form too', () => {
  test('the second one does not see the first; differences stand side by side and are settled', async () => {
    const at = await desk(SIX)
    await begin(at, 'Alle lijsten')
    await at.key('3', '2', '1', '1', '1', '1', 'Enter')
    expect(await at.heading()).toBe('Geef het papier aan iemand anders')
    await at.key('Enter')
    expect(await at.page.locator('.ew-keyed li').count()).toBe(0)
    await at.key('3', '1', '1', '*', '1', '1')
    expect(await at.heading()).toBe('Dit is niet hetzelfde')
    expect(await at.page.locator('.ew-settle__said').allInnerTexts()).toEqual([
      'Gaat wel',
      'Niet goed',
      'Niet goed',
      'Niet duidelijk, of twee kruisjes',
    ])
    expect(await at.page.getByRole('button', { name: 'Klaar' }).count()).toBe(0)
    const [two, four] = await at.page.locator('.ew-settle').all()
    await two?.getByLabel('Tweede keer').check()
    await four?.getByLabel('Eerste keer').check()
    expect(storedFor(server, at.code)).toEqual([])
    await at.press('Klaar')
    await at.says('Lijst 1 is bewaard.')
    const [row] = await stored(at.code, 1)
    expect(Object.values(row?.answers ?? {})).toEqual([3, 1, 1, 1, 1, 1])
  })

  test('the same keys twice need only "Klaar"', async () => {
    const at = await desk(SIX)
    await begin(at, 'Alle lijsten')
    await at.key('3', '3', '3', '3', '3', '3', 'Enter', 'Enter', '3', '3', '3', '3', '3', '3')
    expect(await at.heading()).toBe('Twee keer hetzelfde')
    await at.key('Enter')
    await stored(at.code, 1)
  })

  test('every fifth of a pile, and any form by choice', async () => {
    const at = await desk(SIX)
    await begin(at, 'Elke vijfde lijst')
    for (let form = 1; form <= 4; form++) await at.key('1', '1', '1', '1', '1', '1', 'Enter')
    await at.says('Lijst 4 is bewaard.')
    await at.key('1', '1', '1', '1', '1', '1', 'Enter')
    expect(await at.heading()).toBe('Geef het papier aan iemand anders')
    await at.key('Enter', '1', '1', '1', '1', '1', '1', 'Enter')
    await at.says('Lijst 5 is bewaard.')
    await at.key('1', '1', '1', '1', '1', '1')
    await at.press('Laat iemand anders dit ook typen')
    expect(await at.heading()).toBe('Geef het papier aan iemand anders')
  })
})

test('without a connection forms are kept and counted, and arrive once when there is one', async () => {
  const at = await desk(SIX)
  await begin(at)
  await context.setOffline(true)
  for (let form = 1; form <= 12; form++) {
    await at.key('1', '2', '3', '1', '2', '3', 'Enter')
    await at.says(`Lijst ${form} is bewaard.`)
  }
  await at.says('12 lijsten vandaag')
  await at.says('12 bewaard, wachten op internet')
  expect(storedFor(server, at.code)).toEqual([])
  await context.setOffline(false)
  const rows = await stored(at.code, 12)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(12)
  await at.page.getByText('wachten op internet').waitFor({ state: 'detached' })
})

test('a form on its way is not left without a word', async () => {
  const at = await desk(SIX)
  await begin(at)
  await at.key('1')
  await at.press('Andere stapel')
  expect(await at.heading()).toBe('Deze lijst is nog niet klaar')
  await at.press('Verder met deze lijst')
  await at.key('1', '1', '1', '1', '1', 'Enter')
  await at.says('Lijst 1 is bewaard.')
  await at.press('Andere stapel')
  expect(await at.heading()).toBe('Papieren lijsten invoeren')
})

test('all of it works by touch alone, and a double tap is one cross', async () => {
  const at = await desk(SIX, { width: 360, height: 640 })
  await begin(at)
  await at.page.getByRole('button', { name: 'Goed', exact: false }).last().dblclick()
  expect(await at.page.locator('.ew-keyed li').count()).toBe(1)
})

test.each([
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
  { width: 360, height: 640 },
])('every screen of keying in passes axe and fits: $width×$height', async (size) => {
  const at = await desk('individuele-begeleiding', size)
  const look = async (name: string) => {
    const { violations } = await new AxeBuilder({ page: at.page }).withTags(AXE).setLegacyMode().analyze()
    recordChecked(at.page, { part: 'paper', screen: `keying in: ${name}`, language: 'nl' }, violations)
    expect({ name, faults: violations.map(({ id, nodes }) => [id, nodes[0]?.html]) }).toEqual({ name, faults: [] })
    expect({ name, over: await at.page.evaluate(() => document.documentElement.scrollWidth - innerWidth) }).toEqual({
      name,
      over: 0,
    })
  }
  await look('pile')
  await begin(at, 'Alle lijsten')
  await look('question')
  await at.key(...Array<string>(8).fill('1'), '2', '1')
  await look('written')
  await at.key('Enter')
  await look('look over')
  await at.key('Enter')
  await look('hand over')
  await at.key('Enter', ...Array<string>(8).fill('2'), '2', '1', 'Enter')
  await look('settle')
})
