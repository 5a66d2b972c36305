import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FlushRequest } from '../../shared/wire.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import {
  codeFor,
  givePageWithoutScreen,
  openLink,
  passLanguage,
  type Respondent,
  respondentOn,
} from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { emptyDisk, fillDisk, makeSmall } from './full-disk.ts'

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

/** A fresh phone whose person has answered all and looks at the overview. */
async function atOverview(before?: () => void): Promise<Respondent> {
  phone = await browser.newContext(PHONE)
  if (before) await phone.addInitScript(before)
  const person = await openLink(phone, url)
  await person.press('Begin')
  await person.answerAll()
  return person
}

/** Finishes without a connection: kept, and waiting. */
async function waitingPhone(before?: () => void): Promise<Respondent> {
  const person = await atOverview(before)
  await phone.setOffline(true)
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
  await person.page.getByText('Nog te versturen: 1 lijst.').waitFor()
  return person
}

/** What another tab of the app says after a round of sending. */
const ring = (page: Page) => page.evaluate(() => new BroadcastChannel('ervaringwijzer').postMessage('changed'))

async function saved(page: Page): Promise<{ items: { verdict?: string; envelope: { id: string } }[] }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Sla op als bestand' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('antwoorden-op-slot.json')
  return JSON.parse(await readFile(await file.path(), 'utf8'))
}

describe('"Verstuurd" is not said', () => {
  test('when the device cannot be read', async () => {
    const { page } = await waitingPhone()
    await page.evaluate(() => {
      Object.assign(window, { refusals: 0 })
      IDBDatabase.prototype.transaction = () => {
        Object.assign(window, { refusals: (window as unknown as { refusals: number }).refusals + 1 })
        throw new DOMException('dead', 'NotFoundError')
      }
    })
    await ring(page)
    await page.waitForFunction(() => (window as unknown as { refusals: number }).refusals >= 2)
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await page.getByText('Nog te versturen: 1 lijst.').count()).toBe(1)
    expect(await page.getByText('Bewaard. Verstuurd.').count()).toBe(0)
  })

  test('when the device was wiped', async () => {
    const { page } = await waitingPhone()
    const devtools = await phone.newCDPSession(page)
    await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' })
    await ring(page)
    await page.getByText('Nog te versturen: 1 lijst.').waitFor({ state: 'detached' })
    expect(await page.getByText('Bewaard. Verstuurd.').count()).toBe(0)
  })

  test('on the word of a wifi sign-in page', async () => {
    const before = rows()
    const person = await atOverview()
    await phone.route('**/api/**', (route) => route.fulfill({ body: '<h1>Wifi</h1>', contentType: 'text/html' }))
    const asked = person.page.waitForResponse('**/api/v1/responses')
    await person.press('Versturen')
    await asked
    await person.page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
    await person.page.getByText('Nog te versturen: 1 lijst.').waitFor()
    await phone.unroute('**/api/**')
    await person.page.getByText('Bewaard. Verstuurd.').waitFor()
    expect(rows()).toBe(before + 1)
  })
})

test('a list that the server refuses stays, is told, and can be saved as a sealed file', async () => {
  const { page, press } = await atOverview()
  await phone.route('**/api/v1/responses', async (route) => {
    const { envelopes } = route.request().postDataJSON() as FlushRequest
    const results = envelopes.map(({ id, hash }) => ({ id, hash, verdict: 'refused', reason: 'invalid-answer' }))
    await route.fulfill({ json: { protocol: 1, epoch: 'e', results } })
  })
  await press('Versturen')
  await page.getByText('Bewaard op deze telefoon.').waitFor()
  await page.getByText('Er ging iets mis met 1 lijst.').waitFor()
  expect(await page.getByText('Bewaard. Verstuurd.').count()).toBe(0)
  const { items } = await saved(page)
  expect(items).toMatchObject([{ verdict: 'refused', reason: 'invalid-answer' }])
  await page.reload()
  await press('Hulp nodig?')
  await page.getByText('Er ging iets mis met 1 lijst.').waitFor()
})

test('a full phone without a connection says so, gives the sealed file, and keeps when there is room again', async () => {
  const before = rows()
  const { page, press } = await atOverview()
  await makeSmall(page, server.origin)
  await fillDisk(page)
  await phone.setOffline(true)
  await press('Versturen')
  await page.getByText('Bewaren lukt nog niet.').waitFor()
  await page.getByText('Uw telefoon is vol.').waitFor()
  expect(await page.getByText('Bewaard.').count()).toBe(0)
  const { items } = await saved(page)
  expect(items).toHaveLength(1)
  await emptyDisk(page)
  await press('Probeer opnieuw')
  await page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
  await phone.setOffline(false)
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  expect(rows()).toBe(before + 1)
})

