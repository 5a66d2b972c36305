import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countNumbers, missingNumbers } from '../../server/device-numbers.ts'
import type { NumberRange } from '../../shared/device-wire.ts'

describe('the numbers that are missing', () => {
  const known = { last: 65, arrived: [[1, 40]], waiting: [[41, 65]], quarantine: [], gone: false } as const

  test('are none while all that did not arrive waits on the device', () => {
    expect(missingNumbers(known)).toEqual([])
  })

  test('are what waited there, once the device is gone', () => {
    expect(missingNumbers({ ...known, gone: true })).toEqual([[41, 65]])
  })

  test('never are those that lie in quarantine', () => {
    expect(missingNumbers({ ...known, waiting: [[50, 65]], quarantine: [[41, 44]] })).toEqual([[45, 49]])
  })

  test('are what a plain count says, whatever overlaps', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 6 }))
      .map(([from, more]): NumberRange => [from, from + more])
    const ranges = fc.array(range, { maxLength: 6 })
    fc.assert(
      fc.property(
        ranges,
        ranges,
        ranges,
        fc.integer({ min: 0, max: 30 }),
        fc.boolean(),
        (arrived, waiting, quarantine, last, gone) => {
          const there = [...arrived, ...quarantine, ...(gone ? [] : waiting)]
          const expected = Array.from({ length: last }, (_, index) => index + 1).filter(
            (number) => !there.some(([from, to]) => number >= from && number <= to),
          )
          const missing = missingNumbers({ last, arrived, waiting, quarantine, gone })
          const found = missing.flatMap(([from, to]) =>
            Array.from({ length: to - from + 1 }, (_, index) => from + index),
          )
          expect(found).toEqual(expected)
          expect(countNumbers(missing)).toBe(expected.length)
        },
      ),
    )
  })
})
