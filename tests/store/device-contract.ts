import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SharedDevice, Store } from '../../server/store/store.ts'
import { accepted, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

const health = {
  version: 'AbCd1234',
  heard: '2026-11-26T14',
  last: 0,
  unsent: 0,
  waiting: [],
  quarantined: 0,
  quarantine: [],
  lastAnswer: null,
  faults: [],
} as const

export function sampleDevice(id: string, more: Partial<SharedDevice> = {}): SharedDevice {
  return {
    ...health,
    id,
    publicKey: `key-of-${id}`,
    kind: 'kiosk',
    state: 'waiting',
    code: null,
    codeUntil: 0,
    name: null,
    helper: '',
    paired: null,
    beat: 0,
    lost: null,
    replacedBy: null,
    collectors: [],
    ...more,
  }
}

const pairing = (id: string, name: string, ...collectors: string[]) => ({
  id,
  name,
  helper: '',
  day: '2026-11-26',
  collectors,
  replaces: null,
})

/** What any store must do for devices. */
export function deviceContract(name: string, maker: () => StoreMaker): void {
  describe(`${name} keeps the contract of a store for devices:`, () => {
    let made: StoreMaker
    let store: Store
    beforeEach(async () => {
      made = maker()
      store = fill(await made.open())
      store.saveCollector(sampleCollector({ code: 'KIOSKKI', channel: 'kiosk' }))
    })
    afterEach(() => made.remove())

    test('a device is there, whole, after the store is opened again', async () => {
      const device = sampleDevice('a', {
        code: 'ABC234',
        codeUntil: 5,
        waiting: [[1, 4]],
        quarantine: [[9, 9]],
        faults: ['clock'],
        lost: { device: 'b', last: 7, unsent: 2 },
        collectors: [{ code: 'KIOSKKI', current: false }],
      })
      store.saveDevice(device)
      store = await made.reopen()
      expect(store.device('a')).toEqual(device)
      expect(store.device('nobody')).toBeNull()
      expect(store.devices()).toEqual([device])
    })

    test('a pairing uses the code up and binds to these collectors and no others; what was stays known', () => {
      store.saveDevice(sampleDevice('a'))
      store.askPairing({ id: 'a', code: 'ABC234', until: 9, version: 'new', lost: null })
      expect(store.isPaired('KIOSKKI')).toBe(false)
      expect(store.mayDeliver('KIOSKKI', null)).toBe(true)
      store.pairDevice({ ...pairing('a', 'zuil', 'KIOSKKI'), helper: 'H07' })
      expect(store.device('a')).toMatchObject({
        state: 'active',
        code: 'ABC234',
        codeUntil: 0,
        name: 'zuil',
        helper: 'H07',
        paired: '2026-11-26',
        version: 'new',
        collectors: [{ code: 'KIOSKKI', current: true }],
      })
      store.pairDevice(pairing('a', 'zuil', 'ABCDEFG'))
      expect(store.device('a')?.collectors).toEqual([
        { code: 'ABCDEFG', current: true },
        { code: 'KIOSKKI', current: false },
      ])
      expect([store.isPaired('KIOSKKI'), store.mayDeliver('KIOSKKI', 'a'), store.mayDeliver('KIOSKKI', 'b')]).toEqual([
        true,
        true,
        false,
      ])
      expect(store.mayDeliver('KIOSKKI', null)).toBe(false)
    })

    test('a name that another device has is refused, and nothing of that pairing is done', () => {
      for (const id of ['a', 'b']) store.saveDevice(sampleDevice(id))
      store.pairDevice(pairing('a', 'zuil', 'KIOSKKI'))
      expect(() => store.pairDevice(pairing('b', 'zuil', 'KIOSKKI'))).toThrow()
      expect(store.device('b')).toEqual(sampleDevice('b'))
    })

    test('a device that takes the place of another may take its name, and the old one is revoked', () => {
      for (const id of ['a', 'b']) store.saveDevice(sampleDevice(id))
      store.pairDevice(pairing('a', 'zuil', 'KIOSKKI'))
      store.pairDevice({ ...pairing('b', 'zuil', 'KIOSKKI'), replaces: { id: 'a', name: 'zuil-oud' } })
      expect(store.devices().map(({ id, name, state, replacedBy }) => [id, name, state, replacedBy])).toEqual([
        ['b', 'zuil', 'active', null],
        ['a', 'zuil-oud', 'revoked', 'b'],
      ])
      expect(store.mayDeliver('KIOSKKI', 'a')).toBe(true)
    })

    test('a heartbeat counts when its number is above the last, and changes nothing of the pairing', () => {
      store.saveDevice(sampleDevice('a'))
      const third = {
        ...health,
        beat: 3,
        unsent: 4,
        waiting: [[1, 4]] as const,
        faults: ['clock'],
        lastAnswer: '2026-11-26',
      }
      expect(store.noteBeat('a', third)).toBe(true)
      store.revokeDevice('a')
      expect([store.noteBeat('a', { ...health, beat: 3 }), store.noteBeat('a', { ...health, beat: 2 })]).toEqual([
        false,
        false,
      ])
      expect(store.device('a')).toEqual(sampleDevice('a', { ...third, state: 'revoked' }))
      expect(store.noteBeat('nobody', third)).toBe(false)
    })

    test('devices that were never paired are dropped when silent or when their code is over, others never', () => {
      store.saveDevice(sampleDevice('silent', { heard: '2026-11-01T10' }))
      store.saveDevice(sampleDevice('over', { code: 'AAAAAA', codeUntil: 10 }))
      store.saveDevice(sampleDevice('open', { code: 'BBBBBB', codeUntil: 30 }))
      store.saveDevice(sampleDevice('paired', { heard: '2026-11-01T10', paired: '2026-10-01', state: 'revoked' }))
      expect(store.dropUnpaired('2026-11-19T10', 0)).toBe(1)
      expect(store.dropUnpaired('', 20)).toBe(1)
      expect(store.devices().map(({ id }) => id)).toEqual(['open', 'paired'])
    })

    test('which numbers have arrived is noted with the answers, once, and never with the answer itself', () => {
      store.saveDevice(sampleDevice('a'))
      const arriving = (number: number, response = number) => ({
        ...accepted(sampleResponse(response)),
        arrival: { device: 'a', number },
      })
      store.saveResponses([arriving(1), arriving(2), arriving(5)])
      store.saveResponses([arriving(2), arriving(4), { ...arriving(9, 9), arrival: { device: 'nobody', number: 9 } }])
      expect(store.arrived('a')).toEqual([
        [1, 2],
        [4, 5],
      ])
      expect(store.response(idOf(2))).toEqual(sampleResponse(2))
      // Known already, or withdrawn: it has arrived. In conflict with what is here: it has not.
      store.withdraw(idOf(7))
      const other = {
        ...accepted(sampleResponse(1, { luisteren: 1 }), sampleCollector(), 'another'),
        arrival: { device: 'a', number: 8 },
      }
      expect(store.saveResponses([arriving(3, 1), arriving(7), other])).toEqual(['duplicate', 'withdrawn', 'conflict'])
      expect(store.arrived('a')).toEqual([
        [1, 5],
        [7, 7],
      ])
    })

    test('arrivals in any order are the ranges that a plain list gives', () => {
      store.saveDevice(sampleDevice('a'))
      let id = 100
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 30 }), (numbers) => {
          const device = `d${id++}`
          store.saveDevice(sampleDevice(device))
          for (const number of numbers) {
            store.saveResponses([{ ...accepted(sampleResponse(id++)), arrival: { device, number } }])
          }
          const flat = store
            .arrived(device)
            .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
          expect(flat).toEqual([...new Set(numbers)].sort((a, b) => a - b))
          expect(
            store.arrived(device).every(([from], index, all) => index === 0 || from > (all[index - 1]?.[1] ?? 0) + 1),
          ).toBe(true)
        }),
        { numRuns: 100 },
      )
    })

    test('a refused envelope keeps the device that signed it, also when it first came unsigned', () => {
      const envelope = {
        id: idOf(1),
        hash: 'a'.repeat(64),
        kid: 'k',
        sealed: 'x',
        reason: 'unknown-device',
        month: '2026-11',
      }
      store.keepRefused([envelope])
      store.keepRefused([{ ...envelope, device: 'a' }])
      store.keepRefused([envelope])
      expect(store.refused()).toEqual([{ ...envelope, device: 'a' }])
    })

    test('put as they are elsewhere, devices keep the numbers that have arrived here', () => {
      for (const id of ['a', 'b']) store.saveDevice(sampleDevice(id, { name: `name-${id}`, code: `CODE-${id}` }))
      store.saveResponses([{ ...accepted(sampleResponse(1)), arrival: { device: 'a', number: 1 } }])
      // Names and codes have changed hands meanwhile.
      const elsewhere = [
        sampleDevice('b', { name: 'name-a', code: 'CODE-a' }),
        sampleDevice('a', { name: 'name-b', state: 'revoked', collectors: [{ code: 'KIOSKKI', current: true }] }),
      ]
      store.saveDevices(elsewhere)
      expect(store.devices()).toEqual(elsewhere)
      expect(store.arrived('a')).toEqual([[1, 1]])
    })
  })
}
