import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'
import { calm } from '../support/walk.ts'
import { type Scriptless, scriptlessOn } from '../support/without-script.ts'

const surveysDir = join(temporaryFolder(), 'surveys')
let server: InProcess
let browser: Browser
let phone: BrowserContext
let page: Page
let person: Scriptless

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../../surveys'), surveysDir, { recursive: true })
  putFirst('regiotaxi', 'vertel')
  putFirst('dagbegeleiding', 'beter')
  server = await startInProcess({ surveysDir })
  browser = await openBrowser()
})
afterEach(() => phone.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(resolve(surveysDir, '..'), { recursive: true, force: true })
})

/** Another order, so that the first question is of that kind. */
function putFirst(survey: string, question: string): void {
  const path = join(surveysDir, 'utrecht', survey, 'survey.json')
  const file = JSON.parse(readFileSync(path, 'utf8')) as { questions: { id: string; showIf?: unknown }[] }
  const { showIf: _, ...first } = file.questions.find(({ id }) => id === question) ?? { id: question }
  const others = file.questions.filter(({ id }) => id !== question)
  writeFileSync(path, JSON.stringify({ ...file, questions: [first, ...others] }))
}

const addressOf = (survey: string) => `${server.origin}/v/${codeFor(server, survey)}`
const rows = () => server.house.deps.store.verify().responses

const FIRST_FILE = /\/assets\/respond-[^/]*\.js$/
const LATER_FILE = /\/assets\/later-[^/]*\.js$/
const COLLECTOR = /\/api\/v1\/collectors\/[^/?]+(\?|$)/

/** Opens the link with that answer to these requests, at the first question, in Dutch. */
async function atQuestion(
  survey: string,
  requests: RegExp,
  answer: (route: Route) => Promise<unknown> | unknown,
): Promise<void> {
  phone = await browser.newContext(PHONE)
  page = await phone.newPage()
  await page.route(requests, async (route) => void (await answer(route)))
  await page.goto(addressOf(survey), { waitUntil: 'commit' })
  person = scriptlessOn(page)
  await person.seen('a[lang="nl"]').click()
  await person.seen('a[href="#vraag"]').click()
}

/** Holds whatever comes until it is let go. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { open, pass: (route: Route) => opened.then(() => route.continue()) }
}

/** The app has taken the page over. */
const taken = () => page.locator('.ew-enter').waitFor({ state: 'detached' })

describe.each([
  ['the script', FIRST_FILE],
  ['the rest of the app', LATER_FILE],
  ['the survey', COLLECTOR],
])('%s comes late', (_, late) => {
  test('the answer that was tapped stays, and the app goes on from there', async () => {
    const { open, pass } = gate()
    await atQuestion('individuele-begeleiding', late, pass)
    await person.choose('3')
    open()
    await taken()
    const { tile, press } = respondentOn(page)
    expect(await tile('Goed').isChecked()).toBe(true)
    expect(await page.title()).toMatch(/^Vraag 1 van/)
    await press('Verder')
    await page.waitForFunction(() => document.title.startsWith('Vraag 2'))
    await page.reload()
    await page.waitForFunction(() => document.title.startsWith('Vraag 2'))
    await press('Terug')
    await page.waitForFunction(() => document.title.startsWith('Vraag 1'))
    expect(await tile('Goed').isChecked()).toBe(true)
  })

  test('half a sentence stays, with the place where the person is writing', async () => {
    const { open, pass } = gate()
    await atQuestion('regiotaxi', late, pass)
    const field = person.seen('textarea')
    await field.pressSequentially('Het ging ')
    open()
    await taken()
    // Once a page that jumped to a place of its own has come in whole, Chromium lets go of what has the focus, script or not.
    if (late === FIRST_FILE) await field.focus()
    await page.keyboard.type('goed.')
    expect(await field.inputValue()).toBe('Het ging goed.')
    await respondentOn(page).press('Verder')
    await page.waitForFunction(() => document.title.startsWith('Vraag 2'))
    await respondentOn(page).press('Terug')
    await page.waitForFunction(() => document.title.startsWith('Vraag 1'))
    expect(await field.inputValue()).toBe('Het ging goed.')
  })

  test('every box that was ticked stays', async () => {
    const { open, pass } = gate()
    await atQuestion('dagbegeleiding', late, pass)
    const boxes = person.seen('input[type="checkbox"]')
    await boxes.nth(0).check()
    await boxes.nth(2).check()
    open()
    await taken()
    expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([
      true,
      false,
      true,
      ...Array.from({ length: (await boxes.count()) - 3 }, () => false),
    ])
  })

  test('a person who was faster goes on without it, and nothing is drawn twice', async () => {
    const { open, pass } = gate()
    const reply = gate()
    await atQuestion('individuele-begeleiding', late, pass)
    await page.route(/\/v\/[^/]+$/, (route) =>
      route.request().method() === 'POST' ? reply.pass(route) : route.continue(),
    )
    await person.choose('3')
    const posted = page.waitForRequest((request) => request.method() === 'POST')
    await person.deed('next').click({ noWaitAfter: true })
    await posted
    open()
    const arrived = page.waitForEvent('domcontentloaded')
    reply.open()
    await arrived
    expect([await person.asked(), await page.locator('script').count()]).toEqual(['luisteren', 0])
  })
})

