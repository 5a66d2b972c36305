import { test } from 'vitest'
import { sealPool } from '../support/sim-pool.ts'
import { createWorld } from '../support/sim-world.ts'
import { playHistories } from './histories.ts'
import { FIXED_SEED, RUNS } from './settings.ts'

test(`nothing lost, doubled or brought back in ${RUNS / 2} histories of seed ${FIXED_SEED}`, async () => {
  await playHistories(createWorld(await sealPool(8)), FIXED_SEED, Math.ceil(RUNS / 2))
}, 3_600_000)
