import fc from 'fast-check'
import type { RunEvent } from '../../shared/run.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { type Question, type QuestionKind, type Survey, scaleValues } from '../../shared/survey/survey.ts'

function words(text: string) {
  return { nl: text, en: text }
}

/** A survey with these questions, all else plain. */
export function surveyOf(questions: readonly Question[]): Survey {
  const sign = { label: words('teken') }
  const signs = { dontKnow: sign, skip: sign, notApplicable: sign }
  return {
    id: 'proef',
    version: 3,
    languages: ['nl', 'en'],
    title: words('Proef'),
    intro: [],
    address: 'u',
    questions,
    signs,
  }
}

export function questionOf(id: string, kind: QuestionKind, more: Partial<Question> = {}): Question {
  const values = scaleValues(kind) ?? (kind === 'text' ? [] : ['a', 'b', 'c'])
  const options = values.map((value) => ({ value, label: words(String(value)) }))
  return { id, kind, text: words(id), dontKnow: kind !== 'text', ...(kind === 'text' ? {} : { options }), ...more }
}

const PHASE_OPTIONS = ['not-started', 'ongoing', 'finished'].map((value) => ({ value, label: words(value) }))

/** phase → on (only when finished) → why (only when on is 0) → wish · grade → topics. Two steps of hiding. */
export const BRANCHED = surveyOf([
  questionOf('phase', 'choice', { context: 'phase', options: PHASE_OPTIONS }),
  questionOf('on', 'yes-no', { showIf: { question: 'phase', in: ['finished'] } }),
  questionOf('why', 'choices', { showIf: { question: 'on', in: [0] } }),
  questionOf('grade', 'grade10'),
  questionOf('topics', 'choices', { showIf: { question: 'grade', in: [1, 2, 3] } }),
  questionOf('wish', 'text', { showIf: { question: 'topics', in: ['b', 'c'] } }),
])

const KINDS: readonly QuestionKind[] = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'choice', 'choices', 'text']

/** Any survey that passes the check of conditions: one to seven questions, each perhaps shown only after an earlier one. */
export const anySurvey: fc.Arbitrary<Survey> = fc
  .array(fc.record({ kind: fc.constantFrom(...KINDS), after: fc.option(fc.nat(20)), pick: fc.nat(20) }), {
    minLength: 1,
    maxLength: 7,
  })
  .map((rows) => {
    const questions: Question[] = []
    for (const [index, { kind, after, pick }] of rows.entries()) {
      const closed = questions.filter((earlier) => earlier.options)
      const target = after === null ? undefined : closed[after % Math.max(1, closed.length)]
      const options = target?.options ?? []
      const value = options[pick % Math.max(1, Math.min(2, options.length))]?.value
      const showIf = target && value !== undefined ? { showIf: { question: target.id, in: [value] } } : {}
      questions.push(questionOf(`q${index}`, kind, showIf))
    }
    return surveyOf(questions)
  })

/** Any answer, valid for some question or for none. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'finished', 'ongoing') },
  { weight: 4, arbitrary: fc.subarray(['a', 'b', 'c']) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Answer>({ missing: 'skipped' }, { missing: 'dont-know' }, { missing: 'not-applicable' }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.string({ maxLength: 600 }), fc.array(fc.string(), { maxLength: 3 }), fc.double()),
  },
)

/** An answer that the question takes, mostly a first option, so that conditions on it are met now and then. */
function fittingAnswer(question: Question): fc.Arbitrary<Answer> {
  const values = (question.options ?? []).map(({ value }) => value)
  const [first] = values
  if (first === undefined) return fc.constant('iets')
  const one = fc.oneof(fc.constant(first), fc.constantFrom(...values))
  return question.kind === 'choices' ? one.map((value) => [String(value)]) : one
}

/** Any event at a survey of at most seven questions; now and then about a question that it has not. */
export function anyEvent(survey: Survey): fc.Arbitrary<RunEvent> {
  const question = fc.constantFrom(...survey.questions.map(({ id }) => id), 'constructor', 'nothing')
  const fitting = fc
    .constantFrom(...survey.questions)
    .chain((asked) => fittingAnswer(asked).map((answer) => ({ type: 'answer' as const, question: asked.id, answer })))
  const place = fc.oneof(
    fc.constantFrom({ at: 'intro' } as const, { at: 'overview' } as const),
    question.map((id) => ({ at: 'question', question: id }) as const),
  )
  return fc.oneof(
    { weight: 12, arbitrary: fitting },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('answer' as const), question, answer: anyAnswer }) },
    {
      weight: 6,
      arbitrary: fc.constantFrom<RunEvent>({ type: 'begin' }, { type: 'next' }, { type: 'next' }, { type: 'back' }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('change' as const), question }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('show' as const), place }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('nl', 'en', 'xx').map((language) => ({ type: 'language' as const, language })),
    },
  )
}