const NEVER: readonly [string, RegExp, (route: Route) => Promise<unknown>][] = [
  ['is not there (404)', FIRST_FILE, (route) => route.fulfill({ status: 404, body: '' })],
  ['is blocked', FIRST_FILE, (route) => route.abort('blockedbyclient')],
  ['is broken off', LATER_FILE, (route) => route.abort('connectionreset')],
  ['is a wifi sign-in page', FIRST_FILE, (route) => route.fulfill({ body: '<h1>Wifi</h1>', contentType: 'text/html' })],
  [
    'has words that an older engine does not know',
    FIRST_FILE,
    (route) => changed(route, (text) => `class A { static {} }\n@@${text}`, 'text/javascript'),
  ],
  [
    'asks for what an older engine does not have',
    FIRST_FILE,
    (route) => changed(route, (text) => `delete Object.hasOwn\n${text}`, 'text/javascript'),
  ],
  [
    'stops halfway',
    FIRST_FILE,
    (route) => changed(route, (text) => `throw new Error('halfway')\n${text}`, 'text/javascript'),
  ],
  ['is of a kind that an old engine does not run', /\/v\/[^/]+$/, withoutModules],
  ['gets no survey', COLLECTOR, (route) => route.abort('failed')],
]

async function changed(route: Route, change: (text: string) => string, contentType: string): Promise<void> {
  const reply = await route.fetch()
  await route.fulfill({ body: change(await reply.text()), contentType })
}

/** An engine from before modules passes over a script with a type that it does not know. */
async function withoutModules(route: Route): Promise<void> {
  if (route.request().method() === 'POST') return route.continue()
  const reply = await route.fetch()
  const body = (await reply.text()).replace('type="module"', 'type="text/unknown"')
  expect(body).toContain('text/unknown')
  await route.fulfill({ response: reply, body })
}

test.each(NEVER)('when the script %s, the form of the page goes on to the end', async (_, requests, answer) => {
  const before = rows()
  await atQuestion('individuele-begeleiding', requests, answer)
  await page.waitForLoadState()
  await person.choose('3')
  await person.seen('a[href="#hulp-vraag"]').click()
  await calm(page)
  await person.seen('.ew-help').waitFor()
  await person.seen('a[href="#vraag"]').click()
  await person.send('next')
  expect(await person.asked()).toBe('luisteren')
  await person.choose('1')
  await person.send('stop')
  await person.send('send')
  await person.seen('.ew-thanks').waitFor()
  expect(rows()).toBe(before + 1)
})
