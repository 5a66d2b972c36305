import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../../server/calendar.ts'
import { hourOf } from '../../server/devices.ts'
import { openBrowser } from '../support/browser.ts'
import { answerAll, calmly, NEXT, rows, TALL } from '../support/kiosk.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE, pressMenu } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PROVIDER = 'DOCK'

let server: InProcess
let browser: Browser
const admin = { login: 'beheer', password: '' }
beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const sheet = (page: Page, heading: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) })

/** A new kiosk on its stand, with its code; the test moves its clock. */
async function newKiosk(): Promise<{ readonly page: Page; readonly code: string }> {
  const context = await browser.newContext({ viewport: TALL, locale: 'nl-NL', hasTouch: true })
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${server.origin}/zuil`)
  const code = await page.locator('.ew-pairing__code').innerText()
  return { page, code }
}

/** A kiosk with 25 answers that it did not send, and of which nothing was heard for three hours. */
function silentKiosk(name: string): { readonly old: string; readonly code: string } {
  const { store } = server.house.deps
  const kiosk = store.collectors().find(({ channel, closed }) => channel === 'kiosk' && !closed)
  const like = store.devices()[0]
  if (!kiosk || !like) throw new Error('no kiosk yet')
  const old = `silent ${name}`
  const heard = hourOf(Date.now() - 3 * 3_600_000)
  const held = { last: 25, unsent: 25, waiting: [[1, 25] as const] }
  const bound = { collectors: [{ code: kiosk.code, current: true }], state: 'active', replacedBy: null } as const
  store.saveDevice({
    ...like,
    id: old,
    publicKey: old,
    code: null,
    name,
    heard,
    paired: '2026-01-01',
    ...held,
    ...bound,
  })
  return { old, code: kiosk.code }
}

describe('the page of an administrator', () => {
  test('brings a new kiosk to its first answer in at most ten clicks', async () => {
    const kiosk = await newKiosk()
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten', admin)
    let clicks = 0
    const click = async (name: string, within: ReturnType<typeof sheet>) => {
      clicks += 1
      await within.getByRole('button', { name }).click()
    }
    const choose = async (
      label: string,
      within: ReturnType<typeof sheet>,
      option: { label: string } | { index: number },
    ) => {
      clicks += 1
      await within.getByLabel(label).selectOption(option)
    }
    clicks += 2
    await pressMenu(page, 'Organisatie', 'Beheer')
    const making = sheet(page, 'Maak een meetpunt')
    await choose('Aanbieder', making, { label: PROVIDER })
    // It gives one kind of care, which is chosen then.
    await expect.poll(() => making.getByLabel('Zorgvorm').inputValue()).toBe('sociaal-makelaarschap')
    await choose('Waarmee', making, { label: 'Zuil' })
    await click('Maak meetpunt', making)
    const code = await page.locator('.ew-made__code').innerText()
    const pairing = sheet(page, 'Koppel een zuil of tablet')
    // The new collector is chosen already.
    await expect.poll(() => pairing.getByLabel('Meetpunt').inputValue()).toBe(code)
    await pairing.getByLabel('Code op het scherm').fill(kiosk.code)
    await pairing.getByLabel('Naam van het toestel').fill('zuil-hal')
    await click('Koppel', pairing)
    await page.getByText('Het toestel is gekoppeld.').waitFor()
    await sheet(page, 'Zuilen en tablets').getByText('zuil-hal').waitFor()
    await expect
      .poll(async () => {
        await kiosk.page.clock.runFor(10_000)
        return kiosk.page.locator('.ew-attract').count()
      })
      .toBe(1)
    const tap = async (selector: string) => {
      clicks += 1
      await calmly(kiosk.page, selector)
    }
    await tap('.ew-attract__row[lang=nl]')
    await kiosk.page.locator('.ew-intro').waitFor()
    await tap(NEXT)
    await kiosk.page.locator('.ew-question').waitFor()
    clicks += 1
    await kiosk.page.clock.runFor(450)
    await kiosk.page.locator('[name=answer]').first().check()
    expect(clicks).toBeLessThanOrEqual(10)
    expect(complaints).toEqual([])
    // And the answers arrive.
    await answerAll(kiosk.page)
    await calmly(kiosk.page, NEXT)
    await kiosk.page.getByText(/^Bewaard\./).waitFor()
    await expect.poll(() => rows(server)).toBe(1)
    await kiosk.page.context().close()
    await close()
  })

  test('makes a collector for invited people with the survey that was chosen', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const making = sheet(page, 'Maak een meetpunt')
    await making.getByLabel('Aanbieder').selectOption({ label: PROVIDER })
    await making.getByLabel('Waarmee').selectOption({ label: 'Eigen telefoon: link en poster' })
    await making.getByLabel('Wie mag antwoorden?').selectOption({ label: 'Alleen wie is uitgenodigd' })
    await making.getByText('Vragenlijsten (hoeft niet)').click()
    const boxes = making.locator('[name=surveys]')
    for (const at of [0, 1]) await boxes.nth(at).check()
    await making.getByRole('button', { name: 'Maak meetpunt' }).click()
    await making.getByText('Kies één vragenlijst.').waitFor()
    await boxes.nth(1).uncheck()
    const chosen = await boxes.nth(0).getAttribute('value')
    await making.getByRole('button', { name: 'Maak meetpunt' }).click()
    const code = await page.locator('.ew-made__code').innerText()
    expect(server.house.deps.store.collector(code)).toMatchObject({ access: 'invited', surveys: [chosen] })
    await expect.poll(() => boxes.nth(0).isChecked()).toBe(false)
    await close()
  })

  test('makes one collector of two quick presses', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const making = sheet(page, 'Maak een meetpunt')
    await making.getByLabel('Aanbieder').selectOption({ label: PROVIDER })
    await making.getByLabel('Waarmee').selectOption({ label: 'Zuil' })
    const before = server.house.deps.store.collectors().length
    await making.getByRole('button', { name: 'Maak meetpunt' }).evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    })
    await page.locator('.ew-made__code').waitFor()
    await page.waitForLoadState('networkidle')
    expect(server.house.deps.store.collectors()).toHaveLength(before + 1)
    await close()
  })

  test('says what is wrong with a code and a name, and keeps what was typed', async () => {
    const kiosk = await newKiosk()
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const pairing = sheet(page, 'Koppel een zuil of tablet')
    const typed = { code: pairing.getByLabel('Code op het scherm'), name: pairing.getByLabel('Naam van het toestel') }
    await typed.code.fill('000')
    await typed.name.fill('zuil-hal')
    await pairing.getByLabel('Meetpunt').selectOption({ index: 1 })
    await pairing.getByRole('button', { name: 'Koppel' }).click()
    await pairing.getByText('is geen koppelcode').waitFor()
    expect(await typed.name.inputValue()).toBe('zuil-hal')
    await typed.code.fill(kiosk.code)
    await pairing.getByRole('button', { name: 'Koppel' }).click()
    await pairing.getByText('Er is al een toestel zuil-hal.').waitFor()
    expect(await typed.code.inputValue()).toBe(kiosk.code)
    await kiosk.page.context().close()
    await close()
  })

  test('finds a collector by words of its provider and its care type, and says so where none fits', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin, PHONE)
    const list = sheet(page, 'Meetpunten')
    await list.locator('tbody tr').first().waitFor()
    const all = await list.locator('tbody tr').count()
    await list.getByLabel('Zoek op code, aanbieder of zorgvorm').fill('lister ggz')
    await expect.poll(() => list.locator('tbody tr').count()).toBe(1)
    expect(await list.getByRole('status').allInnerTexts()).toContain('1 meetpunt')
    expect(await list.locator('tbody tr').innerText()).toContain('Lister')
    // A name and its value stand in two columns, also where the value is long.
    const [cell] = await list.locator('td > span').all()
    const box = await cell?.boundingBox()
    const table = await list.locator('table').boundingBox()
    expect((box?.x ?? 0) - (table?.x ?? 0)).toBeGreaterThan(100)
    await expectAccessible(page)
    await list.getByLabel('Zoek op').fill('geen zoiets')
    await list.getByText('Geen meetpunt past hierbij.').waitFor()
    await list.getByLabel('Zoek op').fill('')
    await expect.poll(() => list.locator('tbody tr').count()).toBe(all)
    await close()
  })

  test('closes a collector, opens it again, and takes a device out after asking', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const { store } = server.house.deps
    const code = store.collectors().find(({ channel, closed }) => channel === 'own-device' && !closed)?.code ?? ''
    await page.getByRole('button', { name: `Sluit meetpunt ${code}` }).click()
    await page.getByText(`${code} is dicht. Wat nog onderweg is, komt gewoon binnen.`).waitFor()
    expect((await fetch(`${server.origin}/poster/${code}`)).status).toBe(410)
    await page.getByRole('button', { name: `Open meetpunt ${code} weer` }).click()
    await page.getByText(`${code} is weer open.`).waitFor()
    expect((await fetch(`${server.origin}/poster/${code}`)).status).toBe(200)
    await page.getByRole('button', { name: 'Zet zuil-hal uit' }).click()
    await page.getByRole('button', { name: 'Ja, zet uit' }).click()
    await page.getByText('uitgezet').waitFor()
    expect(store.devices().find(({ name }) => name === 'zuil-hal')?.state).toBe('revoked')
    await close()
  })

  test('says that a device stands in the place of another one, at the pairing', async () => {
    const { store } = server.house.deps
    const { old, code } = silentKiosk('zuil-oud')
    const kiosk = await newKiosk()
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const pairing = sheet(page, 'Koppel een zuil of tablet')
    await pairing.getByLabel('Code op het scherm').fill(kiosk.code)
    await pairing.getByLabel('Naam van het toestel').fill('zuil-oud')
    await pairing.getByLabel('Meetpunt').selectOption(code)
    await pairing.getByLabel('In plaats van een ander toestel').selectOption(old)
    await pairing.getByRole('button', { name: 'Koppel' }).click()
    await page.getByText('Vervangen door zuil-oud.').waitFor()
    const next = store.devices().find(({ name }) => name === 'zuil-oud')
    expect(store.device(old)).toMatchObject({ name: 'zuil-oud-oud', state: 'revoked', replacedBy: next?.id })
    await kiosk.page.context().close()
    await close()
  })

  test('asks whether a device that fell silent was wiped or replaced, and then says what is missing', async () => {
    const { store } = server.house.deps
    const { old, code } = silentKiosk('zuil-stil')
    const kiosk = await newKiosk()
    const next = store.devices().find((each) => each.code === kiosk.code)?.id ?? ''
    const pairing = { helper: '', day: dayOf(Date.now()), collectors: [code], replaces: null }
    store.pairDevice({ ...pairing, id: next, name: 'zuil-weer' })
    for (const size of [DESK, PHONE]) {
      const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin, size)
      const devices = sheet(page, 'Zuilen en tablets')
      await devices.getByText('Misschien gewist, of vervangen door zuil-weer').waitFor()
      await devices.getByRole('button', { name: 'zuil-stil is vervangen door zuil-weer' }).click()
      await devices.getByText('zuil-stil begint dan geen vragenlijst meer.').waitFor()
      await expectAccessible(page)
      if (size === DESK) await devices.getByRole('button', { name: 'Nee' }).click()
      else await devices.getByRole('button', { name: 'Ja, vervangen' }).click()
      const told = devices.getByRole('listitem').filter({ hasText: 'Vervangen door zuil-weer.' })
      if (size === PHONE) await told.getByText('25 antwoorden ontbreken.').waitFor()
      await close()
    }
    expect(store.device(old)).toMatchObject({ name: 'zuil-stil', state: 'revoked', replacedBy: next })
    expect(store.device(next)).toMatchObject({ name: 'zuil-weer', state: 'active' })
    await kiosk.page.context().close()
  })

  test('pauses a collector, says what happens to answers under way, and ends the pause', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const { store } = server.house.deps
    const code = store.collectors().find(({ channel, closed }) => channel === 'own-device' && !closed)?.code ?? ''
    await page.getByRole('button', { name: `Zet meetpunt ${code} op pauze` }).click()
    await page.getByText('Wie al begon, kan het afmaken.').waitFor()
    expect(await page.getByRole('row', { name: code }).innerText()).toContain('pauze')
    expect((await fetch(`${server.origin}/v/${code}`)).status).toBe(409)
    await page.locator('.ew-posters summary').first().click()
    expect(await page.locator('.ew-posters').first().getByRole('link', { name: 'PDF A5' }).count()).toBeGreaterThan(1)
    await page.getByRole('button', { name: `Stop de pauze van meetpunt ${code}` }).click()
    await page.getByText(`De pauze van ${code} is voorbij.`).waitFor()
    expect((await fetch(`${server.origin}/v/${code}`)).status).toBe(200)
    await close()
  })

  test('makes a location with its areas, which a collector can have at once', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin)
    const making = sheet(page, 'Maak een locatie')
    await making.getByLabel('Aanbieder').selectOption({ label: PROVIDER })
    await making.getByLabel('Naam van de locatie').fill('Buurthuis Één')
    await making.locator('select').nth(1).selectOption({ index: 1 })
    await making.getByRole('button', { name: 'Maak locatie' }).click()
    await page.getByText('De locatie is gemaakt.').waitFor()
    const collector = sheet(page, 'Maak een meetpunt')
    await collector.getByLabel('Aanbieder').selectOption({ label: PROVIDER })
    await collector.getByLabel('Locatie').selectOption({ label: 'Buurthuis Één' })
    const location = server.house.deps.store.locations().find(({ name }) => name === 'Buurthuis Één')
    expect(location).toMatchObject({ id: expect.stringMatching(/^dock-[a-z2-9]{8}$/), provider: 'dock' })
    expect(Object.keys(location?.areas ?? {})).toHaveLength(1)
    await making.getByLabel('Aanbieder').selectOption({ label: PROVIDER })
    await making.getByLabel('Naam van de locatie').fill('buurthuis één')
    await making.getByRole('button', { name: 'Maak locatie' }).click()
    await page.getByText('Deze aanbieder heeft al een locatie met deze naam.').waitFor()
    await close()
  })

  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ])('has no fault that axe knows, at %s wide', async (_, settings) => {
    const { page, close } = await openPortal(browser, server, '/resultaten/beheer', admin, settings)
    await page.getByRole('heading', { name: 'Meetpunten' }).waitFor()
    await expectAccessible(page)
    await close()
  })
})
