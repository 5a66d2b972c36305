import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showDecided } from '../../server/open-answers.ts'
import type { Accepted, Collector } from '../../server/store/store.ts'
import { openBrowser } from '../support/browser.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { idOf } from '../support/store-samples.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const WIDTHS = [
  ['360', PHONE],
  ['1280', DESK],
] as const

let server: InProcess
let browser: Browser
const people: Record<string, { readonly login: string; readonly password: string }> = {}
let told = 0
let survey: { readonly id: string; readonly version: number; readonly question: string }
let collector: Collector

beforeAll(async () => {
  server = await startInProcess({ now: () => NOW })
  browser = await openBrowser()
  await cliOf(server, 'demo', 'load')
  const { store, surveys } = server.house.deps
  const found = [...surveys.values()].find(({ questions }) => questions.some(({ kind }) => kind === 'text'))
  const question = found?.questions.find(({ kind }) => kind === 'text')?.id
  const [sample] = store.collectors()
  if (!found || question === undefined || !sample) throw new Error('no survey asks for words')
  survey = { id: found.id, version: found.version, question }
  collector = {
    ...sample,
    code: 'PRAATBZ',
    provider: 'dock',
    careType: 'sociaal-makelaarschap',
    surveys: [found.id],
    demo: false,
  }
  store.saveCollector(collector)
  const roles = {
    beheer: ['--role', 'admin'],
    joke: ['--role', 'account-manager', '--portfolio', 'dock,lister,willemsen-de-koning'],
    dock: ['--role', 'provider', '--provider', 'dock'],
  }
  for (const [login, options] of Object.entries(roles))
    people[login] = { login, password: await accountOn(server, login, ...options) }
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

function tell(texts: readonly string[]): void {
  server.house.deps.store.saveResponses(
    texts.map((text): Accepted => {
      told += 1
      return {
        response: {
          id: idOf(told),
          collector: collector.code,
          survey: { id: survey.id, version: survey.version },
          month: '2026-11',
          channel: collector.channel,
          language: 'nl',
          answeredBy: 'self',
          answers: { [survey.question]: text },
        },
        hash: told.toString(16).padStart(64, '0'),
        collector,
      }
    }),
  )
}

const who = (login: string) => people[login] ?? { login, password: '' }

describe("an account manager's providers", () => {
  test.each(WIDTHS)('are what the portal opens with, by name and without a score, at %s wide', async (_, settings) => {
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten', who('joke'), settings)
    await page.getByRole('heading', { name: 'Mijn aanbieders' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/resultaten/portfolio')
    const names = await page.locator('tbody th').allInnerTexts()
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'nl')))
    expect(names).toHaveLength(3)
    expect(await page.locator('main').innerText()).not.toContain('%')
    await expectAccessible(page)
    await page.locator('tbody a').last().click()
    await page.locator('.ew-lead').waitFor()
    expect(new URL(page.url()).search).toContain('provider=')
    expect(complaints).toEqual([])
    await close()
  })

  test('have a next talk that is set, kept and taken away; a day that is over is told beside the field and stays', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/portfolio', who('joke'))
    const row = page.locator('tbody tr').first()
    await row.getByRole('button', { name: /Verander de dag/ }).click()
    const day = row.getByLabel(/Dag van het gesprek/)
    await day.fill('2025-01-02')
    await row.getByRole('button', { name: 'Bewaar' }).click()
    await row.getByText('Deze dag is al voorbij.').waitFor()
    expect(await day.inputValue()).toBe('2025-01-02')
    await day.fill('2026-12-14')
    await row.getByRole('button', { name: 'Bewaar' }).click()
    await row.getByText('14 december 2026').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Verander')
    await page.reload()
    await page.getByText('14 december 2026').waitFor()
    await close()
  })

  test('are sought by a part of the name', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten/portfolio', who('joke'))
    await page.getByLabel('Zoek een aanbieder').fill('LISTER')
    expect(await page.locator('tbody th').allInnerTexts()).toEqual(['Lister'])
    await page.getByLabel('Zoek een aanbieder').fill('xyz')
    await page.getByText('Geen aanbieder heeft deze letters in de naam.').waitFor()
    await close()
  })
})

describe('open answers', () => {
  test('are looked at by a person, and then read, marked and talked about', async () => {
    tell([
      'Jan de Vries belt mij op 06-12345678 over de afspraak.',
      ...Array.from({ length: 10 }, (_, index) => `De afspraak ${'i'.repeat(index + 1)} ging goed.`),
    ])
    const admin = await openPortal(browser, server, '/resultaten/nakijken', who('beheer'))
    await admin.page.getByRole('heading', { name: 'Er wachten 11 antwoorden' }).waitFor()
    await expectAccessible(admin.page)
    await admin.page.getByRole('button', { name: 'Bewaar 0 keuzes' }).click()
    await admin.page.getByText('Kies eerst bij een antwoord').waitFor()
    const named = admin.page.locator('article').filter({ hasText: '06-12345678' })
    expect(await named.getByRole('button', { name: '06-12345678' }).getAttribute('aria-pressed')).toBe('true')
    // One step of Tab into the text, and from word to word by the arrows.
    await named.getByRole('button', { name: 'Jan' }).first().focus()
    await admin.page.keyboard.press('ArrowRight')
    expect(await admin.page.evaluate(() => document.activeElement?.hasAttribute('data-start'))).toBe(true)
    for (const show of await admin.page.getByLabel('Laat zien').all()) await show.check()
    // What was chosen stays when it cannot be sent.
    await admin.page.context().setOffline(true)
    await admin.page.getByRole('button', { name: 'Bewaar 11 keuzes' }).click()
    await admin.page.getByText('Uw keuzes staan er nog.').waitFor()
    await admin.page.context().setOffline(false)
    await admin.page.getByRole('button', { name: 'Bewaar 11 keuzes' }).click()
    await admin.page.getByRole('heading', { name: 'Alles is nagekeken' }).waitFor()
    await admin.close()
    showDecided(server.house.deps)

    const manager = await openPortal(browser, server, '/resultaten/antwoorden', who('joke'))
    const answers = manager.page.locator('.ew-spoken__answer')
    await expect.poll(() => answers.count()).toBe(11)
    expect(await manager.page.locator('main').innerText()).not.toContain('06-12345678')
    await expectAccessible(manager.page)
    await manager.page.getByRole('button', { name: /^afspraak/ }).click()
    expect(await manager.page.getByRole('button', { name: /^afspraak/ }).getAttribute('aria-pressed')).toBe('true')
    await answers.first().getByRole('button', { name: 'Markeer als signaal' }).click()
    await answers.first().getByText('Signaal voor het gesprek').waitFor()
    await manager.page.goto(`${server.origin}/resultaten/portfolio`)
    await manager.page.getByRole('link', { name: '1 open signaal' }).click()
    await manager.page.getByText('Signaal voor het gesprek').waitFor()
    await manager.page.getByRole('button', { name: 'Dit is besproken' }).click()
    await manager.page.getByText('Besproken', { exact: true }).waitFor()
    await manager.close()
  })

  test.each(WIDTHS)('are read by the provider, who marks nothing, at %s wide', async (_, settings) => {
    const { page, close } = await openPortal(browser, server, '/resultaten/antwoorden', who('dock'), settings)
    await expect.poll(() => page.locator('.ew-spoken__answer').count()).toBe(11)
    expect(await page.getByRole('button', { name: 'Markeer als signaal' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Nakijken' }).count()).toBe(0)
    await page.getByRole('heading', { name: 'Is het een klacht?' }).waitFor()
    await expectAccessible(page)
    await close()
  })
})
