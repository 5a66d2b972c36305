import { appendFileSync, cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { BeatReply } from '../../shared/device-wire.ts'
import { openBrowser } from '../support/browser.ts'
import { addKiosk, answerAll, begin, calmly, NEXT, openKiosk, rows, SURVEY } from '../support/kiosk.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

/** A copy of the built app, in which a test can put a newer version. */
const clientDir = join(temporaryFolder(), 'client')
let server: InProcess
let browser: Browser
let context: BrowserContext | undefined

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../../.build/client'), clientDir, { recursive: true })
  server = await startInProcess({ clientDir })
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
  rmSync(resolve(clientDir, '..'), { recursive: true, force: true })
})

const address = (code = 'K2KKKKK') => `${server.origin}/zuil/${code}`

async function kiosk(code?: string): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await openKiosk(browser, address(code), { clock: true })
  context = opened.context
  return opened
}

/** Waits until the worker has all that the kiosk needs. */
const inCharge = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)
const attract = (page: Page) => page.locator('.ew-attract').waitFor()

async function giveAnswers(page: Page): Promise<void> {
  await begin(page)
  await answerAll(page)
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
}

test('after the first time it starts without a connection, in every language, and what is answered arrives once', async () => {
  const before = rows(server)
  const { page, context } = await kiosk()
  await inCharge(page)
  await context.setOffline(true)
  await page.reload()
  await attract(page)
  await begin(page, 'ti')
  await answerAll(page)
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  expect(rows(server)).toBe(before)
  await page.reload()
  await attract(page)
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(() => rows(server)).toBe(before + 1)
})

test('a collector that is closed: nobody is asked anything more, staff reads why, and what waited still arrives', async () => {
  const before = rows(server)
  const code = addKiosk(server, 'K6KKKKK', [SURVEY])
  const { page, context } = await kiosk(code)
  await inCharge(page)
  await context.setOffline(true)
  await giveAnswers(page)
  await page.clock.runFor(8500)
  await attract(page)
  server.house.deps.store.closeCollector(code)
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: 'Dit scherm doet even niet mee.' }).waitFor()
  expect(await page.locator('.ew-out__staff').innerText()).toContain(code)
  expect(await page.locator('.ew-out__others li').count()).toBe(11)
  await page.locator('h1').click()
  await page.keyboard.press('1')
  expect(await page.locator('.ew-out').count()).toBe(1)
  await expect.poll(() => rows(server)).toBe(before + 1)
})

test('a collector that is paused: the kiosk says so, what waited arrives, and it serves again by itself', async () => {
  const before = rows(server)
  const code = addKiosk(server, 'K8KKKKK', [SURVEY])
  const { page, context } = await kiosk(code)
  await inCharge(page)
  await context.setOffline(true)
  await giveAnswers(page)
  await page.clock.runFor(8500)
  await attract(page)
  const { store } = server.house.deps
  const collector = store.collector(code)
  if (!collector) throw new Error('no collector')
  store.saveCollector({ ...collector, paused: true })
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: 'Dit scherm doet even niet mee.' }).waitFor()
  expect(await page.locator('.ew-out__staff').innerText()).toContain(`${code} heeft nu pauze`)
  await expect.poll(() => rows(server)).toBe(before + 1)
  store.saveCollector(collector)
  await expect
    .poll(async () => {
      await page.clock.runFor(15_000)
      return page.locator('.ew-attract').count()
    })
    .toBe(1)
})

test('a kiosk that serves goes on when neither its storage nor the server says what it is', async () => {
  const { page, context } = await kiosk()
  await inCharge(page)
  await context.setOffline(true)
  await page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    const db = await new Promise<IDBDatabase>((done) => {
      open.onsuccess = () => done(open.result)
    })
    const tx = db.transaction('collectors', 'readwrite')
    tx.objectStore('collectors').clear()
    await new Promise((done) => {
      tx.oncomplete = done
    })
    db.close()
  })
  // Its next looks find nothing.
  const asked = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/v1/collectors/'))
  await page.clock.runFor(301_000)
  await asked
  await page.clock.runFor(16_000)
  expect(await page.locator('.ew-out').count()).toBe(0)
  await giveAnswers(page)
})

