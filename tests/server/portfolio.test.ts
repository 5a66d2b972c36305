import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../server/deps.ts'
import { portfolio, setTalk } from '../../server/portfolio.ts'
import type { Store } from '../../server/store/store.ts'
import { sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, town } from './results-store.ts'

const survey = sampleSurvey()
const manager: Viewer = {
  role: 'account-manager',
  provider: null,
  name: 'joke',
  portfolio: ['lister', 'dock', 'anker'],
}
let store: Store
const known = () => ({ store, municipality: town, now: () => Date.parse('2026-11-27T10:00:00Z') })
const list = (viewer: Viewer = manager) => portfolio(known(), viewer).providers

beforeEach(() => {
  store = resultsStore(survey)
  store.saveProvider({ id: 'anker', name: 'Ánker', validFrom: null, validUntil: null, succeededBy: null })
  store.saveProvider({ id: 'zon', name: 'Zon', validFrom: null, validUntil: null, succeededBy: null })
})
afterEach(() => store.close())

describe('a portfolio', () => {
  test('goes by name, whatever the scores, and has only who is followed', () => {
    answer(store, survey, 'DDDDDDD', { 1: 40 })
    answer(store, survey, 'RRRRRRR', { 3: 40 })
    store.release('2026-11-23', 10)
    expect(list().map(({ name }) => name)).toEqual(['Ánker', 'Stichting dock', 'Stichting lister'])
    expect(list({ ...manager, portfolio: ['zon'] }).map(({ id }) => id)).toEqual(['zon'])
    expect(list({ ...manager, portfolio: [] })).toEqual([])
    const all = list({ role: 'admin', provider: null, name: 'a' })
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(['anker', 'dock', 'lister', 'zon']))
    expect(all[0]?.id).toBe('anker')
  })

  test('counts what is published and nothing else', () => {
    answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 }, '2026-03')
    answer(store, survey, 'DDDDDDD', { 3: 12 }, '2026-09')
    answer(store, survey, 'RRRRRRR', { 3: 9 })
    store.release('2026-11-23', 10)
    // Came in after the release.
    answer(store, survey, 'DDDDDDD', { 3: 30 }, '2026-11')
    expect(list().map(({ id, n, lastAnswer }) => [id, n, lastAnswer])).toEqual([
      ['anker', null, null],
      ['dock', 52, '2026-09'],
      ['lister', null, null],
    ])
  })

  test('carries no score, share or grade', () => {
    answer(store, survey, 'DDDDDDD', { 1: 40 })
    store.release('2026-11-23', 10)
    for (const provider of list()) {
      expect(Object.keys(provider).sort()).toEqual(['care', 'id', 'lastAnswer', 'n', 'name', 'nextTalk', 'openSignals'])
    }
  })
})

describe('the next talk', () => {
  test('is set, moved, taken away, and no longer next once it is over', () => {
    const next = () => list().find(({ id }) => id === 'dock')?.nextTalk
    for (const day of ['2026-11-27', '2026-12-14', null, '2028-02-29'] as const) {
      setTalk(known(), manager, 'dock', { day })
      expect(next()).toBe(day)
    }
    store.saveTalk('dock', '2026-11-26')
    expect(next()).toBeNull()
  })

  const wrong: readonly [unknown, RegExp][] = [
    [{}, /Vul een dag in/],
    [null, /Vul een dag in/],
    [{ day: '' }, /Vul een dag in/],
    [{ day: '14-12-2026' }, /Vul een dag in/],
    [{ day: '2026-02-30' }, /Vul een dag in/],
    [{ day: '2026-13-01' }, /Vul een dag in/],
    [{ day: 20261214 }, /Vul een dag in/],
    [{ day: '2026-11-26' }, /al voorbij/],
    [{ day: '2062-12-14' }, /te ver weg/],
  ]
  test.each(wrong)('cannot be %j, and is told why', (body, words) => {
    expect(() => setTalk(known(), manager, 'dock', body)).toThrow(words)
    expect(store.talks().size).toBe(0)
  })

  test.each(['zon', 'bestaat-niet'])('with "%s" is not for who does not follow it, in the same words', (provider) => {
    expect(() => setTalk(known(), manager, provider, { day: '2026-12-14' })).toThrow(
      'Deze aanbieder staat niet op uw lijst.',
    )
  })
})
