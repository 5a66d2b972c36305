import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pagesFor } from '../../client/portal/pages.ts'
import { OWN_LOOK } from '../../shared/look.ts'
import type { SignedIn } from '../../shared/roles.ts'
import { openBrowser } from '../support/browser.ts'
import { addKiosk } from '../support/kiosk.ts'
import { readPdf } from '../support/pdf.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE, type SignsIn } from '../support/portal.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PROVIDER = 'de-brug'
const SURVEY = 'hulp-thuis'
const KIOSK = 'K2KKKKK'
const LETTERS = 'K3KKKKK'

let server: InProcess
let browser: Browser
const admin = { login: 'beheer', password: '' }
const provider = { login: 'brug', password: '' }
beforeAll(async () => {
  server = await startInProcess({ municipality: 'waterlanden', now: () => Date.parse('2026-11-23T12:00:00Z') })
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
  provider.password = await accountOn(server, provider.login, '--role', 'provider', '--provider', PROVIDER)
  await fill()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** Something to show on every page: figures, an open answer, a message, a draft, a kiosk, letters, numbers of clients. */
async function fill(): Promise<void> {
  const { store } = server.house.deps
  const [like] = store.collectors()
  if (!like) throw new Error('no collector')
  const own = { ...like, provider: PROVIDER, careType: SURVEY, surveys: [SURVEY] }
  store.saveCollector({ ...own, code: 'MSTERAA' })
  store.saveCollector({ ...own, code: LETTERS, access: 'invited' })
  addKiosk(server, KIOSK, ['dorpshuis'])
  const chance = seededChance(7)
  for (const code of ['MSTERAA', ...server.codes])
    await postEnvelopes(server.origin, await sealMany(await fetchCollector(server.origin, code), 45, chance, '2026-11'))
  store.release('2026-11-23', 10)
  await cliOf(server, 'survey', 'draft', SURVEY)
  const out = join(server.house.deps.config.dataDir, 'letters.csv')
  await cliOf(server, 'invitation', 'make', '--collector', LETTERS, '--count', '20', '--out', out)
  const where = ['--provider', PROVIDER, '--care-type', SURVEY]
  await cliOf(server, 'reach', 'set', ...where, '--quarter', '2026-Q3', '--clients', '60')
}

const read = (municipality: string, file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../surveys', municipality, file), 'utf8'))

interface Named {
  readonly name: string
}

/** Every name of providers, locations, areas and care types of that municipality, and its own phone numbers. */
function namesOf(municipality: string): readonly string[] {
  const { providers, locations } = read(municipality, 'providers.json')
  const { schemes } = read(municipality, 'areas.json')
  const { careTypes } = read(municipality, 'care-types.json')
  const { name, productName, help } = read(municipality, 'municipality.json')
  const named: readonly Named[] = [
    ...providers,
    ...locations,
    ...schemes,
    ...schemes.flatMap(({ areas }: { readonly areas: readonly Named[] }) => areas),
    ...careTypes,
  ]
  const phones = help.map(({ phone }: { readonly phone: string }) => phone)
  return [name, productName, ...named.map((one) => one.name), ...phones]
}

/** Names of Utrecht that are plain words too (kiosks are "zuilen"), or a number for the whole country. */
const ANYBODYS = ['112', '113', 'Wijken', 'Oost', 'West', 'Zuid', 'Noordoost', 'Noordwest', 'Zuidwest', 'Zuilen', 'UW']
const others = namesOf('utrecht').filter((name) => !ANYBODYS.includes(name) && !namesOf('waterlanden').includes(name))
const names = others.map((name) => name.replaceAll('.', '\\.')).join('|')
/** A name of the product is another's too; that of its database file is everybody's. */
const foreign = new RegExp(
  `[Uu]trecht|[Bb]uurtteam|[Ee]rvaringwijzer(?!\\.sqlite)|(?<!\\p{L})(${names})(?!\\p{L})`,
  'u',
)

/** All that a page says, to the ear too; of its styles nothing. */
const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const whole = document.documentElement.cloneNode(true) as HTMLElement
    for (const style of whole.querySelectorAll('style, link, script')) style.remove()
    const typed = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value)
    return [document.title, whole.innerHTML, ...typed].join('\n')
  })

/** The address of every page that who is signed in there may open. */
async function pathsFor(page: Page): Promise<readonly string[]> {
  const reply = await page.request.get(`${server.origin}/api/v1/session`)
  return pagesFor((await reply.json()) as SignedIn).map(({ path }) => path)
}

/** Opens every page that this person may open, and gives the names of them with what each says. */
async function walked(who: SignsIn): Promise<ReadonlyMap<string, string>> {
  const { page, complaints, close } = await openPortal(browser, server, '/resultaten', who)
  const said = new Map<string, string>()
  for (const path of await pathsFor(page)) {
    await page.goto(server.origin + path)
    await page.locator('main h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => {
      for (const closed of document.querySelectorAll('details')) closed.open = true
    })
    const words = await wordsOf(page)
    expect([path, foreign.exec(words)?.[0]]).toEqual([path, undefined])
    for (const { viewport } of [PHONE, DESK]) {
      await page.setViewportSize(viewport)
      await expectAccessible(page)
    }
    said.set(path, words)
  }
  expect(complaints).toEqual([])
  await close()
  return said
}

