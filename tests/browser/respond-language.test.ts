import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import ar from '../../client/text/ar.json'
import laterAr from '../../client/text/later.ar.json'
import type { CollectorReply } from '../../shared/wire.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { surveysInAllLanguages } from '../support/languages.ts'
import { codeFor, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const FIRST_QUESTION = 'كم يسهل عليك الوصول إلى مرافقك؟'
/** Has no Arabic in these tests. */
const SECOND_QUESTION = 'Hoe goed luistert uw begeleider naar u?'

const surveysDir = surveysInAllLanguages('individuele-begeleiding')
let server: InProcess
let browser: Browser
let url: string
let phone: BrowserContext

beforeAll(async () => {
  server = await startInProcess({ surveysDir })
  browser = await openBrowser()
  url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
})
afterEach(() => phone.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(resolve(surveysDir, '..'), { recursive: true, force: true })
})

async function open(settings: { locale?: string } = {}): Promise<Respondent> {
  phone = await browser.newContext({ ...PHONE, ...settings })
  return again()
}

/** Another visit of the same phone. */
async function again(): Promise<Respondent> {
  const page = await phone.newPage()
  await page.goto(url)
  return respondentOn(page)
}

const heading = ({ page }: Respondent, text: string) =>
  page.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, text)

async function choose(person: Respondent, language: string, title: string): Promise<void> {
  await person.page.locator(`input[value="${language}"]`).check()
  await heading(person, title)
}

/** Addresses of the collector with its surveys, and not of what can be heard of it. */
const COLLECTOR = /\/api\/v1\/collectors\/[^/?]+(\?|$)/
const ARABIC_TITLE = ar['language.title']
const pageLanguage = (page: Page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])

/** From the link to the first question, in Arabic. */
async function toFirstQuestion(person: Respondent): Promise<void> {
  await choose(person, 'ar', ARABIC_TITLE)
  await person.press(ar.next)
  await person.press(ar.begin)
  await heading(person, FIRST_QUESTION)
}

test('the first screen names every language in itself, with its own lang and dir', async () => {
  const { page } = await open()
  await page.getByRole('radio', { name: 'Nederlands', checked: true }).waitFor()
  const tiles = await page.locator('.ew-answer-tile').evaluateAll((all) =>
    all.map((tile) => {
      const label = tile as HTMLLabelElement
      return `${label.lang} ${label.dir} ${label.innerText.trim()}`
    }),
  )
  expect(tiles).toEqual([
    'nl ltr Nederlands',
    'en ltr English',
    'ar rtl العربية',
    'ary rtl الدارجة',
    'tr ltr Türkçe',
    'pl ltr Polski',
    'uk ltr Українська',
    'ti ltr ትግርኛ',
    'so ltr Soomaali',
    'fa rtl فارسی',
    'es ltr Español',
    'fr ltr Français',
  ])
  const over = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
  expect(over).toBeLessThanOrEqual(0)
})

test('the languages of the phone come right after Dutch', async () => {
  const { page } = await open({ locale: 'pl-PL' })
  const codes = await page
    .locator('.ew-languages input')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value')))
  expect(codes.slice(0, 4)).toEqual(['nl', 'pl', 'en', 'ar'])
  expect(codes).toHaveLength(12)
})

test('a choice turns the page at once: its words, language, direction, title and order', async () => {
  const person = await open()
  const { page } = person
  expect(await pageLanguage(page)).toEqual(['nl', 'ltr'])
  await choose(person, 'ar', ARABIC_TITLE)
  expect(await pageLanguage(page)).toEqual(['ar', 'rtl'])
  expect(await page.title()).toBe(ARABIC_TITLE)
  expect(await page.locator('input:focus').getAttribute('value')).toBe('ar')
  await person.press(ar.next)
  await person.press(ar.begin)
  await heading(person, FIRST_QUESTION)
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? 0
  expect(await left('.ew-bar-button--next')).toBeLessThan(await left('.ew-bar-button--stacked'))
  const tiles = await page
    .locator('.ew-question .ew-answer-tile')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().x))
  expect(tiles[0]).toBeGreaterThan(tiles[1] ?? 0)
  expect(await page.locator('.ew-question__count').innerText()).toBe('السؤال 1 من 11')
  const turned = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((each) => getComputedStyle(each).transform)
  expect(await turned('.ew-bar-button--next svg')).toBe('matrix(-1, 0, 0, 1, 0, 0)')
  expect(await turned('.ew-answer-tile .ew-face')).toBe('none')
})

