import { describe, expect, test } from 'vitest'
import { publishOthers } from '../../shared/results/mirror.ts'
import type { ResultsFilter, Tally } from '../../shared/results/results.ts'
import { unitsOf } from '../../shared/results/units.ts'
import { addUp, filter, rowsOf, sampleSurvey, tallies } from './sample.ts'

const of = (provider: string, values: Readonly<Record<string, number>>, month = '2026-11') =>
  tallies(values, { provider, month })
const both = { provider: 'dock', with: ['lister'] } as const
const row = (all: readonly Tally[], over: Partial<ResultsFilter>) => rowsOf(all, over)[0]

describe('a provider with the one that it took over', () => {
  const all = [...of('lister', { 1: 8, 3: 12 }, '2026-02'), ...of('dock', { 1: 4, 3: 16 }), ...of('leger', { 2: 50 })]

  test('is the sum of the pieces of both and of nobody else', () => {
    expect(row(all, both)).toMatchObject({ level: 'full', n: 40, counts: { 1: 12, 2: 0, 3: 28 }, group: {} })
    expect(row(all, { provider: 'dock' })).toMatchObject({ n: 20 })
  })

  test('has the time before it was there', () => {
    const rows = rowsOf(all, { ...both, by: ['quarter'] })
    expect(rows.map(({ group, n }) => [group.quarter, n])).toEqual([
      ['2026-Q1', 20],
      ['2026-Q2', null],
      ['2026-Q3', null],
      ['2026-Q4', 20],
    ])
  })

  test('shows nine and nine of the same month to nobody', () => {
    const few = [...of('lister', { 3: 9 }), ...of('dock', { 1: 9 })]
    expect(row(few, both)).toMatchObject({ level: 'hidden', n: null })
    expect(row([...few, ...of('lister', { 2: 1 })], both)).toMatchObject({ n: 10 })
  })

  test('says of masked parts what the rows of each say, also where both together would be a bundle', () => {
    const alike = [...of('lister', { 1: 3, 3: 57 }), ...of('dock', { 1: 3, 3: 57 })]
    expect(row(alike, {})).toMatchObject({ n: 120, counts: { 1: 6, 2: 0, 3: 114 } })
    expect(row(alike, both)).toMatchObject({ n: 120, about: true, counts: null })
  })
})

describe('the mirror of a provider with the one that it took over', () => {
  const all = ['dock', 'lister', 'leger', 'altrecht', 'stek'].flatMap((provider) => of(provider, { 1: 5, 3: 15 }))
  const mirror = (gone: readonly string[], over: Partial<ResultsFilter>) =>
    publishOthers(
      {
        municipality: 'utrecht',
        filter: filter({ provider: 'dock', careType: 'buurt', ...over }),
        released: '2026-11-23',
        units: unitsOf(
          addUp(
            all.filter(({ provider }) => !gone.includes(provider)),
            null,
          ),
        ),
        surveys: [sampleSurvey()],
      },
      { own: 'dock', known: ['dock', 'lister'] },
    ).rows[0]

  test('holds neither', () => {
    expect(mirror([], { with: ['lister'] })).toMatchObject({ n: 60 })
    expect(mirror([], {})).toMatchObject({ n: 80 })
  })

  test('holds three whom the provider does not know, with or without', () => {
    expect(mirror(['stek'], { with: ['lister'] })).toMatchObject({ level: 'hidden' })
    expect(mirror(['stek'], {})).toMatchObject({ level: 'hidden' })
  })
})
