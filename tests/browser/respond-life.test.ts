import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CollectorReply } from '../../shared/wire.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SECOND_QUESTION = 'Hoe goed luistert uw begeleider naar u?'
const DAY_MS = 86_400_000

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

const rows = () => server.house.deps.store.verify().responses
const begin = (page: Page) => page.getByRole('button', { name: 'Begin' })
const atHeading = (page: Page, heading: string) =>
  page.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, heading)

async function newPhone(): Promise<BrowserContext> {
  phone = await browser.newContext(PHONE)
  return phone
}

async function atSecondQuestion(person: Respondent): Promise<void> {
  await person.press('Begin')
  await person.tile('Goed').check()
  await person.press('Verder')
  await atHeading(person.page, SECOND_QUESTION)
}

/** What the browser says to a page that it takes out of its memory. */
const comeBack = (page: Page) =>
  page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))

describe('a page that the browser takes out of its memory', () => {
  test('shows nothing of a run that was finished meanwhile', async () => {
    const person = await openLink(await newPhone(), url)
    const { page } = person
    await person.press('Begin')
    await person.answerAll()
    await person.press('Stoppen')
    await person.press(/^Ja/)
    await page.getByText('Bewaard. Verstuurd.').waitFor()
    await page.goto(`${server.origin}/robots.txt`)
    await page.goBack()
    await begin(page).waitFor()
    await comeBack(page)
    await begin(page).waitFor()
    expect(await page.locator('input:checked').count()).toBe(0)
  })

  test('keeps answers that lie nowhere else', async () => {
    await newPhone()
    await phone.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    const person = await openLink(phone, url)
    await atSecondQuestion(person)
    await person.page.evaluate(() => Object.assign(window, { same: true }))
    await comeBack(person.page)
    expect(await person.page.evaluate(() => 'same' in window)).toBe(true)
    await person.press('Terug')
    expect(await person.tile('Goed').isChecked()).toBe(true)
  })
})

test('a tab that is frozen with a list that waits sends it once when it thaws', async () => {
  const before = rows()
  const person = await openLink(await newPhone(), url)
  const { page } = person
  const devtools = await phone.newCDPSession(page)
  await atSecondQuestion(person)
  await phone.setOffline(true)
  await person.press('Stoppen')
  await person.press(/^Ja/)
  await page.getByText('Nog te versturen: 1 lijst.').waitFor()
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await phone.setOffline(false)
  const other = await openLink(phone, url)
  await expect.poll(rows).toBe(before + 1)
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  await begin(other.page).waitFor()
  expect(rows()).toBe(before + 1)
})

describe('after days', () => {
  /** Opens the link with the phone's clock that many days on. */
  async function later(days: number): Promise<Page> {
    const page = await phone.newPage()
    await page.clock.setFixedTime(Date.now() + days * DAY_MS)
    await page.goto(url)
    return page
  }

  test('an unfinished run is there after six, and gone without a trace after seven', async () => {
    const person = await openLink(await newPhone(), url)
    await atSecondQuestion(person)
    await expect.poll(() => count(person.page, 'runs')).toBe(1)
    await person.page.close()
    const soon = await later(6)
    await atHeading(soon, SECOND_QUESTION)
    await soon.close()
    const late = await later(7)
    await begin(late).waitFor()
    expect(await count(late, 'runs')).toBe(0)
  })

  test('without a server a finished list still waits, and arrives once', async () => {
    const before = rows()
    const person = await openLink(await newPhone(), url)
    await atSecondQuestion(person)
    await phone.route('**/api/**', (route) => route.abort())
    await person.press('Stoppen')
    await person.press(/^Ja/)
    await person.page.getByText('Nog te versturen: 1 lijst.').waitFor()
    await person.page.close()
    for (const days of [3, 20]) {
      const page = await later(days)
      await respondentOn(page).press('Hulp nodig?')
      await page.getByText('Nog te versturen: 1 lijst.').waitFor()
      await page.close()
    }
    await phone.unroute('**/api/**')
    const page = await later(30)
    await expect.poll(rows).toBe(before + 1)
    await respondentOn(page).press('Hulp nodig?')
    await page.getByText('Nog te versturen: 1 lijst.').waitFor({ state: 'detached' })
  })
})

/** How many records lie in that store of the device. */
function count(page: Page, store: string): Promise<number> {
  return page.evaluate(async (name) => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const all = open.result.transaction(name).objectStore(name).count()
    await new Promise((done) => (all.onsuccess = done))
    open.result.close()
    return all.result
  }, store)
}

