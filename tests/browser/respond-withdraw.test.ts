import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inGroups, readWithdrawalCode } from '../../shared/withdrawal-code.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
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

const store = () => server.house.deps.store
const rows = () => store().verify().responses

/** A fresh phone whose person has sent all, or has handed it in without a connection. */
async function finished(how: 'online' | 'offline'): Promise<Respondent> {
  phone = await browser.newContext({ ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] })
  const person = await openLink(phone, url)
  await person.press('Begin')
  await person.answerAll()
  if (how === 'offline') await phone.setOffline(true)
  await person.press('Versturen')
  await person.page.getByText(how === 'online' ? 'Bewaard. Verstuurd.' : 'Bewaard. Wordt later verstuurd.').waitFor()
  return person
}

const codeOn = async (page: Page) => (await page.locator('.ew-code__letters').innerText()).trim()

/** Everything in the device's database and storage as text. */
function onDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }, history.state, location.href]
    for (const name of open.result.objectStoreNames) {
      const all = open.result.transaction(name).objectStore(name).getAll()
      parts.push(await new Promise((done) => (all.onsuccess = () => done(all.result))))
    }
    open.result.close()
    return JSON.stringify(parts)
  })
}

describe('the withdrawal code', () => {
  test('is shown once on the thanks screen, in groups of four, and lies nowhere on the device', async () => {
    const { page } = await finished('online')
    const shown = await codeOn(page)
    const code = readWithdrawalCode(shown)
    expect(code).not.toBeNull()
    expect(shown.replace(/\s+/g, ' ')).toBe(inGroups(code ?? ''))
    await page.getByText('Schrijf deze code op.').waitFor()
    const kept = await onDevice(page)
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(inGroups(code ?? ''))
    await page.reload()
    await page.locator('h1').waitFor()
    expect(await page.locator('.ew-code__letters').count()).toBe(0)
  })

  test('can be copied, and saved as a small file', async () => {
    const { page, press } = await finished('online')
    const code = (await codeOn(page)).replace(/\s+/g, ' ')
    await press('Kopieer de code')
    await page.getByText('De code is gekopieerd.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
    const [file] = await Promise.all([page.waitForEvent('download'), press('Bewaar de code')])
    expect(file.suggestedFilename()).toBe('intrekcode.txt')
    const text = await readFile(await file.path(), 'utf8')
    expect(text).toContain(code)
    expect(text).toContain('/intrekken')
    expect(text.length).toBeLessThan(300)
  })

  test('is another one for every list, and is not there on a kiosk', async () => {
    const codes = new Set<string>()
    for (const _ of [1, 2]) {
      codes.add(await codeOn((await finished('online')).page))
      await phone.close()
    }
    expect(codes.size).toBe(2)
    const collector = store()
      .collectors()
      .find(({ surveys }) => surveys.includes('individuele-begeleiding'))
    if (!collector) throw new Error('no collector')
    store().saveCollector({ ...collector, code: 'K2KKKKK', channel: 'kiosk' })
    phone = await browser.newContext(PHONE)
    const person = await openLink(phone, `${server.origin}/v/K2KKKKK`)
    await person.press('Begin')
    await person.answerAll()
    await person.press('Versturen')
    await person.page.getByText('Bewaard. Verstuurd.').waitFor()
    expect(await person.page.locator('.ew-code').count()).toBe(0)
  })
})

describe('taking back', () => {
  test('from the thanks screen takes the answers out at once', async () => {
    const before = rows()
    const { page, press } = await finished('online')
    expect(rows()).toBe(before + 1)
    await press('Antwoorden weghalen')
    await page.getByText('Wilt u uw antwoorden weghalen?').waitFor()
    await page.getByText('Cijfers die al gemaakt zijn, blijven.').waitFor()
    await press('Nee, laat ze staan')
    await page.getByText('Bewaard. Verstuurd.').waitFor()
    await press('Antwoorden weghalen')
    await press('Ja, haal ze weg')
    await page.getByText('Het is gelukt.').waitFor()
    await press('Terug')
    await page.getByText('Uw antwoorden zijn weg.').waitFor()
    expect(await page.locator('.ew-code').count()).toBe(0)
    expect(rows()).toBe(before)
    expect(store().verify().differences).toEqual([])
  })

  test('without a connection keeps only a digest, sends no answer ever, and reaches the server later', async () => {
    const before = rows()
    const { page, press } = await finished('offline')
    const code = readWithdrawalCode(await codeOn(page)) ?? ''
    await press('Antwoorden weghalen')
    await press('Ja, haal ze weg')
    await page.getByText('Uw antwoorden gaan weg.').waitFor()
    expect(await onDevice(page)).not.toContain(code)
    await press('Terug')
    await page.getByText('Nog te versturen').waitFor({ state: 'detached' })
    const sent: string[] = []
    phone.on('request', (request) => sent.push(new URL(request.url()).pathname))
    const asked = page.waitForResponse('**/api/v1/withdrawals')
    await phone.setOffline(false)
    await asked
    await page.getByText('Uw antwoorden zijn weg.').waitFor()
    expect(sent).not.toContain('/api/v1/responses')
    expect(rows()).toBe(before)
  })

  test('later, by the code typed under Hulp, offline too, while another list is open', async () => {
    const before = rows()
    const { page, press } = await finished('online')
    const code = await codeOn(page)
    await page.reload()
    await press('Begin')
    await page.locator('fieldset').waitFor()
    const question = await page.locator('h1').innerText()
    await phone.setOffline(true)
    await press('Hulp nodig?')
    await press('Antwoorden weghalen')
    await page.getByLabel('Typ uw code').fill('0000 1111')
    await press('Haal weg')
    await page.getByText('Deze code klopt niet.').waitFor()
    await page.getByLabel('Typ uw code').fill(code.toLowerCase())
    await press('Haal weg')
    await page.getByText('Uw antwoorden gaan weg.').waitFor()
    await phone.setOffline(false)
    await page.getByText('Het is gelukt.').waitFor()
    await press('Terug')
    await press('Terug')
    expect(await page.locator('h1').innerText()).toBe(question)
    expect(rows()).toBe(before)
  })

  test('works on a phone that keeps nothing', async () => {
    const before = rows()
    phone = await browser.newContext(PHONE)
    await phone.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no storage', 'SecurityError')
      }
    })
    const { page, press, answerAll } = await openLink(phone, url)
    await press('Begin')
    await answerAll()
    await press('Versturen')
    await page.getByText('Bewaard. Verstuurd.').waitFor()
    expect(rows()).toBe(before + 1)
    await press('Antwoorden weghalen')
    await press('Ja, haal ze weg')
    await page.getByText('Het is gelukt.').waitFor()
    expect(rows()).toBe(before)
  })

  test('on the page without script, on any device', async () => {
    const before = rows()
    const code = await codeOn((await finished('online')).page)
    await phone.close()
    phone = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
    const page = await phone.newPage()
    await page.goto(`${server.origin}/intrekken`)
    await page.getByLabel('Typ uw code').fill(code)
    await page.getByRole('button', { name: 'Haal weg' }).click()
    await page.getByRole('heading', { name: 'Het is gelukt' }).waitFor()
    expect(rows()).toBe(before)
  })

  test('a wifi sign-in page in between is no receipt', async () => {
    const { page, press } = await finished('online')
    const before = rows()
    await phone.route('**/api/v1/withdrawals', (route) => route.fulfill({ json: { ok: true } }))
    await press('Antwoorden weghalen')
    await press('Ja, haal ze weg')
    await page.getByText('Uw antwoorden gaan weg.').waitFor()
    expect(rows()).toBe(before)
    await phone.unroute('**/api/v1/withdrawals')
    await page.getByText('Het is gelukt.').waitFor()
    expect(rows()).toBe(before - 1)
  })
})
