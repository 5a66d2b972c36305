import { describe, expect, test } from 'vitest'
import type { ResultRow, Tally } from '../../shared/results/results.ts'
import { rowsOf, tallies } from './sample.ts'
import { NO_VEIL } from './weak-steps.ts'

/** Answers by quarter of 2026, in its second month. */
const quarters = (...counts: readonly Readonly<Record<string, number>>[]): readonly Tally[] =>
  counts.flatMap((values, at) => tallies(values, { month: `2026-${String(at * 3 + 2).padStart(2, '0')}` }))

const year = (all: readonly Tally[], more = {}): ResultRow | undefined =>
  rowsOf(all, { from: '2026-01', to: '2026-12' }, { released: '2027-02-01', ...more })[0]
const mixed = { 1: 12, 3: 28 }

describe('a quarter in which everybody said the same', () => {
  const all = quarters({ 3: 40 }, mixed, mixed, mixed)

  test('does not follow from its year less the other three', () => {
    expect(rowsOf(all, { by: ['quarter'] }, { released: '2027-02-01' })[0]).toMatchObject({ masked: true, n: 40 })
    // 38 of the 40 and 84 others; it may be two more.
    expect(year(all)).toMatchObject({ about: true, n: 160, share: 0.76, counts: null, mean: null })
    expect(year(all)?.interval?.[1]).toBeGreaterThan(0.83)
    expect(year(all, { steps: NO_VEIL })).toMatchObject({ share: 0.775, counts: { 3: 124 } })
  })

  test.each([
    { 3: 39, 1: 1 },
    { 3: 38, 1: 2 },
  ])('looks in its year like %j', (like) => {
    expect(year(quarters(like, mixed, mixed, mixed))).toEqual(year(all))
  })

  test('counts as it is together with others like it, of a hundred answers or more', () => {
    const many = quarters({ 3: 40 }, { 3: 40 }, { 3: 40 }, mixed)
    expect(year(many)).toMatchObject({ n: 160, counts: { 3: 148, 1: 12 } })
    // The half year has two of the three.
    expect(rowsOf(many, { from: '2026-04', to: '2026-12' }, { released: '2027-02-01' })[0]).toMatchObject({
      about: true,
    })
  })

  test('counts as it is where answers differ enough together', () => {
    // 14 of 15 and 14 of 15 are masked apart; 28 of 30 are not.
    expect(year(quarters({ 3: 14, 1: 1 }, { 3: 14, 1: 1 }, mixed))).toMatchObject({ counts: { 3: 56, 1: 14 } })
  })

  test('of two sides is never known together', () => {
    // Of 38 favourable answers or more, and of 2 or fewer: 42 of them would say which.
    expect(year(quarters({ 3: 40 }, { 3: 2, 1: 38 }, mixed))).toMatchObject({ about: true, counts: null })
  })

  test('does not follow from all providers less the others', () => {
    const one = tallies({ 3: 40 }, { provider: 'dock' })
    const other = tallies(mixed, { provider: 'lister' })
    expect(year([...one, ...other])).toMatchObject({ about: true, n: 80 })
  })
})
