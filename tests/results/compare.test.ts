import { describe, expect, test } from 'vitest'
import { compare, highlights } from '../../shared/results/compare.ts'
import { barParts, sideLabels } from '../../shared/results/sides.ts'
import { facesQuestion, rowsOf, sampleSurvey, tallies } from './sample.ts'

const labelled = (from: number) => (label: string, at: number) => ({ value: String(at + from), label })

/** One row: that many people said 'Niet goed' and 'Goed'. */
function row(question: string, poor: number, good: number) {
  const surveys = [sampleSurvey([facesQuestion(question)])]
  const [found] = rowsOf(tallies({ 1: poor, 3: good }, { question }), {}, { surveys })
  if (!found) throw new Error('no row')
  return found
}

describe('two figures', () => {
  test.each([
    [row('a', 10, 90), row('b', 50, 50), 'higher'],
    [row('a', 50, 50), row('b', 10, 90), 'lower'],
    [row('a', 20, 30), row('b', 21, 29), 'none'],
    // A provisional one says too little.
    [row('a', 1, 28), row('b', 50, 50), 'few'],
    [row('a', 50, 50), row('b', 2, 3), 'few'],
  ])('are compared when both are full (%#)', (now, then, expected) => {
    expect(compare(now, then)).toBe(expected)
  })
})

describe('what stands out', () => {
  test('goes well first, and is clearly less well only where the difference is clear', () => {
    const rows = [row('a', 20, 30), row('b', 10, 90), row('c', 12, 88), row('d', 60, 40)]
    const { good, less } = highlights(rows)
    expect(good.map(({ question }) => question)).toEqual(['b', 'c'])
    expect(less.map(({ question }) => question)).toEqual(['d', 'a'])
  })

  test('is of the scale that most questions have', () => {
    const grade = { ...row('e', 1, 99), kind: 'grade10' as const }
    expect(highlights([grade, row('a', 20, 80), row('b', 60, 40)]).good.map(({ question }) => question)).toEqual(['a'])
    expect(highlights([row('a', 20, 80), grade]).good).toEqual([grade])
  })

  test('is nothing without figures, and nothing goes less well than one figure', () => {
    expect(highlights([])).toEqual({ good: [], less: [] })
    expect(highlights([row('a', 2, 3)])).toEqual({ good: [], less: [] })
    expect(highlights([row('a', 50, 50)]).less).toEqual([])
  })
})

test('answers are parts of a bar with a favourable end, and a grade has two', () => {
  const faces = { kind: 'faces3', options: ['Niet goed', 'Gaat wel', 'Goed'].map(labelled(1)) } as const
  const grade = {
    kind: 'grade10',
    options: Array.from({ length: 10 }, (_, at) => labelled(1)(String(at + 1), at)),
  } as const
  expect(sideLabels(faces)).toEqual([
    ['poor', 'Niet goed'],
    ['middle', 'Gaat wel'],
    ['good', 'Goed'],
  ])
  expect(barParts(grade, { 5: 0.25, 6: 0.5, 10: 0.25 }).map(({ label, share }) => [label, share])).toEqual([
    ['1 – 5', 0.25],
    ['6 – 10', 0.75],
  ])
})
