import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Kept } from '../../server/store/forgetting.ts'
import type { Store } from '../../server/store/store.ts'
import { accepted, digestOf, fill, idOf, sampleCollector, sampleResponse, withCode } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

/** How a store forgets what was kept long enough. Every store must pass this suite. */
export function forgettingContract(name: string, make: () => StoreMaker): void {
  describe(`${name} forgets what was kept long enough:`, () => {
    let maker: StoreMaker
    let store: Store
    let noted: number[]
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
      noted = []
    })
    afterEach(() => maker.remove())

    const forget = (kind: Kept, before: string, most = 99) =>
      store.forget(kind, before, most, (count) => void noted.push(count))
    const of = (number: number, month: string, more: object = {}) =>
      accepted(sampleResponse(number, { luisteren: 3, vertel: 'Fijn.' }, { month, ...more }))
    const well = (count: number) => ({ responses: count, differences: [], integrity: 'ok' })

    test('old responses go, what they add up to stays, live and released', async () => {
      store.saveResponses([of(1, '2024-10'), of(2, '2024-10'), of(3, '2024-11'), of(4, '2024-10', { burst: true })])
      store.release('2024-12-01', 1)
      const before = [store.liveTallies({}), store.releasedTallies({}), store.releasedTallies({ cut: 'phase' })]
      expect(store.overTerm('responses', '2024-11')).toBe(3)
      expect(forget('responses', '2024-11')).toBe(3)
      expect(forget('responses', '2024-11')).toBe(0)
      store = await maker.reopen()
      expect([store.response(idOf(1)), store.response(idOf(4))]).toEqual([null, null])
      expect(store.response(idOf(3))).not.toBeNull()
      expect([store.liveTallies({}), store.releasedTallies({}), store.releasedTallies({ cut: 'phase' })]).toEqual(
        before,
      )
      expect(store.release('2026-12-01', 1)).toEqual({ groups: 0, responses: 0 })
      expect([store.verify(), store.agedResponses(), noted]).toEqual([well(1), 3, [3]])
    })

    test('an old response that comes again is known and not counted again, and another one with its id is none', () => {
      const [one, burst] = [of(1, '2024-10'), of(2, '2024-10', { burst: true })]
      store.saveResponses([one, burst])
      const before = store.liveTallies({})
      forget('responses', '2024-11')
      expect(store.saveResponses([one, burst, { ...one, hash: 'another' }])).toEqual([
        'duplicate',
        'duplicate',
        'conflict',
      ])
      expect(store.known(idOf(1), one.hash)).toBe('duplicate')
      expect(store.known(idOf(1), 'another')).toBe('conflict')
      expect([store.liveTallies({}), store.verify()]).toEqual([before, well(0)])
    })

    test('what can still be withdrawn waits for that, and what is counts only cannot be taken out of them', () => {
      const { response, hash, ...more } = withCode(1, 1, '2027-01')
      store.saveResponses([{ response: { ...response, month: '2024-10' }, hash, ...more }, of(2, '2024-10')])
      expect([store.overTerm('responses', '2024-11'), forget('responses', '2024-11')]).toEqual([1, 1])
      store.withdrawByCode([digestOf(1)])
      expect([store.withdraw(idOf(2)), store.verify(), store.liveTallies({})[0]?.count]).toEqual([false, well(0), 1])
      expect(store.saveResponses([of(2, '2024-10')])).toEqual(['withdrawn'])
    })

    test('a code that was withdrawn later does not reach a response that is counts only', () => {
      const { response, hash, ...more } = withCode(1, 1, '2024-12')
      const one = { response: { ...response, month: '2024-10' }, hash, ...more }
      store.saveResponses([one])
      forget('codes', '2024-12')
      forget('responses', '2024-11')
      store.withdrawByCode([digestOf(1)])
      expect(store.saveResponses([one])).toEqual(['duplicate'])
    })

    test('at most so many at once', () => {
      store.saveResponses([1, 2, 3, 4, 5].map((number) => of(number, '2024-10')))
      expect([forget('responses', '2024-11', 2), forget('openAnswers', '2024-11', 2), store.verify()]).toEqual([
        2,
        2,
        well(3),
      ])
      expect([forget('responses', '2024-11', 9), noted]).toEqual([3, [2, 2, 3]])
    })

    test('what was typed goes, shown or waiting or in a burst, and that it was given stays counted', () => {
      const covered = { survey: 'proef' }
      store.saveResponses([of(1, '2025-11'), of(2, '2025-11'), of(3, '2025-12'), of(4, '2025-11', { burst: true })])
      const [first] = store.waitingAnswers(9, '')
      store.decide([{ id: first?.id ?? '', text: 'gedekt' }], '2025-12-01')
      store.publishAnswers(1)
      const before = store.liveTallies({})
      expect([store.overTerm('openAnswers', '2025-12'), forget('openAnswers', '2025-12')]).toEqual([3, 3])
      expect([1, 2, 3, 4].map((number) => store.response(idOf(number))?.answers.vertel)).toEqual(['', '', 'Fijn.', ''])
      expect(store.response(idOf(1))?.answers.luisteren).toBe(3)
      expect(store.countWaiting() + store.shownAnswers(covered).length).toBe(1)
      expect([store.liveTallies({}), store.verify()]).toEqual([before, well(4)])
      expect(store.saveResponses([of(1, '2025-11')])).toEqual(['duplicate'])
    })

    test('examples stay', () => {
      const demo = sampleCollector({ code: 'DEMODEM', demo: true })
      store.saveCollector(demo)
      store.saveResponses([accepted(sampleResponse(1, { vertel: 'Fijn.' }, { month: '2020-01' }), demo)])
      expect([forget('responses', '2026-11'), forget('openAnswers', '2026-11')]).toEqual([0, 0])
      expect(store.removeDemo()).toBe(1)
    })

    test('refused envelopes of before that month', () => {
      const refused = { hash: 'a'.repeat(64), kid: '01234567', sealed: 'c2VhbGVk', reason: 'unreadable-seal' }
      store.keepRefused([
        { ...refused, id: idOf(1), month: '2026-04' },
        { ...refused, id: idOf(2), month: '2026-05' },
      ])
      expect([store.overTerm('refused', '2026-05'), forget('refused', '2026-05')]).toEqual([1, 1])
      expect(store.refused().map(({ id }) => id)).toEqual([idOf(2)])
    })

    test('nothing is forgotten when it cannot be noted', () => {
      store.saveResponses([of(1, '2024-10')])
      const fails = () => {
        throw new Error('not noted')
      }
      expect(() => store.forget('responses', '2024-11', 9, fails)).toThrow('not noted')
      expect([store.response(idOf(1))?.month, store.agedResponses(), store.verify()]).toEqual(['2024-10', 0, well(1)])
    })

    describe('of the audit log', () => {
      const note = (at: string) => store.note({ at, who: 'anna', action: 'user-add', about: '' })
      const numbers = () => store.audit({ before: 99, limit: 99 }).map(({ number }) => number)

      test('the oldest lines, and the chain of the others stays whole and goes on', async () => {
        for (const at of ['2024-01-01', '2025-01-01', '2025-03-01', '2025-02-01', '2026-01-01']) note(`${at}T00:00:00Z`)
        expect(store.overTerm('audit', '2025-03-01T00:00:00Z')).toBe(2)
        expect(forget('audit', '2025-03-01T00:00:00Z', 1)).toBe(1)
        expect([numbers(), store.verifyAudit()]).toEqual([
          [5, 4, 3, 2],
          expect.objectContaining({ entries: 4, fault: null }),
        ])
        expect(forget('audit', '2025-03-01T00:00:00Z')).toBe(1)
        store = await maker.reopen()
        note('2026-02-01T00:00:00Z')
        expect([numbers(), store.verifyAudit().fault]).toEqual([[6, 5, 4, 3], null])
      })

      test('all of them, and the numbers go on', () => {
        for (const at of ['2024-01-01', '2024-02-01']) note(`${at}T00:00:00Z`)
        expect([store.overTerm('audit', '2026'), forget('audit', '2026'), forget('audit', '2026')]).toEqual([2, 2, 0])
        expect(store.verifyAudit()).toMatchObject({ entries: 0, fault: null })
        note('2026-02-01T00:00:00Z')
        expect([numbers(), store.verifyAudit()]).toEqual([[3], expect.objectContaining({ entries: 1, fault: null })])
      })
    })

    test('sessions made before that moment', () => {
      store.saveUser({ id: 'u', login: 'anna', passwordHash: 'x', role: 'admin', provider: null, disabled: false })
      store.saveSession({ tokenHash: 'a', user: 'u', created: 999, lastSeen: 5000 })
      store.saveSession({ tokenHash: 'b', user: 'u', created: 10_000, lastSeen: 10_000 })
      expect([store.overTerm('sessions', '1000'), forget('sessions', '1000'), store.session('a')]).toEqual([1, 1, null])
      expect(store.session('b')).not.toBeNull()
    })
  })
}
