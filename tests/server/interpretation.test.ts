import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../server/deps.ts'
import { ProblemError } from '../../server/http/problem.ts'
import { interpretations, saveInterpretation, talks } from '../../server/interpretation.ts'
import { quarterReport } from '../../server/report.ts'
import { results } from '../../server/results.ts'
import { readFilter } from '../../server/results-filter.ts'
import type { Store } from '../../server/store/store.ts'
import { sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, town } from './results-store.ts'

const survey = sampleSurvey()
const dock: Viewer = { role: 'provider', provider: 'dock', name: 'dock' }
const joke: Viewer = { role: 'account-manager', provider: null, portfolio: ['dock'], name: 'joke' }
const council: Viewer = { role: 'reader', provider: null, name: 'raad' }
const QUERY = { survey: 'kern', provider: 'dock', careType: 'buurtteam', quarter: '2026-Q4' }
const EMPTY = { sight: '', meaning: '', striking: '', action: '' }
const TEXTS = { sight: 'Het gaat goed.', meaning: 'Wij bellen vaker.', striking: '', action: 'Zo door.' }

let store: Store
const known = () => ({ store, municipality: town, now: () => Date.parse('2026-11-27T10:00:00Z') })
const said = (viewer: Viewer = dock, query: Readonly<Record<string, unknown>> = QUERY) =>
  interpretations(known(), query, viewer)
const say = (viewer: Viewer, body: unknown, query: Readonly<Record<string, unknown>> = QUERY) =>
  saveInterpretation(known(), query, viewer, body)
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof ProblemError ? error.code : error
  }
  return null
}

beforeEach(() => {
  store = resultsStore(survey)
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 })
  store.release('2026-11-23', 10)
})
afterEach(() => store.close())

describe('what is said of a report', () => {
  test('stands under the role of each side with its day, and both sides read both', () => {
    say(dock, TEXTS)
    say(joke, { ...TEXTS, sight: 'Ik zie het ook.' })
    expect(said(joke)).toEqual({
      side: 'municipality',
      said: [
        { side: 'provider', role: 'provider', day: '2026-11-27', texts: TEXTS },
        {
          side: 'municipality',
          role: 'account-manager',
          day: '2026-11-27',
          texts: { ...TEXTS, sight: 'Ik zie het ook.' },
        },
      ],
    })
    expect(said(dock).said).toEqual(said(joke).said)
    expect(said(dock).side).toBe('provider')
    expect(said(dock, { ...QUERY, quarter: '2026-Q3' }).said).toEqual([])
  })

  test('is of a survey and care type with answers of that provider', () => {
    expect(talks(known(), { provider: 'dock' }, joke)).toEqual({
      talks: [{ survey: 'kern', careType: 'buurtteam', from: '2026-11', to: '2026-11' }],
    })
    expect(codeOf(() => talks(known(), { provider: 'lister' }, joke))).toBe('forbidden')
  })

  test('is taken away by four empty fields, and is noted without its words', () => {
    say(dock, TEXTS)
    expect(say(dock, { sight: ' ', meaning: '\n', striking: '', action: '', seen: TEXTS }).said).toEqual([])
    expect(said().said).toEqual([])
    expect(store.audit({ before: 99, limit: 9 }).map(({ who, action, about }) => [who, action, about])).toEqual([
      ['dock', 'interpretation-remove', 'dock'],
      ['dock', 'interpretation-set', 'dock'],
    ])
  })

  test('is no part of any figure, and stands in the report of its own quarter', () => {
    const filter = readFilter(known(), { provider: 'dock' }, dock)
    const before = results(known(), filter, dock)
    say(dock, TEXTS)
    expect(results(known(), filter, dock)).toEqual(before)
    const report = (from: string, to: string) => quarterReport(known(), { provider: 'dock', from, to }, dock).said
    expect(report('2026-10', '2026-12').map(({ texts }) => texts)).toEqual([TEXTS])
    expect(report('2026-07', '2026-12')).toEqual([])
    expect(report('2026-07', '2026-09')).toEqual([])
  })

  test('is not written over by who did not see it, and then nothing is noted', () => {
    const other = { ...TEXTS, sight: 'Het gaat beter.' }
    say(dock, TEXTS)
    for (const seen of [undefined, null, other, EMPTY])
      expect(codeOf(() => say(dock, { ...other, seen }))).toBe('changed-meanwhile')
    expect(said().said.map(({ texts }) => texts)).toEqual([TEXTS])
    // Of what the other side says one need not have seen anything.
    say(joke, { ...TEXTS, seen: EMPTY })
    expect(say(dock, { ...other, seen: TEXTS }).said.map(({ texts }) => texts)).toEqual([other, TEXTS])
    expect(codeOf(() => say(dock, { ...EMPTY, seen: TEXTS }))).toBe('changed-meanwhile')
    expect(store.audit({ before: 99, limit: 9 })).toHaveLength(3)
  })

  test('keeps lines, and no sign that cannot be seen', () => {
    say(dock, { ...TEXTS, sight: ' een\r\n\r\n\ttwee\u202E\u0000 ', action: 'x\n'.repeat(13) })
    const [first] = said().said
    expect(first?.texts.sight).toBe('een\ntwee')
    expect(first?.texts.action).toBe('x '.repeat(13).trim())
  })

  test.each([
    [dock, { ...TEXTS, sight: 'x'.repeat(801) }, QUERY, 'bad-request'],
    [dock, { sight: 'a' }, QUERY, 'bad-request'],
    [dock, { ...TEXTS, sight: 3 }, QUERY, 'bad-request'],
    [dock, null, QUERY, 'bad-request'],
    [dock, TEXTS, { ...QUERY, provider: 'lister' }, 'forbidden'],
    [joke, TEXTS, { ...QUERY, provider: 'lister' }, 'forbidden'],
    [council, TEXTS, QUERY, 'forbidden'],
    [dock, TEXTS, { ...QUERY, quarter: '2026' }, 'bad-request'],
    [dock, TEXTS, { ...QUERY, survey: 'geen' }, 'unknown-filter'],
    [dock, TEXTS, { ...QUERY, careType: undefined }, 'bad-request'],
  ])('is refused, and then nothing is kept or noted (%#)', (viewer, body, query, code) => {
    expect(codeOf(() => say(viewer, body, query))).toBe(code)
    expect(said().said).toEqual([])
    expect(store.audit({ before: 99, limit: 9 })).toEqual([])
  })
})
