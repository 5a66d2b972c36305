import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AskedQuestion } from '../../shared/results/choices.ts'
import type { ResultRow } from '../../shared/results/results.ts'
import type { OverviewPart, YearOverview } from '../../shared/snapshots.ts'
import { openBrowser } from '../support/browser.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PATH = '/resultaten/jaaroverzicht'

let server: InProcess
let browser: Browser
const people: Record<string, { readonly login: string; readonly password: string }> = {}
const who = (login: string) => people[login] ?? { login, password: '' }

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.parse('2026-11-20T12:00:00Z') })
  browser = await openBrowser()
  const roles = {
    beheer: ['--role', 'admin'],
    raad: ['--role', 'reader'],
    dock: ['--role', 'provider', '--provider', 'dock'],
  }
  for (const [login, options] of Object.entries(roles))
    people[login] = { login, password: await accountOn(server, login, ...options) }
  const made = {
    year: '2025',
    day: '2026-02-01',
    figures: JSON.stringify(OVERVIEW),
    file: new Uint8Array([37, 80, 68, 70]),
  }
  server.house.deps.store.saveSnapshot({ ...made, id: 'heel', kind: 'year' })
  server.house.deps.store.saveSnapshot({ ...made, id: 'kort', kind: 'council' })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const FACES: AskedQuestion = {
  id: 'luisteren',
  kind: 'faces3',
  text: 'Hoe goed luistert de hulp naar u?',
  options: [
    { value: '1', label: 'Niet goed' },
    { value: '2', label: 'Gaat wel' },
    { value: '3', label: 'Goed' },
  ],
  theme: 'kwaliteit',
}
const ROW: ResultRow = {
  survey: 'kern',
  version: 1,
  question: 'luisteren',
  kind: 'faces3',
  group: { careType: 'begeleiding' },
  level: 'full',
  n: 1234,
  dontKnow: 0,
  skipped: 0,
  notApplicable: 0,
  counts: { 1: 134, 2: 100, 3: 1000 },
  distribution: { 1: 0.11, 2: 0.08, 3: 0.81 },
  share: 0.81,
  interval: [0.79, 0.83],
  mean: null,
}
const PART: OverviewPart = {
  careType: { id: 'begeleiding', name: 'Begeleiding' },
  survey: { id: 'kern', name: 'Hoe gaat het?', version: 1 },
  responses: 1300,
  themes: [
    { theme: 'toegang', scales: [] },
    { theme: 'kwaliteit', scales: [{ share: 0.81, n: 1234, about: false, like: FACES }] },
    { theme: 'effect', scales: [{ share: 0.95, n: 60, about: true, like: FACES }] },
  ],
  questions: [
    { question: FACES, row: ROW },
    {
      question: { ...FACES, id: 'weinig', text: 'Te weinig mensen?' },
      row: { ...ROW, question: 'weinig', share: null },
    },
  ],
}
const OVERVIEW: YearOverview = {
  productName: 'Ervaringwijzer',
  municipality: { id: 'utrecht', name: 'Utrecht' },
  year: '2025',
  day: '2026-02-01',
  released: '2026-01-31',
  demo: false,
  parts: [PART],
}

describe('the overview of a year', () => {
  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ] as const)('is found, read, printed and taken along by the council, at %s wide', async (_, settings) => {
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten', who('raad'), settings)
    await page.getByRole('link', { name: 'Jaaroverzicht' }).click()
    await page.getByRole('heading', { name: 'Gemaakte overzichten' }).waitFor()
    expect(await page.getByRole('button', { name: 'Maak het overzicht' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Wat cliënten vonden in 2025', exact: true }).click()
    await page.getByText('Gemaakt op 1 februari 2026 door Utrecht.').waitFor()
    const [themes, questions] = await page.locator('table').allInnerTexts()
    const flat = (text = '') => text.replace(/\s+/g, ' ')
    expect(flat(themes)).toContain('81 % van 1.234')
    expect(flat(themes)).toContain('ongeveer 95 % van 60')
    expect(flat(themes)).toContain('Niet te zien')
    expect(flat(questions)).toContain('waarschijnlijk tussen 79 en 83 %')
    expect(questions).not.toContain('Te weinig mensen?')
    await expectAccessible(page)
    const href = await page.getByRole('link', { name: 'Download (PDF)' }).getAttribute('href')
    expect((await page.request.get(`${server.origin}${href}`)).headers()['content-type']).toBe('application/pdf')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('link', { name: 'Download (PDF)' }).isVisible()).toBe(false)
    expect(await page.getByText('waarschijnlijk tussen 79 en 83 %').isVisible()).toBe(true)
    await page.goto(`${server.origin}${PATH}?overzicht=kort`)
    await page.getByRole('heading', { name: 'In het kort voor de raad: 2025' }).waitFor()
    await page.getByText('ongeveer 95').waitFor()
    expect(await page.locator('table').count()).toBe(1)
    expect(complaints).toEqual([])
    await close()
  })

  test('is made by an administrator, who hears what is wrong', async () => {
    const { page, close } = await openPortal(browser, server, PATH, who('beheer'))
    await page.getByLabel('Jaar, zoals').fill('2031')
    await page.getByLabel('Soort overzicht').selectOption('council')
    await page.getByRole('button', { name: 'Maak het overzicht' }).click()
    await page.getByText('Vul een jaar in').waitFor()
    expect(await page.getByLabel('Jaar, zoals').inputValue()).toBe('2031')
    await page.getByLabel('Jaar, zoals').fill('2026')
    await page.getByRole('button', { name: 'Maak het overzicht' }).click()
    await page.getByText('Het overzicht is gemaakt.').waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'In het kort voor de raad: 2026', exact: true }).click()
    await page.getByText('Gemaakt op 20 november 2026 door Utrecht.').waitFor()
    await page.getByText('Er zijn te weinig antwoorden, of te weinig aanbieders.').waitFor()
    await close()
  })

  test('is not there for a provider', async () => {
    const { page, close } = await openPortal(browser, server, PATH, who('dock'))
    await page.getByRole('heading', { name: 'Deze pagina is niet voor u' }).waitFor()
    expect(await page.getByRole('link', { name: 'Jaaroverzicht' }).count()).toBe(0)
    await close()
  })
})
