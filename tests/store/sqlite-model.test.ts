import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore } from '../../server/store/sqlite.ts'
import type { Accepted, Collector, Store, StoreVerdict } from '../../server/store/store.ts'
import type { Tally } from '../../shared/results/results.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { accepted, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'

const THRESHOLD = 4

const collectors: readonly Collector[] = [
  sampleCollector(),
  sampleCollector({ code: 'KIOSKKI', channel: 'kiosk', location: '' }),
  sampleCollector({ code: 'DOCKDOC', provider: 'dock' }),
  // A care type of its own: what a release shows of demo and real answers is compared group by group.
  sampleCollector({ code: 'DEMODEM', demo: true, channel: 'import', careType: 'dagbegeleiding' }),
]

const answers: fc.Arbitrary<Answers> = fc.record(
  {
    luisteren: fc.constantFrom(1, 2, 3, { missing: 'dont-know' as const }),
    cijfer: fc.integer({ min: 1, max: 10 }),
    beter: fc.oneof(
      fc.subarray(['tijd', 'plek', 'uitleg'], { minLength: 1 }),
      fc.constant({ missing: 'skipped' as const }),
    ),
    vertel: fc.constantFrom('fijn', 'luisteren', '3'),
    wie: fc.constant('self'),
  },
  { requiredKeys: [] },
)

/** One id comes with few different contents, so that repeats, conflicts and returns after withdrawal happen often. */
const item: fc.Arbitrary<Accepted> = fc
  .record({
    number: fc.integer({ min: 0, max: 60 }),
    hash: fc.constantFrom('a', 'a', 'a', 'b'),
    collector: fc.constantFrom(...collectors),
    month: fc.constantFrom('2026-10', '2026-11'),
    version: fc.constantFrom(1, 2),
    answers,
  })
  .map(({ number, hash, collector, month, version, answers: given }) =>
    accepted(sampleResponse(number, given, { month, survey: { id: 'proef', version } }), collector, hash),
  )

type Event =
  | { readonly do: 'save'; readonly batch: readonly Accepted[] }
  | { readonly do: 'withdraw'; readonly number: number }
  | { readonly do: 'release' | 'removeDemo' }

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save' as const), batch: fc.array(item, { maxLength: 12 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('withdraw' as const), number: fc.integer({ min: 0, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'release' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'removeDemo' as const }) },
)

/** What the store must hold, kept as simply as can be: the responses themselves. */
interface Model {
  readonly stored: Map<string, Accepted>
  readonly withdrawn: Set<string>
}

function save(model: Model, one: Accepted): StoreVerdict {
  const { id } = one.response
  if (model.withdrawn.has(id)) return 'withdrawn'
  const there = model.stored.get(id)
  if (there) return there.hash === one.hash ? 'duplicate' : 'conflict'
  model.stored.set(id, one)
  return 'stored'
}

function cellOf(tally: Omit<Tally, 'count'>): string {
  const { survey, version, question, value, provider, careType, location, channel, access, phase, answeredBy, month } =
    tally
  return [
    survey,
    version,
    question,
    value,
    provider,
    careType,
    location,
    channel,
    access,
    phase,
    answeredBy,
    month,
  ].join('|')
}

function toCells(tallies: readonly Tally[]): ReadonlyMap<string, number> {
  return new Map(tallies.map((tally) => [cellOf(tally), tally.count]))
}

/** A second way of counting, written from the words of the contract. */
function recount(stored: Iterable<Accepted>): ReadonlyMap<string, number> {
  const cells = new Map<string, number>()
  for (const { response, collector } of stored) {
    const values: [string, string][] = [['', '']]
    for (const [question, answer] of Object.entries(response.answers)) {
      if (question === 'wie') continue
      if (typeof answer === 'object' && 'missing' in answer) values.push([question, `~${answer.missing}`])
      else if (question === 'vertel') values.push([question, '~text'])
      else if (typeof answer === 'object')
        values.push([question, '~answered'], ...answer.map((one): [string, string] => [question, one]))
      else values.push([question, `${answer}`])
    }
    const { provider, careType, location, channel, access } = collector
    const { survey, answeredBy, month, phase = '' } = response
    for (const [question, value] of values) {
      const cell = cellOf({
        ...{ survey: survey.id, version: survey.version, question, value },
        provider,
        careType,
        location,
        channel,
        access,
        phase,
        answeredBy,
        month,
      })
      cells.set(cell, (cells.get(cell) ?? 0) + 1)
    }
  }
  return cells
}

/** Released responses by group, real and demo together. */
function releasedGroups(store: Store): ReadonlyMap<string, number> {
  const groups = new Map<string, number>()
  for (const { question, survey, provider, careType, month, count } of store.releasedTallies({})) {
    const group = [survey, provider, careType, month].join('|')
    if (question === '') groups.set(group, (groups.get(group) ?? 0) + count)
  }
  return groups
}

function apply(store: Store, model: Model, event: Event): void {
  switch (event.do) {
    case 'save':
      expect(store.saveResponses(event.batch)).toEqual(event.batch.map((one) => save(model, one)))
      return
    case 'withdraw': {
      const id = idOf(event.number)
      expect(store.withdraw(id)).toBe(model.stored.delete(id))
      model.withdrawn.add(id)
      return
    }
    case 'release':
      releaseAndCompare(store)
      return
    case 'removeDemo': {
      const demo = [...model.stored].filter(([, { collector }]) => collector.demo).map(([id]) => id)
      expect(store.removeDemo()).toBe(demo.length)
      for (const id of demo) model.stored.delete(id)
      for (const collector of collectors) store.saveCollector(collector)
      return
    }
  }
}

function releaseAndCompare(store: Store): void {
  const before = releasedGroups(store)
  const cellsBefore = toCells(store.releasedTallies({}))
  store.release('2026-11-23', THRESHOLD)
  const after = releasedGroups(store)
  for (const group of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(group) ?? 0, after.get(group) ?? 0]
    expect(is === 0 || is >= THRESHOLD, `${group} shows ${is}`).toBe(true)
    if (was !== is) expect(Math.abs(was - is), `${group} went from ${was} to ${is}`).toBeGreaterThanOrEqual(THRESHOLD)
  }
  if (JSON.stringify([...before]) === JSON.stringify([...after]))
    expect(toCells(store.releasedTallies({}))).toEqual(cellsBefore)
}

test('whatever happens: one row per id, tallies as a recount has them, nothing withdrawn returns, no release shows few', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const store = fill(openStore(':memory:', { secret: Buffer.alloc(32, 1) }))
      const model: Model = { stored: new Map(), withdrawn: new Set() }
      for (const collector of collectors) store.saveCollector(collector)
      for (const one of events) apply(store, model, one)
      expect(toCells(store.liveTallies({}))).toEqual(recount(model.stored.values()))
      expect(store.verify()).toEqual({ responses: model.stored.size, differences: [], integrity: 'ok' })
      for (const [id, { response }] of model.stored) expect(store.response(id)?.answers).toEqual(response.answers)
      for (const id of model.withdrawn) expect(store.response(id)).toBeNull()
      store.close()
    }),
    { numRuns: 400 },
  )
})
