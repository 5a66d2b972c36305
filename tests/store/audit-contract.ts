import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import type { StoreMaker } from './store-contract.ts'

const entry = (about: string) => ({ at: '2026-11-27T16:31:07Z', who: 'anna', action: 'user-add', about })

/** What a store keeps of who did what. Every store must pass this suite. */
export function auditContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps who did what:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = await maker.open()
    })
    afterEach(() => maker.remove())

    test('an empty log is whole', () => {
      expect(store.audit({ before: 9, limit: 9 })).toEqual([])
      expect(store.verifyAudit()).toEqual({ entries: 0, head: '', fault: null })
    })

    test('lines come newest first, a page at a time, each with a hash of its own', async () => {
      for (const about of ['a', 'a', 'b']) store.note(entry(about))
      store = await maker.reopen()
      store.note(entry('c'))
      const lines = store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 2 })
      expect(lines.map(({ number, about }) => [number, about])).toEqual([
        [4, 'c'],
        [3, 'b'],
      ])
      expect(store.audit({ before: 3, limit: 9 }).map(({ number }) => number)).toEqual([2, 1])
      expect(new Set(store.audit({ before: 9, limit: 9 }).map(({ hash }) => hash)).size).toBe(4)
      expect(store.verifyAudit()).toEqual({ entries: 4, head: lines[0]?.hash, fault: null })
    })

    test('a line stays out when what it says was not done', () => {
      store.note(entry('a'))
      expect(() =>
        store.together(() => {
          store.note(entry('b'))
          throw new Error('not done')
        }),
      ).toThrow('not done')
      expect(store.verifyAudit()).toMatchObject({ entries: 1, fault: null })
    })
  })
}
