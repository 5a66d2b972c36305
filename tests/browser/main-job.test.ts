import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PublishedResults } from '../../shared/results/results.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { openLink } from '../support/respondent.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { bundledServer, killLeftServers, type ServerProcess, startProcess, temporaryFolder } from '../support/server.ts'

const CARE_TYPE = 'individuele-begeleiding'
const FIRST_QUESTION = 'Hoe goed kunt u uw begeleider bereiken?'

let dataDir: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  dataDir = temporaryFolder()
  server = await startProcess({ dataDir })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  killLeftServers()
  rmSync(dataDir, { recursive: true, force: true })
})

/** One command of the built command line, in a process of its own beside the running server. */
async function cli(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const file = join(dirname(await bundledServer()), 'cli.js')
  const child = spawn(process.execPath, [file, ...argv, '--json'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PUBLIC_URL: server.origin },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
  })
  expect(await new Promise((done) => child.once('close', done))).toBe(0)
  return JSON.parse(out) as Readonly<Record<string, unknown>>
}

interface Account {
  readonly login: string
  readonly password: string
}

async function newAccount(provider: string): Promise<Account> {
  const login = `team@${provider}.example`
  const { password } = await cli('user', 'add', '--login', login, '--role', 'provider', '--provider', provider)
  return { login, password: String(password) }
}

/** A person at a desk who has just signed in. */
async function signIn({ login, password }: Account): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(`${server.origin}/resultaten`)
  await page.getByLabel('Gebruikersnaam').fill(login)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('button', { name: 'Log uit' }).waitFor()
  return { context, page }
}

/** What the database holds, seen by another process than the server's. */
function stored(): readonly { readonly id: string; readonly answers: string }[] {
  const db = new Database(join(dataDir, 'ervaringwijzer.sqlite'), { readonly: true })
  const rows = db.prepare<[], { id: string; answers: string }>('select id, answers from response').all()
  db.close()
  return rows
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).first().click()])
  return readFileSync(await file.path(), 'utf8')
}

type Line = Readonly<Record<string, string>>

function linesOf(text: string, flavour: 'nl' | 'open'): readonly Line[] {
  const nl = { bom: true, delimiter: ';', record_delimiter: '\r\n' }
  return parse(text, { columns: true, ...(flavour === 'nl' ? nl : { delimiter: ',', record_delimiter: '\n' }) })
}

/** A cell as a machine reads it: decimal commas become points. */
function asOpen(line: Line): Line {
  return Object.fromEntries(
    Object.entries(line).map(([name, cell]) => [name, cell.replace(/^(-?\d+),(\d+)$/, '$1.$2')]),
  )
}

test('a client answers offline, the answer arrives once, the provider downloads it and nobody else sees it', async () => {
  const lister = await newAccount('lister')
  const altrecht = await newAccount('altrecht')
  const added = await cli(
    ...['collector', 'add', '--provider', 'lister', '--care-type', CARE_TYPE, '--channel', 'own-device'],
  )
  const code = String(added.code)

  // Eleven other phones.
  const collector = await fetchCollector(server.origin, code)
  const month = new Date().toISOString().slice(0, 7)
  const others = await sealMany(collector, 11, seededChance(11), month)
  const { results } = await postEnvelopes(server.origin, others)
  expect(results.map(({ verdict }) => verdict)).toEqual(Array(11).fill('stored'))

  // The twelfth: the connection is cut right after its page has loaded.
  const phone = await browser.newContext(PHONE)
  const person = await openLink(phone, `${server.origin}/v/${code}`)
  await phone.setOffline(true)
  await person.press('Begin')
  await person.answerAll()
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Wordt later verstuurd.').waitFor()
  expect(stored()).toHaveLength(11)

  // They go home, the tab is closed; days later the link is opened again with a connection.
  await person.page.close()
  await phone.setOffline(false)
  const later = await phone.newPage()
  const arrived = later.waitForResponse((reply) => reply.url().endsWith('/api/v1/responses') && reply.ok())
  await later.goto(`${server.origin}/v/${code}`)
  await arrived
  expect(stored()).toHaveLength(12)
  const before = stored()
  await later.reload()
  await later.getByRole('button', { name: 'Begin' }).waitFor()
  await phone.close()
  expect(stored()).toEqual(before)
  const [own] = before.filter(({ id }) => !others.some((other) => other.id === id))
  expect(JSON.parse(own?.answers ?? '{}')).toMatchObject({ bereiken: 1, luisteren: 1, past: 1 })

  expect(await cli('release')).toMatchObject({ responses: 12 })
  expect(await cli('verify')).toMatchObject({ responses: 12, differences: [] })

  // The provider reads it.
  const { context, page } = await signIn(lister)
  await page.locator('.ew-lead').waitFor()
  const api = `${server.origin}/api/v1/results?survey=${collector.surveys[0]?.id}`
  const published = (await (await context.request.get(api)).json()) as PublishedResults
  const row = published.rows.find(({ question }) => question === 'bereiken')
  expect(row?.level).toBe('provisional')
  expect((row?.n ?? 0) + (row?.dontKnow ?? 0) + (row?.skipped ?? 0)).toBe(12)
  const result = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: FIRST_QUESTION }) })
  await result.getByText('Voorlopig beeld').waitFor()
  await result.getByText(`${row?.n} antwoorden`, { exact: true }).waitFor()

  // And takes it along: both files and the codebook hold the same figures.
  const nl = linesOf(await download(page, 'CSV voor Excel'), 'nl')
  await page.getByText('Meer bestanden').click()
  const open = linesOf(await download(page, 'CSV voor andere programma’s'), 'open')
  expect(nl.map(asOpen)).toEqual(open)
  for (const each of published.rows) {
    const lines = open.filter(({ vraag }) => vraag === each.question)
    expect(new Set(lines.map(({ n }) => n)), each.question).toEqual(new Set([String(each.n ?? '')]))
    const shares = lines.filter(({ antwoord }) => antwoord !== '').map(({ antwoord, deel }) => [antwoord, Number(deel)])
    expect(Object.fromEntries(shares)).toEqual(each.distribution ?? {})
    expect(new Set(lines.map(({ deel_gunstig: share }) => share))).toEqual(new Set([String(each.share ?? '')]))
  }
  const book = linesOf(await download(page, 'Codeboek'), 'nl')
  expect(book.filter(({ onderdeel }) => onderdeel === 'kolom').map(({ naam }) => naam)).toEqual(
    Object.keys(nl[0] ?? {}),
  )
  expect(book.map(({ uitleg }) => uitleg)).toContain(FIRST_QUESTION)
  await context.close()

  // Another provider: nothing, by any road.
  const other = await signIn(altrecht)
  await other.page.getByRole('heading', { name: 'Er zijn nog geen cijfers' }).waitFor()
  const asks = [
    'results?provider=lister',
    `results?provider=lister&careType=${CARE_TYPE}`,
    'results.csv?provider=lister',
  ]
  for (const path of asks) {
    const refused = await other.context.request.get(`${server.origin}/api/v1/${path}`)
    expect([path, refused.status()]).toEqual([path, 403])
    expect(await refused.text()).not.toMatch(/lister|"n"|bereiken/i)
  }
  const seen = await (await other.context.request.get(api)).json()
  for (const each of (seen as PublishedResults).rows) expect(each).toMatchObject({ level: 'hidden', n: null })
  const choices = await (await other.context.request.get(`${server.origin}/api/v1/results/choices`)).json()
  expect(choices).toMatchObject({ surveys: [], careTypes: [] })
  await other.context.close()
})
