import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Accepted, Store } from '../../server/store/store.ts'
import { accepted, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

const invited = sampleCollector({ code: 'INVYTED', access: 'invited' })
const of = { collector: 'INVYTED', batch: 'mei' }

function by(secret: string, number: number, hash?: string): Accepted {
  return { ...accepted(sampleResponse(number), invited, hash), invitation: secret }
}

/** What a store keeps of invitations. Every store must pass this suite. */
export function invitationContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps invitations:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
      store.saveCollector(invited)
      store.addInvitations(of, ['EEN', 'TWEE', 'DRIE'])
    })
    afterEach(() => maker.remove())

    test('one lets one response in, also of many in one transaction, and the same one is a duplicate', async () => {
      expect(store.saveResponses([by('EEN', 1), by('EEN', 2), by('EEN', 1), by('EEN', 1, 'other')])).toEqual([
        'stored',
        'used-invitation',
        'duplicate',
        'conflict',
      ])
      store = await maker.reopen()
      expect(store.saveResponses([by('EEN', 1), by('EEN', 3), by('TWEE', 3)])).toEqual([
        'duplicate',
        'used-invitation',
        'stored',
      ])
      expect(store.verify()).toMatchObject({ responses: 2, differences: [] })
      expect(store.invitationBatches()).toEqual([{ ...of, made: 3, used: 2 }])
      expect(store.response(idOf(2))).toBeNull()
    })

    test('one of another collector, or that was never made, lets nothing in', () => {
      const other = sampleCollector({ code: 'ANOTHER', access: 'invited' })
      store.saveCollector(other)
      expect(store.saveResponses([{ ...by('EEN', 1), collector: other }, by('VIER', 2)])).toEqual([
        'unknown-invitation',
        'unknown-invitation',
      ])
      expect(store.invitationFault('INVYTED', 'EEN')).toBeNull()
      expect(store.invitationFault('ANOTHER', 'EEN')).toBe('unknown-invitation')
      store.saveResponses([by('EEN', 3)])
      expect(store.invitationFault('INVYTED', 'EEN')).toBe('used-invitation')
    })

    test('what is not stored uses none up: a batch that fails, an answer that was withdrawn', () => {
      const unpublished = { ...by('TWEE', 2), response: sampleResponse(2, {}, { survey: { id: 'proef', version: 9 } }) }
      expect(() => store.saveResponses([by('EEN', 1), unpublished])).toThrow()
      store.withdraw(idOf(3))
      expect(store.saveResponses([by('DRIE', 3)])).toEqual(['withdrawn'])
      expect(store.invitationBatches()).toEqual([{ ...of, made: 3, used: 0 }])
    })

    test('a withdrawn response gives its invitation not back', () => {
      store.saveResponses([by('EEN', 1)])
      store.withdraw(idOf(1))
      expect(store.saveResponses([by('EEN', 2)])).toEqual(['used-invitation'])
    })

    test('what was not used can be taken back, and the same secret is made once', () => {
      store.saveResponses([by('EEN', 1)])
      expect(() => store.addInvitations({ ...of, batch: 'juni' }, ['ZES', 'TWEE'])).toThrow()
      expect(store.dropInvitations({ ...of, batch: 'juni' })).toBe(0)
      expect(store.dropInvitations(of)).toBe(2)
      expect(store.saveResponses([by('EEN', 2), by('TWEE', 3)])).toEqual(['used-invitation', 'unknown-invitation'])
    })

    test('a restored store knows those that were made since, and takes in what it has not', async () => {
      const backup = store.invitationMarks()
      store.addInvitations({ ...of, batch: 'juni' }, ['VIER'])
      store.saveResponses([by('EEN', 1), by('VIER', 4)])
      const since = store.invitationMarks()
      store = fill(await maker.open())
      store.saveCollector(invited)
      store.takeInvitations(backup)
      store.saveResponses([by('EEN', 1)])
      store.takeInvitations(since)
      expect(store.saveResponses([by('EEN', 2), by('VIER', 4)])).toEqual(['used-invitation', 'stored'])
    })
  })
}
