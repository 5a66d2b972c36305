import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, answerFault, isMissing } from '../../shared/survey/answer.ts'
import { answerOf, keysOf, paperBoxes, readForm } from '../../shared/survey/paper-codes.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { QuestionKind } from '../../shared/survey/survey.ts'
import { anySurvey, BRANCHED, questionOf, surveyOf } from './run-fixture.ts'

const CLOSED: readonly QuestionKind[] = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'choice', 'choices']
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `o${index}`, label: { nl: `${index}` } }))

const anyQuestion = fc
  .record({
    kind: fc.constantFrom(...CLOSED),
    many: fc.integer({ min: 1, max: 12 }),
    signs: fc.tuple(fc.boolean(), fc.boolean()),
  })
  .map(({ kind, many, signs: [dontKnow, notApplicable] }) =>
    questionOf('q', kind, {
      dontKnow,
      notApplicable,
      ...(kind === 'choice' || kind === 'choices' ? { options: options(many) } : {}),
    }),
  )

/** A question with an answer that its boxes can say. */
const anyCrossed = anyQuestion.chain((question) => {
  const boxes = paperBoxes(question)
  const values = boxes.flatMap(({ answer }) => (Array.isArray(answer) ? (answer as readonly string[]) : []))
  const single = fc.constantFrom<Answer>({ missing: 'skipped' }, ...boxes.map(({ answer }) => answer))
  return fc.record({
    question: fc.constant(question),
    answer: values[0] ? fc.oneof(single, fc.subarray(values, { minLength: 1 })) : single,
  })
})

describe('keys and answers', () => {
  test('every answer has its own keys, and those keys give that answer', () => {
    fc.assert(
      fc.property(anyCrossed, ({ question, answer }) => {
        const keys = keysOf(question, answer)
        expect(answerOf(question, keys ?? 'none')).toEqual(answer)
      }),
    )
  })

  test('whatever is keyed in gives a valid answer with those keys, in any order, or none', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        fc.string({ unit: fc.constantFrom(...'0123456789+-ABCD'), maxLength: 4 }),
        (question, keys) => {
          const answer = answerOf(question, keys)
          if (answer === null) return
          expect(answerFault(question, answer)).toBeNull()
          expect([...(keysOf(question, answer) ?? '')].sort()).toEqual([...keys].sort())
        },
      ),
    )
  })

  test('every box has one key of its own', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const keys = paperBoxes(question).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys.every((key) => key.length === 1)).toBe(true)
      }),
    )
  })

  test.each([
    { kind: 'faces3', answer: 3, keys: '3' },
    { kind: 'yes-no', answer: 0, keys: '1' },
    { kind: 'yes-no', answer: 1, keys: '2' },
    { kind: 'grade10', answer: 9, keys: '9' },
    { kind: 'grade10', answer: 10, keys: '+' },
    { kind: 'choices', answer: ['c', 'a'], keys: '13' },
    { kind: 'faces5', answer: { missing: 'dont-know' }, keys: '0' },
    { kind: 'faces5', answer: { missing: 'not-applicable' }, keys: '9' },
    { kind: 'grade10', answer: { missing: 'not-applicable' }, keys: '-' },
    { kind: 'choice', answer: { missing: 'skipped' }, keys: '' },
    { kind: 'text', answer: 'hallo', keys: null },
  ] as const)('$kind $answer is $keys', ({ kind, answer, keys }) => {
    expect(keysOf(questionOf('q', kind, { notApplicable: true }), answer)).toBe(keys)
  })
})

describe('a whole form', () => {
  test('holds answers for exactly the closed questions that were to be answered', () => {
    const keyed = fc.array(fc.constantFrom('', '0', '1', '2', '3', '12', 'x'), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(fc.oneof(anySurvey, fc.constant(BRANCHED)), keyed, (survey, keys) => {
        const codes = Object.fromEntries(survey.questions.map(({ id }, index) => [id, keys[index] ?? '']))
        const { answers, hidden, unreadable } = readForm(survey, codes)
        const shown = shownQuestions(survey, answers).filter(({ kind }) => kind !== 'text')
        expect([...Object.keys(answers), ...unreadable].sort()).toEqual(shown.map(({ id }) => id).sort())
        expect(hidden.filter((id) => id in answers)).toEqual([])
      }),
    )
  })

  test('leaves out what was crossed although its condition is not met, and says so', () => {
    const read = readForm(BRANCHED, { phase: '3', on: '2', why: '1', grade: '9', topics: '1' })
    expect(read.hidden).toEqual(['why', 'topics'])
    expect(read.answers).toEqual({ phase: 'finished', on: 1, grade: 9 })
  })

  test('names a question whose keys stand for nothing', () => {
    const read = readForm(surveyOf([questionOf('a', 'faces3'), questionOf('b', 'faces3')]), { a: '7' })
    expect(read.unreadable).toEqual(['a'])
    expect(Object.values(read.answers).every(isMissing)).toBe(true)
  })
})
