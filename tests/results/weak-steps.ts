import { addCounts } from '../../shared/results/pool.ts'
import type { Steps } from '../../shared/results/settle.ts'
import { SAFE_STEPS } from '../../shared/results/settle.ts'

const atoms = (pool: Parameters<Steps['split']>[0]) => [...pool].map(([cell, counts]) => ({ cells: [cell], counts }))

/** Planted weakness: cells that are too small are hidden, and no other beside them. */
export const NO_COMPLEMENT: Steps = {
  ...SAFE_STEPS,
  split: (pool, _kin, answers) => ({ shown: atoms(pool).filter(({ counts }) => answers(counts) >= 10), rest: [] }),
}

/** Planted weakness: what is masked in a row of its own counts as it is in every other. */
export const NO_VEIL: Steps = {
  ...SAFE_STEPS,
  veil: () => (among) => ({ counts: addCounts(among.map(({ counts }) => counts)), about: 0 }),
}

/** Planted weakness: nothing waits and nothing is hidden. */
export const NO_WAITING: Steps = {
  ...SAFE_STEPS,
  ripe: () => true,
  split: (pool) => ({ shown: atoms(pool), rest: [] }),
}
