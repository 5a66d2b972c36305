import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, passLanguage, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let url: string
let phone: BrowserContext

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
})
afterEach(() => phone.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function newPhone(): Promise<BrowserContext> {
  phone = await browser.newContext({ ...PHONE, colorScheme: 'light' })
  await phone.route('https://**', (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }))
  return phone
}

/** A person who came from another page of theirs and is at the third question, with larger text. */
async function halfWay(): Promise<Respondent> {
  await newPhone()
  const page = await phone.newPage()
  await page.goto(`${server.origin}/plain.css`)
  await page.goto(url)
  const person = respondentOn(page)
  await passLanguage(person)
  await person.press('Hulp nodig?')
  await page.getByRole('radio', { name: 'Grootst' }).check()
  await person.press('Terug')
  await person.press('Begin')
  for (const _ of [1, 2]) {
    const before = await person.heading()
    await person.tile('Goed').check()
    await person.press('Verder')
    await page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  }
  return person
}

const away = (page: Page) => page.waitForURL('https://**')
const isEmpty = async (page: Page) => expect((await page.locator('body').innerText()).trim()).toBe('')

/** What is left on the device that a person could find. */
function left(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const read = async (name: string) => {
      const all = open.result.transaction(name).objectStore(name).getAllKeys()
      await new Promise((done) => (all.onsuccess = done))
      return all.result
    }
    // What the sending remembers of itself is of no person.
    const meta = (await read('meta')).filter((key) => key !== 'send' && key !== 'version')
    const stores = { runs: await read('runs'), collectors: await read('collectors'), meta }
    open.result.close()
    const words = (await caches.keys()).filter((name) => name.includes('words'))
    return { ...stores, words, choices: Object.keys(localStorage), session: Object.keys(sessionStorage) }
  })
}

describe('Snel weg', () => {
  test('empties the screen in the same moment, with a title that says nothing', async () => {
    const { page } = await halfWay()
    const shown = await page.evaluate(() => {
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Snel weg'))
      button?.click()
      return { text: document.getElementById('app')?.textContent, title: document.title }
    })
    expect(shown).toEqual({ text: '', title: 'Even wachten' })
    await away(page)
  })

  test('leaves no run, choice or collector on the device', async () => {
    const { page, press } = await halfWay()
    await press('Snel weg')
    await away(page)
    await page.goto(`${server.origin}/plain.css`)
    expect(await left(page)).toEqual({ runs: [], collectors: [], meta: [], words: [], choices: [], session: [] })
    await page.goto(url)
    expect(await respondentOn(page).heading()).toBe('Kies uw taal')
    expect(await page.evaluate(() => document.documentElement.dataset.textSize)).toBe('100')
  })

  test('cannot be walked back: Back finds an empty page, then the page before ours', async () => {
    const { page, press } = await halfWay()
    await press('Snel weg')
    await away(page)
    await page.goBack()
    expect(new URL(page.url()).pathname).toBe('/v/weg')
    await isEmpty(page)
    await page.goBack()
    expect(page.url()).toBe(`${server.origin}/plain.css`)
    await page.goForward()
    await isEmpty(page)
    await page.reload()
    await isEmpty(page)
    await page.goForward()
    expect(page.url()).toMatch(/^https:/)
    expect(await page.goForward()).toBeNull()
  })

  test('without a connection shows an empty page, and no error that names us', async () => {
    const { page, press } = await halfWay()
    await phone.setOffline(true)
    await press('Snel weg')
    await page.waitForURL('about:blank')
    await isEmpty(page)
    await page.goBack()
    expect(new URL(page.url()).pathname).toBe('/v/weg')
    await isEmpty(page)
    expect((await page.title()).trim()).toBe('')
  })

  test('works on the first page before the rest of the app is there; Back finds it as it was at first', async () => {
    await newPhone()
    await phone.route('**/assets/later-*', () => undefined)
    const page = await phone.newPage()
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('link', { name: 'Nederlands' }).click()
    await page.getByRole('link', { name: 'Begin' }).click()
    await page.getByRole('radio').filter({ visible: true }).first().check()
    await page.getByRole('button', { name: 'Snel weg' }).click()
    await away(page)
    await page.goBack({ waitUntil: 'commit' })
    await page.getByRole('radio').first().waitFor({ state: 'attached' })
    expect(await page.locator('input:checked').count()).toBe(0)
  })

  test('loses no finished list that waits', async () => {
    const before = server.house.deps.store.verify().responses
    const person = await openLink(await newPhone(), url)
    const { page, press } = person
    await press('Begin')
    await person.answerAll()
    await phone.setOffline(true)
    await press('Versturen')
    await page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
    await press('Snel weg')
    await page.waitForURL('about:blank')
    await phone.setOffline(false)
    const arrived = page.waitForResponse((reply) => reply.url().endsWith('/api/v1/responses') && reply.ok())
    await page.goto(url)
    await arrived
    expect(server.house.deps.store.verify().responses).toBe(before + 1)
  })
})

describe('Escape', () => {
  test('pressed three times leaves', async () => {
    const { page } = await halfWay()
    for (const _ of [1, 2, 3]) await page.keyboard.press('Escape')
    await away(page)
  })

  test('twice, with another key in between, or held down does nothing', async () => {
    const { page, heading } = await halfWay()
    const question = await heading()
    for (const key of ['Escape', 'Escape', 'Tab', 'Escape', 'Escape', 'Shift', 'Escape']) await page.keyboard.press(key)
    await page.keyboard.press('Tab')
    for (const _ of [1, 2, 3, 4]) await page.keyboard.down('Escape')
    await page.keyboard.up('Escape')
    expect(await heading()).toBe(question)
  })
})
