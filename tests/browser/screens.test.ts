import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import names from '../../client/text/languages.json'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { walk } from '../support/walk.ts'

let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const PROBLEMS = [
  { name: 'an unknown code', path: '/v/ZZZZZZZ', online: true },
  // The app without a first screen; a page that the server drew stays as it is.
  { name: 'no connection at the first visit', path: '/v/app', online: false },
]

test.each(PROBLEMS)('the screen for $name has no fault that axe knows', async ({ name, path, online }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'nl-NL' })
  if (!online) await context.route('**/api/**', (route) => route.abort())
  const { page } = await openLink(context, `${server.origin}${path || `/v/${codeFor(server, 'regiotaxi')}`}`)
  await page.locator('.ew-message h1').waitFor()
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  recordChecked(page, { part: 'survey', screen: name, language: 'nl' }, violations)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await context.close()
})

const PLAIN_PAGES = [
  '/',
  '/intrekken',
  '/intrekken?taal=ar',
  '/toegankelijkheid',
  '/methode',
  '/privacy',
  '/wat-kan-er-misgaan',
  '/nergens',
]

test.each(PLAIN_PAGES)('the plain page %s has no fault that axe knows', async (path) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(`${server.origin}${path}`)
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  recordChecked(page, { part: 'pages', screen: path, language: 'nl' }, violations)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  await context.close()
})

test('the top row is one line on a small phone, in every language', async () => {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
  const page = await context.newPage()
  const broken: string[] = []
  for (const language of Object.keys(names)) {
    for (const screen of ['begin', 'vraag']) {
      await page.goto(`${server.origin}/v/${codeFor(server, 'regiotaxi')}?taal=${language}#${screen}`)
      const row = page.locator('nav').filter({ visible: true })
      if ((await row.boundingBox())?.height !== 56) broken.push(`${language}: ${await row.innerText()}`)
    }
  }
  expect(broken).toEqual([])
  await context.close()
})

test('a question is one fieldset with one heading in its legend and real radios, no dressed-up buttons', async () => {
  await walk(browser, server, { survey: 'individuele-begeleiding' }, async (page, name) => {
    if (!name.startsWith('question')) return
    const counts = await page.evaluate(() => ({
      fieldsets: document.querySelectorAll('fieldset').length,
      headings: document.querySelectorAll('h1').length,
      inLegend: document.querySelectorAll('fieldset > legend > h1[tabindex="-1"]').length,
      fakes: document.querySelectorAll('[role=button], [role=radio], select, input[type=range]').length,
      answers: document.querySelectorAll('input[type=radio], textarea').length,
    }))
    expect(counts).toEqual({ fieldsets: 1, headings: 1, inLegend: 1, fakes: 0, answers: expect.any(Number) })
    expect(counts.answers).toBeGreaterThan(0)
    expect(await page.locator('svg:not([aria-hidden=true], [role=img][aria-label])').count()).toBe(0)
  })
})

/** Six answers of 120 px are in view; with more, an arrow says so. */
const MOST_IN_VIEW = 6

test.each(['individuele-begeleiding', 'jeugdhulp-ouders', 'regiotaxi', 'wmo-landelijk'])(
  'a phone of 360×640 shows the intro and a normal question whole, and else says that there is more: %s',
  async (survey) => {
    const wrong: string[] = []
    await walk(browser, server, { survey }, async (page, name) => {
      if (name !== 'intro' && !name.startsWith('question')) return
      const { over, tiles, example } = await page.evaluate(() => ({
        over: document.documentElement.scrollHeight - innerHeight,
        tiles: document.querySelectorAll('.ew-question input').length,
        example: document.querySelectorAll('.ew-question input').length === 5 && document.querySelector('#hint'),
      }))
      if (tiles > MOST_IN_VIEW || example) {
        if (over > 0 && !(await saysMore(page))) wrong.push(`${name}: nothing says that there is more`)
      } else if (over > 0) wrong.push(`${name}: ${over} px too tall`)
    })
    expect(wrong).toEqual([])
  },
)

/** How much of the last answers must be seen for them to say by themselves that they are there. */
const EDGE = 18