test('what falls back to Dutch is marked as Dutch, and all else is in the language of the page', async () => {
  const person = await open()
  const { page } = person
  await toFirstQuestion(person)
  expect(await unmarked(page)).toEqual([])
  await person.page.locator('.ew-answer-tile__input').first().check()
  await person.press(ar.next)
  await heading(person, SECOND_QUESTION)
  expect(await page.locator('h1 [lang=nl][dir=ltr]').innerText()).toBe(SECOND_QUESTION)
  expect(await unmarked(page)).toEqual([])
  await person.page.locator('.ew-answer-tile__input').first().check()
  await person.press(ar.back)
  await person.press(ar.back)
  expect(await page.locator('.ew-intro__about [lang=nl]').count()).toBe(1)
  expect(await unmarked(page)).toEqual([])
  await person.press(ar['help.open'])
  await heading(person, laterAr['help.title'])
  expect(await unmarked(page)).toEqual([])
  expect(await page.locator('bdi[dir=ltr]').count()).toBeGreaterThan(0)
})

/** Pieces of text in Latin letters that nothing says to be in another language than the page, which is Arabic; but for
 *  what is read from a screen or a key. */
function unmarked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.getElementById('app') ?? document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (texts.nextNode()) {
      const { textContent, parentElement } = texts.currentNode as Text
      const latin = /\p{Script=Latin}/u.test((textContent ?? '').replace(/https|Escape/g, ''))
      const heard = !parentElement?.closest('[aria-hidden]')
      if (latin && heard && parentElement?.closest('[lang]') === document.documentElement) found.push(textContent ?? '')
    }
    for (const picture of document.querySelectorAll('[role="img"]')) {
      const own = picture.closest('[lang]') === document.documentElement
      const alt = picture.getAttribute('aria-label') ?? ''
      if (own && /\p{Script=Latin}/u.test(alt)) found.push(alt)
    }
    return found
  })
}

test('right after choosing it works offline to the end, resumes in Arabic, and the response says so', async () => {
  const person = await open()
  const { page } = person
  await choose(person, 'ar', ARABIC_TITLE)
  await phone.setOffline(true)
  await person.press(ar.next)
  await person.press(ar.begin)
  await heading(person, FIRST_QUESTION)
  await page.locator('.ew-answer-tile__input').first().check()
  await person.press(ar.next)
  await heading(person, SECOND_QUESTION)
  await page.reload()
  await heading(person, SECOND_QUESTION)
  expect(await pageLanguage(page)).toEqual(['ar', 'rtl'])
  const mirrored: string[] = []
  // The pictures did not travel a second time.
  const drawn = page.locator('.ew-stage svg').filter({ visible: true }).first()
  expect(await drawn.locator('path').count()).toBeGreaterThan(3)
  while ((await page.locator('.ew-question').count()) > 0) {
    const before = await person.heading()
    const tile = page.locator('.ew-answer-tile__input').first()
    if ((await tile.count()) > 0) await tile.check()
    for (const picture of await page.locator('svg.ew-mirror').all()) {
      mirrored.push(await picture.evaluate((image) => getComputedStyle(image).transform))
    }
    await person.press(ar.next)
    await page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  }
  await heading(person, laterAr['overview.title'])
  // Where a help stands in time is drawn from right to left too.
  expect(mirrored).toEqual(Array(3).fill('matrix(-1, 0, 0, 1, 0, 0)'))
  const before = responseLanguages()
  await phone.setOffline(false)
  await person.press(laterAr['overview.send'])
  await page.getByText(laterAr['thanks.sent']).waitFor()
  expect(responseLanguages()).toEqual([...before, 'ar'])
})

/** Language of every response that the server has. */
function responseLanguages(): readonly string[] {
  const db = new Database(join(server.house.deps.config.dataDir, 'ervaringwijzer.sqlite'), { readonly: true })
  const languages = db.prepare<[], string>('select language from response').pluck().all()
  db.close()
  return languages
}

test('the choice is remembered on an own phone, and Taal opens it again', async () => {
  const person = await open()
  await choose(person, 'ar', ARABIC_TITLE)
  await person.press(ar.next)
  await person.page.close()
  await phone.setOffline(true)
  const later = await again()
  await later.page.getByRole('button', { name: ar.begin }).waitFor()
  expect(await pageLanguage(later.page)).toEqual(['ar', 'rtl'])
  await later.press(ar['language.open'])
  await choose(later, 'nl', 'Kies uw taal')
  await later.press('Verder')
  await later.page.reload()
  await later.page.getByRole('button', { name: 'Begin' }).waitFor()
})

test.each([
  { how: 'Snel weg', leave: leaveQuickly },
  { how: 'gooi ze weg', leave: throwAway },
])('$how forgets the language', async ({ leave }) => {
  const person = await open()
  await toFirstQuestion(person)
  await leave(person)
  const later = await again()
  await heading(later, 'Kies uw taal')
  expect(await kept(later.page)).toEqual({ choices: 0, caches: 0, words: [] })
})

