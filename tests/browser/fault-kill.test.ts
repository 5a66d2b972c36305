import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { FlushRequest } from '../../shared/wire.ts'
import { newProfile } from '../support/browser.ts'
import { type Killable, startKillable } from '../support/killable.ts'
import { addKiosk, SURVEY } from '../support/kiosk.ts'
import { readDevice, violations } from '../support/reconcile.ts'
import { codeFor, openLink } from '../support/respondent.ts'
import { seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { calm, next } from '../support/walk.ts'
import { id, openPage } from './device-phone.ts'
import { type DeviceServer, type Meddler, send, startDeviceServer } from './device-server.ts'

const KILLS = Number(process.env.FAULT_KILLS ?? 4)
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31)
/** Longest time between the last tap and the kill. */
const LONGEST_MS = 120
const BATCH = 12
const PATIENCE_MS = 30_000 + KILLS * 15_000

const chance = seededChance(SEED)
const profiles: ReturnType<typeof newProfile>[] = []
let server: InProcess
let device: DeviceServer
let running: Killable | undefined

beforeAll(async () => {
  console.log(`kill seed ${SEED}; repeat with FAULT_SEED=${SEED}`)
  server = await startInProcess()
  device = await startDeviceServer()
})
afterEach(() => running?.kill())
afterAll(async () => {
  await device.close()
  await server.stop()
  for (const profile of profiles) profile.forget()
})

function folder(): string {
  const profile = newProfile()
  profiles.push(profile)
  return profile.folder
}

async function start(where: string, more: readonly string[] = []): Promise<Killable> {
  running = await startKillable(where, more)
  return running
}

/** The kill comes at a moment of chance after what was just done: that moment is the fault. */
const soon = () => new Promise((done) => setTimeout(done, chance() * LONGEST_MS))

const place = (page: Page) => page.evaluate(() => Number(/^Vraag (\d+)/.exec(document.title)?.[1] ?? 0))
const atPlace = (page: Page, least: number) =>
  page.waitForFunction((from) => Number(/^Vraag (\d+)/.exec(document.title)?.[1] ?? 0) >= from, least)

test(
  `C1: a phone whose browser is killed ${KILLS} times while somebody answers goes on where they were`,
  async () => {
    const url = `${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`
    const where = folder()
    const before = server.house.deps.store.verify().responses
    let person = await openLink(await contextOf(await start(where)), url)
    await person.press('Begin')
    await atPlace(person.page, 1)
    let was = 1
    for (let kill = 0; kill < KILLS; kill++) {
      await calm(person.page)
      await person.page.locator('.ew-answer-tile__input').first().check()
      // Some kills come after the answer, some while the next question is coming.
      const moves = was < 5 && chance() < 0.6
      if (moves) await person.page.locator('.ew-bar-button--next').click()
      await soon()
      await running?.kill()
      person = await openLink(await contextOf(await start(where)), url)
      await atPlace(person.page, 1)
      const now = await place(person.page)
      expect(now).toBeGreaterThanOrEqual(was)
      expect(now).toBeLessThanOrEqual(was + Number(moves))
      was = now
    }
    await person.answerAll()
    await person.press('Versturen')
    await person.page.getByText('Bewaard. Verstuurd.').waitFor()
    const held = await readDevice(person.page)
    const confirmed = held.map((item) => item.id)
    expect(confirmed).toHaveLength(1)
    const { store } = server.house.deps
    expect(violations({ confirmed, device: held, store, before, settled: true, calledSent: confirmed })).toEqual([])
    const stored = store.response(confirmed[0] ?? '')
    expect(Object.values(stored?.answers ?? {}).length).toBeGreaterThanOrEqual(5)
  },
  PATIENCE_MS,
)

test(
  `C1: a kiosk that is killed ${KILLS} times while somebody answers starts clean, and takes the next visitor`,
  async () => {
    const code = addKiosk(server, 'ZV2GGGG', [SURVEY])
    const where = folder()
    const { store } = server.house.deps
    const before = store.verify().responses
    for (let kill = 0; kill <= KILLS; kill++) {
      const page = await (await start(where, ['--window-size=1080,1920'])).page()
      await page.goto(`${server.origin}/zuil/${code}`)
      await page.locator('.ew-attract').waitFor()
      expect(await leftOf(page)).toEqual({ runs: 0, outbox: 0, chosen: 0 })
      await calm(page)
      await page.locator('.ew-attract__row[lang=nl]').click()
      await page.locator('.ew-intro').waitFor()
      await next(page)
      await page.locator('.ew-question').waitFor()
      await calm(page)
      await page.locator('[name=answer]').first().check()
      if (kill === KILLS) return finishVisit(page, before)
      if (chance() < 0.6) await next(page)
      await soon()
      await running?.kill()
    }
  },
  PATIENCE_MS,
)