/** The last answers stand out above the bar, or else the arrow there is seen. */
async function saysMore(page: Page): Promise<boolean> {
  const bar = await page.evaluate(() => document.querySelector('.ew-screen__actions')?.getBoundingClientRect().top ?? 0)
  const last = (await page.locator('.ew-question .ew-answer-tile').last().boundingBox())?.y ?? 0
  if (last < bar - EDGE) return true
  const above = () => page.screenshot({ clip: { x: 0, y: bar - EDGE, width: 360, height: EDGE } })
  const shown = await above()
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.ew-question__body::after { display: none !important }')
    document.adoptedStyleSheets = [sheet]
  })
  const without = await above()
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
  return !shown.equals(without)
}

describe('one question', () => {
  async function firstQuestion(settings: { reducedMotion?: 'reduce' } = {}): Promise<Respondent> {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'nl-NL', ...settings })
    const person = await openLink(context, `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`)
    await person.press('Begin')
    await person.page.locator('.ew-question').waitFor()
    return person
  }

  test('word, picture and every edge of a tile choose it', async () => {
    const { page } = await firstQuestion()
    const tiles = page.locator('.ew-question .ew-answer-tile')
    for (const place of ['word', 'picture', 'start', 'end'] as const) {
      const index = ['word', 'picture', 'start', 'end'].indexOf(place) % 3
      const tile = tiles.nth(index)
      const part = place === 'word' ? '.ew-answer-tile__label' : place === 'picture' ? 'svg' : 'input'
      const box = await tile.locator(part).first().boundingBox()
      if (!box) throw new Error(`no ${place}`)
      const inside = { word: [box.width / 2, box.height / 2], picture: [box.width / 2, box.height / 2] }
      const edge = { start: [4, box.height / 2], end: [box.width - 4, box.height / 2] }
      const [x = 0, y = 0] = { ...inside, ...edge }[place]
      await page.mouse.click(box.x + x, box.y + y)
      expect(await tile.locator('input').isChecked(), place).toBe(true)
      await tiles.nth(3).locator('input').check()
    }
    await page.context().close()
  })

  test('a person who wants no motion gets none', async () => {
    const { page } = await firstQuestion({ reducedMotion: 'reduce' })
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element)
          return [transitionDuration, animationDuration].some((time) => Number.parseFloat(time) > 0)
        })
        .map((element) => element.className),
    )
    expect(moving).toEqual([])
    await page.context().close()
  })

  test('the spoken order is question, answers with their place, then Terug and Verder', async () => {
    const { page } = await firstQuestion()
    const spoken = await page.locator('body').ariaSnapshot()
    const order = [
      'group "Hoe goed kunt u uw begeleider bereiken?"',
      'radio "Niet goed"',
      'radio "Gaat wel"',
      'radio "Goed"',
    ]
    const places = [...order, 'radio "Weet ik niet"', 'button "Terug"', 'button "Verder"'].map((part) =>
      spoken.indexOf(part),
    )
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    await page.context().close()
  })

  test('without pictures every answer has its word and the scene its description', async () => {
    const { page } = await firstQuestion()
    const words = await page.evaluate(() => {
      for (const shape of document.querySelectorAll('svg *')) shape.remove()
      return {
        tiles: [...document.querySelectorAll('.ew-question label')].map((label) => label.textContent),
        scene: document.querySelector('.ew-stage svg')?.getAttribute('aria-label'),
      }
    })
    expect(words.tiles).toEqual(['Niet goed', 'Gaat wel', 'Goed', 'Weet ik niet'])
    expect(words.scene).toBeTruthy()
    await page.context().close()
  })

  test('text at 150 % stays on every next screen and causes no sideways scroll', async () => {
    const person = await firstQuestion()
    const { page } = person
    await person.press('Hulp nodig?')
    await page.getByRole('radio', { name: 'Grootst' }).check()
    await page.reload()
    await page.locator('.ew-question').waitFor()
    const size = await page.evaluate(() => [
      getComputedStyle(document.documentElement).fontSize,
      document.documentElement.scrollWidth - innerWidth,
    ])
    expect(size).toEqual(['24px', 0])
    await page.context().close()
  })
})
