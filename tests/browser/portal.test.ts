import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PublishedResults } from '../../shared/results/results.ts'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { openBrowser } from '../support/browser.ts'
import { command } from '../support/command.ts'
import { fetchCollector, postEnvelopes, sealResponse, seededChance, uuid } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const LOGIN = 'team@taxi.example'
const DESK = { viewport: { width: 1280, height: 800 }, locale: 'nl-NL' } as const

let server: InProcess
let browser: Browser
let password: string
let clock = Date.now()
let context: BrowserContext | null = null
/** What the console of any page said that it should not say. */
const complaints: string[] = []
/** What a browser itself says of a refused request: only in place where a person or a session is refused. */
const refusals: string[] = []

beforeAll(async () => {
  server = await startInProcess({ now: () => clock })
  await cli('demo', 'load')
  await sendTaxi('veilig', [3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 1, 1])
  await cli('release')
  const added = await cli('user', 'add', '--login', LOGIN, '--role', 'provider', '--provider', 'willemsen-de-koning')
  password = String(added.password)
  browser = await openBrowser()
})
afterEach(async () => {
  await context?.close()
  context = null
  expect(complaints.splice(0)).toEqual([])
  refusals.splice(0)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function cli(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, err, json } = await command(server.house.deps.config.dataDir, [...argv, '--json'])
  expect([code, err]).toEqual([0, []])
  return json()
}

/** Answers of this month to one question about the taxi. */
async function sendTaxi(question: string, values: readonly number[]): Promise<void> {
  const taxi = ['--provider', 'willemsen-de-koning', '--care-type', 'regiotaxi', '--channel', 'import']
  const code = String((await cli('collector', 'add', ...taxi)).code)
  const { key, surveys } = await fetchCollector(server.origin, code)
  const chance = seededChance(values.length)
  const sealed = values.map((value) =>
    sealResponse(
      {
        id: uuid(chance),
        collector: code,
        survey: { id: 'regiotaxi', version: surveys[0]?.version ?? 0 },
        month: '2019-05',
        channel: 'import',
        language: 'nl',
        answeredBy: 'self',
        answers: { [question]: value },
      },
      key,
    ),
  )
  await postEnvelopes(server.origin, await Promise.all(sealed))
}

async function open(query = '', settings: Parameters<Browser['newContext']>[0] = DESK): Promise<Page> {
  context = await browser.newContext(settings)
  const page = await context.newPage()
  page.on('console', (message) => {
    const refused = /the server responded with a status of (401|429)/.test(message.text())
    if (refused) refusals.push(message.text())
    else if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${server.origin}/resultaten${query}`)
  await page.getByLabel('Gebruikersnaam').waitFor()
  return page
}

async function signIn(page: Page, given = password, login = LOGIN): Promise<void> {
  await page.getByLabel('Gebruikersnaam').fill(login)
  await page.getByLabel('Wachtwoord').fill(given)
  await page.getByRole('button', { name: 'Log in' }).click()
}

async function openFigures(query = '', settings: Parameters<Browser['newContext']>[0] = DESK): Promise<Page> {
  const page = await open(query, settings)
  await signIn(page)
  await page.locator('.ew-lead').waitFor()
  return page
}

const result = (page: Page, question: string) =>
  page.locator('.ew-result').filter({ has: page.getByRole('heading', { name: question }) })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

describe('signing in', () => {
  test('a page that nobody is signed in to is no error, and goes by one name', async () => {
    const page = await open()
    expect(refusals).toEqual([])
    expect(await page.locator('.ew-brand').innerText()).toBe('Resultaten')
    expect(await page.getByRole('heading').allInnerTexts()).toEqual(['Inloggen'])
    await signIn(page)
    await page.locator('.ew-lead').waitFor()
    expect(refusals).toEqual([])
    expect(await page.locator('.ew-brand').innerText()).toBe('Resultaten – Ervaringwijzer')
  })

  test('an address that is no page says so and shows the way', async () => {
    const page = await open('/zomaar')
    await signIn(page)
    await page.getByRole('heading', { name: 'Deze pagina bestaat niet' }).waitFor()
    expect((await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()).violations).toEqual([])
    await page.getByRole('link', { name: 'Naar: Resultaten' }).click()
    await page.locator('.ew-lead').waitFor()
  })

  test('a wrong password is told and costs nothing; the right one opens the figures', async () => {
    const page = await open()
    await expect.poll(() => focused(page)).toBe('login')
    await signIn(page, 'not the password')
    await page.getByRole('alert').getByText('horen niet bij elkaar').waitFor()
    await expect.poll(() => focused(page)).toBe('login')
    await signIn(page)
    await page.getByRole('heading', { level: 1, name: '110 van de 121 mensen kozen ‘Goed’.' }).waitFor()
    expect(await page.title()).toBe('Resultaten – Ervaringwijzer')
    await page.getByRole('button', { name: 'Log uit' }).click()
    await page.getByLabel('Gebruikersnaam').waitFor()
    await page.reload()
    await page.getByLabel('Gebruikersnaam').waitFor()
  })

  test('too many tries must wait', async () => {
    const page = await open()
    for (let tries = 0; tries < 6; tries += 1) {
      const answered = page.waitForResponse((reply) => reply.request().method() === 'POST')
      await signIn(page, 'a guess', 'guessed@taxi.example')
      await answered
    }
    await page.getByRole('alert').getByText('U hebt het te vaak geprobeerd').waitFor()
  })

  test('a session that is over comes back to the same address', async () => {
    const page = await openFigures()
    clock += 31 * 60_000
    await page.getByLabel('Door de tijd').selectOption('year')
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.getByRole('status').getByText('U bent uitgelogd').waitFor()
    expect(await page.getByText('110 van de 121').count()).toBe(0)
    const address = page.url()
    expect(address).toContain('by=year')
    await signIn(page)
    await page.getByRole('table', { name: /^Door de tijd: Hoe goed komt/ }).waitFor()
    expect(page.url()).toBe(address)
  })
})

describe('choosing', () => {
  test('an end before the beginning is told, and every choice stays', async () => {
    const page = await openFigures('?survey=regiotaxi&careType=regiotaxi')
    const address = page.url()
    await page.getByLabel('Van', { exact: true }).selectOption({ label: '4e kwartaal 2019' })
    await page.getByLabel('Tot en met').selectOption({ label: '1e kwartaal 2019' })
    await page.getByLabel('Door de tijd').selectOption('year')
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.getByRole('alert').getByText('Het einde ligt voor het begin').waitFor()
    await expect.poll(() => focused(page)).toBe('to')
    expect(page.url()).toBe(address)
    const chosen = () => page.locator('select').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))
    expect(await chosen()).toEqual(['regiotaxi', 'regiotaxi', '2019-10', '2019-03', 'year', '', '', ''])
    expect(await page.locator('.ew-result').count()).toBeGreaterThan(0)
    await page.getByLabel('Van', { exact: true }).selectOption('2019-01')
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.waitForURL(/from=2019-01&to=2019-03&by=year/)
  })

  test('an address with an end before its beginning keeps its choices too', async () => {
    const page = await open('?survey=regiotaxi&from=2019-10&to=2019-03&by=quarter')
    await signIn(page)
    await page.getByText('Het einde ligt voor het begin').waitFor()
    expect(await page.getByLabel('Van', { exact: true }).inputValue()).toBe('2019-10')
    expect(await page.getByLabel('Tot en met').inputValue()).toBe('2019-03')
    expect(await page.getByLabel('Door de tijd').inputValue()).toBe('quarter')
    await page.getByLabel('Van', { exact: true }).selectOption('')
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.locator('.ew-lead').waitFor()
  })

  test('makes an address that survives a reload, and Back shows what was there', async () => {
    const page = await openFigures()
    const trend = page.getByRole('table', { name: /^Door de tijd/ })
    await page.getByLabel('Van', { exact: true }).selectOption({ label: '2e kwartaal 2019' })
    await page.getByLabel('Tot en met').selectOption({ label: '3e kwartaal 2019' })
    await page.getByLabel('Door de tijd').selectOption('quarter')
    await page.getByRole('button', { name: 'Toon' }).click()
    await trend.first().waitFor()
    await expect.poll(() => focused(page)).toBe('lead')
    await expect.poll(() => new URL(page.url()).search).toBe('?survey=regiotaxi&from=2019-04&to=2019-09&by=quarter')
    const shown = await page.locator('main').innerText()
    await page.reload()
    await trend.first().waitFor()
    await expect.poll(() => page.locator('main').innerText()).toBe(shown)
    await expect.poll(() => page.getByLabel('Tot en met').inputValue()).toBe('2019-09')
    await page.getByLabel('Door de tijd').selectOption('year')
    await page.getByRole('button', { name: 'Toon' }).click()
    await trend.first().getByRole('rowheader', { name: '2019', exact: true }).waitFor()
    await page.goBack()
    await trend.first().getByRole('rowheader', { name: '2e kwartaal 2019' }).waitFor()
    await expect.poll(() => page.getByLabel('Door de tijd').inputValue()).toBe('quarter')
    await page.goBack()
    await page.waitForFunction(() => document.querySelector('caption')?.textContent?.startsWith('Door') !== true)
    await expect.poll(() => page.getByLabel('Van', { exact: true }).inputValue()).toBe('')
  })

  test('a reply that comes late does not replace what was asked for after it', async () => {
    const page = await openFigures()
    const held: (() => void)[] = []
    await page.route(/\/api\/v1\/results\?.*by=quarter/, async (route) => {
      await new Promise<void>((go) => held.push(go))
      await route.continue()
    })
    await page.getByLabel('Door de tijd').selectOption('quarter')
    await page.getByRole('button', { name: 'Toon' }).click()
    await expect.poll(() => held.length).toBe(1)
    await page.getByLabel('Door de tijd').selectOption('year')
    await page.getByRole('button', { name: 'Toon' }).click()
    const year = page.getByRole('rowheader', { name: '2019', exact: true }).first()
    await year.waitFor()
    const late = page.waitForResponse(/by=quarter/)
    for (const go of held) go()
    await (await late).finished()
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await page.getByRole('rowheader', { name: /kwartaal/ }).count()).toBe(0)
    expect(await year.isVisible()).toBe(true)
  })

  test('another provider, or what is unknown, gives a choice anew and no figure', async () => {
    for (const query of ['?survey=regiotaxi&provider=lister', '?survey=none']) {
      const page = await open(query)
      await signIn(page)
      await page.getByText('Deze keuze kennen wij niet').waitFor()
      complaints.splice(0)
      await page.getByRole('button', { name: 'Toon' }).click()
      await page.locator('.ew-lead').waitFor()
      expect(new URL(page.url()).search).toBe('?survey=regiotaxi')
      await context?.close()
    }
  })

  test('works by keyboard alone', async () => {
    const page = await open()
    const { keyboard } = page
    await keyboard.type(LOGIN)
    await keyboard.press('Tab')
    await keyboard.type(password)
    await keyboard.press('Enter')
    await page.locator('.ew-lead').waitFor()
    await expect.poll(() => focused(page)).toBe('lead')
    const reached: (string | undefined)[] = []
    for (const wanted of ['survey', 'careType', 'from', 'to', 'by']) {
      await keyboard.press('Tab')
      reached.push(await focused(page))
      expect(reached.at(-1)).toBe(wanted)
    }
    await keyboard.press('End')
    // Past the other three choices of the form.
    for (let steps = 0; steps < 4; steps += 1) await keyboard.press('Tab')
    await keyboard.press('Enter')
    await page
      .getByRole('table', { name: /^Door de tijd/ })
      .first()
      .waitFor()
    expect(new URL(page.url()).search).toBe('?survey=regiotaxi&by=year')
    const onSummary = () => page.evaluate(() => document.activeElement?.tagName === 'SUMMARY')
    for (let steps = 0; steps < 10 && !(await onSummary()); steps += 1) await keyboard.press('Tab')
    await keyboard.press('Enter')
    await page.getByRole('table', { name: 'Hoe goed komt de taxi op tijd?', exact: true }).waitFor()
  })
})

describe('the figures', () => {
  test('full, provisional and hidden each say what they are', async () => {
    const page = await openFigures()
    const full = result(page, 'Hoe goed komt de taxi op tijd?')
    expect(await full.innerText()).toContain('110 van de 121 mensen kozen ‘Goed’.')
    expect(await full.innerText()).toContain('Waarschijnlijk ligt het tussen 84\u00a0% en 95\u00a0%.')
    expect(await full.innerText()).toContain('121 antwoorden')
    const some = result(page, 'Hoe goed voelt u zich in de taxi?')
    expect(await some.innerText()).toContain('Voorlopig beeld')
    expect(await some.innerText()).toContain('Ongeveer 65 van de 100 mensen kozen ‘Goed’.')
    await some.getByText('Toon als tabel').click()
    expect(await some.getByRole('columnheader').allInnerTexts()).toEqual(['Antwoord', 'Deel'])
    const hidden = page.locator('.ew-hidden')
    expect(await hidden.count()).toBe(1)
    expect(await hidden.innerText()).toContain('Wij tonen cijfers vanaf 10 antwoorden. Zo blijft iedereen anoniem.')
    expect(await hidden.getByRole('listitem').allInnerTexts()).toContain('Hoe gaat de chauffeur met u om?')
    expect(await page.locator('.ew-result').count()).toBe(3)
  })

  test('bars, tables and the interface for machines say the same numbers', async () => {
    const page = await openFigures()
    const reply = await page.request.get(`${server.origin}/api/v1/results?survey=regiotaxi`)
    const { rows } = (await reply.json()) as PublishedResults
    const names = new Map([
      ['op-tijd', 'Hoe goed komt de taxi op tijd?'],
      ['veilig', 'Hoe goed voelt u zich in de taxi?'],
      ['tevreden', 'Hoe gaat de rit?'],
    ])
    const shown = rows.filter(({ level }) => level !== 'hidden')
    expect(shown.map(({ question }) => question)).toEqual([...names.keys()])
    for (const { question, distribution, counts, n } of shown) {
      const item = result(page, names.get(question) ?? '')
      await item.getByText('Toon als tabel').click()
      const table = (await item.getByRole('row').allInnerTexts()).slice(1).map((line) => line.split('\t'))
      const spoken = (await item.getByRole('img').getAttribute('aria-label'))?.split(', ')
      expect(table.map((cells) => `${cells[0]} ${cells.at(-1)}`)).toEqual(spoken)
      const parts = Object.values(distribution ?? {}).map((part) => Math.round(part * 100))
      expect(table.map((cells) => Number(/(\d+)\s%$/.exec(cells.at(-1) ?? '')?.[1]))).toEqual(parts)
      if (counts) expect(table.map((cells) => Number(cells[1]))).toEqual(Object.values(counts))
      expect(await item.locator('.ew-result__n').innerText()).toMatch(new RegExp(`^${n} antwoorden`))
      const widths = await item
        .locator('.ew-bar__part')
        .evaluateAll((drawn) => drawn.map((part) => part.getBoundingClientRect().width))
      const whole = widths.reduce((sum, width) => sum + width)
      const drawn = widths.map((width) => (width / whole) * 100)
      // Rounded parts need not make 100; the bar is full all the same.
      const sum = Object.values(distribution ?? {}).reduce((total, part) => total + part)
      const given = Object.values(distribution ?? {}).map((part) => (part / sum) * 100)
      for (const [index, width] of drawn.entries()) expect(Math.abs(width - (given[index] ?? 0))).toBeLessThan(1.5)
    }
  })
})

describe('for everyone', () => {
  test.each([360, 1280])('no fault that axe knows, up to level AAA, at %i wide', async (width) => {
    const page = await open('?by=quarter', { ...DESK, viewport: { width, height: 800 } })
    const faults: string[] = []
    const look = async (at: string) => {
      const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
      recordChecked(page, { part: 'portal', screen: at, language: 'nl' }, violations)
      for (const { id, nodes } of violations) faults.push(`${at}: ${id}: ${nodes[0]?.html}`)
    }
    await look('sign in')
    await signIn(page, 'wrong')
    await page.getByText('horen niet bij elkaar').waitFor()
    await look('wrong password')
    await signIn(page)
    await page.locator('.ew-lead').waitFor()
    await page.locator('summary').first().click()
    await look('figures')
    await page.getByLabel('Van', { exact: true }).selectOption('2019-10')
    await page.getByLabel('Tot en met').selectOption('2019-03')
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.getByRole('alert').waitFor()
    await look('reversed choice')
    for (const [query, title] of [
      ['?from=2019-10&to=2019-03', 'Kies de periode opnieuw'],
      ['?survey=none', 'De cijfers zijn er nu niet'],
    ]) {
      await page.goto(`${server.origin}/resultaten${query}`)
      await page.getByRole('heading', { name: title ?? '' }).waitFor()
      await look(title ?? '')
    }
    complaints.splice(0)
    await page.route('**/api/v1/**', (route) => route.abort())
    await page.reload()
    await page.getByRole('button', { name: 'Probeer opnieuw' }).waitFor()
    await look('no connection')
    complaints.splice(0)
    expect(faults).toEqual([])
  })

  test.each([
    ['an administrator', 'admin', ''],
    ['a provider without answers', 'provider', 'dock'],
  ])('nor on the page of %s', async (who, role, provider) => {
    const login = `${role}@portal.example`
    const added = await cli('user', 'add', '--login', login, '--role', role, ...(provider && ['--provider', provider]))
    const page = await open()
    await signIn(page, String(added.password), login)
    await page.locator(role === 'admin' ? '.ew-lead' : '.ew-portal-main h1').waitFor()
    await page.getByRole('button', { name: 'Log uit' }).waitFor()
    await page.getByText('Even wachten.').waitFor({ state: 'detached' })
    expect(await page.getByLabel('Aanbieder').count()).toBe(role === 'admin' ? 1 : 0)
    expect(await page.getByText('Dit zijn voorbeeldcijfers.').count()).toBe(role === 'admin' ? 1 : 0)
    const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
    recordChecked(page, { part: 'portal', screen: who, language: 'nl' }, violations)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  test('nothing is cut off or to be scrolled sideways at 320 wide', async () => {
    const page = await openFigures('?survey=regiotaxi&by=quarter', { ...DESK, viewport: { width: 320, height: 640 } })
    for (const summary of await page.locator('summary').all()) await summary.click()
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.ew-scroll')]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => element.outerHTML.slice(0, 80)),
    )
    expect(wide).toEqual([])
  })

  test('on paper there are figures, and no form or button', async () => {
    const page = await openFigures()
    await page.emulateMedia({ media: 'print' })
    for (const name of ['Toon', 'Log uit']) expect(await page.getByRole('button', { name }).count(), name).toBe(0)
    expect((await page.getByRole('combobox').count()) + (await page.getByRole('link').count())).toBe(0)
    const text = await page.locator('body').innerText()
    expect(text).toContain('‘Hoe gaat het met de taxi?’ Willemsen de Koning')
    expect(text).toContain('110 van de 121 mensen kozen ‘Goed’.')
    expect(text).toContain('Niet goed')
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('with forced colours the three parts of a bar still differ', async () => {
    const page = await openFigures('', { ...DESK, forcedColors: 'active' })
    const grounds = await result(page, 'Hoe gaat de rit?')
      .locator('.ew-bar__part')
      .evaluateAll((parts) =>
        parts.map((part) => {
          const { backgroundColor, backgroundImage } = getComputedStyle(part)
          return `${backgroundColor} ${backgroundImage}`
        }),
      )
    expect(new Set(grounds).size).toBe(3)
  })
})
