import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { addKiosk, answerAll, begin, calmly, NEXT, OTHER, openKiosk, rows, SURVEY, traces } from '../support/kiosk.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let context: BrowserContext | undefined

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  addKiosk(server, 'K2KKKKK', [SURVEY])
  addKiosk(server, 'K3KKKKK', [SURVEY, OTHER])
})
afterEach(async () => {
  await context?.close()
  context = undefined
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function kiosk(code = 'K2KKKKK', init?: () => void): Promise<Page> {
  const opened = await openKiosk(browser, `${server.origin}/zuil/${code}`, { clock: true, ...(init ? { init } : {}) })
  context = opened.context
  return opened.page
}

const attract = (page: Page) => page.locator('.ew-attract').waitFor()
const dialog = (page: Page) => page.locator('[role=alertdialog]')

test('K1: after 45 seconds it asks, counts at least 20, and ten times "Ja" goes on where one was', async () => {
  const page = await kiosk()
  await begin(page)
  await page.getByRole('radio', { name: 'Goed', exact: true }).check()
  for (let time = 0; time < 10; time++) {
    await page.clock.runFor(44_000)
    expect(await dialog(page).count()).toBe(0)
    await page.clock.runFor(2000)
    await dialog(page).waitFor()
    expect(await dialog(page).getByRole('button').allInnerTexts()).toEqual(['Ja, ik ga verder'])
    await page.clock.runFor(20_000)
    expect(Number(await page.locator('.ew-dialog__number').innerText())).toBeGreaterThan(0)
    await dialog(page).getByRole('button').click()
    await dialog(page).waitFor({ state: 'detached' })
  }
  expect(await page.getByRole('radio', { name: 'Goed', exact: true }).isChecked()).toBe(true)
})

test('K1: without a word it begins anew: answers, language, size and contrast are gone, and nothing was stored', async () => {
  const before = rows(server)
  const page = await kiosk()
  await begin(page, 'ar')
  await calmly(page, '.ew-screen__top button:nth-child(2)')
  expect(await page.evaluate(() => document.documentElement.dataset.textSize)).toBe('125')
  await page.locator('[name=answer]').first().check()
  await page.clock.runFor(46_000)
  await dialog(page).waitFor()
  expect(await page.locator('#app').evaluate((app) => (app as HTMLElement).inert)).toBe(true)
  await page.clock.runFor(31_000)
  await attract(page)
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.textSize])).toEqual(
    ['nl', '100'],
  )
  expect(await page.locator('input, textarea').count()).toBe(0)
  await begin(page)
  expect(await page.locator(':checked').count()).toBe(0)
  expect(rows(server)).toBe(before)
})

test('on the attract screen nobody is asked anything, however long', async () => {
  const page = await kiosk()
  await page.clock.runFor(600_000)
  expect(await dialog(page).count()).toBe(0)
  await attract(page)
})

test('K10: what is sent is stored once; the thanks go away after eight seconds, and nothing of the answers stays', async () => {
  const before = rows(server)
  const page = await kiosk()
  await begin(page)
  await answerAll(page)
  expect(await page.locator('h1').innerText()).toBe('Dat waren de vragen.')
  expect(await page.locator('.ew-overview__list').count()).toBe(0)
  await calmly(page, NEXT)
  await page.getByText(/^Bewaard\./).waitFor()
  await expect.poll(() => rows(server)).toBe(before + 1)
  await page.clock.runFor(7000)
  expect(await page.locator('.ew-thanks').count()).toBe(1)
  await page.clock.runFor(1500)
  await attract(page)
  expect(await traces(page)).not.toMatch(/checked|Vraag \d/)
  expect(await page.evaluate(() => history.length)).toBeLessThan(4)
  const kept = await page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    const db = await new Promise<IDBDatabase>((done) => {
      open.onsuccess = () => done(open.result)
    })
    const count = (store: string) =>
      new Promise<number>((done) => {
        const asked = db.transaction(store).objectStore(store).count()
        asked.onsuccess = () => done(asked.result)
      })
    return count('runs')
  })
  expect(kept).toBe(0)
})

test('K10: a tap on the thanks is enough, and the answers are seen only by who asks', async () => {
  const page = await kiosk()
  await begin(page)
  await answerAll(page)
  await calmly(page, '.ew-ask__choices button')
  expect(await page.locator('.ew-overview__row').count()).toBeGreaterThan(5)
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  await calmly(page, NEXT)
  await attract(page)
})

test('whoever reads after the thanks whom to call is not hurried, and is asked after 45 seconds', async () => {
  const page = await kiosk()
  await begin(page)
  await answerAll(page)
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  await calmly(page, '.ew-screen__top button')
  await page.locator('.ew-help').waitFor()
  await page.clock.runFor(20_000)
  expect(await page.locator('.ew-help').count()).toBe(1)
  await page.clock.runFor(26_000)
  await dialog(page).waitFor()
  await page.clock.runFor(31_000)
  await attract(page)
})