/** The visitor after the last kill stops early: that is one answer, and the only one. */
async function finishVisit(page: Page, before: number): Promise<void> {
  const { store } = server.house.deps
  await calm(page)
  await page.getByRole('button', { name: 'Stoppen' }).click()
  await calm(page)
  await page.locator('.ew-ask__choices button').first().click()
  await page.locator('.ew-thanks').waitFor()
  await expect.poll(() => store.verify().responses).toBe(before + 1)
  const held = await readDevice(page)
  const confirmed = held.map((item) => item.id)
  expect(confirmed).toHaveLength(1)
  expect(violations({ confirmed, device: held, store, before })).toEqual([])
}

async function contextOf({ browser }: Killable) {
  const context = browser.contexts()[0]
  if (!context) throw new Error('no context')
  return context
}

/** What of an earlier visitor could be seen, or lies there to be seen. */
function leftOf(page: Page) {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done) => (open.onsuccess = done))
    const count = async (name: string) => {
      const asked = open.result.transaction(name).objectStore(name).count()
      await new Promise((done) => (asked.onsuccess = done))
      return asked.result
    }
    const left = { runs: await count('runs'), outbox: await count('outbox') }
    open.result.close()
    return { ...left, chosen: document.querySelectorAll(':checked').length }
  })
}

/** Where in a flush the browser dies; each gets the kill and does its part of the flush. */
const MOMENTS: Readonly<Record<string, (kill: () => void) => Meddler>> = {
  'before the request is taken in': (kill) => (reply) => {
    kill()
    reply.on('error', () => undefined)
  },
  'after it was stored, before the reply': (kill) => (_reply, request) => {
    void device.ingest.handle(JSON.stringify(request)).then(kill)
  },
  'at the reply': (kill) => (reply, request) => {
    void answer(reply, request).then(kill)
  },
  'while what was delivered is noted': (kill) => (reply, request) => {
    void answer(reply, request).then(() => setTimeout(kill, chance() * 40))
  },
}

async function answer(reply: Parameters<Meddler>[0], request: FlushRequest): Promise<void> {
  const body = await device.ingest.handle(JSON.stringify(request))
  await new Promise<void>((sent) => {
    reply.on('finish', sent)
    send(reply, 200, body ?? '')
  })
}

test(
  `C4: a browser killed while it sends ${BATCH} answers, ${KILLS} times: each arrives once at the next start`,
  async () => {
    const where = folder()
    const { ingest } = device
    ingest.reset()
    const confirmed: string[] = []
    const answers = new Map<string, { readonly how: number }>()
    const moments = Object.values(MOMENTS)
    let noted = 0
    for (let round = 0; round < KILLS; round++) {
      const { page: tab, kill } = await start(where)
      device.meddler = (reply) => send(reply, 503, '', 'text/html', { 'retry-after': '0' })
      const page = await openPage(await tab(), device)
      for (let made = 0; made < BATCH; made++) {
        const [name, how] = [id(confirmed.length + 1), 1 + (made % 3)] as const
        expect(
          (await page.evaluate(([c, n, h]) => window.devicePage.keep(c, n, 'x', h), [COLLECTOR, name, how] as const))
            .state,
        ).toBe('kept')
        confirmed.push(name)
        answers.set(name, { how })
      }
      await new Promise<void>((dead) => {
        device.meddler = moments[round % moments.length]?.(() => void kill().then(dead)) ?? null
        void openPage(page, device)
          .then(() => page.evaluate(() => window.devicePage.startSending()))
          .catch(() => undefined)
      })
      device.meddler = null
      const again = await start(where)
      const next = await openPage(await again.page(), device)
      const held = await readDevice(next)
      if (held.some(({ state }) => state === 'waiting')) noted++
      expect(violations({ confirmed, device: held, store: ingest.store(), answers })).toEqual([])
      await next.evaluate(() => window.devicePage.startSending())
      await expect
        .poll(() => next.evaluate(() => window.devicePage.counts()), { timeout: 20_000 })
        .toEqual({ waiting: 0, quarantined: 0 })
      const settled = { confirmed, device: await readDevice(next), store: ingest.store(), answers, settled: true }
      expect(violations(settled)).toEqual([])
      expect(ingest.store().verify().responses).toBe(confirmed.length)
      await again.kill()
    }
    console.log(`C4: in ${noted} of ${KILLS} kills answers were still waiting at the next start`)
  },
  PATIENCE_MS,
)
