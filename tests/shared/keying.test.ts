import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMissing } from '../../shared/survey/answer.ts'
import {
  answersOf,
  compare,
  EMPTY,
  KEYS,
  type Keying,
  passText,
  pressKey,
  questionAt,
  type Settled,
  saysSomething,
} from '../../shared/survey/keying.ts'
import { keysOf, paperBoxes, readForm } from '../../shared/survey/paper-codes.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { anySurvey, BRANCHED, questionOf, surveyOf } from './run-fixture.ts'

const SIX = surveyOf(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => questionOf(id, 'faces3')))
const typed = (survey: Survey, keys: readonly string[], from: Keying = EMPTY) =>
  keys.reduce((keying, key) => pressKey(survey, keying, key), from)

describe('keying one form', () => {
  test('six questions take six keys', () => {
    const keying = typed(SIX, ['1', '2', '3', '0', '3', '1'])
    expect(questionAt(SIX, keying)).toBeNull()
    expect(answersOf(SIX, keying)).toEqual({ a: 1, b: 2, c: 3, d: { missing: 'dont-know' }, e: 3, f: 1 })
  })

  test('a key that no box has changes nothing', () => {
    for (const key of ['9', 'x', 'Tab', 'F5', '-', '']) expect(pressKey(SIX, EMPTY, key)).toBe(EMPTY)
  })

  test('after the last question no key answers anything, and Backspace still leads back', () => {
    const done = typed(SIX, ['1', '1', '1', '1', '1', '1'])
    expect(pressKey(SIX, done, '2')).toBe(done)
    expect(pressKey(SIX, done, KEYS.next)).toBe(done)
    expect(questionAt(SIX, pressKey(SIX, done, KEYS.back))?.id).toBe('f')
  })

  test('Backspace takes the last key away and asks for it again', () => {
    const mended = typed(SIX, ['1', '3', KEYS.back, '2'])
    expect(answersOf(SIX, mended)).toEqual({ a: 1, b: 2 })
    expect(pressKey(SIX, EMPTY, KEYS.back)).toBe(EMPTY)
  })

  test('nothing crossed and two crosses are no answer, and stay apart', () => {
    const keying = typed(SIX, [KEYS.next, KEYS.unclear])
    expect(answersOf(SIX, keying)).toEqual({ a: { missing: 'skipped' }, b: { missing: 'skipped' } })
    expect(keying.passed.map(({ keyed }) => keyed.what)).toEqual(['nothing', 'unclear'])
  })

  test('several crosses: their keys in any order, a second press takes one back, Enter goes on', () => {
    const survey = surveyOf([questionOf('q', 'choices'), questionOf('r', 'faces3')])
    const keying = typed(survey, ['3', '2', '1', '2'])
    expect(questionAt(survey, keying)?.id).toBe('q')
    expect(answersOf(survey, pressKey(survey, keying, KEYS.next))).toEqual({ q: ['a', 'c'] })
    expect(pressKey(survey, keying, '0')).toBe(keying)
    expect(answersOf(survey, typed(survey, ['0']))).toEqual({ q: { missing: 'dont-know' } })
    expect(typed(survey, ['3', '1', KEYS.back, KEYS.next])).toEqual(typed(survey, ['1', KEYS.next]))
  })

  test('a question whose condition is not met is passed over', () => {
    expect(questionAt(BRANCHED, typed(BRANCHED, ['2']))?.id).toBe('grade')
    expect(questionAt(BRANCHED, typed(BRANCHED, ['3']))?.id).toBe('on')
  })

  test('written words may stay away, and are no key', () => {
    const survey = surveyOf([questionOf('open', 'text'), questionOf('r', 'faces3')])
    expect(pressKey(survey, EMPTY, '1')).toBe(EMPTY)
    expect(answersOf(survey, passText(survey, EMPTY, '  '))).toEqual({ open: { missing: 'skipped' } })
    expect(answersOf(survey, passText(survey, EMPTY, ' fijne hulp '))).toEqual({ open: 'fijne hulp' })
    expect(questionAt(survey, passText(survey, EMPTY, ''))?.id).toBe('r')
    const back = pressKey(survey, passText(survey, EMPTY, 'fijne hulp'), KEYS.back)
    expect([questionAt(survey, back)?.id, back.draft]).toEqual(['open', 'fijne hulp'])
  })

  test('an empty form says nothing; one cross or "weet ik niet" does', () => {
    expect(saysSomething(SIX, typed(SIX, Array(6).fill(KEYS.next)))).toBe(false)
    expect(saysSomething(SIX, typed(SIX, ['0']))).toBe(true)
  })

  test('whatever is keyed, the answers are those that reading the same keys from the form gives', () => {
    const key = fc.constantFrom('0', '1', '2', '3', '9', KEYS.next, KEYS.unclear, KEYS.back)
    fc.assert(
      fc.property(anySurvey, fc.array(key, { maxLength: 20 }), (survey, keys) => {
        const keying = keys.reduce((now, pressed) => {
          const question = questionAt(survey, now)
          return question?.kind === 'text' && pressed !== KEYS.back
            ? passText(survey, now, pressed)
            : pressKey(survey, now, pressed)
        }, EMPTY)
        const answers = answersOf(survey, keying)
        const codes = Object.fromEntries(
          survey.questions.flatMap((question) => {
            const answer = answers[question.id]
            const known = answer === undefined ? null : keysOf(question, answer)
            return known === null ? [] : [[question.id, known]]
          }),
        )
        const read = readForm(survey, codes)
        expect(read.unreadable).toEqual([])
        for (const [id, answer] of Object.entries(read.answers)) {
          if (!isMissing(answer)) expect([...[answers[id]]].flat().sort()).toEqual([...[answer]].flat().sort())
        }
      }),
    )
  })
})

