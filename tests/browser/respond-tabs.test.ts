import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SECOND_QUESTION = 'Hoe goed luistert uw begeleider naar u?'
const THIRD_QUESTION = 'Hoe praat uw begeleider met u?'

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

async function newPhone(): Promise<BrowserContext> {
  phone = await browser.newContext(PHONE)
  return phone
}

const begin = (person: Respondent) => person.page.getByRole('button', { name: 'Begin' })
const atHeading = ({ page }: Respondent, heading: string) =>
  page.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, heading)

/** Two tabs of one phone in the same run, both at the second question. */
async function twoTabs(): Promise<readonly [Respondent, Respondent]> {
  await newPhone()
  const one = await openLink(phone, url)
  await one.press('Begin')
  await one.tile('Goed').check()
  await one.press('Verder')
  await atHeading(one, SECOND_QUESTION)
  await expect.poll(() => runsOn(one.page)).toBe(1)
  const other = await openLink(phone, url)
  await atHeading(other, SECOND_QUESTION)
  return [one, other]
}

/** How many unfinished runs lie on the device. */
function runsOn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const count = open.result.transaction('runs').objectStore('runs').count()
    await new Promise((done) => (count.onsuccess = done))
    open.result.close()
    return count.result
  })
}

test.each([
  { how: 'finished', act: (person: Respondent) => person.press(/^Ja/), gives: 1, first: 'Begin' },
  { how: 'thrown away', act: (person: Respondent) => person.press(/^Nee/), gives: 0, first: 'Kies uw taal' },
])('a run that was $how in one tab does not go on in the other, nor come back', async ({ act, gives, first }) => {
  const before = rows()
  const [one, other] = await twoTabs()
  await one.press('Stoppen')
  await act(one)
  await other.page.getByText(first, { exact: true }).waitFor()
  expect(await runsOn(other.page)).toBe(0)
  const later = await openLink(phone, url)
  await begin(later).waitFor()
  expect(rows()).toBe(before + gives)
})

test('Snel weg in one tab empties the other too', async () => {
  const [one, other] = await twoTabs()
  await phone.route('https://**', (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }))
  await one.press('Snel weg')
  await one.page.waitForURL('https://**')
  await atHeading(other, 'Kies uw taal')
})

test('another run that begins in a second tab is left alone when the first tab finishes its own', async () => {
  await newPhone()
  const one = await openLink(phone, url)
  const other = await openLink(phone, url)
  await one.press('Begin')
  await other.press('Begin')
  await other.tile('Goed').check()
  await other.press('Verder')
  await atHeading(other, SECOND_QUESTION)
  await one.tile('Goed').check()
  await one.press('Stoppen')
  await one.press(/^Ja/)
  await one.page.getByText('Bewaard. Verstuurd.').waitFor()
  await other.tile('Goed').check()
  await other.press('Verder')
  await atHeading(other, THIRD_QUESTION)
})

test('after Versturen no Back, Forward or reload brings the run back or sends it again', async () => {
  const before = rows()
  const person = await openLink(await newPhone(), url)
  const { page } = person
  await person.press('Begin')
  await person.answerAll()
  await person.press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  for (let step = 0; step < 3; step++) {
    await page.goBack()
    expect(await page.locator('.ew-thanks').count()).toBe(1)
  }
  await page.reload()
  await begin(person).waitFor()
  const steps = [() => page.goForward(), () => page.goForward(), () => page.goBack(), () => page.goBack()]
  for (const go of steps) {
    await go()
    await begin(person).waitFor()
    expect(await page.locator('fieldset, .ew-overview__list').count()).toBe(0)
  }
  await page.reload()
  await begin(person).waitFor()
  expect(await runsOn(page)).toBe(0)
  expect(rows()).toBe(before + 1)
})

test('a step of the browser after a run was thrown away leads nowhere in the next one', async () => {
  const person = await openLink(await newPhone(), url)
  const { page } = person
  await person.press('Begin')
  await person.tile('Goed').check()
  await person.press('Verder')
  await atHeading(person, SECOND_QUESTION)
  await person.press('Stoppen')
  await person.press(/^Nee/)
  await person.press('Begin opnieuw')
  await begin(person).waitFor()
  await page.goBack()
  await page.goBack()
  await begin(person).waitFor()
  await person.press('Begin')
  await atHeading(person, 'Hoe goed kunt u uw begeleider bereiken?')
  expect(await page.locator('input:checked').count()).toBe(0)
})

test('the address and the history name no question', async () => {
  const person = await openLink(await newPhone(), url)
  await person.press('Begin')
  await person.tile('Goed').check()
  await person.press('Verder')
  await atHeading(person, SECOND_QUESTION)
  await person.press('Stoppen')
  await atHeading(person, 'Mogen we uw antwoorden bewaren?')
  expect(new URL(person.page.url()).hash).toBe('#4')
})
