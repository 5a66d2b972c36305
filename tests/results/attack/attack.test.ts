import { describe, expect, test } from 'vitest'
import { NO_COMPLEMENT, NO_WAITING } from '../weak-steps.ts'
import { attack } from './attack.ts'
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