async function leaveQuickly(person: Respondent): Promise<void> {
  await phone.route('https://**', (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }))
  await person.press(ar.leave)
  await person.page.waitForURL('https://**')
}

async function throwAway(person: Respondent): Promise<void> {
  await person.press(ar['stop.open'])
  await person.press(/^لا/)
  await heading(person, laterAr['gone.title'])
}

/** What on the device tells which language was read. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const all = open.result.transaction('collectors').objectStore('collectors').getAll()
    await new Promise((done) => (all.onsuccess = done))
    open.result.close()
    return {
      choices: localStorage.length,
      caches: (await caches.keys()).filter((name) => name.includes('words')).length,
      words: JSON.stringify(all.result).match(/"ar":/g) ?? [],
    }
  })

test('on a device that is not the own one nothing is remembered', async () => {
  const { store } = server.house.deps
  const collector = store.collector(url.slice(-7))
  if (!collector) throw new Error('no collector')
  store.saveCollector({ ...collector, code: 'K2KKKKK', channel: 'kiosk' })
  phone = await browser.newContext(PHONE)
  const page = await phone.newPage()
  await page.goto(`${server.origin}/v/K2KKKKK`)
  const person = respondentOn(page)
  await choose(person, 'ar', ARABIC_TITLE)
  await person.press(ar.next)
  await page.getByRole('button', { name: ar.begin }).waitFor()
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test('a language that is not there and cannot be fetched says so, and another can be chosen', async () => {
  const person = await open()
  const { page } = person
  await phone.setOffline(true)
  await page.locator('input[value="tr"]').click()
  await page.getByText('Voor deze taal is nu internet nodig.').waitFor()
  expect(await page.locator('.ew-note [lang=tr]').innerText()).toBe('Türkçe')
  await page.getByRole('radio', { name: 'Nederlands', checked: true }).waitFor()
  await phone.setOffline(false)
  await choose(person, 'tr', 'Dilinizi seçin')
  expect(await page.locator('.ew-note').count()).toBe(0)
  await person.press('İleri')
  await page.getByRole('button', { name: 'Başla' }).waitFor()
})

test('Back of the browser goes through the choice of a language', async () => {
  const person = await open()
  const { page } = person
  await toFirstQuestion(person)
  await page.goBack()
  await page.getByRole('button', { name: ar.begin }).waitFor()
  await page.goBack()
  await heading(person, ARABIC_TITLE)
  await choose(person, 'nl', 'Kies uw taal')
  await page.goForward()
  await page.getByRole('button', { name: 'Begin' }).waitFor()
})

test('a survey that was renewed in the meantime stays as it was, in Dutch where it lacks the new language', async () => {
  const person = await open()
  const { page } = person
  await toFirstQuestion(person)
  await phone.route(COLLECTOR, async (route) => {
    const reply = (await (await route.fetch()).json()) as CollectorReply
    const surveys = reply.surveys.map((survey) => ({ ...survey, version: 99, questions: survey.questions.slice(3) }))
    await route.fulfill({ json: { ...reply, surveys } })
  })
  await person.press(ar['help.open'])
  await person.press(laterAr['help.language'])
  await choose(person, 'en', 'Choose your language')
  await person.press('Next')
  await page.goBack()
  await page.locator('.ew-question').waitFor()
  expect(await page.locator('.ew-question__count').innerText()).toBe('Question 1 of 11')
  expect(await page.locator('h1 [lang=nl]').innerText()).toBe('Hoe goed kunt u uw begeleider bereiken?')
})

test('the keyboard chooses a language and goes on', async () => {
  const { page } = await open()
  await page.locator('input[value="nl"]').focus()
  await page.keyboard.press('ArrowDown')
  await page.waitForFunction(() => document.documentElement.lang === 'en')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
})

test('no word file of another language comes before it is chosen', async () => {
  phone = await browser.newContext(PHONE)
  const page = await phone.newPage()
  const files: string[] = []
  page.on('request', (request) => files.push(request.url()))
  phone.on('request', (request) => files.push(request.url()))
  await page.goto(url)
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  expect(files.filter((file) => /assets\/.*\.json/.test(file))).toEqual([])
  const collectors = files.filter((file) => COLLECTOR.test(file))
  expect(collectors.length).toBeGreaterThan(0)
  expect(collectors.filter((file) => !file.endsWith('?languages=nl'))).toEqual([])
})

test('an address that names the language begins with the intro in it, the second time too', async () => {
  phone = await browser.newContext(PHONE)
  for (const visit of ['first', 'through the worker']) {
    const page = await phone.newPage()
    await page.goto(`${url}?taal=ar`)
    await page.getByRole('button', { name: ar.begin }).waitFor()
    expect(await pageLanguage(page), visit).toEqual(['ar', 'rtl'])
    expect(await page.locator('input[name="language"]').count(), visit).toBe(0)
  }
})
