import fc from 'fast-check'
import { DELIVERIES, type Event, type Play, STORAGE_FAULTS } from '../support/sim-world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY

const tab = fc.nat(1)
const item = fc.nat(30)
const of = <const T extends Event['do']>(name: T) => fc.constant(name)

/** Everything that can happen, the ordinary more often than the rare. */
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: of('submit'), tab, item }) },
  { weight: 8, arbitrary: fc.record({ do: of('flush'), tab }) },
  { weight: 7, arbitrary: fc.record({ do: of('deliver'), which: fc.nat(3), how: fc.constant('well' as const) }) },
  { weight: 9, arbitrary: fc.record({ do: of('deliver'), which: fc.nat(3), how: fc.constantFrom(...DELIVERIES) }) },
  { weight: 3, arbitrary: fc.record({ do: of('crash-tab'), tab, steps: fc.nat(25) }) },
  { weight: 2, arbitrary: fc.record({ do: of('storage-fault'), tab, fault: fc.constantFrom(...STORAGE_FAULTS) }) },
  { weight: 1, arbitrary: fc.record({ do: of('open-tab'), tab }) },
  { weight: 1, arbitrary: fc.record({ do: of('meet-epoch'), tab }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: of('clock-jump'), ms: fc.constantFrom(-YEAR, -DAY, -HOUR, HOUR, DAY, 10 * YEAR) }),
  },
  { weight: 3, arbitrary: fc.record({ do: of('time-passes'), ms: fc.constantFrom(100, 2000, 60_000, HOUR) }) },
  { weight: 1, arbitrary: fc.record({ do: of('app-update') }) },
  { weight: 1, arbitrary: fc.record({ do: of('locks-break') }) },
  { weight: 2, arbitrary: fc.record({ do: of('server-restart') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: of('commit-fault'),
      fault: fc.constantFrom('crash-before' as const, 'crash-after' as const, 'full-disk' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('backup') }) },
  { weight: 1, arbitrary: fc.record({ do: of('restore') }) },
  { weight: 1, arbitrary: fc.record({ do: of('withdraw'), item }) },
  { weight: 1, arbitrary: fc.record({ do: of('type-code'), tab, item }) },
)

/** Plays that many random histories; rejects with the seed, the path and the shrunk history when an invariant breaks. */
export async function playHistories(play: Play, seed: number, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40, size: 'max' }), async (history) => {
      await play(history)
    }),
    { seed, numRuns: runs, endOnFailure: false },
  )
}
