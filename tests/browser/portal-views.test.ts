import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Accepted, Collector } from '../../server/store/store.ts'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { openBrowser } from '../support/browser.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const LOGIN = 'team@opvang.example'
const OWN = 'tussenvoorziening'
const SURVEY = 'nachtopvang'
const DESK = { viewport: { width: 1280, height: 800 }, locale: 'nl-NL' } as const

let server: InProcess
let browser: Browser
let password: string
let context: BrowserContext | null = null
const complaints: string[] = []

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.parse('2026-11-27T10:00:00Z') })
  for (const [index, quarter] of QUARTERS.entries()) answer(OWN, quarter, 40, index)
  for (const provider of ['leger-des-heils', 'sleep-inn', 'noiz']) answer(provider, '2026-05', 60, 3)
  await cli('release')
  password = String((await cli('user', 'add', '--login', LOGIN, '--role', 'provider', '--provider', OWN)).password)
  browser = await openBrowser()
})
afterEach(async () => {
  await context?.close()
  context = null
  expect(complaints.splice(0)).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** Fourteen quarters, up to the third of 2026. */
const QUARTERS = Array.from({ length: 14 }, (_, index) => {
  const month = index * 3 + 4
  return `${2023 + Math.floor((month + 0.5) / 12)}-${String(((month - 0.5) % 12) + 0.5).padStart(2, '0')}`
})

async function cli(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, err, json } = await command(server.house.deps.config.dataDir, [...argv, '--json'])
  expect([code, err]).toEqual([0, []])
  return json()
}

/** That many people of a provider and month who answer every question with faces; `shift` says how many are content. */
function answer(provider: string, month: string, people: number, shift: number): void {
  const { store, surveys } = server.house.deps
  const survey = surveys.get(SURVEY)
  if (!survey) throw new Error(`no survey ${SURVEY}`)
  const collector: Collector = {
    code: `T${[...provider]
      .map((letter) => letter.toUpperCase())
      .filter((letter) => /[A-HJ-KM-NP-Z]/.test(letter))
      .join('')}XXXXXX`.slice(0, 7),
    provider,
    careType: 'daklozenopvang',
    location: '',
    channel: 'import',
    access: 'open',
    surveys: [SURVEY],
    closed: false,
    demo: false,
  }
  store.saveCollector(collector)
  const scales = survey.questions.filter(({ kind, context: about }) => kind === 'faces3' && about === undefined)
  const one = (person: number): Accepted => ({
    response: {
      id: randomUUID(),
      collector: collector.code,
      survey: { id: SURVEY, version: survey.version },
      month,
      channel: 'import',
      language: 'nl',
      answeredBy: person % 4 === 0 ? 'together' : 'self',
      answers: Object.fromEntries(
        scales.map(({ id }, index) => [id, ((person * 7 + index * 3) % 20) + (shift % 4) > 6 ? 3 : (person % 2) + 1]),
      ),
    },
    hash: randomUUID(),
    collector,
  })
  store.saveResponses(Array.from({ length: people }, (_, person) => one(person)))
}

async function open(query: string, settings: Parameters<Browser['newContext']>[0] = DESK): Promise<Page> {
  context = await browser.newContext(settings)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${server.origin}/resultaten?survey=${SURVEY}${query}`)
  await page.getByLabel('Gebruikersnaam').fill(LOGIN)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.locator('.ew-lead').waitFor()
  return page
}

describe('the mirror', () => {
  test('is chosen, shows all others together with their n, and stays in the address', async () => {
    const page = await open('')
    await page.getByLabel('Ernaast').selectOption({ label: 'De andere aanbieders samen' })
    await page.getByRole('button', { name: 'Toon' }).click()
    const mirror = page.getByRole('table', { name: /^Eigen cijfer en alle andere aanbieders/ })
    await mirror.waitFor()
    expect(new URL(page.url()).searchParams.get('beside')).toBe('others')
    const first = mirror.getByRole('row').nth(1)
    expect(await first.innerText()).toContain('n\u00a0=\u00a0180')
    expect(await first.innerText()).toContain('n\u00a0=\u00a0560')
    await page.reload()
    await mirror.waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/Leger des Heils|Sleep Inn|NOiZ/)
  })
})

describe('what stands beside the figures', () => {
  const PLACE = ['--provider', OWN, '--care-type', 'daklozenopvang']

  test('is how many answered and which part of the clients, and why a quarter is not to be relied on', async () => {
    await cli('reach', 'set', ...PLACE, '--quarter', '2026-Q2', '--clients', '80')
    await cli('unreliable', 'set', ...PLACE, '--from', '2025-04', '--to', '2025-06', '--reason', 'De zuil was stuk.')
    const page = await open('&by=quarter')
    const lead = page.locator('.ew-lead')
    expect(await lead.innerText()).toContain('560 ingevulde vragenlijsten')
    expect(await lead.innerText()).toContain('2e kwartaal 2026: 40 ingevuld, 80 cliënten. Dat is 50\u00a0%.')
    await page.getByRole('heading', { name: 'Let op: een deel van de cijfers is niet betrouwbaar' }).waitFor()
    const trend = page.locator('.ew-trend').first()
    await trend.getByText('Toon de periodes als tabel').click()
    const row = trend.getByRole('row').filter({ hasText: '2e kwartaal 2025' })
    expect(await row.innerText()).toContain('Niet betrouwbaar: De zuil was stuk.')
    expect(await trend.innerText()).toContain('Gewone schommeling')
    expect(await trend.getByRole('img').getAttribute('aria-label')).toContain('2e kwartaal 2023')
    await cli('reach', 'remove', ...PLACE, '--quarter', '2026-Q2')
    await cli('unreliable', 'remove', ...PLACE, '--from', '2025-04', '--to', '2025-06')
    await page.reload()
    await page.locator('.ew-trend').first().waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/stuk|cliënten\. Dat is/)
  })

  test('is a choice that has figures, where there are too few answers', async () => {
    const page = await open('&from=2022-01&to=2022-12')
    await page.getByText('Er zijn er wel genoeg met:').waitFor()
    await page.getByRole('link', { name: /De Tussenvoorziening, alle zorgvormen, de hele tijd/ }).click()
    await page.getByText('560 ingevulde vragenlijsten').waitFor()
    expect(new URL(page.url()).search).toBe(`?survey=${SURVEY}`)
    await page.goBack()
    await page.getByText('Er zijn er wel genoeg met:').waitFor()
  })
})

describe('questions taken together', () => {
  test('are chosen by theme or by value, and stay in the address', async () => {
    const page = await open('')
    for (const [label, value] of [
      ['Per onderwerp', 'theme'],
      ['Per waarde', 'clientValue'],
    ]) {
      await page.getByLabel('Vragen samen').selectOption({ label: label ?? '' })
      await page.getByRole('button', { name: 'Toon' }).click()
      await page.getByRole('heading', { level: 2, name: label ?? '' }).waitFor()
      await expect.poll(() => new URL(page.url()).searchParams.get('pool')).toBe(value)
      expect(await page.locator('main').innerText()).toMatch(/van de [\d.]+ antwoorden zijn ‘Goed’\./)
      await page.reload()
      await page.getByRole('heading', { level: 2, name: label ?? '' }).waitFor()
    }
  })
})

describe('answers taken apart', () => {
  test('are chosen in the form, stay in the address, and can be taken along', async () => {
    const page = await open('')
    await page.getByLabel('Uitgesplitst').selectOption({ label: 'Wie antwoordde' })
    await page.getByRole('button', { name: 'Toon' }).click()
    const part = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { level: 2, name: 'Wie antwoordde' }) })
    await part.locator('tbody tr').first().waitFor()
    expect(new URL(page.url()).searchParams.get('cut')).toBe('answeredBy')
    expect(await part.innerText()).toMatch(/De cliënt zelf\s+420\s+\d+.%, tussen \d+ en \d+/)
    const files = await page
      .locator('.ew-downloads a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(files.filter((href) => href.includes('by=answeredBy')).length).toBeGreaterThan(1)
    await page.reload()
    await part.locator('tbody tr').first().waitFor()
  })
})

describe('the report for the talk', () => {
  test('can be taken along of one provider and care type, and is of the last quarter shown', async () => {
    const page = await open('')
    const link = page.getByRole('link', { name: /Rapport van het \de kwartaal \d{4} \(PDF\)/ })
    await link.waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(file.suggestedFilename()).toMatch(/^rapport_utrecht_.+\.pdf$/)
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })
})

describe('for everyone', () => {
  test.each([
    [360, '&beside=others&by=quarter&pool=theme&cut=answeredBy'],
    [1280, '&beside=others&by=quarter&pool=theme&cut=answeredBy'],
  ])('no fault that axe knows at %i wide with %s', async (width, query) => {
    const page = await open(query, { ...DESK, viewport: { width, height: 800 } })
    const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
    recordChecked(page, { part: 'portal', screen: `views ${query}`, language: 'nl' }, violations)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.ew-scroll')]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => element.outerHTML.slice(0, 80)),
    )
    expect(wide).toEqual([])
  })
})

describe('a provider that took over another', () => {
  test('shows its results with or without those, says whose, and leaves the same out of the others', async () => {
    await cli('provider', 'close', 'noiz', '--until', '2026-05-31', '--successor', OWN)
    const page = await open('&beside=others')
    await page.getByText('560 ingevulde vragenlijsten').waitFor()
    // Two of the three others are not known: that is too few.
    await page.getByText('De antwoorden van de voorgangers wel.').waitFor()
    await page.getByText('Er zijn nog te weinig andere aanbieders').waitFor()
    await page.getByLabel('Voorgangers').selectOption({ label: 'Met voorgangers' })
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.getByText('620 ingevulde vragenlijsten').waitFor()
    expect(new URL(page.url()).searchParams.get('with')).toBe('predecessors')
    const named = page.locator('section', { hasText: 'Hier tellen ook voorgangers mee' })
    expect(await named.innerText()).toContain('NOiZ: tot en met 31 mei 2026.')
    await page.getByText('De antwoorden van de voorgangers ook niet.').waitFor()
    const files = page.getByRole('link', { name: 'Excel', exact: true })
    expect(await files.getAttribute('href')).toContain('with=predecessors')
    const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.reload()
    await page.getByText('620 ingevulde vragenlijsten').waitFor()
    expect(await page.locator('.ew-lead').innerText()).toContain('De Tussenvoorziening met voorgangers')
  })
})
