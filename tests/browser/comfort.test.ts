import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let context: BrowserContext | null = null

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
})
afterEach(async () => {
  await context?.close()
  context = null
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function atQuestion(survey = 'individuele-begeleiding', settings = {}): Promise<Respondent> {
  context = await browser.newContext({ ...PHONE, ...settings })
  const person = await openLink(context, `${server.origin}/v/${codeFor(server, survey)}`)
  await person.press('Begin')
  await person.page.locator('.ew-question').waitFor()
  return person
}

async function choose({ page, press }: Respondent, role: 'radio' | 'checkbox', name: string): Promise<void> {
  await press('Hulp nodig?')
  await page.getByRole(role, { name, exact: true }).check()
  await press('Terug')
  await page.locator('.ew-question').waitFor()
}

/** What stands in the tiles: how each drawing begins, and its word. */
function tiles(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.ew-question .ew-answer-tile')].map((tile) => {
      const drawing = tile.querySelector(':scope > svg')
      return `${drawing ? drawing.querySelectorAll('circle, path').length : 'no'} lines, ${tile.textContent}`
    }),
  )
}

const kept = (page: Page) => page.evaluate(() => Object.entries({ ...localStorage }))
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

test('faces, thumbs or words: the same answers with other signs, and the same code is kept', async () => {
  const person = await atQuestion()
  const { page } = person
  expect(await tiles(page)).toEqual([
    '4 lines, Niet goed',
    '4 lines, Gaat wel',
    '4 lines, Goed',
    '3 lines, Weet ik niet',
  ])
  await person.tile('Goed').check()
  await choose(person, 'radio', 'Duimen')
  expect(await tiles(page)).toEqual([
    '1 lines, Niet goed',
    '1 lines, Gaat wel',
    '1 lines, Goed',
    '3 lines, Weet ik niet',
  ])
  expect(await person.tile('Goed').isChecked()).toBe(true)
  expect(await person.tile('Goed').getAttribute('value')).toBe('3')
  await choose(person, 'radio', 'Alleen woorden')
  expect(await tiles(page)).toEqual([
    'no lines, Niet goed',
    'no lines, Gaat wel',
    'no lines, Goed',
    'no lines, Weet ik niet',
  ])
  expect(await person.tile('Goed').isChecked()).toBe(true)
})

test('on a scale of five the thumbs are two, one, level, one and two', async () => {
  const person = await atQuestion('jeugdhulp-ouders')
  await choose(person, 'radio', 'Duimen')
  const lines = (await tiles(person.page)).slice(0, 5).map((tile) => tile.split(' ')[0])
  expect(lines).toEqual(['2', '1', '1', '1', '2'])
})

test('"Meer contrast" holds at once and on the next visit, and can be put off', async () => {
  const person = await atQuestion()
  const { page } = person
  await person.press('Hulp nodig?')
  const box = page.getByRole('checkbox', { name: 'Meer contrast' })
  const before = await ground(page)
  await box.check()
  expect(await ground(page)).toBe('rgb(255, 255, 255)')
  await page.reload()
  await page.locator('.ew-question').waitFor()
  expect(await ground(page)).toBe('rgb(255, 255, 255)')
  await person.press('Hulp nodig?')
  await box.uncheck()
  expect(await ground(page)).toBe(before)
  expect(await kept(page)).toEqual([['ervaringwijzer-language', 'nl']])
})

test('a device that asks for more contrast gets it without being told, and a person may say no', async () => {
  const person = await atQuestion('individuele-begeleiding', { contrast: 'more' })
  const { page } = person
  expect(await ground(page)).toBe('rgb(255, 255, 255)')
  await person.press('Hulp nodig?')
  await page.getByRole('checkbox', { name: 'Meer contrast', checked: true }).uncheck()
  expect(await ground(page)).not.toBe('rgb(255, 255, 255)')
})

test('all that was chosen is there on the next visit, and gone after Stoppen with Nee', async () => {
  const person = await atQuestion()
  const { page } = person
  await choose(person, 'radio', 'Groter')
  await choose(person, 'radio', 'Duimen')
  await choose(person, 'checkbox', 'Meer contrast')
  await page.reload()
  await page.locator('.ew-question').waitFor()
  await page.waitForFunction(() => document.querySelector('.ew-thumb'))
  const { textSize, contrast } = await page.evaluate(() => ({ ...document.documentElement.dataset }))
  expect([textSize, contrast]).toEqual(['125', 'high'])
  await person.press('Stoppen')
  await person.press('Nee, gooi ze weg')
  await page.locator('.ew-message').waitFor()
  expect(await kept(page)).toEqual([])
})

test('a device of others remembers nothing', async () => {
  const { store } = server.house.deps
  const collector = store.collector(codeFor(server, 'regiotaxi'))
  if (!collector) throw new Error('no collector')
  store.saveCollector({ ...collector, channel: 'assisted' })
  context = await browser.newContext(PHONE)
  const person = await openLink(context, `${server.origin}/v/${collector.code}`)
  await person.press('Begin')
  await choose(person, 'checkbox', 'Meer contrast')
  expect(await ground(person.page)).toBe('rgb(255, 255, 255)')
  expect(await kept(person.page)).toEqual([])
})

test('in forced colours a chosen answer differs by its line and its tick, and focus has a ring', async () => {
  const { page, tile } = await atQuestion('individuele-begeleiding', { forcedColors: 'active' })
  await tile('Goed').focus()
  await page.keyboard.press('Space')
  const looks = await page.evaluate(() =>
    [...document.querySelectorAll('.ew-question input')].map((input) => {
      const { borderTopWidth, borderTopColor, outlineStyle, outlineWidth } = getComputedStyle(input)
      const check = input.parentElement?.querySelector('.ew-answer-tile__check')
      return { borderTopWidth, borderTopColor, outlineStyle, outlineWidth, ticked: check?.checkVisibility() }
    }),
  )
  const [other, , goed] = looks
  expect(goed).toMatchObject({ borderTopWidth: '4px', outlineStyle: 'solid', outlineWidth: '4px', ticked: true })
  expect(other).toMatchObject({ borderTopWidth: '2px', outlineStyle: 'none', ticked: false })
  expect(goed?.borderTopColor).not.toBe(other?.borderTopColor)
})
