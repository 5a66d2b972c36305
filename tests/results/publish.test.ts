import { describe, expect, test } from 'vitest'
import { publish } from '../../shared/results/publish.ts'
import type { Question } from '../../shared/survey/survey.ts'
import { facesQuestion, filter, rowsOf, sampleSurvey, tallies } from './sample.ts'

const grade: Question = {
  id: 'cijfer',
  kind: 'grade10',
  text: { nl: 'Welk cijfer?' },
  options: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => ({ value, label: { nl: String(value) } })),
  dontKnow: true,
}

describe('levels', () => {
  test('9 answers are hidden, with nulls only', () => {
    const [row] = rowsOf(tallies({ 1: 4, 3: 5, '~skipped': 7 }))
    expect(row).toEqual({
      survey: 'kern',
      version: 1,
      question: 'luisteren',
      kind: 'faces3',
      group: {},
      level: 'hidden',
      n: null,
      dontKnow: null,
      skipped: null,
      notApplicable: null,
      counts: null,
      distribution: null,
      share: null,
      interval: null,
      mean: null,
    })
  })

  test('a survey without any answer looks like one with too few', () => {
    expect(rowsOf([])).toEqual(rowsOf(tallies({ 3: 3 })))
  })

  test('29 answers give a provisional picture: shares to 0.05, an interval from those, no counts and no mean', () => {
    const [row] = rowsOf(tallies({ 1: 3, 2: 5, 3: 21 }))
    expect(row).toMatchObject({ level: 'provisional', n: 29, share: 0.7, counts: null, mean: null })
    expect(row?.distribution).toEqual({ 1: 0.1, 2: 0.15, 3: 0.7 })
    // Wilson of 0.70 with n = 29 is 0.515 to 0.837.
    expect(row?.interval).toEqual([0.5, 0.85])
  })

  test('two counts that round to one share give one provisional row', () => {
    expect(rowsOf(tallies({ 1: 8, 3: 20 }))[0]).toEqual(rowsOf(tallies({ 1: 8, 3: 20 }))[0])
    const a = rowsOf(tallies({ 1: 8, 2: 1, 3: 20 }))[0]
    const b = rowsOf(tallies({ 1: 9, 3: 20 }))[0]
    expect([a?.share, a?.interval]).toEqual([b?.share, b?.interval])
  })

  test('30 answers show all', () => {
    const [row] = rowsOf(tallies({ 1: 6, 3: 24, '~dont-know': 2, '~skipped': 1, '~not-applicable': 4 }))
    expect(row).toMatchObject({ level: 'full', n: 30, share: 0.8, dontKnow: 2, skipped: 1, notApplicable: 4 })
    expect(row?.counts).toEqual({ 1: 6, 2: 0, 3: 24 })
    expect(row?.interval?.map((bound) => Math.round(bound * 100))).toEqual([63, 90])
  })

  test('a mean is for grades only', () => {
    const over = { question: 'cijfer' }
    const grades = tallies({ 5: 1, 6: 2, 7: 10, 8: 27, 9: 8, 10: 2 }, over)
    const [row] = rowsOf(grades, {}, { surveys: [sampleSurvey([grade])] })
    expect(row?.share).toBe(0.98)
    expect(row?.mean).toBeCloseTo(7.9, 10)
    expect(rowsOf(tallies({ 3: 40 }))[0]?.mean).toBeNull()
  })
})

