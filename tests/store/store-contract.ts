import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MAX_REFUSED, type Store } from '../../server/store/store.ts'
import type { Tally } from '../../shared/results/results.ts'
import { accepted, fill, idOf, sampleCollector, sampleResponse } from '../support/store-samples.ts'

/** Makes an empty store, opens the same one again, and clears up; all with one secret. Every store must pass this suite. */
export interface StoreMaker {
  open(): Promise<Store>
  reopen(): Promise<Store>
  remove(): Promise<void>
}

/** Counts as `question=value: count`, sorted, of the cells that are left after this filter. */
function counts(tallies: readonly Tally[], only: (tally: Tally) => boolean = () => true): readonly string[] {
  return tallies
    .filter(only)
    .map(({ question, value, count }) => `${question}=${value}: ${count}`)
    .sort()
}

const refusedEnvelope = (number: number) => ({
  id: idOf(number),
  hash: 'a'.repeat(64),
  kid: '01234567',
  sealed: 'c2VhbGVk',
  reason: 'unreadable-seal',
  month: '2026-11',
})

export function storeContract(name: string, maker: () => StoreMaker): void {
  describe(`${name} keeps the contract of a store:`, () => {
    const { open, reopen, remove } = withMaker(maker)
    let store: Store
    beforeEach(async () => {
      store = fill(await open())
    })
    afterEach(remove)

    describe('responses', () => {
      test('what is stored is there after the store is opened again', async () => {
        const answers = {
          luisteren: 3,
          beter: ['tijd', 'plek'],
          vertel: 'Fijn.\nDank u',
          stellig: { missing: 'not-applicable' },
        } as const
        const response = sampleResponse(1, answers, { phase: 'ongoing', answeredBy: 'together', language: 'en' })
        expect(store.saveResponses([accepted(response)])).toEqual(['stored'])
        store = await reopen()
        expect(store.response(response.id)).toEqual(response)
        expect(store.response(idOf(2))).toBeNull()
      })

      test('one of a burst is kept, known and withdrawn like others, and counted nowhere', () => {
        const burst = sampleResponse(1, { luisteren: 1 }, { burst: true, helper: 'H07', answeredBy: 'on-behalf' })
        const single = sampleResponse(2, { luisteren: 3 }, { answeredBy: 'on-behalf', relation: 'parent' })
        expect(store.saveResponses([accepted(burst), accepted(single)])).toEqual(['stored', 'stored'])
        expect(store.saveResponses([accepted(burst)])).toEqual(['duplicate'])
        expect([store.response(idOf(1)), store.response(idOf(2))]).toEqual([burst, single])
        expect(counts(store.liveTallies({}))).toEqual(['=: 1', 'luisteren=3: 1'])
        expect(store.release('2026-11-23', 1).responses).toBe(1)
        expect(store.verify()).toEqual({ responses: 2, differences: [], integrity: 'ok' })
        expect(store.bursts()).toEqual(new Map([['ABCDEFG', 1]]))
        expect(store.withdraw(idOf(1))).toBe(true)
        expect(counts(store.liveTallies({}))).toEqual(['=: 1', 'luisteren=3: 1'])
        expect(store.verify().differences).toEqual([])
        expect(store.bursts()).toEqual(new Map())
      })

      test('verdicts come in the order given, also for the same id twice in one batch', () => {
        const first = accepted(sampleResponse(1))
        const other = accepted(sampleResponse(1, { luisteren: 1 }), sampleCollector(), 'another hash')
        const second = accepted(sampleResponse(2))
        expect(store.saveResponses([first, other, second, first])).toEqual([
          'stored',
          'conflict',
          'stored',
          'duplicate',
        ])
        expect(store.saveResponses([second, other, first])).toEqual(['duplicate', 'conflict', 'duplicate'])
        expect(store.response(idOf(1))?.answers).toEqual({ luisteren: 3 })
        expect(counts(store.liveTallies({}))).toEqual(['=: 2', 'luisteren=3: 2'])
      })

      test('an empty batch is no work', () => {
        expect(store.saveResponses([])).toEqual([])
      })

      test('known tells what saving would say, and saves nothing', () => {
        const one = accepted(sampleResponse(1))
        expect(store.known(idOf(1), one.hash)).toBeNull()
        store.saveResponses([one])
        expect(store.known(idOf(1), one.hash)).toBe('duplicate')
        expect(store.known(idOf(1), 'another hash')).toBe('conflict')
        store.withdraw(idOf(1))
        expect(store.known(idOf(1), one.hash)).toBe('withdrawn')
      })

      test('a batch with an answer to a version that was never published stores nothing', () => {
        const unpublished = accepted(sampleResponse(2, {}, { survey: { id: 'proef', version: 9 } }))
        expect(() => store.saveResponses([accepted(sampleResponse(1)), unpublished])).toThrow('not published')
        expect(store.response(idOf(1))).toBeNull()
        expect(store.liveTallies({})).toEqual([])
      })

      test('an answer at a collector that is not in the store stores nothing', () => {
        expect(() => store.saveResponses([accepted(sampleResponse(1), sampleCollector({ code: 'NOWHERE' }))])).toThrow()
        expect(store.verify()).toEqual({ responses: 0, differences: [], integrity: 'ok' })
      })

      test('an invitation is not kept beside the answers', () => {
        store.saveResponses([accepted(sampleResponse(1, {}, { invitation: 'code-of-a-person' }))])
        expect(store.response(idOf(1))).not.toHaveProperty('invitation')
      })
    })

    describe('tallies', () => {
      test('every answer counts under its value, and reasons for none apart', () => {
        store.saveResponses([
          accepted(
            sampleResponse(1, {
              luisteren: 3,
              hulp: 0,
              cijfer: 10,
              soort: 'thuis',
              beter: ['tijd', 'plek'],
              vertel: '8',
            }),
          ),
          accepted(
            sampleResponse(2, { luisteren: { missing: 'dont-know' }, beter: ['tijd'], vertel: { missing: 'skipped' } }),
          ),
          accepted(sampleResponse(3, { stellig: { missing: 'not-applicable' }, beter: { missing: 'skipped' } })),
        ])
        expect(counts(store.liveTallies({}))).toEqual(
          [
            '=: 3',
            'luisteren=3: 1',
            'luisteren=~dont-know: 1',
            'stellig=~not-applicable: 1',
            'hulp=0: 1',
            'cijfer=10: 1',
            'soort=thuis: 1',
            'beter=tijd: 2',
            'beter=plek: 1',
            'beter=~answered: 2',
            'beter=~skipped: 1',
            'vertel=~text: 1',
            'vertel=~skipped: 1',
          ].sort(),
        )
      })

      test('context questions are not counted as questions but as phase and answered-by', () => {
        const answers = { luisteren: 3, fase: 'finished', wie: 'on-behalf' }
        store.saveResponses([accepted(sampleResponse(1, answers, { phase: 'finished', answeredBy: 'on-behalf' }))])
        const tallies = store.liveTallies({})
        expect(counts(tallies)).toEqual(['=: 1', 'luisteren=3: 1'])
        expect(tallies[0]).toMatchObject({ phase: 'finished', answeredBy: 'on-behalf' })
      })

      test('a tally says where it comes from: provider and the rest are those of the collector when the answer came', () => {
        store.saveResponses([accepted(sampleResponse(1))])
        store.saveCollector(
          sampleCollector({ provider: 'dock', careType: 'sociaal-makelaarschap', channel: 'kiosk', location: '' }),
        )
        const moved = store.collector('ABCDEFG')
        expect(moved?.provider).toBe('dock')
        if (moved) store.saveResponses([accepted(sampleResponse(2), moved)])
        const dimensions = {
          survey: 'proef',
          version: 1,
          question: '',
          value: '',
          phase: '',
          answeredBy: 'self',
          month: '2026-11',
          count: 1,
        }
        expect(store.liveTallies({}).filter((tally) => tally.question === '')).toEqual([
          {
            ...dimensions,
            provider: 'dock',
            careType: 'sociaal-makelaarschap',
            location: '',
            channel: 'kiosk',
            access: 'open',
          },
          {
            ...dimensions,
            provider: 'lister',
            careType: 'individuele-begeleiding',
            location: 'centrum',
            channel: 'own-device',
            access: 'open',
          },
        ])
        expect(store.withdraw(idOf(1))).toBe(true)
        expect(store.verify().differences).toEqual([])
      })

      test.each([
        [{}, 4],
        [{ survey: 'proef' }, 4],
        [{ survey: 'ander' }, 0],
        [{ provider: 'dock' }, 1],
        [{ careType: 'individuele-begeleiding' }, 3],
        [{ from: '2026-10' }, 3],
        [{ to: '2026-10' }, 2],
        [{ from: '2026-10', to: '2026-10' }, 1],
        [
          { survey: 'proef', provider: 'lister', careType: 'individuele-begeleiding', from: '2026-09', to: '2026-11' },
          3,
        ],
      ])('a query %o finds what it asks for', (query, found) => {
        const dock = sampleCollector({ code: 'DOCKDOC', provider: 'dock', careType: 'sociaal-makelaarschap' })
        store.saveCollector(dock)
        store.saveResponses([
          accepted(sampleResponse(1, {}, { month: '2026-09' })),
          accepted(sampleResponse(2, {}, { month: '2026-10' })),
          accepted(sampleResponse(3, {}, { month: '2026-11' })),
          accepted(sampleResponse(4, {}, { month: '2026-11' }), dock),
        ])
        expect(store.liveTallies(query).reduce((sum, tally) => sum + tally.count, 0)).toBe(found)
        expect(store.releasedTallies(query)).toEqual([])
      })
    })

    describe('withdrawal', () => {
      test('takes the response, its counts and its refused envelope away, and it never returns', async () => {
        const one = accepted(sampleResponse(1, { luisteren: 3, beter: ['tijd'] }))
        store.saveResponses([one, accepted(sampleResponse(2))])
        store.keepRefused([refusedEnvelope(1), refusedEnvelope(2)])
        expect(store.withdraw(idOf(1))).toBe(true)
        expect(store.response(idOf(1))).toBeNull()
        expect(counts(store.liveTallies({}))).toEqual(['=: 1', 'luisteren=3: 1'])
        expect(store.refused().map(({ id }) => id)).toEqual([idOf(2)])
        store = await reopen()
        expect(store.saveResponses([one])).toEqual(['withdrawn'])
        expect(store.withdraw(idOf(1))).toBe(false)
        expect(store.verify()).toEqual({ responses: 1, differences: [], integrity: 'ok' })
      })

      test('what is withdrawn before it arrives does not come in', () => {
        expect(store.withdraw(idOf(1))).toBe(false)
        expect(store.saveResponses([accepted(sampleResponse(1))])).toEqual(['withdrawn'])
        expect(store.liveTallies({})).toEqual([])
      })

      test('tombstones name nobody and bury what a restore brought back', async () => {
        const [one, two] = [accepted(sampleResponse(1)), accepted(sampleResponse(2))]
        store.withdraw(idOf(1))
        const tombstones = store.tombstones()
        expect(tombstones).toHaveLength(1)
        expect(tombstones[0]).not.toContain(idOf(1).replaceAll('-', ''))
        await remove()
        store = fill(await open())
        store.saveResponses([one, two])
        expect(store.bury(tombstones)).toBe(1)
        expect(store.bury(tombstones)).toBe(0)
        expect(store.saveResponses([one, two])).toEqual(['withdrawn', 'duplicate'])
        expect(store.verify()).toEqual({ responses: 1, differences: [], integrity: 'ok' })
      })
    })

    describe('refused envelopes', () => {
      test('are kept as they came, the same id and hash once', async () => {
        const known = { ...refusedEnvelope(2), collector: 'ABCDEFG' }
        store.keepRefused([refusedEnvelope(1), known, refusedEnvelope(1)])
        store.keepRefused([{ ...refusedEnvelope(1), reason: 'invalid-answer' }])
        store = await reopen()
        expect(store.refused()).toEqual([refusedEnvelope(1), known])
        expect(store.countRefused()).toBe(2)
        store.dropRefused(idOf(1), 'another hash')
        store.dropRefused(idOf(2), known.hash)
        expect(store.refused()).toEqual([refusedEnvelope(1)])
      })

      test('are let go when the same envelope is stored after all', () => {
        const one = accepted(sampleResponse(1), sampleCollector(), 'a'.repeat(64))
        store.keepRefused([refusedEnvelope(1), { ...refusedEnvelope(1), hash: 'b'.repeat(64) }])
        store.saveResponses([one])
        expect(store.refused().map(({ hash }) => hash)).toEqual(['b'.repeat(64)])
      })

      test('cannot fill the disk', () => {
        const many = Array.from({ length: MAX_REFUSED + 5 }, (_, number) => refusedEnvelope(number))
        store.keepRefused(many.slice(0, 7))
        store.keepRefused(many)
        expect(store.refused()).toHaveLength(MAX_REFUSED)
      })
    })

    describe('life', () => {
      test('its tables are named with their columns, and nothing that is not kept', () => {
        const tables = store.tables()
        expect(tables.response).toEqual(expect.arrayContaining(['id', 'answers', 'month']))
        expect(tables.tombstone).toEqual(['mark'])
        expect(Object.keys(tables).filter((name) => name.startsWith('sqlite_'))).toEqual([])
      })

      test('the epoch lasts until it is renewed', async () => {
        const epoch = store.epoch()
        expect(epoch).not.toBe('')
        store = await reopen()
        expect(store.epoch()).toBe(epoch)
        store.renewEpoch('a new life')
        store = await reopen()
        expect(store.epoch()).toBe('a new life')
      })

      test('a probe commits and leaves nothing', () => {
        store.probe()
        store.probe()
        expect(store.verify()).toEqual({ responses: 0, differences: [], integrity: 'ok' })
      })
    })
  })
}

/** The maker of the test that runs now. */
function withMaker(make: () => StoreMaker): StoreMaker {
  let maker: StoreMaker | null = null
  const current = () => {
    maker ??= make()
    return maker
  }
  return {
    open: () => current().open(),
    reopen: () => current().reopen(),
    remove: async () => {
      await current().remove()
      maker = null
    },
  }
}
