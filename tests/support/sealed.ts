import { createHash } from 'node:crypto'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { browserPath, HEADLESS } from './browser.ts'
import type { InProcess } from './server.ts'
import { startInProcess } from './server.ts'

/** How many people leave their answers on a device before it is searched. */
export const SEALED_RUNS = Number(process.env.SEALED_RUNS ?? 6)

/** Words that stand nowhere else, other ones for each person; without a part in common, since a database that squeezes
 *  its files writes that only once. */
export function canaryOf(person: number): string {
  const digits = createHash('sha256').update(`kanarie ${person}`).digest('hex').slice(0, 24)
  return digits.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
}

/** What stands in a file that holds somebody's answers open, whatever they are: their name and the first question's, as a
 *  database of the browser writes them, and as JSON. */
export function openAnswers(question: string): readonly string[] {
  return [`answerso"${String.fromCharCode(question.length)}${question}`, `"answers":{"${question}":`]
}

/** A server that takes no answer in: all stay on the device. */
export function startDeaf(settings: Parameters<typeof startInProcess>[0] = {}): Promise<InProcess> {
  const ingest = () => Promise.reject(new Error('down'))
  return startInProcess({
    ...settings,
    change: (deps) => ({ ...(settings.change?.(deps) ?? deps), ingest }),
  })
}

/** A shared device with all that its browser keeps in that folder. */
export async function openDeviceIn(
  folder: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: browserPath(),
    args: HEADLESS,
    viewport,
    locale: 'nl-NL',
    hasTouch: true,
  })
  const [page] = context.pages()
  if (!page) throw new Error('the browser has no page')
  return { context, page }
}

/** Envelopes that wait on the device. */
export function envelopes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    const db = await new Promise<IDBDatabase>((done) => {
      open.onsuccess = () => done(open.result)
    })
    return new Promise<number>((done) => {
      const asked = db.transaction('outbox').objectStore('outbox').count()
      asked.onsuccess = () => done(asked.result)
    })
  })
}

/** Where a device that is not as it should be could leave an answer. */
export const PLACES = ['localStorage', 'IndexedDB'] as const

/** Leaves these answers there, open. */
export async function plant(page: Page, place: (typeof PLACES)[number], answers: Record<string, unknown>) {
  await page.evaluate(
    async ([at, run]) => {
      if (at === 'localStorage') return localStorage.setItem('a', `12${JSON.stringify(run)}`)
      const open = indexedDB.open('ervaringwijzer')
      const db = await new Promise<IDBDatabase>((done) => {
        open.onsuccess = () => done(open.result)
      })
      await new Promise((done) => {
        const tx = db.transaction('device', 'readwrite')
        tx.objectStore('device').put(run, 'planted')
        tx.oncomplete = done
      })
    },
    [place, { answers }] as const,
  )
}
