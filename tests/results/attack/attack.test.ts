import { describe, expect, test } from 'vitest'
import { NO_COMPLEMENT, NO_VEIL, NO_WAITING } from '../weak-steps.ts'
import { attack, attackUnanimous } from './attack.ts'
import { populationOf } from './population.ts'

/** How many populations are tried; more for a long run. */
const POPULATIONS = Number(process.env.ATTACK_POPULATIONS ?? 40)
const seeds = Array.from({ length: POPULATIONS }, (_, seed) => seed)

function firstFound(find: (seed: number) => string | null): string | null {
  for (const seed of seeds) {
    const found = find(seed)
    if (found !== null) return `population ${seed}: ${found}`
  }
  return null
}

describe('somebody who keeps every table of every release and sees with all rights', () => {
  test('finds no group of one to nine people', { timeout: 60_000 + POPULATIONS * 10_000 }, () => {
    expect(firstFound((seed) => attack(populationOf(seed)))).toBeNull()
  })

  test('would, if nothing were hidden beside what is too small', { timeout: 120_000 }, () => {
    expect(firstFound((seed) => attack(populationOf(seed), NO_COMPLEMENT))).not.toBeNull()
  })

  test('would, if every new answer were released at once', { timeout: 120_000 }, () => {
    expect(firstFound((seed) => attack(populationOf(seed, 1), NO_WAITING))).not.toBeNull()
  })
})

describe('somebody who has every table without a cut of one release', () => {
  // Months and quarters in which nearly all gave the same answer, beside those in which they did not.
  const alike = (seed: number) => populationOf(seed, undefined, 0.5)

  test('finds of no group behind a mask that all gave the same answer', {
    timeout: 60_000 + POPULATIONS * 10_000,
  }, () => {
    expect(firstFound((seed) => attackUnanimous(alike(seed)))).toBeNull()
  })

  test('would, if what is masked counted as it is in other figures', { timeout: 120_000 }, () => {
    expect(firstFound((seed) => attackUnanimous(alike(seed), NO_VEIL))).not.toBeNull()
  })
})