test('Terug from the help leads back to the thanks, which then go away by themselves', async () => {
  const page = await kiosk()
  await begin(page)
  await answerAll(page)
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  await calmly(page, '.ew-screen__top button')
  await page.locator('.ew-help').waitFor()
  await calmly(page, '.ew-bar-button--back')
  await page.locator('.ew-thanks').waitFor()
  await page.clock.runFor(8500)
  await attract(page)
})

test('a touch anywhere begins; with two surveys the person chooses; stopping before the first question ends it', async () => {
  const page = await kiosk('K3KKKKK')
  await page.locator('.ew-attract h1').click()
  await page.locator('.ew-ask__choices button').nth(1).waitFor()
  expect(await page.locator('.ew-ask__choices button').count()).toBe(2)
  await calmly(page, '.ew-ask__choices button')
  await page.locator('.ew-intro').waitFor()
  await page.clock.runFor(450)
  await page.getByRole('button', { name: 'Stoppen' }).click()
  await attract(page)
})

test('stopping with "Nee" leaves nothing and comes back by itself', async () => {
  const before = rows(server)
  const page = await kiosk()
  await begin(page)
  await page.locator('[name=answer]').first().check()
  await page.clock.runFor(450)
  await page.getByRole('button', { name: 'Stoppen' }).click()
  await calmly(page, '.ew-ask__choices button:nth-child(2)')
  await page.getByText('Wij hebben niets bewaard.').waitFor()
  await page.clock.runFor(8500)
  await attract(page)
  expect(rows(server)).toBe(before)
})

test('K7: the screen is asked to stay on at the start, and again when the page comes back', async () => {
  const page = await kiosk('K2KKKKK', () => {
    const asked: string[] = []
    Object.assign(window, { asked })
    Object.defineProperty(navigator, 'wakeLock', { value: { request: async (kind: string) => void asked.push(kind) } })
  })
  const times = () => page.evaluate(() => (window as unknown as { asked: string[] }).asked.length)
  const first = await times()
  expect(first).toBeGreaterThan(0)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  expect(await times()).toBe(first + 1)
})

test('K6: every minute the attract screen moves at least eight pixels, and nothing flashes', async () => {
  const page = await kiosk()
  const place = () =>
    page.locator('.ew-attract').evaluate((element) => {
      const { x, y } = element.getBoundingClientRect()
      return [x, y] as const
    })
  for (let minute = 0; minute < 5; minute++) {
    const [x, y] = await place()
    await page.clock.runFor(60_000)
    const [nextX, nextY] = await place()
    expect(Math.hypot(nextX - x, nextY - y)).toBeGreaterThanOrEqual(8)
  }
  const moving = await page.evaluate(() => document.getAnimations().length)
  expect(moving).toBe(0)
})

test('K12: no menu, no selection, no zoom, no way back, and no link anywhere', async () => {
  const page = await kiosk()
  const prevented = (type: string, init: object = {}) =>
    page.evaluate(
      ([name, given]) => {
        const kind = name === 'wheel' ? WheelEvent : name === 'keydown' ? KeyboardEvent : Event
        const event = new kind(name, { bubbles: true, cancelable: true, ...given })
        return !document.querySelector('h1')?.dispatchEvent(event)
      },
      [type, init] as const,
    )
  for (const type of ['contextmenu', 'selectstart', 'dragstart', 'gesturestart'])
    expect(await prevented(type)).toBe(true)
  expect(await prevented('wheel', { ctrlKey: true })).toBe(true)
  expect(await prevented('keydown', { ctrlKey: true, key: '+' })).toBe(true)
  expect(await prevented('keydown', { key: 'F5' })).toBe(true)
  const style = await page.evaluate(() => {
    const { touchAction, overscrollBehaviorY, userSelect } = getComputedStyle(document.documentElement)
    return { touchAction, overscrollBehaviorY, userSelect }
  })
  expect(style).toEqual({ touchAction: 'pan-y', overscrollBehaviorY: 'none', userSelect: 'none' })
  const here = page.url()
  for (const _ of ['once', 'again', 'and again']) {
    await page.goBack()
    // The page has heard of it, which takes a busy machine a moment.
    await page.waitForFunction(() => history.state === 'kiosk')
    expect(page.url()).toBe(here)
  }
  await begin(page)
  await page.clock.runFor(450)
  await page.getByRole('button', { name: 'Hulp nodig?' }).click()
  await page.locator('.ew-help').waitFor()
  expect(await page.locator('a').count()).toBe(0)
  expect(await page.locator('.ew-help').innerText()).toContain('112')
})
