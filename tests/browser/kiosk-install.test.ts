import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '../../server/deps.ts'
import { browserPath, HEADLESS, newProfile } from '../support/browser.ts'
import { addKiosk, rows, SURVEY } from '../support/kiosk.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { calm, next } from '../support/walk.ts'

const SHEET = resolve(import.meta.dirname, '../../client/kiosk/install')
const CODE = 'ZV2EEEE'
/** Where there is no screen, and for this test to look in. */
const FLAGS = [...HEADLESS, '--remote-debugging-port=0'].join(' ')

let server: InProcess
/** Whether the server fails at every answer that comes. */
let isDown = false
const profile = newProfile()
const children: ChildProcess[] = []

beforeAll(async () => {
  const change = (deps: Deps): Deps => ({
    ...deps,
    ingest: async (...given) => {
      if (isDown) throw new Error('down')
      return deps.ingest(...given)
    },
  })
  server = await startInProcess({ change })
  addKiosk(server, CODE, [SURVEY])
})
afterAll(async () => {
  for (const { pid, exitCode } of children) if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL')
  await server.stop()
  profile.forget()
})

interface Script {
  readonly child: ChildProcess
  /** The next browser that the script starts. */
  readonly browser: () => Promise<Browser>
}

/** The script of the sheet, as the service starts it. */
function startScript(...args: readonly string[]): Script {
  const folder = join(profile.folder, 'zuil')
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, PROFILE: folder, BROWSER: browserPath(), FLAGS, DISPLAY: '' }
  const child = spawn('sh', [join(SHEET, 'zuil.sh'), ...args], {
    detached: true,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stderr as NodeJS.ReadableStream })[Symbol.asyncIterator]()
  return {
    child,
    async browser() {
      for (;;) {
        const { value, done } = await lines.next()
        if (done) throw new Error('the script ended')
        const address = /DevTools listening on (ws:\S+)/.exec(value)?.[1]
        if (address) return chromium.connectOverCDP(address)
      }
    },
  }
}

async function kioskIn(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
  if (!page) throw new Error('the browser has no page')
  await page.locator('.ew-attract').waitFor()
  return page
}

/** Every question, with its first answer, at the pace that a kiosk asks for. */
async function answerAll(page: Page): Promise<void> {
  while ((await page.locator('fieldset').count()) > 0) {
    const before = await page.locator('h1').innerText()
    const first = page.locator('[name=answer]:not(textarea)').first()
    await calm(page)
    if ((await first.count()) > 0) await first.check()
    await next(page)
    await page.waitForFunction((was) => document.querySelector('h1')?.innerText !== was, before)
  }
}

const ended = (browser: Browser) => new Promise((done) => browser.on('disconnected', done))

/** Power goes off. */
async function kill(browser: Browser): Promise<void> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  const gone = ended(browser)
  process.kill(Number(processInfo.find(({ type }) => type === 'browser')?.id), 'SIGKILL')
  await gone
}

test('the script of the sheet keeps the kiosk there: killed it comes back with what was kept, and it stops when told', async () => {
  const before = rows(server)
  const { child, browser } = startScript(`${server.origin}/zuil/${CODE}`)
  const first = await browser()
  const page = await kioskIn(first)
  expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true)

  isDown = true
  await calm(page)
  await page.locator('.ew-attract__row[lang=nl]').click()
  await page.locator('.ew-intro').waitFor()
  await next(page)
  await page.locator('.ew-question').waitFor()
  await answerAll(page)
  await next(page)
  await page.getByText(/^Bewaard\./).waitFor()
  expect(rows(server)).toBe(before)
  await kill(first)
  isDown = false

  const second = await browser()
  await kioskIn(second)
  await expect.poll(() => rows(server), { timeout: 60_000 }).toBe(before + 1)

  const [stopped, gone] = [once(child, 'exit'), ended(second)]
  child.kill('SIGTERM')
  expect((await stopped)[0]).toBe(0)
  await gone
}, 120_000)

test.each([
  ['no address', []],
  ['an address without a lock', ['http://ervaring.example/zuil/ABCDEFG']],
  ['an address of something else', ['https://ervaring.example/v/ABCDEFG']],
])('without a kiosk to show it says how to start it: %s', async (_what, args) => {
  const child = spawn('sh', [join(SHEET, 'zuil.sh'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (part: Buffer) => {
    said += part
  })
  expect((await once(child, 'close'))[0]).toBe(2)
  expect(said).toContain('zuil.sh https://')
})

test('the policies are JSON that names the kiosk’s address only', () => {
  const policies = JSON.parse(readFileSync(join(SHEET, 'policies.json'), 'utf8'))
  expect(policies).toMatchObject({ URLBlocklist: ['*'], URLAllowlist: ['@ORIGIN@'], IncognitoModeAvailability: 1 })
})
