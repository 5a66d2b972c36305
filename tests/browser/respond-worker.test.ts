import { appendFileSync, cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Deps } from '../../server/deps.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

/** A copy of the built app, in which a test can put a newer version. */
const clientDir = join(temporaryFolder(), 'client')
let server: InProcess
let browser: Browser
let url: string
let phone: BrowserContext
/** Whether the server fails at every answer that comes. */
let isDown = false

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../../.build/client'), clientDir, { recursive: true })
  const change = (deps: Deps): Deps => ({
    ...deps,
    ingest: async (...given) => {
      if (isDown) throw new Error('down')
      return deps.ingest(...given)
    },
  })
  server = await startInProcess({ clientDir, change })
  browser = await openBrowser()
  url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
})
afterEach(() => phone.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(resolve(clientDir, '..'), { recursive: true, force: true })
})

const rows = () => server.house.deps.store.verify().responses

async function newPhone(): Promise<BrowserContext> {
  phone = await browser.newContext(PHONE)
  return phone
}

const begin = (page: Page) => page.getByRole('button', { name: 'Begin' })

let releases = 0

/** Puts a newer worker on the server and lets the page look for it; resolves when it is installed. */
async function release(page: Page): Promise<void> {
  appendFileSync(join(clientDir, 'sw.js'), `\n;'release ${++releases}'`)
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    Object.assign(window, { takenOver: 0 })
    navigator.serviceWorker.addEventListener('controllerchange', () => Object.assign(window, { takenOver: 1 }))
    const found = new Promise<ServiceWorker | null>((done) =>
      registration?.addEventListener('updatefound', () => done(registration.installing), { once: true }),
    )
    await registration?.update()
    const worker = await found
    if (worker?.state !== 'installing') return
    await new Promise((done) => worker.addEventListener('statechange', done, { once: true }))
  })
}

const isWaiting = (page: Page) =>
  page.evaluate(async () => ((await navigator.serviceWorker.getRegistration())?.waiting ?? null) !== null)
const takenOver = (page: Page) => page.waitForFunction(() => (window as unknown as { takenOver: number }).takenOver)

async function atQuestion(person: Respondent): Promise<void> {
  await person.press('Begin')
  await person.page.locator('fieldset').waitFor()
  await person.page.waitForFunction(async () =>
    (await navigator.locks.query()).held?.some(({ name }) => name === 'ervaringwijzer-run'),
  )
}

describe('a newer app', () => {
  test('takes over while nobody is answering', async () => {
    const { page } = await openLink(await newPhone(), url)
    await release(page)
    await takenOver(page)
    await page.reload()
    await begin(page).waitFor()
  })

  test('waits until the survey is finished, which the old one does whole, offline too', async () => {
    const before = rows()
    const person = await openLink(await newPhone(), url)
    const { page } = person
    await atQuestion(person)
    await release(page)
    expect(await isWaiting(page)).toBe(true)
    await phone.setOffline(true)
    await page.reload()
    await person.answerAll()
    expect(await isWaiting(page)).toBe(true)
    await page.evaluate(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => Object.assign(window, { takenOver: 1 }))
    })
    await person.press('Versturen')
    await page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
    await takenOver(page)
    await phone.setOffline(false)
    await page.getByText('Bewaard. Verstuurd.').waitFor()
    await page.reload()
    await begin(page).waitFor()
    expect(rows()).toBe(before + 1)
  })

  test('waits for a survey in another tab', async () => {
    const answering = await openLink(await newPhone(), url)
    const idle = await openLink(phone, `${server.origin}/v/${codeFor(server, 'sociaal-makelaar-buurthuis')}`)
    await atQuestion(answering)
    await release(idle.page)
    expect(await isWaiting(idle.page)).toBe(true)
    await answering.press('Stoppen')
    await answering.press(/^Nee/)
    await takenOver(idle.page)
  })

  test('waits again when the person begins anew after throwing the answers away', async () => {
    const person = await openLink(await newPhone(), url)
    await atQuestion(person)
    await person.press('Stoppen')
    await person.press(/^Nee/)
    await person.press('Begin opnieuw')
    await atQuestion(person)
    await release(person.page)
    expect(await isWaiting(person.page)).toBe(true)
  })
})

test('the worker wakes the pages when the browser says that the connection is back', async () => {
  phone = await browser.newContext(PHONE)
  const page = await phone.newPage()
  await page.clock.install()
  await page.goto(url)
  const devtools = await phone.newCDPSession(page)
  const registered = new Promise<string>((done) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [own] = registrations
      if (own) done(own.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  // Not by a route of the browser: what a worker wakes may go past it.
  isDown = true
  await page.getByRole('button', { name: 'Verder' }).click()
  await begin(page).click()
  // A second tap within 400 ms counts as a slip of the finger and does nothing, so press until the screen answers.
  const waits = page.getByText('Nog te versturen: 1 lijst.')
  const pressIfThere = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name })
    // It may go while the press is under way: the look at the screen below decides.
    if ((await button.count()) > 0) await button.click({ timeout: 1000 }).catch(() => undefined)
  }
  await expect
    .poll(
      async () => {
        await pressIfThere('Stoppen')
        await pressIfThere(/^Ja/)
        return waits.count()
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1)
  isDown = false
  // The pause is over, but the page's own timers stand still: only the worker can wake it.
  await page.clock.setSystemTime(Date.now() + 3_600_000)
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin: server.origin,
    registrationId: await registered,
    tag: 'ervaringwijzer-flush',
    lastChance: false,
  })
  await page.getByText('Bewaard. Verstuurd.').waitFor()
})

describe('the installed app', () => {
  test('opens offline with the collector of the last time', async () => {
    const other = `${server.origin}/v/${codeFor(server, 'sociaal-makelaar-buurthuis')}`
    await newPhone()
    for (const link of [url, other, url]) {
      const { page } = await openLink(phone, link)
      await begin(page).waitFor()
      await expect.poll(() => lastOpened(page)).toBe(link.split('/').at(-1))
    }
    await phone.setOffline(true)
    const page = await phone.newPage()
    await page.goto(`${server.origin}/v/`)
    await page.waitForURL(`${url}*`)
    await begin(page).waitFor()
  })

  test('goes to the start page on a phone that was never used', async () => {
    const page = await (await newPhone()).newPage()
    await page.goto(`${server.origin}/v/`)
    expect(new URL(page.url()).pathname).toBe('/')
  })

  test('goes to the start page when the phone has forgotten', async () => {
    const { page } = await openLink(await newPhone(), url)
    await begin(page).waitFor()
    await page.close()
    const again = await phone.newPage()
    await again.goto(`${server.origin}/plain.css`)
    await again.evaluate(async () => {
      const gone = indexedDB.deleteDatabase('ervaringwijzer')
      await new Promise((done) => (gone.onsuccess = done))
    })
    await again.goto(`${server.origin}/v/`)
    await again.waitForURL(`${server.origin}/`)
  })

  test('begins at an address that its worker can open', async () => {
    const manifest = (await (await fetch(`${server.origin}/manifest.webmanifest`)).json()) as { start_url: string }
    expect(manifest.start_url).toBe('/v/')
  })
})

/** The collector that the device would begin with. */
function lastOpened(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const last = open.result.transaction('meta').objectStore('meta').get('last')
    await new Promise((done) => (last.onsuccess = done))
    open.result.close()
    return last.result
  })
}