describe('the base', () => {
  test('does not hold who found the question not applicable', () => {
    const agree = [1, 2, 3, 4, 5].map((value) => ({ value, label: { nl: String(value) } }))
    const item: Question = { id: 'item9', kind: 'agree5', text: { nl: 'x' }, options: agree, dontKnow: true }
    const answers = tallies({ 5: 28, 4: 51, 3: 13, 2: 5, 1: 3, '~not-applicable': 12 }, { question: 'item9' })
    const [row] = rowsOf(answers, {}, { surveys: [sampleSurvey([item])] })
    expect(row).toMatchObject({ n: 100, share: 0.79, notApplicable: 12 })
  })

  test('of several choices is the people who answered, not the choices they made', () => {
    const options = ['wandelen', 'eten'].map((value) => ({ value, label: { nl: value } }))
    const wishes: Question = { id: 'wensen', kind: 'choices', text: { nl: 'x' }, options, dontKnow: true }
    const answers = tallies({ wandelen: 30, eten: 20, '~answered': 40 }, { question: 'wensen' })
    const [row] = rowsOf(answers, {}, { surveys: [sampleSurvey([wishes])] })
    expect(row).toMatchObject({ n: 40, share: null, distribution: { wandelen: 0.75, eten: 0.5 } })
  })

  test('is pooled over providers: two of 8.0 and 6.0 with unequal numbers do not make 7.0', () => {
    const grades = [
      ...tallies({ 7: 45, 9: 45 }, { question: 'cijfer', provider: 'dock' }),
      ...tallies({ 5: 15, 7: 15 }, { question: 'cijfer', provider: 'lister' }),
    ]
    expect(rowsOf(grades, {}, { surveys: [sampleSurvey([grade])] })[0]?.mean).toBe(7.5)
  })

  test('never merges versions of a survey', () => {
    const answers = [...tallies({ 3: 40 }), ...tallies({ 3: 50 }, { version: 2 })]
    const rows = rowsOf(answers, {}, { surveys: [sampleSurvey(), sampleSurvey(undefined, 2)] })
    expect(rows.map((row) => [row.version, row.n])).toEqual([
      [1, 40],
      [2, 50],
    ])
  })

  test('questions about the answering and open texts have no row', () => {
    const context: Question = { ...facesQuestion('fase'), context: 'phase' }
    const text: Question = { id: 'vertel', kind: 'text', text: { nl: 'x' }, dontKnow: false }
    const surveys = [sampleSurvey([context, text, facesQuestion('luisteren')])]
    expect(rowsOf([], {}, { surveys }).map((row) => row.question)).toEqual(['luisteren'])
  })
})

describe('periods', () => {
  const months = [
    ...tallies({ 3: 30 }, { month: '2026-01' }),
    ...tallies({ 3: 6 }, { month: '2026-02' }),
    ...tallies({ 3: 6 }, { month: '2026-03' }),
  ]

  test('a month that is too small counts only in whole quarters', () => {
    expect(rowsOf(months, { to: '2026-02' })[0]?.n).toBe(30)
    expect(rowsOf(months, { to: '2026-03' })[0]?.n).toBe(42)
    expect(rowsOf(months, { from: '2026-02', to: '2026-03' })[0]?.n).toBeNull()
  })

  test('a quarter that stays too small counts only in whole years', () => {
    const year = [...tallies({ 3: 5 }, { month: '2026-02' }), ...tallies({ 3: 6 }, { month: '2026-08' })]
    expect(rowsOf(year, { from: '2026-01', to: '2026-11' })[0]?.n).toBeNull()
    expect(rowsOf(year, { from: '2026-01', to: '2026-12' })[0]?.n).toBe(11)
  })

  test('a year that stays too small is never shown, also not among others', () => {
    const years = [...tallies({ 3: 40 }, { month: '2025-02' }), ...tallies({ 3: 9 }, { month: '2026-02' })]
    expect(rowsOf(years)[0]?.n).toBe(40)
  })

  test('by quarter there is a row for each quarter between the first answer and the last', () => {
    const two = [...tallies({ 3: 30 }, { month: '2026-01' }), ...tallies({ 3: 12 }, { month: '2026-09' })]
    expect(rowsOf(two, { by: ['quarter'] }).map((row) => [row.group.quarter, row.n])).toEqual([
      ['2026-Q1', 30],
      ['2026-Q2', null],
      ['2026-Q3', 12],
    ])
  })
})

