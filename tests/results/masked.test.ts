import { describe, expect, test } from 'vitest'
import { resultRow } from '../../shared/results/row.ts'
import type { Question, QuestionKind } from '../../shared/survey/survey.ts'
import { sampleSurvey } from './sample.ts'

const OPTIONS = ['a', 'b', 'c'].map((value) => ({ value, label: { nl: value } }))

function row(kind: QuestionKind, counts: Readonly<Record<string, number>>) {
  const question: Question = { id: 'vraag', kind, text: { nl: 'Hoe is het?' }, dontKnow: false, options: OPTIONS }
  return resultRow(sampleSurvey([question]), question, {}, new Map(Object.entries(counts)))
}

describe('where nearly everybody gave the same answer', () => {
  test.each<[QuestionKind, Readonly<Record<string, number>>, number]>([
    ['faces3', { 3: 40 }, 0.95],
    ['faces3', { 3: 99 }, 0.95],
    ['faces3', { 1: 40 }, 0.05],
    // Nobody is favourable, and no one value has them all.
    ['faces3', { 1: 20, 2: 20 }, 0.05],
    ['agree5', { 4: 20, 5: 20 }, 0.95],
    ['yes-no', { 1: 12 }, 0.9],
    ['yes-no', { 0: 20 }, 0.05],
  ])('%s %j is said to be about %f', (kind, counts, share) => {
    const { masked, counts: shown, mean, interval, distribution, ...figures } = row(kind, counts)
    expect({ masked, shown, mean, share: figures.share }).toEqual({ masked: true, shown: null, mean: null, share })
    expect(interval?.[share > 0.5 ? 1 : 0]).toBe(share > 0.5 ? 1 : 0)
    const parts = Object.values(distribution ?? {})
    expect(Math.max(...parts)).toBeLessThanOrEqual(0.95)
    expect(Math.min(...parts)).toBeGreaterThan(0)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 3)
  })

  test.each<[QuestionKind, Readonly<Record<string, number>>, Readonly<Record<string, number>>]>([
    ['faces3', { 3: 40 }, { 3: 39, 1: 1 }],
    ['faces3', { 3: 99 }, { 3: 95, 1: 2, 2: 2 }],
    ['faces3', { 3: 40 }, { 3: 38, 2: 2 }],
    ['faces3', { 3: 19 }, { 3: 18, 2: 1 }],
    ['faces3', { 3: 20 }, { 3: 19, 1: 1 }],
    ['yes-no', { 1: 10 }, { 0: 1, 1: 9 }],
    ['yes-no', { 0: 20 }, { 0: 19, 1: 1 }],
    ['agree5', { 4: 20, 5: 20 }, { 4: 20, 5: 19, 1: 1 }],
    ['choice', { a: 50 }, { a: 48, b: 1, c: 1 }],
  ])('%s: %j looks as %j does', (kind, all, nearly) => {
    expect(row(kind, all)).toMatchObject({ masked: true })
    expect(row(kind, all)).toEqual(row(kind, nearly))
  })

  test('a hundred answers and more say it as it is', () => {
    expect(row('faces3', { 3: 100 })).toMatchObject({ share: 1, counts: { 1: 0, 2: 0, 3: 100 } })
    expect(row('faces3', { 3: 100 })).not.toHaveProperty('masked')
    expect(row('choices', { '~answered': 100, a: 100 })).toMatchObject({ counts: { a: 100, b: 0, c: 0 } })
  })

  test('answers that differ enough are shown whole', () => {
    expect(row('faces3', { 3: 37, 2: 3 })).toMatchObject({ share: 0.925, counts: { 1: 0, 2: 3, 3: 37 } })
    expect(row('faces3', { 3: 37, 2: 3 })).not.toHaveProperty('masked')
    expect(row('yes-no', { 1: 8, 0: 2 })).not.toHaveProperty('masked')
  })

  test('grades that are all a pass are shown, one grade by everybody is not', () => {
    expect(row('grade10', { 7: 20, 8: 20 })).toMatchObject({ share: 1, mean: 7.5 })
    expect(row('grade10', { 8: 40 })).toMatchObject({ masked: true, share: 0.95, mean: null, counts: null })
  })

  test('of several answers the one that all gave is said to be about all', () => {
    const shown = row('choices', { '~answered': 40, a: 40, b: 20, c: 1 })
    expect(shown).toMatchObject({ masked: true, counts: null, distribution: { a: 0.95, b: 0.5, c: 0.05 } })
  })

  test('of several answers what nobody gave looks like what one gave', () => {
    const nobody = row('choices', { '~answered': 12, a: 12, b: 5, c: 0 })
    expect(nobody).toEqual(row('choices', { '~answered': 12, a: 11, b: 5, c: 1 }))
    // In steps of 0.05, as every share below 30 answers.
    expect(nobody).toMatchObject({ distribution: { a: 0.9, b: 0.4, c: 0.1 } })
  })
})
