import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { addKiosk, begin, calmly, NEXT, openKiosk, rows, SURVEY } from '../support/kiosk.ts'
import { readDevice, violations } from '../support/reconcile.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const TAPS = 500
const AT_ONCE = 5
const MINUTE = 60_000
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31)

let server: InProcess
let browser: Browser
let context: BrowserContext | undefined

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  addKiosk(server, 'K2KKKKK', [SURVEY])
})
afterEach(async () => {
  await context?.close()
  context = undefined
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function kiosk(): Promise<Page> {
  const opened = await openKiosk(browser, `${server.origin}/zuil/K2KKKKK`, { clock: true })
  context = opened.context
  return opened.page
}

const chosen = (page: Page) =>
  page.evaluate(() => document.querySelector('.ew-question :checked')?.getAttribute('value') ?? null)
const heading = (page: Page) => page.locator('h1').innerText()

async function middle(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await page.getByText(name, { exact: true }).locator('xpath=..').boundingBox()
  if (!box) throw new Error(`no ${name}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('K3: five fingers at once choose at most one answer, go nowhere and break nothing', async () => {
  const page = await kiosk()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await begin(page)
  const before = await heading(page)
  const names = ['Goed', 'Niet goed', 'Gaat wel', 'Weet ik niet', 'Verder']
  const fingers = await Promise.all(names.map((name) => middle(page, name)))
  const devtools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchEnd', count: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.slice(0, count).map((finger, id) => ({ ...finger, id })),
    })
  for (let count = 1; count <= 5; count++) await touch('touchStart', count)
  for (let count = 4; count >= 0; count--) await touch('touchEnd', count)
  expect(await page.locator('.ew-question :checked').count()).toBeLessThanOrEqual(1)
  expect(await heading(page)).toBe(before)
  expect(errors).toEqual([])
})

test('while another finger rests on the glass, a tap beside it does nothing', async () => {
  const page = await kiosk()
  await begin(page)
  const pressed = await page.evaluate(() => {
    const down = (pointerId: number) =>
      document.body.dispatchEvent(new PointerEvent('pointerdown', { pointerId, bubbles: true, cancelable: true }))
    down(7)
    const second = !down(8)
    document.querySelector<HTMLElement>('.ew-bar-button--next')?.click()
    return second
  })
  expect(pressed).toBe(true)
  expect(await page.locator('.ew-question').count()).toBe(1)
})

test('a tap within 400 ms of the one that brought the screen falls on nothing', async () => {
  const page = await kiosk()
  await begin(page)
  await page.getByRole('radio', { name: 'Goed', exact: true }).check()
  const before = await heading(page)
  const shown = 3_600_000
  await tapAt(page, NEXT, shown)
  await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, before)
  await tapAt(page, '[name=answer]', shown + 399)
  expect(await chosen(page)).toBeNull()
  await tapAt(page, '[name=answer]', shown + 400)
  expect(await chosen(page)).toBe('1')
})

/** A tap at a moment of the page's life, in milliseconds, however long this machine takes for it. */
const tapAt = (page: Page, selector: string, moment: number) =>
  page.evaluate(
    ([place, at]) => {
      const tap = new MouseEvent('click', { bubbles: true, cancelable: true })
      Object.defineProperty(tap, 'timeStamp', { value: at })
      document.querySelector(place)?.dispatchEvent(tap)
    },
    [selector, moment] as const,
  )

test.each(['nl', 'ar'])('K4: keys mean values, on whatever side they stand (%s)', async (language) => {
  const page = await kiosk()
  await begin(page, language)
  for (const [key, value] of [
    ['1', '1'],
    ['3', '3'],
    ['Numpad2', '2'],
    ['0', 'dont-know'],
  ] as const) {
    await page.keyboard.press(key)
    expect(await chosen(page)).toBe(value)
  }
  const first = await heading(page)
  await page.clock.runFor(450)
  await page.keyboard.press('Enter')
  await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, first)
  await page.clock.runFor(450)
  await page.keyboard.press('Backspace')
  await page.waitForFunction((was) => document.querySelector('h1')?.innerText === was, first)
  expect(await chosen(page)).toBe('dont-know')
})

test('K4: any key begins, Enter goes through a whole survey, and any key says that somebody is still there', async () => {
  const page = await kiosk()
  await page.keyboard.press('2')
  await page.locator('.ew-intro').waitFor()
  await page.clock.runFor(450)
  await page.keyboard.press('Enter')
  await page.locator('.ew-question').waitFor()
  await page.clock.runFor(46_000)
  await page.locator('[role=alertdialog]').waitFor()
  await page.keyboard.press('4')
  await page.locator('[role=alertdialog]').waitFor({ state: 'detached' })
  expect(await chosen(page)).toBeNull()
})

test('K4: in a text field keys are letters', async () => {
  const page = await kiosk()
  await begin(page)
  while ((await page.getByRole('textbox').count()) === 0) {
    const before = await heading(page)
    await page.clock.runFor(450)
    await page.locator('[name=answer]').first().check()
    await page.locator(NEXT).click()
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, before)
  }
  const asked = await heading(page)
  await page.getByRole('textbox').focus()
  await page.keyboard.type('1 l 0')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('textbox').inputValue()).toBe('1 l \n')
  expect(await heading(page)).toBe(asked)
})

test('K9: from the fourth completion within fifteen seconds it is a burst: stored, and known as such', async () => {
  const before = rows(server)
  const page = await kiosk()
  // From here on the clock moves only where a hand waits.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000)
  for (let person = 0; person < 5; person++) {
    await begin(page)
    await page.getByRole('button', { name: 'Stoppen' }).click()
    await calmly(page, '.ew-ask__choices button')
    await page.locator('.ew-thanks').waitFor()
    await calmly(page, NEXT)
    await page.locator('.ew-attract').waitFor()
  }
  await expect.poll(() => rows(server)).toBe(before + 5)
  expect([...server.house.deps.store.bursts().entries()]).toEqual([['K2KKKKK', 2]])
})

/** Runs in the page: so many quick taps on one spot of chance, mostly on something to press, now and then with a second
 *  finger on the glass. Gives the state of the chance after it. Source of the chance: xorshift32, Marsaglia, 2003. */
function mash([from, taps]: readonly [number, number]): number {
  let state = from | 1
  const chance = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
  const things = [...document.querySelectorAll('button, label, .ew-attract__row')]
  const box = things[Math.floor(chance() * things.length)]?.getBoundingClientRect()
  const aims = box !== undefined && box.width > 0 && chance() < 0.9
  const x = aims ? box.x + box.width / 2 : chance() * innerWidth
  const y = aims ? box.y + box.height / 2 : chance() * innerHeight
  const second = chance() < 0.2
  const touch = (type: string, pointerId: number) =>
    document.body.dispatchEvent(new PointerEvent(type, { pointerId, bubbles: true, cancelable: true }))
  if (second) touch('pointerdown', 8)
  for (let tap = 0; tap < taps; tap++) {
    touch('pointerdown', 7)
    document.elementFromPoint(x, y)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    touch('pointerup', 7)
  }
  if (second) touch('pointerup', 8)
  return state
}

/** Runs in the page: counts how often a visitor was thanked. */
function countThanks(): void {
  let isThanks = false
  Object.assign(window, { thanks: 0 })
  new MutationObserver(() => {
    const was = isThanks
    isThanks = document.querySelector('.ew-thanks') !== null
    if (isThanks && !was) Object.assign(window, { thanks: Reflect.get(window, 'thanks') + 1 })
  }).observe(document.body, { childList: true, subtree: true })
}

test(`C20: ${TAPS} taps in a minute make one answer for each thanks and break nothing`, async () => {
  const { store } = server.house.deps
  const before = rows(server)
  const page = await kiosk()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.evaluate(countThanks)
  let state = SEED
  for (let taps = 0; taps < TAPS; taps += AT_ONCE) {
    state = await page.evaluate(mash, [state, AT_ONCE] as const)
    await page.clock.runFor((MINUTE * AT_ONCE) / TAPS)
  }
  // Whoever did that is gone; the next visitor only presses too often at the end.
  await page.clock.runFor(2 * MINUTE)
  await begin(page)
  await page.getByRole('button', { name: 'Stoppen' }).click()
  await page.clock.runFor(450)
  await page.locator('.ew-ask__choices button').first().dblclick()
  await page.locator('.ew-thanks').waitFor()
  const thanks = await page.evaluate(() => Number(Reflect.get(window, 'thanks')))
  console.log(`C20: thanked ${thanks} times (FAULT_SEED=${SEED})`)
  await expect.poll(() => rows(server)).toBe(before + thanks)
  const device = await readDevice(page)
  const confirmed = device.map(({ id }) => id)
  expect(confirmed).toHaveLength(thanks)
  expect(violations({ confirmed, device, store, before })).toEqual([])
  expect(errors).toEqual([])
})
