import { randomInt } from 'node:crypto'
import { test } from 'vitest'
import { sealPool } from '../support/sim-pool.ts'
import { createWorld } from '../support/sim-world.ts'
import { playHistories } from './histories.ts'
import { FIXED_SEED, RUNS } from './settings.ts'

const FRESH = 2000
const seed = randomInt(2 ** 31)

test(`nothing lost, doubled or brought back in ${RUNS / 2 - FRESH} histories of seed ${FIXED_SEED + 1}`, async () => {
  await playHistories(createWorld(await sealPool(8)), FIXED_SEED + 1, Math.ceil(RUNS / 2) - FRESH)
}, 3_600_000)

test(`nothing lost, doubled or brought back in ${FRESH} histories of a seed of today`, async () => {
  console.log(`simulator: SIM_SEED=${seed} repeats these histories`)
  await playHistories(createWorld(await sealPool(8)), seed, FRESH)
}, 3_600_000)
