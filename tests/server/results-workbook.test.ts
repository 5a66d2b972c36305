import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readOds } from 'hucre/ods'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import { writeWorkbook } from '../../server/export/workbook.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const READ = { xlsx: readXlsx, ods: readOds } as const
const FORMATS = ['xlsx', 'ods'] as const
const QUERY = 'survey=regiotaxi&by=quarter'

let server: InProcess
let token: string
beforeAll(async () => {
  server = await startInProcess()
  const { config, store } = server.house.deps
  await command(config.dataDir, ['demo', 'load', '--json'])
  token = newMachineToken(randomBytes)
  store.saveToken({ tokenHash: tokenHash(token), role: 'admin', provider: null, name: 'proef' })
})
afterAll(() => server.stop())

async function get(path: string): Promise<Response> {
  const reply = await fetch(`${server.origin}/api/v1/${path}`, { headers: { Authorization: `Bearer ${token}` } })
  expect(reply.status).toBe(200)
  return reply
}

async function sheets(format: (typeof FORMATS)[number]) {
  const bytes = new Uint8Array(await (await get(`results.${format}?${QUERY}`)).arrayBuffer())
  return (await READ[format](bytes)).sheets
}

describe.each(FORMATS)('a workbook (%s)', (format) => {
  test('has the lines of the CSV with numbers as numbers, an explanation and a codebook', async () => {
    const found = await sheets(format)
    expect(found.map(({ name }) => name)).toEqual([
      'Resultaten',
      'Themas en waarden',
      'Achtergrond',
      'Uitleg',
      'Codeboek',
    ])
    const csv = parse(await (await get(`results.csv?${QUERY}&flavour=nl`)).text(), {
      bom: true,
      delimiter: ';',
    }) as string[][]
    const [heads = []] = csv
    const printed = (found[0]?.rows ?? []).map((row) =>
      heads.map((_, column) => {
        const cell = row[column]
        return typeof cell === 'number' ? String(cell).replace('.', ',') : (cell ?? '')
      }),
    )
    expect(printed).toEqual(csv)
    const n = heads.indexOf('n')
    const shown = (found[0]?.rows ?? []).slice(1).map((row) => row[n] ?? null)
    expect(new Set(shown.map((cell) => typeof cell))).toEqual(new Set(['number', 'object']))
    expect(JSON.stringify(found[3]?.rows)).toContain('deel_gunstig')
    expect(JSON.stringify(found[4]?.rows)).toContain('regiotaxi')
  })

  test('is sent as a file with a name of its own', async () => {
    const { headers } = await get(`results.${format}?${QUERY}`)
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`filename="resultaten_utrecht_regiotaxi_.+\\.${format}"`),
    )
    expect(headers.get('content-type')).toMatch(/^application\/vnd\./)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test.each(['=1+1', '+1', '@SUM(A1)', '-2', '\t=1', '<b>&"\'', 'a\u0000b\uD800c', 'مرحبا', ' spatie '])(
    'keeps the text %j a text',
    async (text) => {
      const bytes = await writeWorkbook(format, [{ name: 'Blad', rows: [[text, 0.123456]], heads: false }])
      const [sheet] = (await READ[format](bytes)).sheets
      const [cell, number] = sheet?.rows[0] ?? []
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
      expect(cell).toBe(text.replace(/\u0000|\uD800/g, '\uFFFD'))
      expect(number).toBe(0.1235)
      expect(JSON.stringify([...(sheet?.cells?.values() ?? [])])).not.toContain('"formula":')
    },
  )
})

test('JSON, CSV and workbooks say the same n and share for every question', async () => {
  const json = (await (await get(`results?${QUERY}`)).json()) as PublishedResults
  const of = (rows: readonly (readonly unknown[])[]) => {
    const [heads = [], ...lines] = rows
    const at = (name: string) => heads.indexOf(name)
    const seen = lines.map((line) => [
      line[at('vraag')],
      line[at('periode')],
      line[at('n')] ?? null,
      line[at('deel_gunstig')] ?? null,
    ])
    return [...new Set(seen.map((one) => JSON.stringify(one)))]
  }
  const expected = json.rows.map(({ question, group, n, share }) =>
    JSON.stringify([question, group.quarter, n, share === null ? null : Number(share.toFixed(4))]),
  )
  for (const format of FORMATS) expect(of((await sheets(format))[0]?.rows ?? [])).toEqual([...new Set(expected)])
})

/** As LibreOffice opens it: every sheet as CSV. Where there is none, what our own reader finds. */
async function opened(format: (typeof FORMATS)[number], bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const folder = temporaryFolder()
  const file = join(folder, `boek.${format}`)
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=file://${folder}/profile`
  // Field and text marks, UTF-8, from the first line, every sheet, formulas as text. Source: LibreOffice help, "Filter options".
  const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1'
  // Not at one go: the server runs in this process, and would drop a connection that it keeps.
  const converting = [profile, '--headless', '--convert-to', csv, '--outdir', folder, file]
  const error = await new Promise<Error | null>((done) => execFile('soffice', converting, (failed) => done(failed)))
  try {
    if (error) {
      console.warn('LibreOffice is not here: workbooks are read back by our own reader only.')
      return ((await READ[format](bytes)).sheets[0]?.rows ?? []).map((row) => row.map((cell) => String(cell ?? '')))
    }
    return parse(readFileSync(join(folder, 'boek-Resultaten.csv')), { relax_column_count: true }) as string[][]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.each(FORMATS)('LibreOffice opens a workbook (%s)', (format) => {
  test('with the figures of the CSV, and with texts that look like formulas as texts', {
    timeout: 120_000,
  }, async () => {
    const bytes = new Uint8Array(await (await get(`results.${format}?${QUERY}`)).arrayBuffer())
    const csv = parse(await (await get(`results.csv?${QUERY}&flavour=nl`)).text(), { bom: true, delimiter: ';' })
    const lines = (csv as string[][]).map((line) => line.map((cell) => cell.replace(/^(\d+),(\d+)$/, '$1.$2')))
    expect(await opened(format, bytes)).toEqual(lines)
    const tricks = ['=1+1', '+1+1', '@SUM(A1)', '-2+3', '=HYPERLINK("http://localhost";"x")']
    const sheet = { name: 'Resultaten', rows: [tricks], heads: false }
    const second = { name: 'Uitleg', rows: [['x']], heads: false }
    expect(await opened(format, await writeWorkbook(format, [sheet, second]))).toEqual([tricks])
  })
})

test('SPSS syntax names the file, every column and what the codes mean', async () => {
  const syntax = await (await get(`results.sps?${QUERY}`)).text()
  const csv = await get(`results.csv?${QUERY}&flavour=open`)
  const file = /filename="(.+)"/.exec(csv.headers.get('content-disposition') ?? '')?.[1]
  expect(syntax).toContain(`/FILE='${file}'`)
  const [heads = []] = parse(await csv.text()) as string[][]
  const declared = [...syntax.matchAll(/^ {4}(\w+) (F12\.4|A500)\.?$/gm)].map(([, name, type]) => [name, type])
  expect(declared.map(([name]) => name)).toEqual(heads)
  const [, ...lines] = parse(await (await get(`results.csv?${QUERY}&flavour=open`)).text()) as string[][]
  declared.forEach(([name, type], column) => {
    const cells = lines.map((line) => line[column] ?? '').filter((cell) => cell !== '')
    if (type === 'F12.4')
      expect(
        cells.every((cell) => /^-?[\d.]+$/.test(cell)),
        name,
      ).toBe(true)
  })
  expect(syntax).toContain("'kiosk' 'zuil'")
})
