import { type AnsweredBy, ANSWERED_BY, type Channel, PHASES, type Phase, type Response } from './response.ts'
import { type Answer, type Answers, isMissing } from './survey/answer.ts'
import { shownQuestions } from './survey/route.ts'
import type { ContextRole, Question, Survey } from './survey/survey.ts'

/** Where a person is. `question` names the question on screen; `changing` means: back to the overview afterwards. */
export type Place =
  | { readonly at: 'intro' }
  | { readonly at: 'question'; readonly question: string; readonly changing?: boolean }
  | { readonly at: 'overview' }

/** One person's pass through a survey: plain JSON, moved only by `step`. */
export interface Run {
  readonly id: string
  readonly collector: string
  readonly survey: { readonly id: string; readonly version: number }
  readonly language: string
  readonly place: Place
  readonly answers: Answers
}

export type RunEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'answer'; readonly question: string; readonly answer: Answer }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'change'; readonly question: string }
  | { readonly type: 'show'; readonly place: Place }
  | { readonly type: 'language'; readonly language: string }

export function newRun(id: string, collector: string, survey: Survey, language: string): Run {
  return { id, collector, survey: { id: survey.id, version: survey.version }, language, place: { at: 'intro' }, answers: {} }
}

/** The run after this event. Pure; an event that makes no sense here leaves the run as it is.
 *  `next` on a question without an answer marks it skipped: ask the person first. */
export function step(survey: Survey, run: Run, event: RunEvent): Run {
  switch (event.type) {
    case 'begin':
      return run.place.at === 'intro' ? forward(survey, run) : run
    case 'answer':
      return survey.questions.some((question) => question.id === event.question)
        ? { ...run, answers: withAnswer(survey, run.answers, event.question, event.answer) }
        : run
    case 'next':
      return forward(survey, skipUnanswered(survey, run))
    case 'back':
      return backward(survey, run)
    case 'change':
      return isShown(survey, run, event.question)
        ? { ...run, place: { at: 'question', question: event.question, changing: true } }
        : run
    case 'show':
      return event.place.at !== 'question' || isShown(survey, run, event.place.question)
        ? { ...run, place: event.place }
        : run
    case 'language':
      return survey.languages.includes(event.language) ? { ...run, language: event.language } : run
  }
}

function isShown(survey: Survey, run: Run, id: string): boolean {
  return shownQuestions(survey, run.answers).some((question) => question.id === id)
}

/** Answers of questions that this answer hides are dropped: a hidden question leaves no answer behind. */
function withAnswer(survey: Survey, answers: Answers, question: string, answer: Answer): Answers {
  return onlyShown(survey, { ...answers, [question]: answer })
}

function onlyShown(survey: Survey, answers: Answers): Answers {
  const shown = shownQuestions(survey, answers).map((question) => question.id)
  return Object.fromEntries(Object.entries(answers).filter(([id]) => shown.includes(id)))
}

function skipUnanswered(survey: Survey, run: Run): Run {
  if (run.place.at !== 'question' || run.answers[run.place.question] !== undefined) return run
  return { ...run, answers: withAnswer(survey, run.answers, run.place.question, { missing: 'skipped' }) }
}

function forward(survey: Survey, run: Run): Run {
  const shown = shownQuestions(survey, run.answers)
  const place = run.place
  if (place.at === 'overview') return run
  if (place.at === 'intro') return at(run, shown[0])
  if (place.changing) {
    // A changed answer may bring up a question that was hidden: ask that one before the overview.
    const open = shown.find((question) => run.answers[question.id] === undefined)
    return open ? { ...run, place: { at: 'question', question: open.id, changing: true } } : { ...run, place: { at: 'overview' } }
  }
  return at(run, shown[shown.findIndex((question) => question.id === place.question) + 1])
}

function backward(survey: Survey, run: Run): Run {
  const shown = shownQuestions(survey, run.answers)
  const place = run.place
  if (place.at === 'intro') return run
  if (place.at === 'overview') return at(run, shown.at(-1))
  if (place.changing) return { ...run, place: { at: 'overview' } }
  const previous = shown[shown.findIndex((question) => question.id === place.question) - 1]
  return previous ? at(run, previous) : { ...run, place: { at: 'intro' } }
}

function at(run: Run, question: Question | undefined): Run {
  return { ...run, place: question ? { at: 'question', question: question.id } : { at: 'overview' } }
}

/** The response of a finished or stopped run: every shown question has an answer or a reason why not; answers to
 *  context questions (phase, who answered) also become fields. `month` is `2026-11`. */
export function toResponse(survey: Survey, run: Run, context: { month: string; channel: Channel }): Response {
  const shown = shownQuestions(survey, run.answers)
  const answers: Record<string, Answer> = {}
  for (const question of shown) answers[question.id] = run.answers[question.id] ?? { missing: 'skipped' }
  const phase = contextValue<Phase>(shown, run.answers, 'phase', PHASES)
  return {
    id: run.id,
    collector: run.collector,
    survey: run.survey,
    month: context.month,
    channel: context.channel,
    language: run.language,
    answeredBy: contextValue<AnsweredBy>(shown, run.answers, 'answeredBy', ANSWERED_BY) ?? 'self',
    ...(phase ? { phase } : {}),
    answers,
  }
}

function contextValue<T extends string>(
  shown: readonly Question[], answers: Answers, role: ContextRole, known: readonly T[],
): T | undefined {
  const question = shown.find((candidate) => candidate.context === role)
  const answer = question && answers[question.id]
  return answer === undefined || isMissing(answer) ? undefined : known.find((value) => value === answer)
}
