import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { releasedUnits, warmUnits } from '../../server/released-units.ts'
import { openStore } from '../../server/store/sqlite.ts'
import type { ReleasedQuery, Store } from '../../server/store/store.ts'
import { type Unit, unitsBefore, unitsOf } from '../../shared/results/units.ts'
import { seededChance } from '../support/send.ts'
import { accepted, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'

const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31)
const MONTHS = ['2025-11', '2025-12', '2026-01', '2026-04']
const COLLECTORS = ['lister', 'altrecht', 'leger'].map((provider, index) =>
  sampleCollector({ code: `CODECO${'ABC'[index]}`, provider, demo: provider === 'leger' }),
)

let folder: string
let inner: Store
let store: Store
let asked: ReleasedQuery[]
let next: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'units-'))
  inner = fill(openStore(join(folder, 'db.sqlite'), { secret: Buffer.alloc(32, 1) }))
  for (const collector of COLLECTORS) inner.saveCollector(collector)
  asked = []
  next = 1
  store = {
    ...inner,
    releasedTallies: (query) => {
      asked.push(query)
      return inner.releasedTallies(query)
    },
  }
})
afterEach(() => {
  inner.close()
  rmSync(folder, { recursive: true, force: true })
})

const answer = (many: number, month = '2026-01', at = 0, into = inner) =>
  into.saveResponses(
    Array.from({ length: many }, () =>
      accepted(
        sampleResponse(next++, { luisteren: 3 }, { month, survey: { id: 'proef', version: 2 } }),
        COLLECTORS[at],
      ),
    ),
  )

/** The same whatever the order in which it was put together. */
function toText(units: readonly Unit[]): readonly string[] {
  const sorted = <T>(pairs: Iterable<readonly [string, T]>) => [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
  return units
    .map(({ questions, ...unit }) =>
      JSON.stringify([
        unit,
        sorted(questions).map(([question, takings]) => [
          question,
          takings
            .map(({ batch, month, cells }) => JSON.stringify([batch, month, sorted(cells).map(([, c]) => sorted(c))]))
            .sort(),
        ]),
      ]),
    )
    .sort()
}
const anew = () => toText(unitsOf(inner.releasedTallies({})))
const kept = (query = {}) => toText(releasedUnits(store, query))

test('what was read once is not read again', () => {
  answer(12)
  store.release('2026-01-20', 10)
  expect(kept()).toEqual(anew())
  expect(asked).toEqual([{ survey: 'proef', provider: 'lister' }])
  expect(kept()).toEqual(anew())
  expect(asked).toHaveLength(1)
})

test('of a later release only what it took in is read', () => {
  answer(12)
  store.release('2026-01-20', 10)
  kept()
  answer(12)
  answer(12, '2026-04', 1)
  // The clock of the server went back: its batch comes before the first one by name.
  store.release('2025-12-21', 10)
  expect(kept()).toEqual(anew())
  expect(asked.slice(1)).toEqual([
    { survey: 'proef', provider: 'altrecht' },
    { survey: 'proef', provider: 'lister', after: 1 },
  ])
})

test('what another process releases is read too, once', () => {
  answer(12)
  store.release('2026-01-20', 10)
  kept()
  const other = openStore(join(folder, 'db.sqlite'), { secret: Buffer.alloc(32, 1) })
  answer(11, '2026-04', 0, other)
  other.release('2026-04-21', 10)
  expect(kept()).toEqual(anew())
  other.close()
  expect(kept()).toEqual(anew())
})

test('a release between the question what there is and the reading is in it once', () => {
  answer(12)
  store.release('2026-01-20', 10)
  const late = {
    ...store,
    releasedTallies: (query: ReleasedQuery) => {
      answer(10)
      inner.release('2026-01-21', 10)
      return inner.releasedTallies(query)
    },
  }
  releasedUnits(late, {})
  const after = { ...late, releasedTallies: inner.releasedTallies }
  Object.assign(late, { releasedTallies: inner.releasedTallies })
  expect(toText(releasedUnits(late, {}))).toEqual(anew())
  expect(toText(releasedUnits(after, {}))).toEqual(anew())
})

test('whatever is answered, withdrawn, released and taken away, it is what the database holds', () => {
  const chance = seededChance(SEED)
  const pick = (many: number) => Math.floor(chance() * many)
  for (let step = 0; step < 150; step++) {
    const what = pick(10)
    if (what < 5) answer(1 + pick(25), MONTHS[pick(MONTHS.length)], pick(3))
    else if (what < 7) for (let many = pick(20); many > 0; many--) inner.withdraw(idOf(1 + pick(next)))
    else if (what === 7 && pick(8) === 0) {
      inner.removeDemo()
      for (const collector of COLLECTORS) inner.saveCollector(collector)
    } else inner.release(`${MONTHS[pick(MONTHS.length)]}-2${pick(9)}`, 10)
    expect(kept(), `FAULT_SEED=${SEED} step ${step}`).toEqual(anew())
    const year = { survey: 'proef', provider: 'lister', from: '2026-01', to: '2026-12' }
    expect(kept(year), `FAULT_SEED=${SEED} step ${step}`).toEqual(toText(unitsOf(inner.releasedTallies(year))))
    const cut = { cut: 'channel' as const }
    expect(kept(cut), `FAULT_SEED=${SEED} step ${step}`).toEqual(toText(unitsOf(inner.releasedTallies(cut))))
    const before = inner.releasedTallies({}).filter(({ batch }) => batch < '2026-01')
    expect(toText(unitsBefore(releasedUnits(store, {}), '2026-01'))).toEqual(toText(unitsOf(before)))
  }
})

test('it can be read beforehand, and that stops when it is told to', async () => {
  answer(12)
  answer(12, '2026-01', 1)
  store.release('2026-01-20', 10)
  await warmUnits(store, () => asked.length > 0)
  expect(asked).toHaveLength(1)
  await warmUnits(store, () => false)
  expect(asked).toHaveLength(2)
  kept()
  expect(asked).toHaveLength(2)
})
