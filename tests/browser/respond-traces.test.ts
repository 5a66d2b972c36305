import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { newProfile, openProfile } from '../support/browser.ts'
import { filesHolding } from '../support/profile-search.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

/** Words that stand nowhere in the app. */
const CANARY = 'kanariegeelvogeltje'

let server: InProcess
let url: string
let profile: ReturnType<typeof newProfile>
let phone: BrowserContext

beforeAll(async () => {
  server = await startInProcess()
  url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
})
beforeEach(async () => {
  profile = newProfile()
  phone = await openProfile(profile.folder)
})
afterEach(async () => {
  await phone.close()
  profile.forget()
})
afterAll(() => server.stop())

const filesWith = (words: string) => filesHolding(profile.folder, [words])

/** Answers all, with the canary in the open question, up to the overview. */
async function tellAll(person: Respondent): Promise<void> {
  await person.press('Begin')
  for (;;) {
    await person.page.locator('.ew-answer-tile__input, textarea, .ew-overview__list').first().waitFor()
    if ((await person.page.locator('.ew-overview__list').count()) > 0) return
    const before = await person.heading()
    const field = person.page.locator('textarea')
    if ((await field.count()) > 0) await field.fill(CANARY)
    else await person.page.locator('.ew-answer-tile__input').first().check()
    await person.press('Verder')
    await person.page.waitForFunction((was) => document.querySelector('h1')?.textContent !== was, before)
  }
}

test('after Versturen no file of the browser holds the words', async () => {
  const person = await openLink(phone, url)
  await tellAll(person)
  await phone.setOffline(true)
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
  await phone.close()
  expect(filesWith(CANARY)).toEqual([])
})

test('after Stoppen and Nee no file of the browser holds the words', async () => {
  const person = await openLink(phone, url)
  await tellAll(person)
  await person.press('Terug')
  await person.press('Stoppen')
  await person.press(/^Nee/)
  await person.page.getByText('Uw antwoorden zijn weg.').waitFor()
  await phone.close()
  expect(filesWith(CANARY)).toEqual([])
})

test('after Snel weg no file of the browser holds the words', async () => {
  const person = await openLink(phone, url)
  await phone.route('https://**', (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }))
  await tellAll(person)
  await person.page.goBack()
  await person.press('Snel weg')
  await person.page.waitForURL('https://**')
  await phone.close()
  expect(filesWith(CANARY)).toEqual([])
})

test('half way no file of the browser holds the words, while the run does come back', async () => {
  const person = await openLink(phone, url)
  await tellAll(person)
  await person.page.goBack()
  await expect.poll(() => person.page.locator('textarea').inputValue()).toBe(CANARY)
  await phone.close()
  expect(filesWith(CANARY)).toEqual([])
  expect(filesWith('/v/').length).toBeGreaterThan(0)
})
