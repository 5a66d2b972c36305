import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
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

interface Finger {
  readonly x: number
  readonly y: number
}

interface Hand extends Respondent {
  readonly down: (...fingers: readonly Finger[]) => Promise<unknown>
  readonly move: (...fingers: readonly Finger[]) => Promise<unknown>
  readonly up: () => Promise<unknown>
}

/** At the first question, with fingers on the glass. */
async function atQuestion(): Promise<Hand> {
  context = await browser.newContext({ ...PHONE, hasTouch: true, isMobile: true })
  const person = await openLink(context, `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`)
  await person.press('Begin')
  await person.page.locator('.ew-question').waitFor()
  const devtools: CDPSession = await context.newCDPSession(person.page)
  const send =
    (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
    async (...fingers: readonly Finger[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map((finger, id) => ({ ...finger, id })) })
  return { ...person, down: send('touchStart'), move: send('touchMove'), up: send('touchEnd') }
}

async function middle(page: Page, name: string): Promise<Finger> {
  const box = await page.getByText(name, { exact: true }).locator('xpath=..').boundingBox()
  if (!box) throw new Error(`no ${name}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

const chosen = (page: Page) => page.locator('.ew-question :checked').count()
const isChosen = (page: Page, name: string) =>
  page.waitForFunction(
    (word) => document.querySelector('.ew-question :checked')?.parentElement?.textContent === word,
    name,
  )

test('a finger that slips ten pixels chooses the answer that it touched', async () => {
  const { page, down, move, up } = await atQuestion()
  const { x, y } = await middle(page, 'Goed')
  await down({ x, y })
  await move({ x: x + 7, y: y + 7 })
  await up()
  await isChosen(page, 'Goed')
})

test('a finger that rests a second chooses, and opens no menu', async () => {
  const { page, down, up } = await atQuestion()
  await page.evaluate(() => {
    document.addEventListener('contextmenu', (event) => {
      document.body.dataset.menu = String(!event.defaultPrevented)
    })
  })
  await down(await middle(page, 'Gaat wel'))
  const start = await page.evaluate(() => performance.now())
  await page.waitForFunction((from) => performance.now() - from > 1000, start)
  await up()
  await isChosen(page, 'Gaat wel')
  expect(await page.evaluate(() => document.body.dataset.menu)).not.toBe('true')
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
})

/** What a phone's browser tells the page of a finger that rests for a while: no click. This browser gives one. */
async function restWithoutClick(page: Page, name: string): Promise<boolean> {
  const tell = (type: string) =>
    page.getByRole('radio', { name, exact: true }).evaluate((input, kind) => {
      const { x, y } = input.getBoundingClientRect()
      const event = { pointerType: 'touch', isPrimary: true, pointerId: 7, clientX: x + 9, clientY: y + 9 }
      return input.dispatchEvent(new PointerEvent(kind, { ...event, bubbles: true, cancelable: true }))
    }, type)
  await tell('pointerdown')
  // Read after the finger is down, so that it rests that long however slow this machine is.
  const start = await page.evaluate(() => performance.now())
  await page.waitForFunction((from) => performance.now() - from > 600, start)
  const opensMenu = await tell('contextmenu')
  await tell('pointerup')
  return opensMenu
}

test('where the browser gives no click for a slow press, the answer is chosen all the same', async () => {
  const { page } = await atQuestion()
  expect(await restWithoutClick(page, 'Gaat wel')).toBe(false)
  await isChosen(page, 'Gaat wel')
})

test('a slow press on Verder goes on once', async () => {
  const { page, down, up, heading, tile } = await atQuestion()
  await tile('Goed').check()
  const box = await page.getByRole('button', { name: 'Verder' }).boundingBox()
  if (!box) throw new Error('no Verder')
  await down({ x: box.x + 30, y: box.y + 30 })
  const start = await page.evaluate(() => performance.now())
  await page.waitForFunction((from) => performance.now() - from > 700, start)
  await up()
  await page.waitForFunction(() => document.title.startsWith('Vraag 2'))
  const second = await heading()
  const after = await page.evaluate(() => performance.now())
  await page.waitForFunction((from) => performance.now() - from > 500, after)
  expect(await heading()).toBe(second)
})

test('five fingers at once choose at most one answer and go nowhere', async () => {
  const { page, down, up, heading } = await atQuestion()
  const before = await heading()
  const fingers = await Promise.all(
    ['Goed', 'Niet goed', 'Gaat wel', 'Weet ik niet', 'Verder'].map((name) => middle(page, name)),
  )
  for (let count = 1; count <= 5; count++) await down(...fingers.slice(0, count))
  await up()
  expect(await chosen(page)).toBeLessThanOrEqual(1)
  expect(await heading()).toBe(before)
})

test('while one finger rests on an answer, a second one presses nothing else', async () => {
  const { page, down, up, heading } = await atQuestion()
  const before = await heading()
  const [goed, verder] = [await middle(page, 'Goed'), await middle(page, 'Verder')]
  await down(goed)
  await down(goed, verder)
  await up()
  expect(await heading()).toBe(before)
  await down(goed)
  await up()
  await isChosen(page, 'Goed')
})

test('without style everything stands in the order of reading and works', async () => {
  context = await browser.newContext(PHONE)
  await context.route('**/*.css', (route) => route.abort())
  const { page, press, tile } = await openLink(
    context,
    `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`,
  )
  await press('Begin')
  await tile('Goed').waitFor()
  const words = await page.locator('body').innerText()
  const order = [
    'Hulp nodig?',
    'Vraag 1 van',
    'Hoe goed kunt u',
    'Niet goed',
    'Gaat wel',
    'Goed',
    'Weet ik niet',
    'Terug',
    'Verder',
  ]
  const places = order.map((part, index) => words.indexOf(part, index === 5 ? words.indexOf('Gaat wel') : 0))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((one, other) => one - other))
  await tile('Goed').check()
  await press('Verder')
  await page.waitForFunction(() => document.title.startsWith('Vraag 2'))
})
