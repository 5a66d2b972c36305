import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const rows = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [CNTDUP]\d/.test(line))
const named = rows.flatMap((row) =>
  [...row.matchAll(/`(tests\/[^`]+)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({ file, title })),
)

test('every case of the list is there, once', () => {
  const cases = rows.flatMap((row) => row.split('|')[1]?.trim().split(', ') ?? [])
  const count = (letter: string, last: number) => Array.from({ length: last }, (_, at) => `${letter}${at + 1}`)
  expect(cases).toEqual([
    ...count('C', 20),
    ...count('N', 13),
    ...count('T', 2),
    ...count('D', 6),
    ...count('U', 7),
    'P1',
  ])
})

test.each(named)('$file has a test "$title"', ({ file, title }) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(title)
})

test('a case without a test says that it is not run, and why', () => {
  const without = rows.filter((row) => !/`tests\//.test(row))
  expect(without.filter((row) => !/\| no[:;] \S/.test(row))).toEqual([])
  expect(named.length).toBeGreaterThan(35)
})
