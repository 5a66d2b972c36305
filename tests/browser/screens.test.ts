import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { codeFor, openLink, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const AXE = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

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

interface Walk {
  readonly survey: string
  readonly width: number
  readonly height: number
  readonly language?: string
  readonly contrast?: 'more'
  readonly size?: '150'
}

/** Goes through every screen of a survey and calls `look` on each with its name. */
async function walk(
  { survey, width, height, language = 'nl', contrast, size }: Walk,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, ...(contrast ? { contrast } : {}) })
  const page = await context.newPage()
  await page.goto(`${server.origin}/v/${codeFor(server, survey)}`)
  const person = respondentOn(page)
  await page.locator(`input[value="${language}"]`).check()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
  await look(page, 'language')
  await next(person)
  await page.locator('.ew-intro').waitFor()
  if (size) await enlarge(page, size)
  await look(page, 'intro')
  await page.locator('.ew-screen__top button').nth(1).click()
  await page.locator('.ew-languages').waitFor()
  await page.waitForTimeout(450)
  await next(person)
  await page.locator('.ew-intro').waitFor()
  await page.waitForTimeout(450)
  await next(person)
  await sheets(person, look)
  await questions(person, look)
  await look(page, 'overview')
  await next(person)
  await page.locator('.ew-thanks').waitFor()
  await look(page, 'thanks')
  await context.close()
}

async function enlarge(page: Page, size: string): Promise<void> {
  await page.locator('.ew-screen__top button').first().click()
  await page.locator(`input[value="${size}"]`).check()
  await page.waitForTimeout(450)
  await page.locator('.ew-bar-button--stacked').click()
  await page.locator('.ew-intro').waitFor()
}

async function sheets({ page }: Respondent, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const back = page.locator('.ew-bar-button--stacked')
  for (const name of ['help', 'stop', 'skip']) {
    const nav = page.locator('.ew-screen__top button')
    await page.waitForTimeout(450)
    await (name === 'skip' ? page.locator('.ew-bar-button--next') : nav.nth(name === 'help' ? 0 : 1)).click()
    await page.locator(name === 'help' ? '.ew-help' : '.ew-ask').waitFor()
    await look(page, name)
    await page.waitForTimeout(450)
    await back.click()
    await page.locator('.ew-question').waitFor()
  }
}

async function questions(person: Respondent, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const { page } = person
  for (let number = 1; (await page.locator('.ew-question__fieldset').count()) > 0; number++) {
    const tile = page.locator('.ew-answer-tile__input').first()
    if ((await tile.count()) > 0) await tile.check()
    await look(page, `question ${number}`)
    const before = await person.heading()
    await page.waitForTimeout(450)
    await next(person)
    await page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  }
}

async function next({ page }: Respondent): Promise<void> {
  await page.locator('.ew-bar-button--next').click()
}

/** Between them every kind of question, both languages, and each way to see better. */
const LOOKS: readonly (Omit<Walk, 'width' | 'height'> & { readonly look: string })[] = [
  { look: 'as it is', survey: 'individuele-begeleiding' },
  { look: 'in English', survey: 'buurtteam-sociaal', language: 'en' },
  { look: 'with more contrast', survey: 'regiotaxi', contrast: 'more' },
  { look: 'with text at 150 %', survey: 'jeugdhulp-ouders', size: '150' },
]

test.each(LOOKS)('no screen has a fault that axe knows, at level AAA: $survey $look', async ({ look, ...walked }) => {
  const faults: string[] = []
  await walk({ ...walked, width: 360, height: 640 }, async (page, name) => {
    const { violations } = await new AxeBuilder({ page }).withTags(AXE).analyze()
    for (const { id, nodes } of violations) faults.push(`${look}: ${name}: ${id}: ${nodes[0]?.html}`)
  })
  expect(faults).toEqual([])
})

const PROBLEMS = [
  { name: 'an unknown code', path: '/v/ZZZZZZZ', online: true },
  // The app without a first screen; a page that the server drew stays as it is.
  { name: 'no connection at the first visit', path: '/v/app', online: false },
]

test.each(PROBLEMS)('the screen for $name has no fault that axe knows', async ({ path, online }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'nl-NL' })
  if (!online) await context.route('**/api/**', (route) => route.abort())
  const { page } = await openLink(context, `${server.origin}${path || `/v/${codeFor(server, 'regiotaxi')}`}`)
  await page.locator('.ew-message h1').waitFor()
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await context.close()
})

interface Control {
  readonly kind: 'answer' | 'grade' | 'control'
  readonly name: string
  readonly width: number
  readonly height: number
}

/** Every control and its size; tiles are measured as a whole, links in running text are left out. */
async function controls(page: Page): Promise<readonly Control[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a, textarea, input')].map((element) => {
      const { width, height } = element.getBoundingClientRect()
      const grade = element.closest('.ew-answer-tile--number')
      const answer = element.matches('.ew-question input')
      const kind = grade ? ('grade' as const) : answer ? ('answer' as const) : ('control' as const)
      return { kind, name: element.outerHTML.slice(0, 90), width, height }
    }),
  )
}

const SIZES = [
  { width: 320, height: 568, answer: 96 },
  { width: 360, height: 640, answer: 120 },
  { width: 800, height: 1280, answer: 120 },
  { width: 1280, height: 800, answer: 120 },
]

test.each(SIZES)('at $width px everything fits the width and is large enough to hit', async (size) => {
  const small: string[] = []
  await walk({ survey: 'buurtteam-sociaal', ...size }, async (page, name) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) small.push(`${name}: ${wide} px too wide`)
    for (const { kind, name: control, width, height } of await controls(page)) {
      const least = kind === 'answer' ? size.answer : 56
      if (Math.min(width, height) < least - 0.5) small.push(`${name}: ${control} ${width}×${height}`)
    }
  })
  expect(small).toEqual([])
})

test('a question is one fieldset with one heading in its legend and real radios, no dressed-up buttons', async () => {
  await walk({ survey: 'individuele-begeleiding', width: 360, height: 640 }, async (page, name) => {
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
    expect(await page.locator('svg:not([aria-hidden=true])').count()).toBe(0)
  })
})

test.each([
  { survey: 'individuele-begeleiding' },
  { survey: 'jeugdhulp-ouders' },
  { survey: 'regiotaxi' },
  { survey: 'wmo-landelijk' },
])('intro and every question fit a phone of 360×640 without scrolling: $survey', async ({ survey }) => {
  const tall: string[] = []
  await walk({ survey, width: 360, height: 640 }, async (page, name) => {
    if (name !== 'intro' && !name.startsWith('question')) return
    const over = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
    if (over > 0) tall.push(`${name}: ${over} px too tall`)
  })
  expect(tall).toEqual([])
})

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
      for (const picture of document.querySelectorAll('img')) picture.src = 'data:,'
      return {
        tiles: [...document.querySelectorAll('.ew-question label')].map((label) => label.textContent),
        scene: document.querySelector('.ew-stage img')?.getAttribute('alt'),
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
