import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore } from '../../server/store/sqlite.ts'
import type { Accepted, Collector, Store, StoreVerdict, TallyQuery } from '../../server/store/store.ts'
import { CUT_DIMENSIONS, type ReleasedTally, type Tally } from '../../shared/results/results.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { addUp } from '../results/sample.ts'
import { accepted, digestOf, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'

const THRESHOLD = 4

const collectors: readonly Collector[] = [
  sampleCollector(),
  sampleCollector({ code: 'KIOSKKI', channel: 'kiosk', access: 'invited', location: '' }),
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
    phase: fc.constantFrom({}, { phase: 'ongoing' as const }, { phase: 'finished' as const }),
    answeredBy: fc.constantFrom('self' as const, 'together' as const),
    burst: fc.constantFrom({}, {}, { burst: true as const }),
    code: fc.constantFrom({}, { withdrawal: 1 }, { withdrawal: 2 }),
    answers,
  })
  .map(({ number, hash, collector, version, phase, burst, code, answers: given, ...more }) => {
    const response = sampleResponse(number, given, { ...more, ...phase, ...burst, survey: { id: 'proef', version } })
    if (!code.withdrawal) return accepted(response, collector, hash)
    // A code of its own for most, and shared by every tenth: one code may take several.
    const withdrawal = digestOf(number % 10)
    return { ...accepted({ ...response, withdrawal }, collector, hash), withdrawableUntil: until(code.withdrawal) }
  })

/** The month from which a code is forgotten. */
const until = (number: number) => `2027-0${number}`

type Event =
  | { readonly do: 'save'; readonly batch: readonly Accepted[] }
  | { readonly do: 'withdraw' | 'withdrawByCode' | 'forgetCodes'; readonly number: number }
  | { readonly do: 'openAnswers' | 'responses'; readonly before: string; readonly most: number }
  | { readonly do: 'release' | 'removeDemo' }

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save' as const), batch: fc.array(item, { maxLength: 12 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw' as const, 'withdrawByCode' as const),
      number: fc.integer({ min: 0, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('forgetCodes' as const), number: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('openAnswers' as const, 'responses' as const),
      before: fc.constantFrom('2026-10', '2026-11', '2026-12'),
      most: fc.constantFrom(2, 99),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'release' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'removeDemo' as const }) },
)

/** What the store must hold, kept as simply as can be: the responses themselves. */
interface Model {
  readonly stored: Map<string, Accepted>
  /** Ids and digests of codes. */
  readonly withdrawn: Set<string>
  /** Until when each stored response with a code can be withdrawn by it. */
  readonly codes: Map<string, string>
  /** Of which the text is gone, and of which only the counts are left. */
  readonly wordless: Set<string>
  readonly aged: Set<string>
  /** What the last release that took in a group showed of it. */
  readonly shown: Map<string, readonly Accepted[]>
}

function save(model: Model, one: Accepted): StoreVerdict {
  const { id, withdrawal = '' } = one.response
  const there = model.stored.get(id)
  if (!there && model.withdrawn.has(withdrawal)) model.withdrawn.add(id)
  if (model.withdrawn.has(id)) return 'withdrawn'
  if (there) return there.hash === one.hash ? 'duplicate' : 'conflict'
  model.stored.set(id, one)
  if (one.withdrawableUntil) model.codes.set(id, one.withdrawableUntil)
  return 'stored'
}

/** Counts by cell; of what is released all batches together, real and demo. */
function toCells(tallies: readonly (Tally | ReleasedTally)[]): ReadonlyMap<string, number> {
  const cells = new Map<string, number>()
  for (const { count, ...key } of tallies) {
    const named = Object.entries(key).filter(([name]) => name !== 'batch' && name !== 'demo')
    const cell = JSON.stringify(named.sort())
    cells.set(cell, (cells.get(cell) ?? 0) + count)
  }
  return new Map([...cells].filter(([, count]) => count !== 0))
}

/** A second way of counting, written from the words of the contract: one tally of 1 for each thing that counts. */
function talliesOf({ response, collector }: Accepted): readonly Tally[] {
  if (response.burst) return []
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
  const from = { provider, careType, location, channel, access, phase, answeredBy, month, count: 1 }
  return values.map(([question, value]) => ({ survey: survey.id, version: survey.version, question, value, ...from }))
}

