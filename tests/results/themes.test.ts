import { describe, expect, test } from 'vitest'
import type { AskedQuestion } from '../../shared/results/choices.ts'
import type { ResultRow } from '../../shared/results/results.ts'
import { poolScales, type Shown } from '../../shared/results/themes.ts'
import type { Question } from '../../shared/survey/survey.ts'
import { facesQuestion, rowsOf, sampleSurvey, tallies } from './sample.ts'

const agree: Question = { ...facesQuestion('eens'), kind: 'agree5' }
const survey = sampleSurvey([facesQuestion('luisteren'), facesQuestion('praten'), agree])
const asked = ({ id, kind }: Pick<Question, 'id' | 'kind'>, first = 'Niet goed'): AskedQuestion => ({
  id,
  kind,
  text: id,
  options: [{ value: '1', label: first }],
})

function shown(counts: Readonly<Record<string, Readonly<Record<string, number>>>>): readonly Shown[] {
  const all = Object.entries(counts).flatMap(([question, values]) => tallies(values, { question }))
  const rows = rowsOf(all, {}, { surveys: [survey] })
  return rows.map((row: ResultRow) => ({ row, question: asked({ id: row.question, kind: row.kind }) }))
}

describe('questions taken together', () => {
  test('are pooled answer by answer, and not as a mean of shares', () => {
    const [scale, ...more] = poolScales(shown({ luisteren: { 1: 50, 3: 50 }, praten: { 2: 60, 3: 240 } }))
    // The mean of 50 % and 80 % would be 65 %.
    expect(scale).toMatchObject({ n: 400, top: 290, share: 0.725, distribution: { 1: 0.125, 2: 0.15, 3: 0.725 } })
    expect(scale?.questions.map(({ id }) => id)).toEqual(['luisteren', 'praten'])
    expect(more).toEqual([])
  })

  test('of two kinds are two figures', () => {
    const scales = poolScales(shown({ luisteren: { 3: 40 }, eens: { 1: 30, 5: 30 } }))
    expect(scales.map(({ n, share }) => [n, share])).toEqual([
      [40, 0.95],
      [60, 0.5],
    ])
    expect(scales.map(({ about }) => about)).toEqual([true, false])
  })

  test('of one kind with other words for its answers are two figures as well', () => {
    const [a, b] = shown({ luisteren: { 3: 40 }, praten: { 3: 60 } })
    if (!a || !b) throw new Error('two rows expected')
    expect(poolScales([a, { ...b, question: asked(b.question, 'Nooit') }])).toHaveLength(2)
  })

  test('leave out what is provisional or hidden, so that nothing follows by subtracting', () => {
    const scales = poolScales(shown({ luisteren: { 3: 40 }, praten: { 1: 29 } }))
    expect(scales.map(({ n, questions }) => [n, questions.map(({ id }) => id)])).toEqual([[40, ['luisteren']]])
    expect(poolScales(shown({ luisteren: { 3: 29 }, praten: { 1: 9 } }))).toEqual([])
  })
})
