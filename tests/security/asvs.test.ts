import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

interface Line {
  readonly id: string
  readonly level: '1' | '2'
  readonly does: string
  readonly file: string
  readonly title: string
  readonly reason: string
}

const root = resolve(import.meta.dirname, '../..')
const lines: readonly Line[] = parse(readFileSync(join(import.meta.dirname, 'asvs.csv'), 'utf8'), { columns: true })

/** How many requirements of level 1 and 2 each section has, chapter by chapter. Source: OWASP ASVS 5.0.0. */
const SECTIONS: readonly (readonly number[])[] = [
  [2, 9, 11, 3, 2],
  [3, 3, 4, 1],
  [0, 2, 4, 6, 5, 0, 2],
  [3, 1, 2, 4],
  [1, 3, 2, 3],
  [3, 12, 4, 4, 5, 3, 0, 4],
  [3, 4, 2, 5, 2, 2],
  [2, 3, 1, 1],
  [3, 4],
  [2, 2, 4, 11, 5, 2, 3],
  [2, 3, 3, 4, 1, 1],
  [3, 2, 4],
  [1, 5, 2, 5],
  [2, 4, 3],
  [3, 3, 7],
  [1, 5, 4, 3, 3],
  [1, 4, 2],
]

const STANDING =
  /^(not met|not met in part|not met to the letter|not met by the program|not applicable|not of the program|documented|read on \d{4}-\d\d-\d\d): /

test('every requirement of level 1 and 2 is there, once', () => {
  const ids = lines.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const of = (level: string) => lines.filter((line) => line.level === level).length
  expect([of('1'), of('2')]).toEqual([70, 183])
  const counted = SECTIONS.map((sections, chapter) =>
    sections.map((_, section) => ids.filter((id) => id.startsWith(`V${chapter + 1}.${section + 1}.`)).length),
  )
  expect(counted).toEqual(SECTIONS)
  for (const id of ids) expect(id).toMatch(/^V\d{1,2}\.\d\.\d{1,2}$/)
})

test('every line says what is done, and has a test or a reason, and not both', () => {
  for (const { id, does, file, title, reason } of lines) {
    expect(does, id).not.toBe('')
    expect([file !== '', title !== ''], id).toEqual([reason === '', reason === ''])
    if (reason !== '') expect(reason, id).toMatch(STANDING)
    if (reason !== '') expect(reason.length, id).toBeGreaterThanOrEqual(20)
  }
})

const named = [...new Set(lines.filter(({ file }) => file !== '').map(({ file, title }) => `${file}\n${title}`))]

test('every test that is named is there', () => {
  expect(named.length).toBeGreaterThan(70)
  const missing = named.filter((name) => {
    const [file = '', title = ''] = name.split('\n')
    return !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(title)
  })
  expect(missing).toEqual([])
})

test('every paper that is named has that heading', () => {
  const papers = lines.flatMap(({ reason }) => [...reason.matchAll(/^documented: ([\w./-]+\.md), (.+)$/g)])
  expect(papers.length).toBeGreaterThan(10)
  for (const [, file = '', heading = ''] of papers)
    expect(readFileSync(join(root, file), 'utf8').split('\n'), file).toContain(`## ${heading}`)
})
