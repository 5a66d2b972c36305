import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newProfile, openBrowser, openProfile, PHONE } from '../support/browser.ts'
import { codeFor, openLink, passLanguage, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SECOND_QUESTION = 'Hoe goed luistert uw begeleider naar u?'

let server: InProcess
let browser: Browser
let url: string
let context: BrowserContext | null = null

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
})
afterEach(async () => {
  await context?.close()
  context = null
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function newPhone(): Promise<BrowserContext> {
  context = await browser.newContext(PHONE)
  return context
}

async function atSecondQuestion(): Promise<Respondent> {
  const person = await openLink(await newPhone(), url)
  await person.press('Begin')
  await person.tile('Goed').check()
  await person.press('Verder')
  await expectHeading(person, SECOND_QUESTION)
  return person
}

async function expectHeading(person: Respondent, heading: string): Promise<void> {
  await person.page.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, heading)
}

const rows = () => server.house.deps.store.verify().responses

test('choosing an answer by mouse, Space or arrow goes nowhere; only Verder does', async () => {
  const { page, press, tile } = await atSecondQuestion()
  const address = page.url()
  await tile('Gaat wel').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  expect(page.url()).toBe(address)
  expect(await page.locator('h1').innerText()).toBe(SECOND_QUESTION)
  await press('Verder')
  await page.waitForURL((now) => now.href !== address)
})

test('Verder without an answer asks whether to skip, and both answers work', async () => {
  const person = await atSecondQuestion()
  await person.press('Verder')
  await expectHeading(person, 'Wilt u deze vraag overslaan?')
  await person.press('Nee, ik wil kiezen')
  await expectHeading(person, SECOND_QUESTION)
  await person.press('Verder')
  await person.press('Ja, sla over')
  await expectHeading(person, 'Hoe praat uw begeleider met u?')
  await person.page.goBack()
  await expectHeading(person, SECOND_QUESTION)
})

test('two taps 120 ms apart on Verder are one; a later tap is another', async () => {
  const person = await atSecondQuestion()
  const { page } = person
  await person.tile('Goed').check()
  const box = await page.getByRole('button', { name: 'Verder' }).boundingBox()
  if (!box) throw new Error('no Verder')
  const devtools = await page.context().newCDPSession(page)
  const start = Date.now() / 1000
  /** A tap with the moment on it, so that nothing here depends on how fast this machine is. */
  const tapAt = async (seconds: number) => {
    const tap = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left', clickCount: 1 } as const
    for (const type of ['mousePressed', 'mouseReleased'] as const) {
      await devtools.send('Input.dispatchMouseEvent', { type, ...tap, timestamp: start + seconds })
    }
  }
  await tapAt(0)
  await tapAt(0.12)
  await expectHeading(person, 'Hoe praat uw begeleider met u?')
  await tapAt(0.62)
  await expectHeading(person, 'Wilt u deze vraag overslaan?')
})

test('the heading has the focus and the title says which question it is', async () => {
  const { page } = await atSecondQuestion()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(await page.title()).toBe(`Vraag 2 van 11 – ${SECOND_QUESTION}`)
})

test('Back, Forward and Terug agree and keep the answer', async () => {
  const person = await atSecondQuestion()
  const { page, tile } = person
  await page.goBack()
  await expectHeading(person, 'Hoe goed kunt u uw begeleider bereiken?')
  expect(await tile('Goed').isChecked()).toBe(true)
  await page.goForward()
  await expectHeading(person, SECOND_QUESTION)
  await tile('Gaat wel').check()
  await person.press('Terug')
  await expectHeading(person, 'Hoe goed kunt u uw begeleider bereiken?')
  await page.goForward()
  await expectHeading(person, SECOND_QUESTION)
  expect(await tile('Gaat wel').isChecked()).toBe(true)
})

test('the overview lists every answer, and Verander comes back to it', async () => {
  const person = await openLink(await newPhone(), url)
  const { page, press } = person
  await press('Begin')
  await person.answerAll()
  await expectHeading(person, 'Kloppen uw antwoorden?')
  const shown = await page.locator('.ew-overview__answer').allInnerTexts()
  expect(shown.filter((answer) => answer === 'Overgeslagen')).toHaveLength(1)
  await press(/Verander vraag 2/)
  await expectHeading(person, SECOND_QUESTION)
  await person.tile('Gaat wel').check()
  await press('Verder')
  await expectHeading(person, 'Kloppen uw antwoorden?')
  expect(await page.locator('.ew-overview__answer').nth(1).innerText()).toBe('Gaat wel')
})

test('nothing of an answer leaves the phone before Versturen; after it one request and one row', async () => {
  const before = rows()
  const person = await openLink(await newPhone(), url)
  const posts: string[] = []
  person.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await person.press('Begin')
  await person.answerAll()
  expect(posts).toEqual([])
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(posts).toHaveLength(1)
  expect(rows()).toBe(before + 1)
})

test('the connection cut right after loading: complete offline, sent once when it is back', async () => {
  const before = rows()
  const phone = await newPhone()
  const person = await openLink(phone, url)
  await phone.setOffline(true)
  await person.press('Begin')
  await person.answerAll()
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
  await person.page.getByText('Nog te versturen: 1 lijst.').waitFor()
  expect(rows()).toBe(before)
  await phone.setOffline(false)
  await person.page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('the tab closed right after loading: it opens offline, in English too', async () => {
  const phone = await newPhone()
  const first = await openLink(phone, url)
  await first.press('Taal')
  await first.page.getByRole('radio', { name: 'English' }).check()
  await first.page.getByRole('button', { name: 'Next' }).waitFor()
  await first.page.close()
  await phone.setOffline(true)
  const person = await openLink(phone, url)
  await person.press('Taal')
  await person.page.getByRole('radio', { name: 'English' }).check()
  await person.press('Next')
  await person.press('Start')
  await expectHeading(person, 'How well can you reach your support worker?')
})

test('Stoppen and Nee leave nothing behind', async () => {
  const before = rows()
  const person = await atSecondQuestion()
  await person.press('Stoppen')
  await expectHeading(person, 'Mogen we uw antwoorden bewaren?')
  await person.press(/^Nee/)
  await expectHeading(person, 'Uw antwoorden zijn weg.')
  await person.page.reload()
  await expectHeading(person, 'Kies uw taal')
  expect(await person.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
  expect(rows()).toBe(before)
})

test('Stoppen and Ja keep the answers so far', async () => {
  const before = rows()
  const person = await atSecondQuestion()
  await person.press('Stoppen')
  await person.press(/^Ja/)
  await person.page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

/** Changes whenever the unfinished run has been written to the device. */
function savedRun(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open('ervaringwijzer')
        open.onsuccess = () => {
          const runs = open.result.transaction('runs').objectStore('runs').getAll()
          runs.onsuccess = () => {
            open.result.close()
            resolve(String(runs.result[0]?.iv))
          }
        }
      }),
  )
}

test('a reload goes on at the same question with the answer', async () => {
  const person = await atSecondQuestion()
  await expect.poll(() => savedRun(person.page)).not.toBe('undefined')
  const before = await savedRun(person.page)
  await person.tile('Gaat wel').check()
  await expect.poll(() => savedRun(person.page)).not.toBe(before)
  await person.page.reload()
  await expectHeading(person, SECOND_QUESTION)
  expect(await person.tile('Gaat wel').isChecked()).toBe(true)
  await person.press('Terug')
  await expectHeading(person, 'Hoe goed kunt u uw begeleider bereiken?')
})

test('a closed browser goes on at the same question', async () => {
  const profile = newProfile()
  try {
    const first = await openProfile(profile.folder)
    const person = await openLink(first, url)
    await person.press('Begin')
    await person.tile('Goed').check()
    await person.press('Verder')
    await expectHeading(person, SECOND_QUESTION)
    await first.close()
    const again = await openProfile(profile.folder)
    const later = await openLink(again, url)
    await expectHeading(later, SECOND_QUESTION)
    await later.press('Terug')
    await expectHeading(later, 'Hoe goed kunt u uw begeleider bereiken?')
    await again.close()
  } finally {
    profile.forget()
  }
})

test('Snel weg drops the run and shows another site in its place', async () => {
  const person = await atSecondQuestion()
  const { page } = person
  await page.context().route('https://**', (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }))
  await person.press('Snel weg')
  await page.waitForURL('https://**')
  await page.goto(url)
  await expectHeading(person, 'Kies uw taal')
})

test('an unknown code, a closed collector and a phone without storage are told before anything is asked', async () => {
  const phone = await newPhone()
  const unknown = await openLink(phone, `${server.origin}/v/ZZZZZZZ`)
  expect(await unknown.heading()).toBe('Deze code kennen we niet.')
  const page = await phone.newPage()
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await page.goto(url)
  const person = respondentOn(page)
  await passLanguage(person)
  await page.getByText('Deze telefoon bewaart geen antwoorden.').waitFor()
  const before = rows()
  await person.press('Begin')
  await person.answerAll()
  await person.press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('without storage and without a connection the answers stay on screen until they are sent', async () => {
  const phone = await newPhone()
  const page = await phone.newPage()
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await page.goto(url)
  const person = respondentOn(page)
  await passLanguage(person)
  await person.press('Begin')
  await person.answerAll()
  await phone.setOffline(true)
  await person.press('Versturen')
  await expectHeading(person, 'Bewaren lukt nog niet.')
  await phone.setOffline(false)
  await person.press('Probeer opnieuw')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
})
