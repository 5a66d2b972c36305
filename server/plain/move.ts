import { mayPass } from '../../client/screens/is-answered.ts'
import { type Run, step } from '../../shared/run.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { answerOf } from './answer.ts'
import { firstNamed } from './careful.ts'
import { comfortAfter } from './comfort.ts'
import type { Fields } from './fields.ts'
import type { PlainRun } from './token.ts'

/** The screens of a run; a warning of a name stands before going on or before sending. */
export type View = 'run' | 'skip' | 'stop' | 'language' | 'choose' | 'named-next' | 'named-send'

/** What comes after a press: another page, or the end of the run. */
export type Next =
  | { readonly show: View; readonly plain: PlainRun }
  | { readonly end: 'send' | 'discard' | 'leave'; readonly plain: PlainRun }

/** Moves a run by what the form sent: first the answer on the page, then what was pressed. An unknown press, or one that
 *  makes no sense here, shows the page again. Pure. */
export function move(survey: Survey, before: PlainRun, fields: Fields): Next {
  const run = withAnswer(survey, before.run, fields)
  const plain = { ...before, run }
  const to = (after: Run): Next => ({ show: 'run', plain: { ...plain, run: after } })
  switch (fields.deed) {
    case 'begin':
      return to(step(survey, run, { type: 'begin' }))
    case 'next':
      if (!passes(survey, run)) return { show: 'skip', plain }
      return firstNamed(survey, plain, 'next') ? { show: 'named-next', plain } : to(step(survey, run, { type: 'next' }))
    case 'skip':
      return to(step(survey, run, { type: 'next' }))
    case 'back':
      return run.place.at === 'intro' ? { show: 'choose', plain } : to(step(survey, run, { type: 'back' }))
    case 'change':
      return to(step(survey, run, { type: 'change', question: fields.of }))
    case 'speak':
      return to(step(survey, run, { type: 'language', language: fields.language }))
    case 'size':
    case 'style':
    case 'contrast':
      return { show: 'run', plain: { ...plain, comfort: comfortAfter(plain.comfort, fields) } }
    case 'stop':
    case 'language':
      return { show: fields.deed, plain }
    case 'keep':
      return keep(survey, plain, fields)
    case 'send':
      return firstNamed(survey, plain, 'send') ? { show: 'named-send', plain } : { end: 'send', plain }
    case 'discard':
    case 'leave':
      return { end: fields.deed, plain }
    default:
      return to(run)
  }
}

/** The text that was warned of stands as it is; then on with what was pressed before. */
function keep(survey: Survey, plain: PlainRun, fields: Fields): Next {
  const then = fields.of === 'send' ? 'send' : 'next'
  const named = firstNamed(survey, plain, then)
  const approved = named ? [...plain.approved, named.mark] : plain.approved
  return move(survey, { ...plain, approved }, { ...fields, deed: then })
}

/** The answer that stood on the page, if that page is where the run is. */
function withAnswer(survey: Survey, run: Run, { shown, answer }: Fields): Run {
  const { place } = run
  const question =
    place.at === 'question' && place.question === shown
      ? shownQuestions(survey, run.answers).find(({ id }) => id === shown)
      : undefined
  const given = question && answerOf(question, answer, run.answers[question.id])
  return question && given !== undefined
    ? step(survey, run, { type: 'answer', question: question.id, answer: given })
    : run
}

function passes(survey: Survey, { place, answers }: Run): boolean {
  if (place.at !== 'question') return true
  return mayPass(
    survey.questions.find(({ id }) => id === place.question),
    answers[place.question],
  )
}
