import { describe, expect, test } from 'vitest'
import { trendOf } from '../../shared/results/trend.ts'
import { rowsOf, sampleSurvey, tallies } from './sample.ts'

const surveys = [sampleSurvey(), sampleSurvey(undefined, 2)]
const always = () => true

/** One figure a quarter from 2023 on: how many of 100 are content; null is too few answers. */
function quarters(good: readonly (number | null)[], version = 1) {
  return good.flatMap((top, index) => {
    const month = `${2023 + Math.floor(index / 4)}-${String((index % 4) * 3 + 2).padStart(2, '0')}`
    return tallies(top === null ? { 3: 4 } : { 1: 100 - top, 3: top }, { month, version })
  })
}

const rows = (all: ReturnType<typeof quarters>) => rowsOf(all, { by: ['quarter'] }, { surveys })

describe('a line through time', () => {
  test('is broken where nothing may be shown', () => {
    const { points } = trendOf(rows(quarters([60, 61, null, 62, 63])), always)
    expect(points.map(({ period, joined }) => [period, joined])).toEqual([
      ['2023-Q1', false],
      ['2023-Q2', true],
      ['2023-Q3', false],
      ['2023-Q4', false],
      ['2024-Q1', true],
    ])
  })

  test('is broken where another version of the survey begins, also in the same quarter', () => {
    const all = [...quarters([60, 61]), ...tallies({ 3: 50 }, { month: '2023-05', version: 2 })]
    const { points } = trendOf(rows(all), always)
    expect(points.map(({ period, joined, broken }) => [period, joined, broken])).toEqual([
      ['2023-Q1', false, false],
      ['2023-Q2', true, false],
      ['2023-Q2', false, true],
    ])
  })

  test('has limits from twelve full periods of one version that can be relied on', () => {
    const good = Array.from({ length: 12 }, (_, index) => 50 + (index % 2) * 10)
    const [limits, ...more] = trendOf(rows(quarters(good)), always).limits
    expect(more).toEqual([])
    expect(limits).toMatchObject({ first: 0, last: 11, outside: [] })
    expect(limits?.low).toBeCloseTo(0.284, 10)
    expect(trendOf(rows(quarters(good)), (period) => period !== '2024-Q1').limits).toEqual([])
    const changed = [...quarters(good.slice(0, 11)), ...tallies({ 1: 40, 3: 60 }, { month: '2025-11', version: 2 })]
    expect(trendOf(rows(changed), always).limits).toEqual([])
  })

  test('names the periods outside the limits', () => {
    const good = [...Array.from({ length: 14 }, (_, index) => 60 + (index % 2) * 2), 90]
    expect(trendOf(rows(quarters(good)), always).limits[0]?.outside).toEqual(['2026-Q3'])
  })
})
