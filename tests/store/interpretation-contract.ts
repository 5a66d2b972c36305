import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReportKey, Snapshot } from '../../server/store/interpretations.ts'
import type { Store } from '../../server/store/store.ts'
import type { Interpretation } from '../../shared/interpretation.ts'
import { fill } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

/** What a store keeps of what people say of reports, and of frozen reports. Every store must pass this suite. */
export function interpretationContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps reports:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
    })
    afterEach(() => maker.remove())

    const key: ReportKey = { survey: 'kern', provider: 'dock', careType: 'buurt', quarter: '2026-Q3' }
    const texts = { sight: 'Het gaat goed.', meaning: '', striking: 'Regel een\nRegel twee', action: 'Bellen.' }
    const said: Interpretation = { side: 'provider', role: 'provider', day: '2026-11-27', texts }

    test('what each side says of a report is kept apart, takes the place of what it said, and is dropped', async () => {
      const city: Interpretation = { ...said, side: 'municipality', role: 'account-manager' }
      store.saveInterpretation(key, { ...said, texts: { ...texts, sight: 'Nog niets.' } })
      store.saveInterpretation(key, city)
      store.saveInterpretation(key, said)
      store.saveInterpretation({ ...key, quarter: '2026-Q2' }, city)
      store = await maker.reopen()
      expect(store.interpretations(key)).toEqual([said, city])
      for (const other of [{ survey: 'x' }, { provider: 'x' }, { careType: 'x' }, { quarter: '2026-Q1' }])
        expect(store.interpretations({ ...key, ...other })).toEqual([])
      expect(store.dropInterpretation(key, 'provider')).toBe(true)
      expect(store.dropInterpretation(key, 'provider')).toBe(false)
      expect(store.interpretations(key)).toEqual([city])
    })

    test('a snapshot is as it was made, and there is never a second one with its name', async () => {
      const file = new Uint8Array([37, 80, 68, 70, 0, 255])
      const snapshot: Snapshot = { id: 's1', kind: 'year', year: '2025', day: '2026-11-27', figures: '{"n":1}', file }
      store.saveSnapshot(snapshot)
      store.saveSnapshot({ ...snapshot, id: 's2', day: '2026-11-28', kind: 'council' })
      expect(() => store.saveSnapshot({ ...snapshot, figures: '{}' })).toThrow()
      store = await maker.reopen()
      const found = store.snapshot('s1')
      expect({ ...found, file: new Uint8Array(found?.file ?? []) }).toEqual(snapshot)
      expect(store.snapshot('s3')).toBeNull()
      expect(store.snapshots()).toEqual([
        { id: 's2', kind: 'council', year: '2025', day: '2026-11-28' },
        { id: 's1', kind: 'year', year: '2025', day: '2026-11-27' },
      ])
    })
  })
}
