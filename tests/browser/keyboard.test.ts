import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor } from '../support/respondent.ts'
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

async function open(survey: string, settings = {}): Promise<Page> {
  context = await browser.newContext({ ...PHONE, ...settings })
  const page = await context.newPage()
  await page.goto(`${server.origin}/v/${codeFor(server, survey)}`)
  await page.locator('h1').waitFor()
  return page
}

interface Focus {
  readonly name: string
  readonly seen: boolean
  readonly ring: string
}

/** What has the focus: its words, whether it and its ring are in view, and the ring. */
function focused(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const { outlineWidth, outlineOffset, outlineStyle } = getComputedStyle(element)
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const bar = document.querySelector('.ew-screen__actions')
    const fixed = bar && !bar.contains(element) ? bar.getBoundingClientRect().top : innerHeight
    const name = element.closest('label')?.textContent || element.textContent || element.tagName
    const seen = top >= 0 && left >= 0 && right <= innerWidth && bottom <= fixed
    return { name: name.trim(), seen, ring: `${outlineWidth} ${outlineStyle} ${outlineOffset}` }
  })
}

/** Tab by Tab from the heading to the end of the page. */
async function tabThrough(page: Page): Promise<readonly Focus[]> {
  const steps: Focus[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const step = await focused(page)
    if (step.name === steps[0]?.name || (await page.evaluate(() => document.activeElement === document.body)))
      return steps
    if (steps.length > 60) throw new Error(`no end: ${steps.map(({ name }) => name)}`)
    steps.push(step)
  }
}

/** What Tab must reach, in the order of reading: a group of radios is one stop. */
function stops(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const groups = new Set<string>()
    return [...document.querySelectorAll<HTMLElement>('button, a, textarea, input')]
      .filter((control) => {
        if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true
        const stands = document.querySelector(`input[name="${control.name}"]:checked`)
        if (groups.has(control.name) || (stands && stands !== control)) return false
        groups.add(control.name)
        return true
      })
      .map((control) => (control.closest('label')?.textContent || control.textContent || control.tagName).trim())
  })
}

/** Presses Tab until the control with that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; (await focused(page)).name !== name; steps++) {
    if (steps > 60) throw new Error(`Tab does not reach ${name}`)
    await page.keyboard.press('Tab')
  }
}

/** Enter on that control, and the focus is on the heading of the next screen. */
async function go(page: Page, name: string): Promise<void> {
  const before = await page.locator('h1').textContent()
  await tabTo(page, name)
  await page.keyboard.press('Enter')
  await page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  expect(await page.evaluate(() => document.activeElement?.tagName), `after ${name}`).toBe('H1')
}

test.each(['buurtteam-sociaal', 'wmo-landelijk'])('%s can be answered and sent by keyboard alone', async (survey) => {
  const page = await open(survey)
  await go(page, 'Verder')
  await go(page, 'Begin')
  for (let number = 1; (await page.locator('.ew-question').count()) > 0; number++) {
    expect(await page.title()).toMatch(new RegExp(`^Vraag ${number} van \\d+ – `))
    if ((await page.locator('textarea').count()) > 0) {
      await tabTo(page, 'TEXTAREA')
      await page.keyboard.type('Het gaat goed')
    } else {
      const [first = '', second = ''] = await page.locator('.ew-question .ew-answer-tile').allTextContents()
      await tabTo(page, first)
      await page.keyboard.press('Space')
      // In a group of boxes the arrows do nothing; among radios they move on.
      await page.keyboard.press('ArrowDown')
      const boxes = await page.locator('.ew-question input[type=checkbox]').count()
      expect(await page.locator('.ew-question :checked').first().evaluate(wordOf)).toBe(boxes > 0 ? first : second)
    }
    await go(page, 'Verder')
  }
  await go(page, 'Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
})

const wordOf = (input: Element) => input.closest('label')?.textContent

const SCREENS = ['language', 'intro', 'question', 'help', 'stop', 'skip'] as const

async function bring(page: Page, screen: (typeof SCREENS)[number]): Promise<void> {
  if (screen === 'language') return
  await go(page, 'Verder')
  if (screen === 'intro') return
  await go(page, 'Begin')
  const way = { question: null, help: 'Hulp nodig?', stop: 'Stoppen', skip: 'Verder' }[screen]
  if (way) await go(page, way)
}

test.each(SCREENS)('%s: Tab goes in the order of reading, past everything, and out', async (screen) => {
  const page = await open('wmo-landelijk')
  await bring(page, screen)
  const steps = await tabThrough(page)
  const all = await stops(page)
  // From the heading on first what follows it; the top row comes when Tab begins again.
  expect(all.slice(all.length - steps.length)).toEqual(steps.map(({ name }) => name))
  expect(steps.filter(({ seen }) => !seen)).toEqual([])
  expect(new Set(steps.map(({ ring }) => ring))).toEqual(new Set(['4px solid 4px']))
})

test('with large text on a small window nothing that has the focus lies under the bar', async () => {
  const page = await open('wmo-landelijk', { viewport: { width: 360, height: 560 } })
  await bring(page, 'question')
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { textSize: '150' }))
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press(step === 0 ? 'Tab' : 'ArrowDown')
    expect(await focused(page)).toMatchObject({ seen: true })
  }
})
