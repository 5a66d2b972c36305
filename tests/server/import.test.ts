import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PublishedResults } from '../../shared/results/results.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

let folder: string
let server: InProcess
beforeEach(async () => {
  folder = temporaryFolder()
  server = await startInProcess({ dataDir: join(folder, 'data') })
  write('koppeling.json', JSON.stringify(mapping))
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const mapping = {
  source: 'Cliëntonderzoek 2023',
  survey: 'wmo-landelijk',
  provider: { column: 'Aanbieder', values: { 'Stichting Lister': 'lister' } },
  careType: { value: 'individuele-begeleiding' },
  month: { column: 'Datum' },
  answers: {
    serieus: { column: 'Serieus', values: { 'helemaal eens': 5, 'weet niet': '~dont-know' } },
    past: { column: 'Past' },
  },
}
const HEADING = 'Aanbieder;Datum;Serieus;Past'
const GOOD = 'Stichting Lister;5-10-2023;helemaal eens;4'
const lines = (count: number) => [HEADING, ...Array.from({ length: count }, () => GOOD)]

const path = (name: string) => join(folder, name)
const write = (name: string, content: string | Buffer) => writeFileSync(path(name), content)
const cli = (...argv: readonly string[]) => command(path('data'), [...argv, '--json'])
const store = () => server.house.deps.store

async function load(content: string | Buffer | readonly string[], ...more: readonly string[]) {
  write('oud.csv', Array.isArray(content) ? `${content.join('\r\n')}\r\n` : (content as string | Buffer))
  const options = ['--name', 'cto-2023', '--file', path('oud.csv'), '--mapping', path('koppeling.json')]
  return (await cli('import', 'load', ...options, ...more)).json()
}

async function results(query: string): Promise<PublishedResults> {
  const { token } = (await cli('token', 'create', '--role', 'admin', '--name', `t${Math.random()}`)).json()
  const reply = await fetch(`${server.origin}/api/v1/results?survey=wmo-landelijk${query}`, {
    headers: { authorization: `Bearer ${String(token)}` },
  })
  return (await reply.json()) as PublishedResults
}

const shown = async (query: string) =>
  (await results(query)).rows.filter(({ level, n }) => level !== 'hidden' && n !== null).map(({ question }) => question)

describe('import load', () => {
  test('brings all lines in, apart from our own figures, and import remove takes them out again', async () => {
    expect(await load(lines(40))).toMatchObject({ kept: true, accepted: 40, refused: 0, encoding: 'utf-8' })
    await cli('release')
    expect(await shown('')).toEqual([])
    expect(await shown('&by=phase')).toEqual([])
    expect(await shown('&channel=import')).toEqual(['serieus', 'past'])
    const [row] = (await results('&channel=import&from=2023-10&to=2023-10')).rows.filter(({ n }) => n === 40)
    expect(row).toMatchObject({ question: 'serieus' })
    expect((await cli('import', 'list')).json()).toMatchObject({
      imports: [{ name: 'cto-2023', source: 'Cliëntonderzoek 2023', responses: 40, mapping }],
    })
    expect((await cli('import', 'remove', 'cto-2023')).json()).toMatchObject({ removed: 40 })
    expect(await shown('&channel=import')).toEqual([])
    expect(store().verify()).toMatchObject({ responses: 0, differences: [] })
    expect((await cli('import', 'remove', 'cto-2023')).code).toBe(1)
    const done = (await cli('audit', 'list')).json().lines as readonly { action: string }[]
    expect(done.map(({ action }) => action)).toEqual(expect.arrayContaining(['import-load', 'import-remove']))
  })

  test('keeps nothing of a dry run, nor of a file with one line that is wrong, and says which and why', async () => {
    expect(await load(lines(3), '--dry-run')).toMatchObject({ kept: false, dryRun: true, accepted: 3 })
    const wrong = [
      ...lines(2),
      'Onbekend BV;5-10-2023;helemaal eens;4',
      'Stichting Lister;vorig jaar;helemaal eens;4',
      'Stichting Lister;5-13-2023;helemaal eens;4',
      'Stichting Lister;2999-01;helemaal eens;4',
      'Stichting Lister;5-10-2023;mooi;4',
      'Stichting Lister;5-10-2023;helemaal eens;9',
      'Stichting Lister;5-10-2023;helemaal eens',
    ]
    const reply = await load(wrong, '--refused', path('fout.csv'))
    expect(reply).toMatchObject({
      problem: { code: 'refused-lines' },
      kept: false,
      refusedLines: [
        { line: 4, reason: 'kolom "Aanbieder": deze aanbieder is er niet' },
        { line: 5, reason: 'kolom "Datum": dit is geen maand' },
        { line: 6 },
        { line: 7, reason: 'kolom "Datum": deze maand is nog niet geweest' },
        { line: 8, reason: 'kolom "Serieus": dit is geen antwoord op serieus' },
        { line: 9, reason: 'een antwoord past niet bij zijn vraag' },
        { line: 10, reason: 'heeft 3 kolommen, en de eerste regel 4' },
      ],
    })
    const report = readFileSync(path('fout.csv'), 'utf8')
    expect(report.trim().split('\r\n')).toHaveLength(8)
    // What somebody filled in is in no report.
    for (const typed of ['mooi', 'vorig jaar', 'Onbekend BV'])
      expect(report + JSON.stringify(reply)).not.toContain(typed)
    expect([store().verify().responses, store().imports().length]).toEqual([0, 0])
    expect(await load(wrong, '--skip-refused')).toMatchObject({ kept: true, accepted: 2, refused: 7 })
    expect(store().verify()).toMatchObject({ responses: 2, differences: [] })
  })

  test('takes an empty cell for skipped and a word for don’t know, and leaves out what was not asked', async () => {
    await load([HEADING, 'Stichting Lister;2023-10;weet niet;'])
    const tallies = store()
      .liveTallies({})
      .map(({ question, value }) => `${question} ${value}`)
    expect(tallies.sort()).toEqual([' ', 'past ~skipped', 'serieus ~dont-know'])
  })

  test.each([
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${lines(2).join('\r\n')}`, 'utf16le'), 'utf-16le'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${lines(2).join('\n')}`), 'utf-8'],
    [
      'windows-1252',
      Buffer.from(`${lines(2).join('\r\n')}\r\n`.replaceAll('Lister', 'Listér'), 'latin1'),
      'windows-1252',
    ],
  ])('reads %s and says so', async (_, bytes, encoding) => {
    const values = { 'Stichting Lister': 'lister', 'Stichting Listér': 'lister' }
    write('koppeling.json', JSON.stringify({ ...mapping, provider: { column: 'Aanbieder', values } }))
    expect(await load(bytes)).toMatchObject({ kept: true, accepted: 2, encoding })
  })

  test('of a file that was cut off inside quotes keeps nothing', async () => {
    const reply = await load(`${lines(5).join('\n')}\n"Stichting Lister;5-10-2023;`)
    expect(reply).toMatchObject({ problem: { code: 'not-csv' } })
    expect(store().verify().responses).toBe(0)
  })

  test('takes the same file in once, under whatever name, and a name once', async () => {
    await load(lines(2))
    expect(await load(lines(3))).toMatchObject({ problem: { code: 'import-exists' } })
    write('oud.csv', `${lines(2).join('\r\n')}\r\n`)
    const again = ['--name', 'anders', '--file', path('oud.csv'), '--mapping', path('koppeling.json')]
    expect((await cli('import', 'load', ...again)).json()).toMatchObject({ problem: { code: 'file-exists' } })
    expect(store().verify().responses).toBe(2)
  })

  test.each([
    ['a column that is not there', { past: { column: 'Pas' } }, 'unknown-column'],
    ['a question that is not there', { pas: { column: 'Past' } }, 'unknown-question'],
    ['an open question', { vertel: { column: 'Past' } }, 'open-question'],
    ['a place without a column', { past: { kolom: 'Past' } }, 'bad-mapping'],
  ])('refuses a mapping with %s', async (_, answers, code) => {
    write('koppeling.json', JSON.stringify({ ...mapping, answers }))
    expect(await load(lines(2))).toMatchObject({ problem: { code } })
  })

  test('brings thousands of lines in whole', async () => {
    expect(await load(lines(3000))).toMatchObject({ kept: true, accepted: 3000 })
    expect(store().verify()).toMatchObject({ responses: 3000, differences: [] })
  })
})