test('"Bewaard" waits for the storage, whatever it takes', async () => {
  const { page, press } = await atOverview(() => {
    const original = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, names, mode, options) {
      const transaction = original.call(this, names, mode, options)
      if ('armed' in window && options?.durability === 'strict' && [...names].includes('runs')) {
        // Holds the strict transaction open until the test lets it go.
        const store = transaction.objectStore('outbox')
        const hold = () => {
          if (!('letGo' in window)) store.count().onsuccess = hold
        }
        hold()
        Object.assign(window, { held: true })
      }
      return transaction
    }
  })
  await page.evaluate(() => Object.assign(window, { armed: true }))
  await press('Versturen')
  await page.waitForFunction(() => 'held' in window)
  await page.getByText('We bewaren uw antwoorden.').waitFor()
  expect(await page.getByText('Bewaard').count()).toBe(0)
  await page.evaluate(() => Object.assign(window, { letGo: true }))
  await page.getByText('Bewaard. Verstuurd.').waitFor()
})

describe('before anything is asked', () => {
  test('a closed collector says so', async () => {
    const code = codeFor(server, 'sociaal-makelaar-buurthuis')
    server.house.deps.store.closeCollector(code)
    phone = await browser.newContext(PHONE)
    const { page } = await openLink(phone, `${server.origin}/v/${code}`)
    await page.getByText('Deze vragenlijst is gesloten.').waitFor()
    expect(await page.getByRole('button', { name: /Begin|opnieuw/ }).count()).toBe(0)
  })

  test('a paused collector says so, and opens when it is resumed', async () => {
    const { store } = server.house.deps
    const code = codeFor(server, 'sociaal-makelaar-buurthuis')
    const collector = store.collector(code)
    if (!collector) throw new Error('no collector')
    // The test before this one closed it.
    const open = { ...collector, closed: false }
    store.saveCollector({ ...open, paused: true })
    phone = await browser.newContext(PHONE)
    const { page } = await openLink(phone, `${server.origin}/v/${code}`)
    await page.getByText('Deze vragenlijst heeft nu pauze.').waitFor()
    expect(await page.getByRole('button', { name: 'Begin' }).count()).toBe(0)
    store.saveCollector(open)
    await page.getByText('Probeer opnieuw', { exact: true }).click()
    await page.getByText('Deze vragenlijst heeft nu pauze.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Begin' }).waitFor()
  })

  test('a page without encryption says so', async () => {
    phone = await browser.newContext(PHONE)
    await phone.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }))
    await givePageWithoutScreen(phone, url)
    const { page } = await openLink(phone, url)
    await page.getByText('Deze pagina is niet veilig.').waitFor()
    expect(await page.getByRole('button', { name: /Begin/ }).count()).toBe(0)
  })

  test('a wifi sign-in page in place of the survey says so, and a new try works', async () => {
    phone = await browser.newContext(PHONE)
    await givePageWithoutScreen(phone, url)
    await phone.route('**/api/**', (route) => route.fulfill({ body: '<h1>Wifi</h1>', contentType: 'text/html' }))
    const person = await openLink(phone, url)
    await person.page.getByText('Het lukt nu niet.').waitFor()
    await phone.unroute('**/api/**')
    await person.press('Probeer opnieuw')
    await passLanguage(person)
    await person.page.getByRole('button', { name: 'Begin' }).waitFor()
  })

  test('a collector with two surveys lets the person choose, and go back to choose the other', async () => {
    const { store } = server.house.deps
    const code = codeFor(server, 'individuele-begeleiding')
    const collector = store.collector(code)
    if (!collector) throw new Error('no collector')
    store.saveCollector({ ...collector, code: 'K2KKKKK', surveys: [...collector.surveys, 'wmo-landelijk'] })
    phone = await browser.newContext(PHONE)
    const page = await phone.newPage()
    await page.goto(`${server.origin}/v/K2KKKKK`)
    const person = respondentOn(page)
    await passLanguage(person)
    await page.getByText('Welke vragenlijst wilt u invullen?').waitFor()
    const choices = page.locator('.ew-ask__choices button')
    expect(await choices.count()).toBe(2)
    const second = (await choices.nth(1).innerText()).trim()
    await choices.nth(0).click()
    await page.getByRole('button', { name: 'Begin' }).waitFor()
    await person.press('Terug')
    await page.getByText('Welke vragenlijst wilt u invullen?').waitFor()
    await person.press(second)
    await page.getByRole('heading', { name: second }).waitFor()
    const before = rows()
    await person.press('Begin')
    await page.reload()
    await page.locator('fieldset').waitFor()
    await person.answerAll()
    await person.press('Versturen')
    await page.getByText('Bewaard. Verstuurd.').waitFor()
    expect(rows()).toBe(before + 1)
  })
})
