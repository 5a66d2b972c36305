import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CODE_BYTES, inGroups, readWithdrawalCode, withdrawalCode } from '../../shared/withdrawal-code.ts'

const chance = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES })

test('a code is 24 letters and digits in six groups of four', () => {
  expect(withdrawalCode(new Uint8Array(15))).toBe('0'.repeat(24))
  expect(withdrawalCode(new Uint8Array(15).fill(255))).toBe('Z'.repeat(24))
  // Known answer: Python, int.from_bytes(bytes(range(1, 16)), 'big') written in base 32 with these letters.
  const code = withdrawalCode(Uint8Array.from({ length: 15 }, (_, index) => index + 1))
  expect(code).toBe('041061050R3GG28A1C60T3GF')
  expect(inGroups(code)).toBe('0410 6105 0R3G G28A 1C60 T3GF')
})

test('all 120 bits count: other chance, another code', () => {
  const codes = new Set<string>()
  for (let bit = 0; bit < 120; bit++) {
    const bytes = new Uint8Array(15)
    bytes[bit >> 3] = 1 << (bit & 7)
    codes.add(withdrawalCode(bytes))
  }
  expect(codes.size).toBe(120)
})

test('another number of bytes makes no code', () => {
  expect(() => withdrawalCode(new Uint8Array(14))).toThrow(RangeError)
  expect(() => withdrawalCode(new Uint8Array(16))).toThrow(RangeError)
})

test('a code that is typed as people type is read as it was shown', () => {
  fc.assert(
    fc.property(chance, fc.constantFrom('', ' ', '-', ' – ', '\n'), (bytes, between) => {
      const code = withdrawalCode(bytes)
      const typed = inGroups(code).toLowerCase().replaceAll(' ', between).replaceAll('0', 'o').replaceAll('1', 'l')
      expect(readWithdrawalCode(`  ${typed} `)).toBe(code)
    }),
  )
})

test.each(['', 'KX4M7RT', '0'.repeat(23), '0'.repeat(25), `${'0'.repeat(23)}U`, `${'0'.repeat(23)}é`, '０'.repeat(24)])(
  '"%s" is no code',
  (typed) => {
    expect(readWithdrawalCode(typed)).toBeNull()
  },
)