test('an unknown code says so to staff, and it looks again by itself', async () => {
  context = await browser.newContext({ locale: 'nl-NL' })
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(address('K7KKKKK'))
  await page.locator('.ew-out').waitFor()
  expect(await page.locator('.ew-out__staff').innerText()).toContain('K7KKKKK')
  addKiosk(server, 'K7KKKKK', [SURVEY])
  await page.clock.runFor(16_000)
  await attract(page)
})

test('a collector that is not for a kiosk is not taken', async () => {
  context = await browser.newContext({ locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(address(server.codes[0]))
  await page.locator('.ew-out').waitFor()
  expect(await page.locator('.ew-out__staff').innerText()).toContain('--channel kiosk')
})

/** A server that knows this one kiosk: what it says to a heartbeat is for the test to set. */
async function pretend(context: BrowserContext, said: { now: Partial<BeatReply> }): Promise<void> {
  await context.route('**/api/v1/devices', (route) =>
    route.fulfill({ status: 201, json: { protocol: 1, device: crypto.randomUUID(), code: '7KMPW3', expires: 1800 } }),
  )
  await context.route('**/api/v1/devices/beat', (route) => {
    const { beat } = route.request().postDataJSON() as { beat: number }
    const day = new Date().toISOString().slice(0, 10)
    const usual = { protocol: 1, state: 'waiting', collectors: [], epoch: 'e', day, beat, last: 0 }
    return route.fulfill({ json: { ...usual, ...said.now } })
  })
}

test('a new kiosk shows its code, goes on by itself when it is paired, and stops within a minute when it is revoked', async () => {
  context = await browser.newContext({ locale: 'nl-NL' })
  const said: { now: Partial<BeatReply> } = { now: { code: '7KMPW3' } }
  await pretend(context, said)
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${server.origin}/zuil`)
  await page.getByText('7KMPW3', { exact: true }).waitFor()
  said.now = { state: 'active', name: 'Zuil 1', collectors: [{ code: 'K2KKKKK', channel: 'kiosk' }] }
  await page.clock.runFor(11_000)
  await attract(page)
  said.now = { state: 'revoked', collectors: [] }
  await begin(page)
  const heard = page.waitForResponse('**/devices/beat')
  await page.clock.runFor(46_000)
  await heard
  // Whoever is at the screen may finish.
  await page.locator('[role=alertdialog]').waitFor()
  await page.clock.runFor(31_000)
  await page.locator('.ew-out').waitFor()
  expect(await page.locator('.ew-out__staff').innerText()).toContain('uitgezet')
})

test('an error that nobody caught ends the visit and leaves nothing; staff sees the sign', async () => {
  const before = rows(server)
  const { page } = await kiosk()
  await begin(page)
  await page.locator('[name=answer]').first().check()
  await page.evaluate(() => void Promise.reject(new Error('unforeseen')))
  await attract(page)
  await page.getByText('Voor de beheerder').waitFor()
  expect(await page.locator(':checked').count()).toBe(0)
  await giveAnswers(page)
  await expect.poll(() => rows(server)).toBe(before + 1)
})

test('C18: a page that comes back from the browser’s memory shows nothing of a visitor: it is loaded anew', async () => {
  const { page } = await kiosk()
  await begin(page)
  await page.locator('[name=answer]').first().check()
  await page.goto(`${server.origin}/robots.txt`)
  await page.goBack()
  await attract(page)
  await begin(page)
  expect(await page.locator(':checked').count()).toBe(0)
  await page.locator('[name=answer]').first().check()
  // As a browser says it that kept the page as it was.
  await page.evaluate(() => {
    Object.assign(window, { before: true })
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await page.waitForFunction(() => !('before' in window))
  await attract(page)
  expect(await page.locator(':checked').count()).toBe(0)
})

test('an empty screen, and one error after another, load the page anew', async () => {
  const { page } = await kiosk()
  const mark = () => page.evaluate(() => Object.assign(window, { before: true }))
  const isNew = () => page.waitForFunction(() => !('before' in window))
  await mark()
  await page.evaluate(() => document.getElementById('app')?.replaceChildren())
  await page.clock.runFor(25_000)
  await isNew()
  await attract(page)
  await mark()
  for (let time = 0; time < 4; time++) await page.evaluate(() => dispatchEvent(new Event('error')))
  await page.clock.runFor(5000)
  await isNew()
  await attract(page)
})

test('what cannot be kept is tried again until it is, nobody is hurried meanwhile, and then it counts', async () => {
  const before = rows(server)
  const { page, context } = await kiosk()
  await inCharge(page)
  await begin(page)
  await answerAll(page)
  await context.setOffline(true)
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    Object.assign(window, { mend: () => Object.assign(IDBObjectStore.prototype, { put }) })
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await calmly(page, NEXT)
  await page.getByRole('heading', { name: 'Bewaren lukt nog niet.' }).waitFor()
  await page.clock.runFor(200_000)
  expect(await page.locator('[role=alertdialog]').count()).toBe(0)
  expect(await page.locator('h1').innerText()).toBe('Bewaren lukt nog niet.')
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
  const thanks = async () => {
    await page.clock.runFor(1000)
    return page.getByText(/^Bewaard\./).count()
  }
  await expect.poll(thanks, { timeout: 60_000 }).toBe(1)
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(() => rows(server)).toBe(before + 1)
})

test('storage that loses a record over a reload is told to staff, in plain words', async () => {
  context = await browser.newContext({ locale: 'nl-NL' })
  await context.addInitScript(() => {
    // A browser that forgets what was written before this page.
    const { get } = IDBObjectStore.prototype
    IDBObjectStore.prototype.get = function forget(query) {
      return get.call(this, query === 'self-test' ? 'nothing' : query)
    }
  })
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(address())
  await attract(page)
  await page.getByText('Voor de beheerder').waitFor()
  for (let press = 0; press < 5; press++) await page.keyboard.press('Backspace')
  await page.locator('.ew-service__check--wrong', { hasText: 'Gegevens zijn weg na opnieuw laden.' }).waitFor()
  await page.getByRole('button', { name: 'Terug' }).click()
  await attract(page)
})

test('the corner opens the screen for staff only when nobody is answering', async () => {
  const { page } = await kiosk()
  const hold = async () => {
    await page.mouse.move(30, 30)
    await page.mouse.down()
    await page.clock.runFor(5100)
    await page.mouse.up()
  }
  await begin(page)
  await hold()
  expect(await page.locator('.ew-service').count()).toBe(0)
  await page.clock.runFor(80_000)
  await attract(page)
  await hold()
  await page.locator('.ew-service').waitFor()
  await page.clock.runFor(181_000)
  expect(await page.locator('.ew-service').count()).toBe(0)
  await attract(page)
})

test('a newer app takes over on the attract screen only, and the page is loaded anew', async () => {
  const { page } = await kiosk()
  await inCharge(page)
  await begin(page)
  await page.evaluate(() => Object.assign(window, { before: true }))
  appendFileSync(join(clientDir, 'sw-kiosk.js'), "\n;'newer'")
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
    const worker = registration?.installing
    if (worker) await new Promise((done) => worker.addEventListener('statechange', done, { once: true }))
  })
  await page.clock.runFor(5000)
  expect(await page.evaluate(() => 'before' in window)).toBe(true)
  await page.locator('.ew-question').waitFor()
  await page.clock.runFor(80_000)
  await page.waitForFunction(() => !('before' in window))
  await attract(page)
})
