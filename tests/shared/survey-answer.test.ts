import { describe, expect, test } from 'vitest'
import { answerFault } from '../../shared/survey/answer.ts'
import { MAX_TEXT, type QuestionKind } from '../../shared/survey/survey.ts'
import { questionOf } from './run-fixture.ts'

/** Kind · what it takes · what it refuses. */
const ROWS: readonly (readonly [QuestionKind, readonly unknown[], readonly unknown[]])[] = [
  ['faces3', [1, 2, 3], [0, 4, 1.5, '1', Number.NaN, true, null, undefined, [1]]],
  ['faces5', [1, 5], [0, 6, '5']],
  ['agree5', [1, 5], [0, 6, -1]],
  ['yes-no', [0, 1], [2, true, false, 'ja', '0']],
  ['grade10', [1, 10], [0, 11, 7.5, '8', Number.POSITIVE_INFINITY]],
  ['choice', ['a', 'c'], ['d', 'A', '', 0, ['a'], null]],
  ['choices', [['a'], ['c', 'a', 'b']], [[], ['a', 'a'], ['d'], 'a', [1], [['a']], null]],
  ['text', ['ja', ' ja', '😀'.repeat(MAX_TEXT)], ['', '  \n', 'a'.repeat(MAX_TEXT + 1), 3, ['a'], null, 'a\ud800']],
]

describe.each(ROWS)('%s', (kind, taken, refused) => {
  const question = questionOf('q', kind)
  test.each(taken.map((value) => [value]))('takes %j', (value) => expect(answerFault(question, value)).toBeNull())
  test.each(refused.map((value) => [value]))('refuses %j', (value) =>
    expect(answerFault(question, value)).toMatch(/\w/),
  )
})

/** What says why there is no answer · at a closed question · at one without "Weet ik niet" · at a text question. */
const MISSING: readonly (readonly [unknown, boolean, boolean, boolean])[] = [
  [{ missing: 'skipped' }, true, true, true],
  [{ missing: 'dont-know' }, true, false, false],
  [{ missing: 'not-applicable' }, true, true, false],
  [{ missing: 'lost' }, false, false, false],
  [{ missing: ['skipped'] }, false, false, false],
  [{ missing: 'skipped', why: 'x' }, false, false, false],
  [{}, false, false, false],
  [{ value: 1 }, false, false, false],
]

test.each(MISSING)('%j is taken where it may be given', (answer, closed, sure, text) => {
  expect(answerFault(questionOf('q', 'faces3'), answer) === null).toBe(closed)
  expect(answerFault(questionOf('q', 'choice', { dontKnow: false }), answer) === null).toBe(sure)
  expect(answerFault(questionOf('q', 'text'), answer) === null).toBe(text)
})