test('a survey that changes half way is finished in the version it began with', async () => {
  const before = rows()
  const person = await openLink(await newPhone(), url)
  const { page } = person
  await atSecondQuestion(person)
  await phone.route('**/api/v1/collectors/*', async (route) => {
    const reply = (await (await route.fetch()).json()) as CollectorReply
    const surveys = reply.surveys.map((survey) => ({ ...survey, version: 99, questions: survey.questions.slice(0, 1) }))
    await route.fulfill({ json: { ...reply, surveys } })
  })
  for (const _ of ['stores the new one', 'and still has the old']) {
    const asked = page.waitForResponse('**/api/v1/collectors/*')
    await page.reload()
    await asked
    await atHeading(page, SECOND_QUESTION)
  }
  await person.answerAll()
  await person.press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('a tap is there after a reload that follows at once', async () => {
  const person = await openLink(await newPhone(), url)
  const { page } = person
  await atSecondQuestion(person)
  for (const name of ['Gaat wel', 'Goed', 'Niet goed', 'Gaat wel', 'Goed']) {
    await person.tile(name).check()
    await page.reload()
    await atHeading(page, SECOND_QUESTION)
    expect(await person.tile(name).isChecked()).toBe(true)
  }
})

test('five fingers at once choose one answer and go nowhere', async () => {
  phone = await browser.newContext({ ...PHONE, hasTouch: true })
  const person = await openLink(phone, url)
  const { page } = person
  await atSecondQuestion(person)
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  const boxes = await Promise.all((await page.locator('.ew-answer-tile').all()).map((tile) => tile.boundingBox()))
  const touchPoints = boxes.flatMap((box, id) => (box ? [{ x: box.x + 20, y: box.y + 20, id }] : []))
  const devtools = await phone.newCDPSession(page)
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  expect(await page.locator('input:checked').count()).toBeLessThanOrEqual(1)
  expect(await person.heading()).toBe(SECOND_QUESTION)
  expect(errors).toEqual([])
})

test('the whole survey can be done with the keyboard alone', async () => {
  const before = rows()
  const person = await openLink(await newPhone(), url)
  const { page } = person
  const { keyboard } = page
  /** Goes to the control with that text, as a person does who sees where the focus is. */
  const tabTo = async (selector: string) => {
    for (let steps = 0; steps < 60; steps++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
      await keyboard.press('Tab')
    }
    throw new Error(`no way to ${selector}`)
  }
  await tabTo('.ew-bar-button--next')
  await keyboard.press('Enter')
  await page.locator('fieldset').waitFor()
  while ((await page.locator('.ew-overview__list').count()) === 0) {
    const was = await person.heading()
    if ((await page.locator('textarea').count()) > 0) {
      await tabTo('textarea')
      await keyboard.type('goed')
    } else {
      await tabTo('input')
      await keyboard.press('ArrowDown')
      if ((await page.locator('input:checked').count()) === 0) await keyboard.press('Space')
    }
    await tabTo('.ew-bar-button--next')
    await keyboard.press('Enter')
    await page.waitForFunction((heading) => document.querySelector('h1')?.textContent !== heading, was)
  }
  await tabTo('.ew-bar-button--next')
  await keyboard.press('Enter')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('a double tap on Begin, before the rest of the app is there, skips no question', async () => {
  await newPhone()
  let come: () => void = () => undefined
  const rest = new Promise<void>((done) => {
    come = done
  })
  let asked: () => void = () => undefined
  const begun = new Promise<void>((done) => {
    asked = done
  })
  await phone.route('**/assets/later-*', async (route) => {
    asked()
    await rest
    await route.continue()
  })
  const page = await phone.newPage()
  await page.goto(url, { waitUntil: 'commit' })
  await begun
  await page.getByRole('link', { name: 'Nederlands' }).click()
  await page.getByRole('link', { name: 'Begin' }).dblclick()
  await page.locator('fieldset').filter({ visible: true }).waitFor()
  come()
  await page.waitForLoadState('load')
  await respondentOn(page).tile('Goed').check()
  await respondentOn(page).press('Verder')
  await atHeading(page, SECOND_QUESTION)
})

test('with style blocked the survey can be done, in the same order', async () => {
  const before = rows()
  phone = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 640 } })
  await phone.route(/\.(css|svg|png|webp)$/, (route) => route.abort())
  await phone.route(/\/v\/\w+$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(/<style>.*?<\/style>/s, '') })
  })
  const person = await openLink(phone, url)
  await person.press('Begin')
  const order = await person.page.evaluate(() =>
    [...document.querySelectorAll('h1, input, .ew-bar-button--next')].map((element) => element.tagName),
  )
  expect(order).toEqual(['H1', 'INPUT', 'INPUT', 'INPUT', 'INPUT', 'BUTTON'])
  expect(await person.page.locator('label').allInnerTexts()).toEqual(['Niet goed', 'Gaat wel', 'Goed', 'Weet ik niet'])
  await person.answerAll()
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})
