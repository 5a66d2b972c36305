import { describe, expect, test } from 'vitest'
import type { Verification } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import { type Evidence, violations } from '../support/reconcile.ts'
import { idOf, sampleResponse } from '../support/store-samples.ts'

const [ONE, TWO, THREE] = [idOf(1), idOf(2), idOf(3)]
const SOUND: Verification = { responses: 1, differences: [], integrity: 'ok' }

/** A store with these rows, that says that of itself. */
function storeWith(rows: readonly Response[], said: Partial<Verification> = {}): Evidence['store'] {
  return {
    response: (id) => rows.find((row) => row.id === id) ?? null,
    verify: () => ({ ...SOUND, responses: rows.length, ...said }),
  }
}

const device = (id: string, state: Evidence['device'][number]['state']) => ({ id, state, hash: 'h' })

/** One answer that was delivered and is known to be, another that waits, a third that was taken back. */
const WELL: Evidence = {
  confirmed: [ONE, TWO, THREE],
  device: [device(ONE, 'delivered'), device(TWO, 'waiting')],
  store: storeWith([sampleResponse(1)]),
  withdrawn: [THREE],
  answers: new Map([[ONE, { luisteren: 3 }]]),
  plain: { words: ['kanarie'], dump: 'sealed' },
  calledSent: [ONE, THREE],
}

test('the reconciler has nothing to say where all is well', () => {
  expect(sampleResponse(1).answers.luisteren).toBe(3)
  expect(violations(WELL)).toEqual([])
})

test('rows that were there before are not judged', () => {
  const store = storeWith([sampleResponse(1)], { responses: 41 })
  expect(violations({ ...WELL, store, before: 40 })).toEqual([])
})

describe('the reconciler sees', () => {
  const cases: Readonly<Record<string, readonly [Partial<Evidence>, readonly string[]]>> = {
    'U1: an answer that was called kept and is nowhere': [
      { device: [device(ONE, 'delivered')] },
      [`U1 ${TWO} was called kept and is nowhere`],
    ],
    'U2: a second row': [{ store: storeWith([sampleResponse(1)], { responses: 2 }) }, ['U2 2 rows for 1 answers']],
    'U3: a count that differs from a recount': [
      {
        store: storeWith([sampleResponse(1)], {
          differences: ['luisteren 3'],
        }),
      },
      ['U3 a count differs: "luisteren 3"'],
    ],
    'U3: a database that is damaged': [
      { store: storeWith([sampleResponse(1)], { integrity: 'page 4' }) },
      ['U3 the database is damaged: page 4'],
    ],
    'U3: an answer that was taken back and is there': [
      { store: storeWith([sampleResponse(1), sampleResponse(3)]) },
      [`U3 ${THREE} was withdrawn and is there`],
    ],
    'U4: another answer than was given': [
      { store: storeWith([sampleResponse(1, { luisteren: 1 })]) },
      [`U4 ${ONE} has another answer to luisteren`],
    ],
    'U4: an answer that is missing': [
      { store: storeWith([{ ...sampleResponse(1), answers: {} }]) },
      [`U4 ${ONE} has another answer to luisteren`],
    ],
    'U5: a word that can be read on the device': [
      { plain: { words: ['kanarie', 'mus'], dump: 'een kanarie' } },
      ['U5 "kanarie" can be read'],
    ],
    'U6: an answer that waits for ever': [{ settled: true }, [`U6 ${TWO} is waiting and not on the server`]],
    'U6: an answer that is called delivered and is not': [
      { settled: true, device: [device(ONE, 'delivered'), device(TWO, 'delivered')] },
      [`U6 ${TWO} is delivered and not on the server`],
    ],
    'U7: "sent" said of what the server does not have': [
      { calledSent: [ONE, TWO] },
      [`U7 ${TWO} was called sent and is not there`],
    ],
  }

  test.each(Object.entries(cases))('%s, and nothing else', (_, [wrong, seen]) => {
    expect(violations({ ...WELL, ...wrong })).toEqual(seen)
  })

  test('every rule of the post-condition once at least', () => {
    const rules = Object.values(cases).flatMap(([, seen]) => seen.map((line) => line.slice(0, 2)))
    expect([...new Set(rules)].sort()).toEqual(['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7'])
  })
})