describe('a second person keys the same form', () => {
  test('the same keys leave nothing to settle', () => {
    const keying = typed(SIX, ['1', '2', '3', '0', '3', '1'])
    expect(compare(SIX, keying, keying, {})).toEqual({ keying, differences: [], whole: true })
  })

  test('a difference is told, holds nothing until it is settled, and then what was decided', () => {
    const first = typed(SIX, ['1', '2', '3', '0', '3', '1'])
    const second = typed(SIX, ['1', '3', '3', '0', '3', '1'])
    const open = compare(SIX, first, second, {})
    expect(open.whole).toBe(false)
    expect(open.differences).toEqual([
      { question: 'b', first: { what: 'boxes', keys: '2' }, second: { what: 'boxes', keys: '3' } },
    ])
    expect(answersOf(SIX, open.keying)).not.toHaveProperty('b')
    const answer = (settled: Settled) => answersOf(SIX, compare(SIX, first, second, { b: settled }).keying).b
    expect([answer('first'), answer('second'), answer('unclear')]).toEqual([2, 3, { missing: 'skipped' }])
    expect(compare(SIX, first, second, { b: 'second' }).whole).toBe(true)
  })

  test('an unclear box and an empty one differ; white space in written words does not', () => {
    const survey = surveyOf([questionOf('q', 'faces3'), questionOf('open', 'text')])
    const first = passText(survey, typed(survey, [KEYS.next]), 'heel  fijn')
    const second = passText(survey, typed(survey, [KEYS.unclear]), 'heel fijn')
    expect(compare(survey, first, second, {}).differences.map(({ question }) => question)).toEqual(['q'])
  })

  test('settling one question can bring up what only one of them came to, or leave it out', () => {
    const finished = typed(BRANCHED, ['3', '2', '5'])
    const ongoing = typed(BRANCHED, ['2', '5'])
    const asFinished = compare(BRANCHED, finished, ongoing, { phase: 'first' })
    expect(answersOf(BRANCHED, asFinished.keying)).toEqual({ phase: 'finished', on: 1, grade: 5 })
    const asOngoing = compare(BRANCHED, finished, ongoing, { phase: 'second' })
    expect(answersOf(BRANCHED, asOngoing.keying)).toEqual({ phase: 'ongoing', grade: 5 })
  })

  test('a settled form never says more than one of the two keyed', () => {
    const keys = fc.array(fc.constantFrom('0', '1', '2', KEYS.next, KEYS.unclear), { maxLength: 12 })
    const decided = fc.constantFrom<Settled>('first', 'second', 'unclear')
    fc.assert(
      fc.property(anySurvey, keys, keys, decided, (survey, one, two, choice) => {
        const [first, second] = [typed(survey, one), typed(survey, two)]
        const settled = Object.fromEntries(survey.questions.map(({ id }) => [id, choice]))
        const { keying, whole } = compare(survey, first, second, settled)
        expect(whole).toBe(true)
        const keyed = [...first.passed, ...second.passed].map((passed) => JSON.stringify(passed))
        for (const passed of keying.passed) {
          if (passed.keyed.what !== 'unclear') expect(keyed).toContain(JSON.stringify(passed))
        }
      }),
    )
  })
})

test('no box of any question has one of the keys that mean something else', () => {
  fc.assert(
    fc.property(anySurvey, (survey) => {
      const taken = survey.questions.flatMap((question) => paperBoxes(question).map(({ key }) => key))
      for (const key of Object.values(KEYS)) expect(taken).not.toContain(key)
    }),
  )
})
