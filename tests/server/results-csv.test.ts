import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Flavour, withoutFormula, writeCsv } from '../../server/export/csv.ts'

async function written(flavour: Flavour, rows: readonly (readonly (string | number | null)[])[]): Promise<string> {
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), writeCsv(out, flavour, ['a', 'b'], rows)])
  return bytes.toString('utf8')
}

test.each([
  '=1+1',
  '+1',
  '-1',
  '@A1',
  '\tx',
  '\rx',
  '\0x',
  ' =1',
  '"=1',
  "'=1",
  '\uFEFF=1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
])('the text %j is not a formula any more', (cell) => {
  expect(withoutFormula(cell)).toBe(`'${cell}`)
})

test.each(['Hoe gaat het?', '2026-11-23', 'a=b', 'n.v.t.', ''])('the text %j stays as it is', (cell) => {
  expect(withoutFormula(cell)).toBe(cell)
})

test('a parser reads back every text, in both flavours', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a;b', 'a,b', '"', 'a\nb', 'a\rb', 'a\r\nb', 'مرحبا'),
  )
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom<Flavour>('nl', 'open'), async (rows, flavour) => {
      const nl = flavour === 'nl'
      const options = { bom: nl, delimiter: nl ? ';' : ',', record_delimiter: nl ? '\r\n' : '\n' }
      const read = parse(await written(flavour, rows), options) as readonly (readonly string[])[]
      expect(read.slice(1)).toEqual(rows.map((row) => row.map(withoutFormula)))
    }),
    { numRuns: 150 },
  )
})

test('numbers keep four decimals, with a comma for the Netherlands, and nothing is an empty cell', async () => {
  expect(await written('nl', [[0.123456, null]])).toBe('\uFEFFa;b\r\n0,1235;\r\n')
  expect(await written('open', [[7.9, 121]])).toBe('a,b\n7.9,121\n')
})
