import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toResponse } from '../../shared/response.ts'
import { newRun, type Run, type RunEvent, step } from '../../shared/run.ts'
import { type Answers, answerFault } from '../../shared/survey/answer.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { anyAnswer, anyEvent, anySurvey, BRANCHED } from './run-fixture.ts'

const history = fc
  .oneof(anySurvey, fc.constant(BRANCHED))
  .chain((survey) => fc.record({ survey: fc.constant(survey), events: fc.array(anyEvent(survey), { maxLength: 40 }) }))

function shownIds(survey: Survey, answers: Answers): readonly string[] {
  return shownQuestions(survey, answers).map(({ id }) => id)
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner)
  return value
}

/** Calls back after every step of the history, from a run that nobody can change. */
function eachStep(
  survey: Survey,
  events: readonly RunEvent[],
  look: (run: Run, event: RunEvent, before: Run) => void,
): Run {
  let run = frozen(newRun('id-1', 'ABCDEFG', survey, 'nl'))
  for (const event of events) {
    const before = run
    run = frozen(step(frozen(survey), before, frozen(event)))
    look(run, event, before)
  }
  return run
}

test('after any events a run has answers only for shown questions and stands at a shown one', () => {
  fc.assert(
    fc.property(history, ({ survey, events }) => {
      eachStep(survey, events, (run) => {
        const shown = shownIds(survey, run.answers)
        expect(shown).toEqual(expect.arrayContaining(Object.keys(run.answers)))
        if (run.place.at === 'question') expect(shown).toContain(run.place.question)
      })
    }),
    { numRuns: 500 },
  )
})

test('a step is the same every time, changes nothing in place and leaves plain JSON', () => {
  fc.assert(
    fc.property(history, ({ survey, events }) => {
      eachStep(survey, events, (run, event, before) => {
        expect(step(survey, before, event)).toEqual(run)
        expect(step(survey, JSON.parse(JSON.stringify(before)) as Run, event)).toEqual(run)
      })
    }),
    { numRuns: 200 },
  )
})

test('saying next often enough ends at the overview with nothing left open', () => {
  fc.assert(
    fc.property(history, ({ survey, events }) => {
      const far = eachStep(survey, events, () => undefined)
      const many: readonly RunEvent[] = Array.from({ length: 2 * survey.questions.length + 2 }, () => ({
        type: 'next',
      }))
      const done = many.reduce((run, event) => step(survey, run, event), far)
      expect(done.place).toEqual({ at: 'overview' })
    }),
  )
})

test('a changed answer never reaches the overview by next while a shown question is open', () => {
  fc.assert(
    fc.property(history, anyAnswer, fc.nat(), ({ survey, events }, answer, pick) => {
      const run = eachStep(survey, events, () => undefined)
      const shown = shownIds(survey, run.answers)
      const question = shown[pick % Math.max(1, shown.length)]
      if (question === undefined) return
      const moves: readonly RunEvent[] = [
        { type: 'change', question },
        { type: 'answer', question, answer },
        { type: 'next' },
      ]
      const after = moves.reduce((moved, event) => step(survey, moved, event), run)
      const open = shownIds(survey, after.answers).filter((id) => !Object.hasOwn(after.answers, id))
      expect(after.place).toEqual(
        open.length === 0 ? { at: 'overview' } : { at: 'question', question: open[0], changing: true },
      )
    }),
  )
})

test('every response has exactly the shown questions, each with an answer that the server takes', () => {
  fc.assert(
    fc.property(history, ({ survey, events }) => {
      const run = eachStep(survey, events, () => undefined)
      const { answers } = toResponse(survey, run, { month: '2026-11', channel: 'kiosk' })
      expect(Object.keys(answers)).toEqual(shownIds(survey, answers))
      for (const question of survey.questions) {
        if (Object.hasOwn(answers, question.id)) expect(answerFault(question, answers[question.id])).toBeNull()
      }
    }),
    { numRuns: 500 },
  )
})