/** Sums of equal cells. */
function recount(stored: Iterable<Accepted>): ReadonlyMap<string, number> {
  const cells = new Map<string, number>()
  for (const one of [...stored].flatMap(talliesOf)) {
    const [[cell] = ['']] = toCells([one])
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  return cells
}

function groupOf({ response, collector }: Accepted): string {
  const { provider, careType, demo } = collector
  return [response.survey.id, provider, careType, response.month, demo].join('|')
}

/** The rule of a release, from the words of the contract: of each group, which responses are shown. */
function release(model: Model): void {
  const now = new Map<string, Accepted[]>()
  const counted = [...model.stored.values()].filter(({ response }) => !response.burst)
  for (const one of counted) now.set(groupOf(one), [...(now.get(groupOf(one)) ?? []), one])
  for (const group of new Set([...now.keys(), ...model.shown.keys()])) {
    const [was, is] = [model.shown.get(group) ?? [], now.get(group) ?? []]
    const few = is.length > 0 && is.length < THRESHOLD
    if (Math.abs(is.length - was.length) >= THRESHOLD && !few) model.shown.set(group, is)
  }
}

function expectReleased(store: Store, model: Model): void {
  const tallies = [...model.shown.values()].flat().flatMap(talliesOf)
  for (const cut of [null, ...CUT_DIMENSIONS]) {
    expect(toCells(store.releasedTallies(cut ? { cut } : {})), `by ${cut}`).toEqual(toCells(addUp(tallies, cut)))
  }
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
      // Counts alone cannot be taken apart.
      expect(store.withdraw(id)).toBe(!model.aged.has(id) && model.stored.delete(id))
      model.withdrawn.add(id)
      return
    }
    case 'withdrawByCode': {
      const digest = digestOf(event.number % 10)
      store.withdrawByCode([digest])
      model.withdrawn.add(digest)
      for (const [id, { response }] of model.stored) {
        if (response.withdrawal !== digest || !model.codes.has(id)) continue
        model.stored.delete(id)
        model.withdrawn.add(id)
      }
      return
    }
    case 'forgetCodes': {
      store.forget('codes', until(event.number), 99, () => {})
      for (const [id, month] of model.codes) if (month <= until(event.number)) model.codes.delete(id)
      return
    }
    case 'openAnswers':
    case 'responses':
      expectForgotten(store, model, event)
      return
    case 'release':
      releaseAndCompare(store)
      release(model)
      expectReleased(store, model)
      return
    case 'removeDemo': {
      const demo = [...model.stored].filter(([, { collector }]) => collector.demo).map(([id]) => id)
      expect(store.removeDemo()).toBe(demo.length)
      for (const id of demo) {
        model.stored.delete(id)
        // It may come in once more, and then without one.
        model.codes.delete(id)
      }
      for (const group of [...model.shown.keys()]) if (group.endsWith('|true')) model.shown.delete(group)
      for (const collector of collectors) store.saveCollector(collector)
      return
    }
  }
}

/** Which of many go first is the store's own business; how many go, and that in the end all do, is not. */
function expectForgotten(store: Store, model: Model, { do: kind, before, most }: Extract<Event, { most: number }>) {
  const old = [...model.stored].filter(([id, { response, collector }]) => {
    if (collector.demo || response.month >= before || model.aged.has(id)) return false
    return kind === 'responses' ? !model.codes.has(id) : 'vertel' in response.answers && !model.wordless.has(id)
  })
  expect(store.overTerm(kind, before)).toBe(old.length)
  expect(store.forget(kind, before, most, (count) => expect(count).toBeGreaterThan(0))).toBe(Math.min(most, old.length))
  store.forget(kind, before, 99, () => {})
  for (const [id] of old) model[kind === 'responses' ? 'aged' : 'wordless'].add(id)
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

/** An example with a code goes, and its id comes in once more without one. */
const onceDemo = (collector: Collector, withdrawal: object, rest: object): Event => {
  const response = sampleResponse(7, {}, { month: '2026-10', survey: { id: 'proef', version: 2 }, ...withdrawal })
  return { do: 'save', batch: [{ ...accepted(response, collector, 'a'), ...rest }] }
}
const EXAMPLES: [Event[]][] = collectors
  .slice(3)
  .map((demo) => [
    [
      onceDemo(demo, { withdrawal: digestOf(7) }, { withdrawableUntil: until(1) }),
      { do: 'removeDemo' },
      onceDemo(sampleCollector(), {}, {}),
      { do: 'responses', before: '2026-12', most: 99 },
    ],
  ])

test('whatever happens: one row per id, tallies as a recount has them, nothing withdrawn returns, no release shows few', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const store = fill(openStore(':memory:', { secret: Buffer.alloc(32, 1) }))
      const [stored, codes, shown] = [new Map(), new Map(), new Map()]
      const model: Model = { stored, codes, shown, withdrawn: new Set(), wordless: new Set(), aged: new Set() }
      for (const collector of collectors) store.saveCollector(collector)
      for (const one of events) apply(store, model, one)
      expect(toCells(store.liveTallies({}))).toEqual(recount(model.stored.values()))
      expectReleased(store, model)
      expect(store.verify()).toEqual({ responses: stored.size - model.aged.size, differences: [], integrity: 'ok' })
      expect(store.agedResponses()).toBe(model.aged.size)
      for (const [id, { response }] of model.stored) {
        const answers = model.wordless.has(id) ? { ...response.answers, vertel: '' } : response.answers
        expect(store.response(id)?.answers).toEqual(model.aged.has(id) ? undefined : answers)
      }
      for (const id of model.withdrawn) expect(store.response(id)).toBeNull()
      store.close()
    }),
    { numRuns: 400, examples: EXAMPLES },
  )
})

const query: fc.Arbitrary<TallyQuery> = fc.record(
  {
    survey: fc.constantFrom('proef', 'ander'),
    provider: fc.constantFrom('lister', 'dock'),
    careType: fc.constantFrom('individuele-begeleiding', 'dagbegeleiding'),
    from: fc.constantFrom('2026-10', '2026-11'),
    to: fc.constantFrom('2026-10', '2026-11'),
  },
  { requiredKeys: [] },
)

test('after a release of everything, every query by every cut gives the sums of the live tallies', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 60 }), fc.array(query, { maxLength: 5 }), (batch, queries) => {
      const store = fill(openStore(':memory:', { secret: Buffer.alloc(32, 1) }))
      for (const collector of collectors) store.saveCollector(collector)
      store.saveResponses(batch)
      store.release('2026-11-23', 1)
      for (const query of [{}, ...queries]) {
        for (const cut of [null, ...CUT_DIMENSIONS]) {
          const released = store.releasedTallies(cut ? { ...query, cut } : query)
          expect(toCells(released)).toEqual(toCells(addUp(store.liveTallies(query), cut)))
        }
      }
      store.close()
    }),
    { numRuns: 150 },
  )
})