describe('one extra cut', () => {
  const at = (location: string, count: number) => tallies({ 3: count }, { location })
  const over = { released: '2027-01-02' }
  const n = (rows: ReturnType<typeof rowsOf>) => Object.fromEntries(rows.map((row) => [row.group.location, row.n]))

  test('the smallest shown location is hidden too when one alone would follow by subtracting', () => {
    const answers = [...at('a', 50), ...at('b', 12), ...at('c', 4)]
    expect(rowsOf(answers)[0]?.n).toBe(66)
    expect(n(rowsOf(answers, { by: ['location'] }, over))).toEqual({ a: 50, b: null, c: null })
  })

  test('hidden locations that together have enough need no other to hide them', () => {
    const answers = [...at('a', 50), ...at('b', 12), ...at('c', 4), ...at('d', 8)]
    expect(n(rowsOf(answers, { by: ['location'] }, over))).toEqual({ a: 50, b: 12, c: null, d: null })
  })

  test('a filter takes one row of the cut table, and so shows no more than the table', () => {
    const answers = [...at('a', 50), ...at('b', 12), ...at('c', 4)]
    expect(rowsOf(answers, { location: 'b' }, over)[0]?.n).toBeNull()
    expect(rowsOf(answers, { location: 'a' }, over)[0]?.n).toBe(50)
  })

  test('an area is its locations together', () => {
    const answers = [...at('a', 6), ...at('b', 7), ...at('c', 20)]
    expect(rowsOf(answers, { area: 'wijk:zuid' }, over)[0]?.n).toBe(13)
    expect(rowsOf(answers, { area: 'wijk:*', by: ['area'] }, over).map((row) => [row.group.area, row.n])).toEqual([
      ['', 20],
      ['zuid', 13],
    ])
  })

  test('as long as its quarter is not over a month waits, unless nothing in it has to be hidden', () => {
    const answers = [...at('a', 50), ...at('b', 12), ...at('c', 4)]
    expect(n(rowsOf(answers, { by: ['location'] }))).toEqual({ a: null, b: null, c: null })
    expect(n(rowsOf([...answers, ...at('c', 6)], { by: ['location'] }))).toEqual({ a: 50, b: 12, c: 10 })
  })

  test('a location is not shown beside the area that would give away the other in it', () => {
    // zuid is a and b: without c beside it, 24 less 20 would be the four of b.
    const answers = [...at('a', 20), ...at('b', 4), ...at('c', 8), ...at('d', 30)]
    expect(n(rowsOf(answers, { by: ['location'] }, over))).toEqual({ a: 20, b: null, c: null, d: 30 })
    expect(rowsOf(answers, { area: 'wijk:zuid' }, over)[0]?.n).toBe(20)
  })

  test('two that are both as large as what is hidden can be are not shown as one', () => {
    const answers = [...at('a', 9), ...at('b', 9), ...at('c', 30)]
    expect(rowsOf(answers, { area: 'wijk:zuid' }, over)[0]?.n).toBeNull()
  })

  test('a location hidden in one month is not shown by its quarter: that month less it would be the others', () => {
    const month = (month: string, counts: Readonly<Record<string, number>>) =>
      Object.entries(counts).flatMap(([location, count]) => tallies({ 3: count }, { location, month }))
    const answers = [
      ...month('2026-01', { a: 50, b: 12, c: 14 }),
      ...month('2026-02', { a: 30, c: 13 }),
      ...month('2026-03', { a: 20, b: 3 }),
    ]
    expect(n(rowsOf(answers, { by: ['location'], to: '2026-03' }))).toEqual({ a: 80, b: 12, c: 27 })
  })

  test('two at once are refused', () => {
    const asked = filter({ location: 'a', by: ['phase'] })
    const given = {
      municipality: 'utrecht',
      filter: asked,
      released: null,
      units: [],
      areaOf: () => '',
      areaSchemes: [],
    }
    expect(() => publish({ ...given, surveys: [sampleSurvey()] })).toThrow(RangeError)
  })

  test('splits by phase as the whole does', () => {
    const answers = [
      ...tallies({ 3: 25, 1: 5 }, { phase: 'finished' }),
      ...tallies({ 3: 16, 1: 14 }, { phase: 'ongoing' }),
    ]
    const shares = rowsOf(answers, { by: ['phase'] }).map((row) => Math.round((row.share ?? 0) * 100))
    expect(shares).toEqual([83, 53])
  })
})
