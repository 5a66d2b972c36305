import { describe, expect, test } from 'vitest'
import { difference, mean, newcombe, topShare, wilson, xmr } from '../../shared/results/statistics.ts'

const counts = (values: Record<string, number>) => new Map(Object.entries(values))
const percent = (share: number) => Math.round(share * 1000) / 10
const estimate = (top: number, n: number) => ({ share: top / n, interval: wilson(top / n, n) })

describe('wilson', () => {
  // 8 of 10: R 4.3, prop.test(8, 10, correct = FALSE). The others: the city's published shares with n = 100 and 121.
  test.each([
    [8, 10, 49.0, 94.3],
    [76, 100, 66.8, 83.3],
    [81, 100, 72.2, 87.5],
    [79, 100, 70.0, 85.8],
    [110, 121, 84.5, 94.8],
    [97, 121, 72.2, 86.3],
    [0, 10, 0, 27.8],
    [10, 10, 72.2, 100],
  ])('%i of %i lies between %f and %f percent', (top, n, low, high) => {
    expect(wilson(top / n, n).map(percent)).toEqual([low, high])
  })

  test('refuses a share of no answers and a share above 1', () => {
    expect(() => wilson(0.5, 0)).toThrow(RangeError)
    expect(() => wilson(1.5, 10)).toThrow(RangeError)
  })
})

describe('newcombe', () => {
  // Newcombe 1998, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
  ])('%i/%i minus %i/%i lies between the published limits', (a, m, b, n, low, high) => {
    const [below, above] = newcombe(estimate(a, m), estimate(b, n))
    expect(below).toBeCloseTo(low, 4)
    expect(above).toBeCloseTo(high, 4)
  })

  test('a difference is named only when its interval leaves out 0', () => {
    expect(difference(estimate(56, 70), estimate(48, 80))).toBe('higher')
    expect(difference(estimate(48, 80), estimate(56, 70))).toBe('lower')
    expect(difference(estimate(41, 60), estimate(45, 60))).toBe('none')
  })
})

describe('share and mean', () => {
  test.each([
    ['faces3', { 1: 12, 2: 27, 3: 61 }, 0.61],
    ['agree5', { 1: 3, 2: 7, 3: 14, 4: 46, 5: 30 }, 0.76],
    ['yes-no', { 0: 5, 1: 45 }, 0.9],
    ['grade10', { 5: 1, 6: 2, 7: 10, 8: 27, 9: 8, 10: 2 }, 0.98],
  ] as const)('the top share of %s', (kind, values, share) => {
    const n = Object.values(values).reduce((sum, count) => sum + count, 0)
    expect(topShare(kind, counts(values), n)).toBeCloseTo(share, 10)
  })

  test('a choice has no favourable end and so no share', () => {
    expect(topShare('choice', counts({ ja: 10 }), 10)).toBeNull()
  })

  test('the mean is taken over the answers and leaves out who skipped', () => {
    expect(mean(counts({ 5: 1, 6: 2, 7: 10, 8: 27, 9: 8, 10: 2, '~skipped': 9 }))).toBeCloseTo(7.9, 10)
    expect(mean(counts({ 5: 2, 6: 3, 7: 14, 8: 22, 9: 7, 10: 2 }))).toBeCloseTo(7.7, 1)
    expect(mean(counts({ '~skipped': 3 }))).toBeNull()
  })
})

describe('xmr', () => {
  // By hand: the mean is 0.55 and every moving range 0.1, so the limits are 0.55 ± 2.66 × 0.1.
  test('of shares that go up and down by a tenth', () => {
    const limits = xmr(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 0.5 : 0.6)))
    expect(limits?.mean).toBeCloseTo(0.55, 10)
    expect(limits?.low).toBeCloseTo(0.284, 10)
    expect(limits?.high).toBeCloseTo(0.816, 10)
  })

  // Computed with Python 3 (statistics.mean of the values and of their moving ranges).
  test('of thirteen uneven shares', () => {
    const limits = xmr([0.7, 0.72, 0.69, 0.75, 0.71, 0.74, 0.7, 0.68, 0.73, 0.77, 0.72, 0.7, 0.74])
    expect(limits?.mean).toBeCloseTo(0.719231, 6)
    expect(limits?.low).toBeCloseTo(0.621697, 6)
    expect(limits?.high).toBeCloseTo(0.816764, 6)
  })

  test('are none of eleven points, and never outside 0 to 1', () => {
    expect(xmr(Array<number>(11).fill(0.5))).toBeNull()
    expect(xmr(Array.from({ length: 12 }, (_, index) => index % 2))).toMatchObject({ low: 0, high: 1 })
  })
})