test('names of Utrecht are found where they are', () => {
  expect(others.length).toBeGreaterThan(80)
  for (const text of ['in Utrecht', 'bij Lister.', 'Leidsche Rijn', 'bel 14 030', 'Regiotaxi', 'uw buurtteam'])
    expect(text).toMatch(foreign)
  for (const text of ['een lijst', 'wie dat koos', 'Thuis aan Zee']) expect(text).not.toMatch(foreign)
})

test('an administrator of another municipality meets nothing of Utrecht on any page', async () => {
  const said = await walked(admin)
  expect(said.size).toBeGreaterThan(14)
  const on = (path: string) => said.get(path) ?? ''
  expect(on('/resultaten')).toContain('Hoe gaat het?')
  for (const place of ['Dijkerwoude', 'Noord en zuid', 'Welzijn De Brug', 'Dorpshuizen', KIOSK])
    expect(on('/resultaten/beheer')).toContain(place)
  for (const name of ['Thuis aan Zee', 'Dorpshuis Oosterplas', 'Hulp thuis'])
    expect(on('/resultaten/aanbieders')).toContain(name)
  expect(on('/resultaten/uitnodigingen')).toContain(LETTERS)
  expect(on('/resultaten/mensen')).toContain('Welzijn De Brug')
})

test('a provider there sees its own figures, and downloads what carries its own names', async () => {
  const said = await walked(provider)
  expect(said.get('/resultaten')).toContain('Welzijn De Brug')
  expect([...said.keys()]).not.toContain('/resultaten/beheer')
  const { page, close } = await openPortal(browser, server, '/resultaten', provider)
  const fetched = async (path: string) => (await page.request.get(server.origin + path)).body()
  const texts = {
    csv: String(await fetched(`/api/v1/results.csv?survey=${SURVEY}&careType=${SURVEY}`)),
    codebook: String(await fetched('/api/v1/codebook.csv')),
    report: (await readPdf(await fetched(`/api/v1/report.pdf?survey=${SURVEY}&from=2026-11&to=2026-11`))).pages.join(
      '\n',
    ),
  }
  for (const [name, text] of Object.entries(texts)) expect([name, foreign.exec(text)?.[0]]).toEqual([name, undefined])
  expect(texts.csv).toContain('Hulp thuis')
  expect(texts.report).toContain('Welzijn De Brug')
  await close()
})

test('its draft is previewed and prepared with its own words, and its privacy papers name its own parts', async () => {
  const { page, close } = await openPortal(browser, server, `/resultaten/vragenlijsten/concept/${SURVEY}`, admin)
  await page.frameLocator('iframe').getByText('De gemeente Waterlanden').first().waitFor()
  expect(await wordsOf(page)).not.toMatch(foreign)
  expect(await page.frameLocator('iframe').locator('body').innerText()).not.toMatch(foreign)
  for (const paper of ['register', 'dpia']) {
    const text = await (await page.request.get(`${server.origin}/api/v1/papers/${paper}`)).text()
    expect(text).toContain('gemeente Waterlanden')
    expect([paper, foreign.exec(text.replace(/<style>.*?<\/style>/s, ''))?.[0]]).toEqual([paper, undefined])
  }
  await close()
})

test('what is open to everybody there says nothing of Utrecht', async () => {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  const open = ['/', '/gedaan', `/gedaan/${PROVIDER}`, `/uitkomsten/${PROVIDER}`, '/methode', '/wat-kan-er-misgaan']
  const ofCode = ['/v/MSTERAA', '/poster/MSTERAA', '/formulier/MSTERAA', `/brief/${LETTERS}`, `/zuil/${KIOSK}`]
  for (const path of [...open, ...ofCode, '/intrekken', '/afname', '/er-is-niets']) {
    await page.goto(server.origin + path)
    await page.locator('h1').first().waitFor()
    expect([path, foreign.exec(await wordsOf(page))?.[0]]).toEqual([path, undefined])
  }
  for (const path of ['/manifest.webmanifest', '/kiosk.webmanifest', '/.well-known/security.txt'])
    expect(await (await page.request.get(server.origin + path)).text()).not.toMatch(foreign)
  await context.close()
})

test('every style sheet of every page has its colours, and none that the product has by itself', async () => {
  const { page, close } = await openPortal(browser, server, '/resultaten', admin)
  const sheets = new Set<string>()
  page.on('response', (reply) => {
    if (reply.request().resourceType() === 'stylesheet') sheets.add(reply.url())
  })
  for (const path of [...(await pathsFor(page)), '/privacy', '/v/MSTERAA', `/zuil/${KIOSK}`]) {
    await page.goto(server.origin + path)
    await page.locator('h1').first().waitFor()
  }
  expect(sheets.size).toBeGreaterThan(8)
  const styles = await Promise.all([...sheets].map(async (url) => (await page.request.get(url)).text()))
  const { look = OWN_LOOK } = server.house.deps.municipality
  const coloursIn = (all: readonly string[], text: string) =>
    all.filter((colour) => text.toLowerCase().includes(colour))
  for (const style of styles) expect(coloursIn(Object.values(OWN_LOOK), style)).toEqual([])
  expect(coloursIn(Object.values(look), styles.join())).toEqual(Object.values(look))
  await close()
})
