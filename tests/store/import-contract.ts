import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Import } from '../../server/store/imports.ts'
import type { Accepted, Store } from '../../server/store/store.ts'
import { accepted, fill, sampleCollector, sampleResponse } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

const earlier = sampleCollector({ code: 'EARLVER', channel: 'import', closed: true })
const broughtIn = (number: number): Accepted => ({ ...accepted(sampleResponse(number), earlier), earlier: true })
const one: Import = {
  name: 'cto-2023',
  source: 'Onderzoek 2023',
  day: '2026-11-27',
  digest: 'd1',
  mapping: '{}',
  responses: 12,
  collectors: ['EARLVER'],
}

/** What a store keeps of earlier surveys. Every store must pass this suite. */
export function importContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps earlier surveys:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
      store.saveCollector(earlier)
      store.saveResponses(numbers(12).map((number) => broughtIn(number)))
      store.saveResponses(numbers(10).map((number) => accepted(sampleResponse(100 + number))))
      store.saveImport(one)
    })
    afterEach(() => maker.remove())

    test('what was brought in is never added to the own counts, and is there by channel', () => {
      store.release('2026-11-27', 10)
      const count = (tallies: readonly { question: string; count: number }[]) =>
        tallies.filter(({ question }) => question === '').reduce((sum, tally) => sum + tally.count, 0)
      expect(count(store.releasedTallies({}))).toBe(10)
      expect(count(store.releasedTallies({ cut: 'phase' }))).toBe(10)
      const byChannel = store.releasedTallies({ cut: 'channel' })
      expect(count(byChannel.filter(({ cell }) => cell === 'import'))).toBe(12)
      expect(byChannel.filter(({ cell }) => cell === 'import').every(({ demo }) => demo === 2)).toBe(true)
      expect(store.verify().differences).toEqual([])
    })

    test('nine of its own do not help ten that were brought in over the threshold, nor the other way', async () => {
      store = fill(await maker.open())
      store.saveCollector(earlier)
      store.saveResponses(numbers(9).map((number) => broughtIn(number)))
      store.saveResponses(numbers(9).map((number) => accepted(sampleResponse(100 + number))))
      expect(store.release('2026-11-27', 10)).toEqual({ groups: 0, responses: 0 })
    })

    test('one is taken out whole, with its counts and collectors, and what is our own stays', async () => {
      store.release('2026-11-27', 10)
      store = await maker.reopen()
      expect(store.imports()).toEqual([one])
      expect(store.removeImport('cto-2023')).toBe(12)
      store.release('2026-11-28', 10)
      expect(store.releasedTallies({ cut: 'channel' }).map(({ cell }) => cell)).not.toContain('import')
      expect(store.collector('EARLVER')).toBeNull()
      expect(store.verify()).toMatchObject({ responses: 10, differences: [] })
      expect(store.imports()).toEqual([])
      expect(store.removeImport('cto-2023')).toBeNull()
    })

    test('the same name or the same file comes in once', () => {
      expect(() => store.saveImport({ ...one, digest: 'd2' })).toThrow()
      expect(() => store.saveImport({ ...one, name: 'cto-2024' })).toThrow()
      expect(store.imports()).toHaveLength(1)
    })
  })
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
