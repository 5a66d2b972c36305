import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Collector, Store } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import { CUT_DIMENSIONS, type CutDimension } from '../../shared/results/results.ts'
import { addUp, withoutBatch } from '../results/sample.ts'
import { accepted, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

const demo = sampleCollector({ code: 'DEMODEM', channel: 'import', demo: true })

/** What a release takes in, and how demo answers go away again. Every store must pass this suite. */
export function releaseContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps the rules of a release:`, () => {
    let maker: StoreMaker
    let store: Store
    let next: number
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
      store.saveCollector(demo)
      next = 1
    })
    afterEach(() => maker.remove())

    const answer = (many: number, more: Partial<Response> = {}, collector?: Collector) =>
      store.saveResponses(
        Array.from({ length: many }, () => accepted(sampleResponse(next++, { luisteren: 3 }, more), collector)),
      )
    const released = (query = {}) =>
      store.releasedTallies(query).reduce((sum, { question, count }) => sum + (question === '' ? count : 0), 0)

    test('nine new answers change nothing; the tenth brings all ten in', () => {
      answer(9)
      expect(store.lastRelease()).toBeNull()
      expect(store.release('2026-11-23', 10)).toEqual({ groups: 0, responses: 0 })
      expect(store.releasedTallies({})).toEqual([])
      expect(store.lastRelease()).toBe('2026-11-23')
      answer(1)
      expect(store.releasedTallies({})).toEqual([])
      expect(store.release('2026-11-24', 10)).toEqual({ groups: 1, responses: 10 })
      expect(withoutBatch(store.releasedTallies({}))).toEqual(withoutBatch(addUp(store.liveTallies({}), null)))
      expect(store.lastRelease()).toBe('2026-11-24')
    })

    test('after that, nine more still change nothing', () => {
      answer(10)
      store.release('2026-11-23', 10)
      const before = store.releasedTallies({})
      answer(9)
      store.release('2026-11-24', 10)
      expect(store.releasedTallies({})).toEqual(before)
      answer(1)
      store.release('2026-11-25', 10)
      expect(released()).toBe(20)
    })

    test('each release keeps what it took in apart from what was released before', () => {
      answer(12)
      store.release('2026-11-23', 10)
      answer(9)
      store.release('2026-11-24', 10)
      const before = store.releasedTallies({})
      answer(2)
      store.withdraw(idOf(1))
      store.release('2026-12-01', 10)
      const batches = store.releasedTallies({}).filter(({ question }) => question === '')
      expect(batches).toMatchObject([
        { batch: '2026-11#000001', count: 12 },
        { batch: '2026-12#000002', count: 10 },
      ])
      expect(store.releasedTallies({}).filter(({ batch }) => batch === '2026-11#000001')).toEqual(before)
    })

    test('released responses are added up over surveys and releases, never the unreleased', () => {
      answer(12)
      store.release('2026-11-23', 10)
      answer(10)
      const other = sampleCollector({ code: 'PROVIDR', provider: 'dock' })
      store.saveCollector(other)
      answer(20, { month: '2026-10' }, other)
      answer(15, {}, demo)
      store.release('2026-11-24', 10)
      answer(9)
      store.release('2026-11-25', 10)
      const { provider, careType } = sampleCollector({})
      expect(store.releasedResponses({})).toEqual([
        { survey: 'proef', provider: 'dock', careType, month: '2026-10', count: 20 },
        { survey: 'proef', provider, careType, month: '2026-11', count: 37 },
      ])
      expect(store.releasedResponses({ to: '2026-10' })).toMatchObject([{ count: 20 }])
      expect(store.releasedResponses({ survey: 'proef', provider })).toMatchObject([{ count: 37 }])
      expect(store.releasedResponses({ careType: 'nothing' })).toEqual([])
    })

    test('versions of a survey are one group; month, provider and care type are not', () => {
      answer(5)
      answer(5, { survey: { id: 'proef', version: 2 } })
      answer(9, { month: '2026-10' })
      for (const [code, more] of [
        ['PROVIDR', { provider: 'dock' }],
        ['CARETYP', { careType: 'dagbegeleiding' }],
      ] as const) {
        const collector = sampleCollector({ code, ...more })
        store.saveCollector(collector)
        answer(9, {}, collector)
      }
      expect(store.release('2026-11-23', 10)).toEqual({ groups: 1, responses: 10 })
      expect(released({ from: '2026-11', provider: 'lister' })).toBe(10)
      expect(released()).toBe(10)
    })

    test('location, channel, access, phase and who answered are together one group', () => {
      const kiosk = sampleCollector({ code: 'KIOSKKI', channel: 'kiosk', access: 'invited', location: '' })
      store.saveCollector(kiosk)
      answer(4)
      answer(3, {}, kiosk)
      answer(2, { phase: 'finished' })
      answer(1, { answeredBy: 'together' })
      expect(store.release('2026-11-23', 10)).toEqual({ groups: 1, responses: 10 })
    })

    test('what is released is taken apart by one dimension at a time', () => {
      const kiosk = sampleCollector({ code: 'KIOSKKI', channel: 'kiosk', access: 'invited', location: '' })
      store.saveCollector(kiosk)
      answer(4)
      answer(6, { phase: 'finished', answeredBy: 'together' }, kiosk)
      store.release('2026-11-23', 10)
      const responsesBy = (cut?: CutDimension) =>
        store
          .releasedTallies(cut ? { cut } : {})
          .filter(({ question }) => question === '')
          .map(({ cell, count }) => [cell, count])
      expect(responsesBy()).toEqual([['', 10]])
      expect(responsesBy('location')).toEqual([
        ['', 6],
        ['centrum', 4],
      ])
      expect(responsesBy('channel')).toEqual([
        ['kiosk', 6],
        ['own-device', 4],
      ])
      expect(responsesBy('access')).toEqual([
        ['invited', 6],
        ['open', 4],
      ])
      expect(responsesBy('phase')).toEqual([
        ['', 4],
        ['finished', 6],
      ])
      expect(responsesBy('answeredBy')).toEqual([
        ['self', 4],
        ['together', 6],
      ])
    })

    test('the spans are those of released responses only, by survey, provider and care type', () => {
      const dock = sampleCollector({ code: 'DOCKDOC', provider: 'dock' })
      store.saveCollector(dock)
      for (const month of ['2026-11', '2025-12', '2026-03']) answer(10, { month })
      answer(10, {}, dock)
      answer(9, { month: '2026-04' })
      expect(store.releasedSpans(null)).toEqual([])
      store.release('2026-11-23', 10)
      const span = { survey: 'proef', careType: 'individuele-begeleiding' }
      const lister = { ...span, provider: 'lister', from: '2025-12', to: '2026-11' }
      expect(store.releasedSpans('lister')).toEqual([lister])
      expect(store.releasedSpans(null)).toEqual([{ ...span, provider: 'dock', from: '2026-11', to: '2026-11' }, lister])
      expect(store.releasedSpans('nobody')).toEqual([])
    })

    test('a withdrawal changes the released counts only along with ten others', () => {
      answer(20)
      store.release('2026-11-23', 10)
      store.withdraw(idOf(1))
      store.release('2026-11-24', 10)
      expect(released()).toBe(20)
      answer(10)
      store.release('2026-11-25', 10)
      expect(released()).toBe(20)
      answer(1)
      expect(store.release('2026-11-26', 10)).toEqual({ groups: 1, responses: 10 })
      expect(released()).toBe(30)
    })

    test('many withdrawals come through, unless they would leave a group of one to nine', () => {
      answer(25)
      store.release('2026-11-23', 10)
      for (let number = 1; number <= 16; number++) store.withdraw(idOf(number))
      store.release('2026-11-24', 10)
      expect(released()).toBe(25)
      answer(1)
      expect(store.release('2026-11-25', 10)).toEqual({ groups: 1, responses: -15 })
      expect(released()).toBe(10)
      for (let number = 17; number <= 26; number++) store.withdraw(idOf(number))
      expect(store.release('2026-11-26', 10)).toEqual({ groups: 1, responses: -10 })
      expect(store.releasedTallies({})).toEqual([])
      expect(store.verify()).toEqual({ responses: 0, differences: [], integrity: 'ok' })
    })

    test('demo answers never help real ones over the threshold', () => {
      answer(9)
      answer(9, {}, demo)
      expect(store.release('2026-11-23', 10)).toEqual({ groups: 0, responses: 0 })
      answer(1, {}, demo)
      expect(store.release('2026-11-24', 10)).toEqual({ groups: 1, responses: 10 })
      expect(released()).toBe(10)
    })

    test('removing the demo leaves the rest exactly as it was', async () => {
      answer(12)
      store.release('2026-11-01', 10)
      answer(3)
      store.withdraw(idOf(2))
      const rest = () => [
        store.liveTallies({}),
        store.releasedTallies({}),
        CUT_DIMENSIONS.map((cut) => store.releasedTallies({ cut })),
        store.releasedSpans(null),
        store.refused(),
        store.tombstones(),
        store.epoch(),
      ]
      const before = rest()
      const collectors = store.collectors().filter((collector) => !collector.demo)
      answer(40, {}, demo)
      answer(40, { month: '2017-03' }, demo)
      const envelope = {
        id: idOf(999),
        hash: 'a'.repeat(64),
        kid: '01234567',
        sealed: 'c2Vh',
        reason: 'invalid-answer',
        month: '2026-11',
      }
      store.keepRefused([{ ...envelope, collector: demo.code }])
      store.release('2026-11-23', 10)
      expect(released()).toBe(92)
      expect(store.releasedDemo({})).toEqual([''])
      expect(store.releasedDemo({ cut: 'channel' })).toEqual([demo.channel])
      expect(store.releasedDemo({ from: '2026-12' })).toEqual([])
      expect(store.releasedDemo({ provider: 'nobody' })).toEqual([])
      const together = store.releasedTallies({ from: '2026-11' }).filter(({ question }) => question === '')
      expect(together).toMatchObject([
        { count: 12, demo: 0 },
        { count: 40, demo: 1 },
      ])
      expect(store.removeDemo()).toBe(80)
      expect(store.releasedDemo({})).toEqual([])
      expect(rest()).toEqual(before)
      expect(store.collectors()).toEqual(collectors)
      expect(store.verify()).toEqual({ responses: 14, differences: [], integrity: 'ok' })
      expect(store.removeDemo()).toBe(0)
      store.saveCollector(demo)
      expect(answer(1, {}, demo)).toEqual(['stored'])
      expect(store.saveResponses([accepted(sampleResponse(16, { luisteren: 3 }), demo)])).toEqual(['stored'])
    })

    test('with nothing but a demo, not even the day of its release is left', () => {
      answer(40, {}, demo)
      store.release('2026-11-23', 10)
      store.removeDemo()
      expect(store.lastRelease()).toBeNull()
      expect(store.releasedTallies({})).toEqual([])
    })
  })
}
