import { describe, expect, test } from 'vitest'
import { toResponse } from '../../shared/response.ts'
import { newRun, type Run, type RunEvent, step } from '../../shared/run.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { BRANCHED, questionOf, surveyOf } from './run-fixture.ts'

const begin: RunEvent = { type: 'begin' }
const next: RunEvent = { type: 'next' }
const back: RunEvent = { type: 'back' }
const answer = (question: string, given: Answer): RunEvent => ({ type: 'answer', question, answer: given })
const change = (question: string): RunEvent => ({ type: 'change', question })

function runAfter(events: readonly RunEvent[], survey: Survey = BRANCHED): Run {
  return events.reduce((run, event) => step(survey, run, event), newRun('id-1', 'ABCDEFG', survey, 'nl'))
}

const at = (question: string) => ({ at: 'question', question })
const OVERVIEW = { at: 'overview' }
/** Through the survey by the shortest way: not finished, grade 8. */
const SHORT = [begin, answer('phase', 'ongoing'), next, answer('grade', 8), next]

describe('the way through', () => {
  test.each<[string, readonly RunEvent[], unknown]>([
    ['a run starts at the intro', [], { at: 'intro' }],
    ['begin shows the first question', [begin], at('phase')],
    ['begin does nothing once begun', [begin, next, begin], at('grade')],
    ['a hidden question is passed over', [begin, answer('phase', 'ongoing'), next], at('grade')],
    ['a question that an answer shows comes next', [begin, answer('phase', 'finished'), next], at('on')],
    ['after the last question comes the overview', SHORT, OVERVIEW],
    ['next stays at the overview', [...SHORT, next], OVERVIEW],
    ['back from the overview shows the last question', [...SHORT, back], at('grade')],
    ['back passes over hidden questions', [...SHORT, back, back], at('phase')],
    ['back from the first question shows the intro', [begin, back], { at: 'intro' }],
    ['back at the intro does nothing', [back], { at: 'intro' }],
    ['a changed question goes back to the overview', [...SHORT, change('grade'), answer('grade', 9), next], OVERVIEW],
    ['back from a changed question goes to the overview', [...SHORT, change('grade'), back], OVERVIEW],
    ['a hidden question cannot be changed', [...SHORT, change('why')], OVERVIEW],
    [
      'a hidden question cannot be shown',
      [begin, { type: 'show', place: { at: 'question', question: 'why' } }],
      at('phase'),
    ],
    ['an unknown question changes nothing', [begin, answer('nothing', 1), change('nothing')], at('phase')],
  ])('%s', (_, events, place) => {
    expect(runAfter(events).place).toEqual(place)
  })

  test('a changed answer that shows a question asks it before the overview, and what that shows as well', () => {
    const changed = runAfter([...SHORT, change('phase'), answer('phase', 'finished'), next])
    expect(changed.place).toEqual({ ...at('on'), changing: true })
    const further = [answer('on', 0), next].reduce((run, event) => step(BRANCHED, run, event), changed)
    expect(further.place).toEqual({ ...at('why'), changing: true })
    expect(step(BRANCHED, further, next).place).toEqual(OVERVIEW)
  })

  test('an answer elsewhere that hides the question on screen moves there', () => {
    const events = [begin, answer('phase', 'finished'), next, answer('phase', 'ongoing')]
    expect(runAfter(events).place).toEqual(at('phase'))
  })
})

describe('answers', () => {
  test('next on a question without an answer marks it skipped', () => {
    expect(runAfter([begin, next]).answers).toEqual({ phase: { missing: 'skipped' } })
  })

  test('next keeps the answer that is there', () => {
    expect(runAfter([begin, answer('phase', 'ongoing'), next]).answers).toEqual({ phase: 'ongoing' })
  })

  test('a hidden question leaves no answer behind, nor does what it showed', () => {
    const far = [begin, answer('phase', 'finished'), next, answer('on', 0), next, answer('why', ['a']), next]
    expect(Object.keys(runAfter(far).answers)).toEqual(['phase', 'on', 'why'])
    expect(runAfter([...far, answer('phase', 'ongoing')]).answers).toEqual({ phase: 'ongoing' })
  })

  test('an answer to a hidden question is not taken', () => {
    expect(runAfter([begin, answer('why', ['a'])]).answers).toEqual({})
  })

  test('a language that the survey has not is not taken', () => {
    expect(runAfter([{ type: 'language', language: 'fr' }]).language).toBe('nl')
    expect(runAfter([{ type: 'language', language: 'en' }]).language).toBe('en')
  })
})

describe('the response', () => {
  const context = { month: '2026-11', channel: 'own-device' } as const

  test('holds every shown question, skipped where the person stopped before it', () => {
    const run = runAfter([begin, answer('phase', 'finished'), next])
    expect(toResponse(BRANCHED, run, context)).toEqual({
      id: 'id-1',
      collector: 'ABCDEFG',
      survey: { id: 'proef', version: 3 },
      month: '2026-11',
      channel: 'own-device',
      language: 'nl',
      answeredBy: 'self',
      phase: 'finished',
      answers: { phase: 'finished', on: { missing: 'skipped' }, grade: { missing: 'skipped' } },
    })
  })

  test('has no phase when that question was skipped', () => {
    expect(toResponse(BRANCHED, runAfter([begin, next]), context)).not.toHaveProperty('phase')
  })

  test('tells who answered when that was asked', () => {
    const options = ['self', 'together', 'on-behalf'].map((value) => ({ value, label: { nl: value } }))
    const survey = surveyOf([questionOf('who', 'choice', { context: 'answeredBy', options })])
    expect(toResponse(survey, runAfter([begin, answer('who', 'on-behalf')], survey), context).answeredBy).toBe(
      'on-behalf',
    )
    expect(
      toResponse(survey, runAfter([begin, answer('who', { missing: 'dont-know' })], survey), context).answeredBy,
    ).toBe('self')
  })

  test('takes who answered from elsewhere when it was not asked, and a relation only on behalf of somebody', () => {
    const run = runAfter([begin])
    const more = { ...context, helper: 'H07', relation: 'parent', burst: true } as const
    expect(toResponse(BRANCHED, run, { ...more, answeredBy: 'on-behalf', phase: 'ongoing' })).toMatchObject({
      answeredBy: 'on-behalf',
      phase: 'ongoing',
      helper: 'H07',
      relation: 'parent',
      burst: true,
    })
    const together = toResponse(BRANCHED, run, { ...more, answeredBy: 'together', burst: false })
    expect(together.answeredBy).toBe('together')
    for (const field of ['relation', 'burst', 'phase']) expect(together).not.toHaveProperty(field)
  })

  test('an answer that its question does not take counts as skipped, and hides what it showed', () => {
    const run = { ...runAfter([begin]), answers: { phase: 'ongoing', grade: 2, topics: ['b', 'zzz'], wish: 'rust' } }
    expect(toResponse(BRANCHED, run, context).answers).toEqual({
      phase: 'ongoing',
      grade: 2,
      topics: { missing: 'skipped' },
    })
  })
})
