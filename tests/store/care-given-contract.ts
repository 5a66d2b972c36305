import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CareGiven } from '../../server/store/care-given.ts'
import type { Store } from '../../server/store/store.ts'
import type { StoreMaker } from './store-contract.ts'

/** What a store keeps of what providers give. Every store must pass this suite. */
export function careGivenContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps what providers give:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = await maker.open()
      for (const id of ['dock', 'lister'])
        store.saveProvider({ id, name: id, validFrom: null, validUntil: null, succeededBy: null })
    })
    afterEach(() => maker.remove())

    const care: CareGiven = {
      provider: 'lister',
      careType: 'taal',
      validFrom: '2026-01-01',
      validUntil: null,
      contractFrom: null,
      contractUntil: '2027-12-31',
      contractNote: '2026-17',
    }

    test('a care type is saved, changed and dropped, one for each provider', async () => {
      store.saveCareGiven({ ...care, contractUntil: null, contractNote: '' })
      store.saveCareGiven(care)
      store.saveCareGiven({ ...care, provider: 'dock' })
      store = await maker.reopen()
      expect(store.careGiven()).toEqual([{ ...care, provider: 'dock' }, care])
      expect(store.dropCareGiven('dock', 'taal')).toBe(true)
      expect(store.dropCareGiven('dock', 'taal')).toBe(false)
      expect(store.careGiven()).toEqual([care])
    })

    test('nobody gives care who is not there', () => {
      expect(() => store.saveCareGiven({ ...care, provider: 'nobody' })).toThrow()
      expect(store.careGiven()).toEqual([])
    })
  })
}
