import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import { noteBackup } from '../../server/backup-file.ts'
import columns from '../../server/papers/columns.nl.json'
import files from '../../server/papers/files.nl.json'
import { PAPERS, paperOf } from '../../server/papers/papers.ts'
import terms from '../../server/papers/terms.nl.json'
import { noteWithdrawn } from '../../server/withdrawn-file.ts'
import * as keeping from '../../shared/keeping.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const NOW = Date.parse('2026-11-27T15:00:00Z')
let server: InProcess
beforeAll(async () => {
  server = await startInProcess({ now: () => NOW })
})
afterAll(() => server.stop())

const DESCRIBED: Readonly<
  Record<string, { readonly term: string; readonly columns: Readonly<Record<string, string>> }>
> = columns

describe('the processing register', () => {
  test('has a line for every table and every column of the database, and for no other', () => {
    const real = server.house.deps.store.tables()
    const described = Object.entries(DESCRIBED).map(([name, { columns: own }]) => [name, Object.keys(own).sort()])
    expect(Object.fromEntries(described)).toEqual(
      Object.fromEntries(Object.entries(real).map(([name, own]) => [name, [...own].sort()])),
    )
    const html = paperOf(server.house.deps, 'register')
    const named = Object.entries(real).flatMap(([name, own]) => [name, ...own.map((column) => `${name}.${column}`)])
    expect(named.length).toBeGreaterThan(250)
    for (const name of named) expect(html).toContain(`<th scope="row">${name}</th>`)
    expect(html).not.toContain('nog niet beschreven')
  })

  test('says of a column that nobody described that it is not', () => {
    const { deps } = server.house
    const tables = () => ({ ...deps.store.tables(), visitor: ['id', 'shoe_size'] })
    const html = paperOf({ ...deps, store: { ...deps.store, tables } }, 'register')
    expect(html).toContain('Vul in: nog niet beschreven: visitor.shoe_size')
  })

  test('has a sentence for every kind that is kept, with the number that the program works with', () => {
    expect(Object.keys(terms.kept).sort()).toEqual(Object.keys(keeping).sort())
    const html = paperOf(server.house.deps, 'register')
    for (const [name, n] of Object.entries(keeping)) {
      const sentence = terms.kept[name as keyof typeof keeping]
      expect(sentence, name).toContain('{{n}}')
      expect(html, name).toContain(sentence.replace('{{n}}', String(n)))
    }
    const known = [...Object.keys(keeping), ...Object.keys(terms.other)]
    for (const [name, { term }] of Object.entries(DESCRIBED)) expect(known, name).toContain(term)
  })

  test('names every file of the data folder', () => {
    const { config } = server.house.deps
    noteBackup(config.dataDir, NOW)
    noteWithdrawn(config.dataDir, ['mark'])
    const names = readdirSync(config.dataDir)
    expect(names).toEqual(expect.arrayContaining(['last-backup', 'withdrawn', 'secret', 'keys']))
    expect(names.filter((name) => !Object.hasOwn(files, name))).toEqual([])
  })
})

test.each(PAPERS)('the paper %s says what is so here, leaves no place empty, and names nobody', (name) => {
  const { deps } = server.house
  const login = `anna-${name}@gemeente.example`
  const account = { id: login, login, passwordHash: 'hash', role: 'reader', provider: null, disabled: false } as const
  deps.store.saveUser(account)
  const html = paperOf(deps, name)
  expect(html).not.toMatch(/\{\{|undefined|<script|NaN/)
  expect(html).not.toMatch(/anna/)
  const open = deps.store.users().length
  const [role = ''] = /<tr><th scope="row">Cliëntenraad<\/th>.*<\/tr>/.exec(html) ?? []
  expect(role).toContain(`<td>${open}</td>`)
  const accounts = `${open} van de ${open} accounts`
  for (const said of ['gemeente Utrecht', '2026-11-27', accounts, 'https nog niet aan', 'Vul in:'])
    expect(html).toContain(said)
})

test('a paper is a file by the command line, alike to what an administrator downloads', async () => {
  const { config, store } = server.house.deps
  const out = join(config.dataDir, 'register.html')
  const made = await command(config.dataDir, ['paper', 'register', '--out', out, '--json'], { now: () => NOW })
  expect([made.code, made.json()]).toEqual([0, { paper: 'register', out }])
  const token = newMachineToken(randomBytes)
  store.saveToken({ tokenHash: tokenHash(token), role: 'admin', provider: null, name: 'proef' })
  const headers = { Authorization: `Bearer ${token}` }
  const reply = await fetch(`${server.origin}/api/v1/papers/register`, { headers })
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="register_utrecht_2026-11-27.html"')
  const body = (html: string) => html.slice(html.indexOf('<h2>2.'), html.indexOf('<h2>4.'))
  expect(body(readFileSync(out, 'utf8'))).toBe(body(await reply.text()))
  rmSync(out)
})

test('the form on paper is still the command paper', async () => {
  const { code, err } = await command(server.house.deps.config.dataDir, ['paper', '--out', 'form.html'])
  expect([code, err.join()]).toEqual([2, expect.stringContaining('--collector')])
})
