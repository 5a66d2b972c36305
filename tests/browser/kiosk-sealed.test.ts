import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserPath, newProfile } from '../support/browser.ts'
import { addKiosk, begin, calmly, NEXT, TALL } from '../support/kiosk.ts'
import { filesHolding } from '../support/profile-search.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

/** Has room for own words. */
const SURVEY = 'taalles'
const CODE = 'ZV2FFFF'
const RUNS = Number(process.env.SEALED_RUNS ?? 6)

let server: InProcess

beforeAll(async () => {
  // Down from the kiosk's side: no answer leaves it.
  const ingest = () => Promise.reject(new Error('down'))
  server = await startInProcess({ change: (deps) => ({ ...deps, ingest }) })
  addKiosk(server, CODE, [SURVEY])
})
afterAll(() => server.stop())

/** Words that stand nowhere else, other ones for each visitor. */
const canaryOf = (visitor: number) => `kanariegeel${String(visitor).padStart(3, '0')}vogeltje`

/** A kiosk whose server fails, with all that its browser keeps in that folder. */
async function openKioskIn(folder: string) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: browserPath(),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    viewport: TALL,
    locale: 'nl-NL',
    hasTouch: true,
  })
  const [page] = context.pages()
  if (!page) throw new Error('the browser has no page')
  await page.clock.install()
  await page.goto(`${server.origin}/zuil/${CODE}`)
  await page.locator('.ew-attract').waitFor()
  return { context, page }
}

/** One visitor after another tells everything, and the answers are kept. */
async function visit(page: Page, words: string): Promise<void> {
  await begin(page)
  while ((await page.locator('fieldset').count()) > 0) {
    const before = await page.locator('h1').innerText()
    const field = page.locator('textarea')
    await page.clock.runFor(450)
    if ((await field.count()) > 0) await field.fill(words)
    else await page.locator('[name=answer]').first().check()
    await page.locator(NEXT).click()
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, before)
  }
  await calmly(page, NEXT)
  await page.getByText(/^Bewaard\./).waitFor()
  await calmly(page, NEXT)
  await page.locator('.ew-attract').waitFor()
}

test(
  `after ${RUNS} visitors, all kept and none sent, no file of the kiosk’s browser holds a word of theirs`,
  async () => {
    const profile = newProfile()
    const { context, page } = await openKioskIn(profile.folder)
    const words = Array.from({ length: RUNS }, (_, visitor) => canaryOf(visitor))
    for (const each of words) await visit(page, each)
    const kept = await page.evaluate(async () => {
      const open = indexedDB.open('ervaringwijzer')
      const db = await new Promise<IDBDatabase>((done) => {
        open.onsuccess = () => done(open.result)
      })
      return new Promise<number>((done) => {
        const asked = db.transaction('outbox').objectStore('outbox').count()
        asked.onsuccess = () => done(asked.result)
      })
    })
    await context.close()
    expect(kept).toBe(RUNS)
    expect(filesHolding(profile.folder, words)).toEqual([])
    profile.forget()
  },
  30_000 + RUNS * 10_000,
)

test.each(['localStorage', 'IndexedDB'])('words that do lie in %s are found', async (where) => {
  const profile = newProfile()
  const { context, page } = await openKioskIn(profile.folder)
  await page.evaluate(
    async ([place, words]) => {
      if (place === 'localStorage') return localStorage.setItem('a', `12${words}`)
      const open = indexedDB.open('ervaringwijzer')
      const db = await new Promise<IDBDatabase>((done) => {
        open.onsuccess = () => done(open.result)
      })
      await new Promise((done) => {
        const tx = db.transaction('device', 'readwrite')
        tx.objectStore('device').put({ text: words }, 'planted')
        tx.oncomplete = done
      })
    },
    [where, canaryOf(0)] as const,
  )
  await context.close()
  expect(filesHolding(profile.folder, [canaryOf(0)])).not.toEqual([])
  profile.forget()
})
