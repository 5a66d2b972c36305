import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import { accepted, digestOf, fill, idOf, sampleCollector, sampleResponse, withCode } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

/** How responses are taken back by the code that a person was shown. Every store must pass this suite. */
export function withdrawalContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps the contract of withdrawal by code:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
    })
    afterEach(() => maker.remove())

    const forgetCodes = (month: string) => store.forget('codes', month, 99, () => {})
    const responses = () => store.liveTallies({}).reduce((sum, { question, count }) => sum + (question ? 0 : count), 0)
    const well = (count: number) => ({ responses: count, differences: [], integrity: 'ok' })

    test('the code takes away its response with its counts, no other one, and it never returns', async () => {
      const batch = [withCode(1, 1), withCode(2, 2), accepted(sampleResponse(3))]
      store.saveResponses(batch)
      store.withdrawByCode([digestOf(1)])
      expect(store.response(idOf(1))).toBeNull()
      expect(responses()).toBe(2)
      store = await maker.reopen()
      expect(store.saveResponses(batch)).toEqual(['withdrawn', 'duplicate', 'duplicate'])
      expect(store.known(idOf(1), 'any')).toBe('withdrawn')
      store.withdrawByCode([digestOf(1)])
      expect(store.verify()).toEqual(well(2))
    })

    test('a code that comes before its response keeps it out, for good', async () => {
      store.withdrawByCode([digestOf(1), digestOf(9)])
      store = await maker.reopen()
      expect(store.saveResponses([withCode(1, 1), withCode(2, 2)])).toEqual(['withdrawn', 'stored'])
      // Also where the same id comes without a code, as after a change on the way.
      expect(store.saveResponses([accepted(sampleResponse(1))])).toEqual(['withdrawn'])
      expect(store.verify()).toEqual(well(1))
    })

    test('an unknown code takes nothing and says the same', () => {
      store.saveResponses([withCode(1, 1)])
      expect(store.withdrawByCode([digestOf(2)])).toBe(store.withdrawByCode([digestOf(3)]))
      expect(store.verify()).toEqual(well(1))
    })

    test('nothing in the response says by which code it can be withdrawn', () => {
      store.saveResponses([withCode(1, 1)])
      expect(JSON.stringify(store.response(idOf(1)))).not.toContain(digestOf(1))
    })

    test('codes are forgotten when their month has come, and then take nothing any more', () => {
      store.saveResponses([withCode(1, 1, '2027-01'), withCode(2, 2, '2027-02')])
      expect(forgetCodes('2026-12')).toBe(0)
      expect(forgetCodes('2027-01')).toBe(1)
      store.withdrawByCode([digestOf(1), digestOf(2)])
      expect(store.response(idOf(1))).not.toBeNull()
      expect(store.response(idOf(2))).toBeNull()
      expect(store.verify()).toEqual(well(1))
    })

    test('the marks to come are those that come, and no more once they are there', () => {
      const marks = store.marksToCome([digestOf(1), digestOf(2)])
      store.withdrawByCode([digestOf(2)])
      expect(store.marksToCome([digestOf(1), digestOf(2)])).toEqual(marks.slice(0, 1))
      store.withdrawByCode([digestOf(1)])
      expect([...store.tombstones()].sort()).toEqual([...marks].sort())
    })

    test('one code on two responses takes both', () => {
      store.saveResponses([withCode(1, 1), withCode(2, 1), withCode(3, 3)])
      store.withdrawByCode([digestOf(1)])
      expect(store.verify()).toEqual(well(1))
    })

    test('its tombstone names neither code nor id, and buries what a restore brought back', async () => {
      const batch = [withCode(1, 1), withCode(2, 2)]
      store.withdrawByCode([digestOf(1)])
      const tombstones = store.tombstones()
      expect(tombstones).toHaveLength(1)
      expect(tombstones[0]).not.toContain(digestOf(1))
      store.close()
      store = fill(await maker.open())
      store.saveResponses(batch)
      expect(store.bury(tombstones)).toBe(1)
      expect(store.bury(tombstones)).toBe(0)
      expect(store.saveResponses(batch)).toEqual(['withdrawn', 'duplicate'])
      expect(store.verify()).toEqual(well(1))
    })

    test('the removal of the demo takes its codes along', () => {
      const demo = sampleCollector({ code: 'DEMODEM', channel: 'import', demo: true })
      store.saveCollector(demo)
      const { response, hash, withdrawableUntil = '' } = withCode(1, 1)
      store.saveResponses([
        { response: { ...response, collector: demo.code }, hash, collector: demo, withdrawableUntil },
      ])
      expect(store.removeDemo()).toBe(1)
      expect(forgetCodes('2099-01')).toBe(0)
      expect(store.verify()).toEqual(well(0))
    })
  })
}
