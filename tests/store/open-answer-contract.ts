import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { accepted, digestOf, fill, idOf, sampleCollector, sampleResponse, withCode } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

/** How open answers are decided on, shown and forgotten. Every store must pass this suite. */
export function openAnswerContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps the contract of open answers:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
    })
    afterEach(() => maker.remove())

    const tell = (first: number, count: number, more: Answers = {}) =>
      store.saveResponses(
        Array.from({ length: count }, (_, index) =>
          accepted(sampleResponse(first + index, { vertel: `woord ${first + index}`, ...more })),
        ),
      )
    const waiting = () => store.waitingAnswers(1000, '')
    const showAll = (day = '2026-11-20') =>
      store.decide(
        waiting().map(({ id, text }) => ({ id, text: text.replace('woord', 'gedekt') })),
        day,
      )
    const shown = () => store.shownAnswers({}).map(({ text }) => text)

    test('every open answer waits, once, in an order that is chance; what is no open answer does not', async () => {
      tell(1, 40, { soort: 'thuis' })
      tell(1, 40)
      store.saveResponses([accepted(sampleResponse(99, { vertel: { missing: 'skipped' } }))])
      store = await maker.reopen()
      const texts = waiting().map(({ text }) => text)
      expect(store.countWaiting()).toBe(40)
      expect([...texts].sort()).toEqual(Array.from({ length: 40 }, (_, index) => `woord ${index + 1}`).sort())
      expect(texts).not.toEqual(Array.from({ length: 40 }, (_, index) => `woord ${index + 1}`))
      expect(waiting()[0]).toMatchObject({ survey: 'proef', version: 1, question: 'vertel', demo: false })
    })

    test('pages of what waits go on after an id and give each answer once', () => {
      tell(1, 7)
      const first = store.waitingAnswers(4, '')
      const second = store.waitingAnswers(4, first.at(-1)?.id ?? '')
      expect([first.length, second.length]).toEqual([4, 3])
      expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(7)
    })

    test('a burst is nobody who tells something', () => {
      store.saveResponses([accepted({ ...sampleResponse(1, { vertel: 'aaa' }), burst: true })])
      expect(store.countWaiting()).toBe(0)
    })

    test('nothing is shown before a person decided, nor before ten of a group can be shown together', () => {
      tell(1, 30)
      expect(store.publishAnswers(10)).toBe(0)
      const nine = waiting().slice(0, 9)
      store.decide(
        nine.map(({ id, text }) => ({ id, text })),
        '2026-11-20',
      )
      expect([store.publishAnswers(10), shown().length]).toEqual([0, 0])
      const tenth = waiting().slice(0, 1)
      store.decide(
        tenth.map(({ id, text }) => ({ id, text })),
        '2026-11-20',
      )
      expect([store.publishAnswers(10), shown().length]).toEqual([10, 10])
      showAll()
      expect([store.publishAnswers(10), shown().length]).toEqual([20, 30])
    })

    test('what is added to a group is never fewer than ten', () => {
      tell(1, 10)
      showAll()
      store.publishAnswers(10)
      tell(11, 9)
      showAll()
      expect([store.publishAnswers(10), shown().length]).toEqual([0, 10])
    })

    test('ten of two providers are no ten', () => {
      tell(1, 5)
      const other = sampleCollector({ code: 'BCDEFGH', provider: 'dock' })
      store.saveCollector(other)
      store.saveResponses([6, 7, 8, 9, 10].map((number) => accepted(sampleResponse(number, { vertel: 'x' }), other)))
      showAll()
      expect([store.publishAnswers(10), shown()]).toEqual([0, []])
    })

    test('shown is the text that the person decided on; what is kept back never is', () => {
      tell(1, 12)
      const [kept, ...rest] = waiting()
      store.decide([{ id: kept?.id ?? '', text: null }], '2026-11-20')
      store.decide(
        rest.map(({ id, text }) => ({ id, text: text.replace('woord', 'gedekt') })),
        '2026-11-20',
      )
      store.publishAnswers(10)
      expect(shown()).toHaveLength(11)
      expect(shown().every((text) => text.startsWith('gedekt'))).toBe(true)
      expect(store.shownAnswer(kept?.id ?? '')).toBeNull()
    })

    test('a second decision about the same answer does nothing', () => {
      tell(1, 10)
      const ids = waiting().map(({ id }) => id)
      expect(showAll()).toBe(10)
      expect(
        store.decide(
          ids.map((id) => ({ id, text: 'anders' })),
          '2026-11-21',
        ),
      ).toBe(0)
      store.publishAnswers(10)
      expect(shown()).not.toContain('anders')
    })

    test('a withdrawn response takes its words along, decided on or not', () => {
      store.saveResponses(
        [withCode(1, 1, '2027-01')].map((one) => ({
          ...one,
          response: { ...one.response, answers: { vertel: 'weg' } },
        })),
      )
      tell(2, 9)
      showAll()
      store.publishAnswers(10)
      expect(shown()).toHaveLength(10)
      store.withdrawByCode([digestOf(1)])
      expect(shown()).toHaveLength(9)
      tell(20, 1)
      store.withdraw(idOf(20))
      expect(store.countWaiting()).toBe(0)
    })

    test('a signal is marked on what is shown, counted by provider, and taken off again', async () => {
      tell(1, 10)
      showAll()
      store.publishAnswers(10)
      const [one, two] = store.shownAnswers({
        provider: 'lister',
        careType: 'individuele-begeleiding',
        survey: 'proef',
      })
      expect(store.markSignal(one?.id ?? '', 'open', '2026-11-25')).toBe(true)
      expect(store.markSignal(two?.id ?? '', 'open', '2026-11-25')).toBe(true)
      expect(store.markSignal('nobody', 'open', '2026-11-25')).toBe(false)
      store = await maker.reopen()
      expect(store.openSignals()).toEqual(new Map([['lister', 2]]))
      store.markSignal(two?.id ?? '', 'done', '2026-11-26')
      expect(store.openSignals()).toEqual(new Map([['lister', 1]]))
      expect(store.shownAnswer(one?.id ?? '')?.signal).toBe('open')
    })

    test('what was typed is forgotten after its decision, and the counts still hold', () => {
      const forget = (before: string) => store.forget('originals', before, 99, () => {})
      tell(1, 11)
      const [kept] = waiting()
      store.decide([{ id: kept?.id ?? '', text: null }], '2026-10-20')
      showAll('2026-10-20')
      tell(50, 1)
      expect(forget('2026-10-20')).toBe(0)
      expect(forget('2026-10-21')).toBe(11)
      expect(forget('2026-10-21')).toBe(0)
      const texts = Array.from({ length: 11 }, (_, index) => store.response(idOf(index + 1))?.answers.vertel)
      expect(texts.filter((text) => text === '')).toHaveLength(1)
      expect(texts.filter((text) => String(text).startsWith('gedekt'))).toHaveLength(10)
      expect(store.response(idOf(50))?.answers.vertel).toBe('woord 50')
      expect(store.verify().differences).toEqual([])
    })

    test('example answers are a group of their own', () => {
      const demo = sampleCollector({ code: 'CDEFGHJ', demo: true })
      store.saveCollector(demo)
      store.saveResponses([1, 2, 3, 4, 5].map((number) => accepted(sampleResponse(number, { vertel: 'x' }), demo)))
      tell(6, 5)
      showAll()
      expect(store.publishAnswers(10)).toBe(0)
      store.removeDemo()
      expect(store.countWaiting()).toBe(0)
    })
  })
}
