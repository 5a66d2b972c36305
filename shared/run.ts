import type { Answer, Answers } from './survey/answer.ts'
import { shownQuestions } from './survey/route.ts'
import type { Question, Survey } from './survey/survey.ts'

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
  /** Secret of the invitation that the person answers by; leaves the run only in its response, sealed. */
  readonly invitation?: string | undefined
}

export type RunEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'answer'; readonly question: string; readonly answer: Answer }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'change'; readonly question: string }
  | { readonly type: 'show'; readonly place: Place }
  | { readonly type: 'language'; readonly language: string }

/** A run that has not begun, in that language. `id` is a new UUID v4. */
export function newRun(id: string, collector: string, survey: Survey, language: string, invitation?: string): Run {
  return {
    id,
    collector,
    survey: { id: survey.id, version: survey.version },
    language,
    place: { at: 'intro' },
    answers: {},
    invitation,
  }
}

/** The run after this event. Pure; an event that makes no sense here leaves the run as it is.
 *  `next` on a question without an answer marks it skipped: ask the person first. */
export function step(survey: Survey, run: Run, event: RunEvent): Run {
  switch (event.type) {
    case 'begin':
      return run.place.at === 'intro' ? forward(survey, run) : run
    case 'answer':
      return isShown(survey, run, event.question) ? answered(survey, run, event.question, event.answer) : run
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

/** An answer to another question than the one on screen can hide that one: then the person goes where the answer was
 *  given, which is always still shown, for its own condition looks only at earlier questions. */
function answered(survey: Survey, run: Run, question: string, answer: Answer): Run {
  const next = { ...run, answers: withAnswer(survey, run.answers, question, answer) }
  const { place } = next
  const hidden = place.at === 'question' && !isShown(survey, next, place.question)
  return hidden ? { ...next, place: { ...place, question } } : next
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
    return open
      ? { ...run, place: { at: 'question', question: open.id, changing: true } }
      : { ...run, place: { at: 'overview' } }
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
