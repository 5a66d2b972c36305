import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Reach, Store, Unreliable } from '../../server/store/store.ts'
import { fill } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

/** What a store keeps of what people say of figures. Every store must pass this suite. */
export function reachContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps what is said of figures:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
    })
    afterEach(() => maker.remove())

    test('the number of clients of a quarter is saved, changed and dropped', async () => {
      const reach: Reach = { provider: 'dock', careType: 'buurt', quarter: '2026-Q3', clients: 40 }
      store.saveReach({ ...reach, clients: 12 })
      store.saveReach(reach)
      store.saveReach({ ...reach, quarter: '2026-Q2' })
      store = await maker.reopen()
      expect(store.reach()).toEqual([{ ...reach, quarter: '2026-Q2' }, reach])
      expect(store.dropReach(reach)).toBe(true)
      expect(store.dropReach(reach)).toBe(false)
      expect(store.reach()).toEqual([{ ...reach, quarter: '2026-Q2' }])
      expect(() => store.saveReach({ ...reach, clients: 0 })).toThrow()
    })

    test('months that are not to be relied on are saved, changed and dropped', async () => {
      const mark: Unreliable = {
        survey: '',
        provider: 'dock',
        careType: '',
        from: '2026-07',
        to: '2026-09',
        reason: 'Stuk.',
      }
      store.saveUnreliable({ ...mark, reason: 'Onbekend.' })
      store.saveUnreliable(mark)
      store.saveUnreliable({ ...mark, provider: '', from: '2026-01' })
      store = await maker.reopen()
      expect(store.unreliable()).toEqual([{ ...mark, provider: '', from: '2026-01' }, mark])
      expect(store.dropUnreliable({ ...mark, provider: '' })).toBe(false)
      expect(store.dropUnreliable(mark)).toBe(true)
      expect(store.unreliable()).toHaveLength(1)
    })
  })
}
