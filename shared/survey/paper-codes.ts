import { type Answer, type Answers, answerFault } from './answer.ts'
import { isMissing } from './missing.ts'
import { shownQuestions } from './route.ts'
import { type Question, type Survey, scaleValues } from './survey.ts'

/** A box on a paper form: one key, and the answer that a cross in it stands for (of `choices`: a list of one). */
export interface PaperBox {
  readonly key: string
  readonly answer: Answer
}

/** What is keyed in of a form: per question its keys in the order of the boxes, '' where nothing is crossed. */
export type PaperCodes = Readonly<Record<string, string>>

export interface ReadForm {
  /** Of every closed question that was to be answered; "skipped" where nothing was crossed. */
  readonly answers: Answers
  /** Questions that were crossed although their condition is not met; left out of the answers. */
  readonly hidden: readonly string[]
  /** Questions whose keys stand for no answer. */
  readonly unreadable: readonly string[]
}

const DONT_KNOW = '0'
/** A grade needs the 9 itself. */
const notApplicableKey = ({ kind }: Question) => (kind === 'grade10' ? '-' : '9')

/** The boxes of a question, in the order of their keys: the options 1, 2, 3 … (a scale lowest first, a grade of ten "+", a
 *  ninth option and later ones A, B …), then 9 "past niet" (at a grade "-") and 0 "weet ik niet", where it offers them.
 *  One key each, all of them on a keypad but the letters; empty for a text. */
export function paperBoxes(question: Question): readonly PaperBox[] {
  const values = scaleValues(question.kind) ?? (question.options ?? []).map(({ value }) => value)
  if (question.kind === 'text') return []
  return [
    ...values.map((value, index) => ({
      key: optionKey(question, index),
      answer: question.kind === 'choices' ? [String(value)] : value,
    })),
    ...(question.notApplicable
      ? [{ key: notApplicableKey(question), answer: { missing: 'not-applicable' } as const }]
      : []),
    ...(question.dontKnow ? [{ key: DONT_KNOW, answer: { missing: 'dont-know' } as const }] : []),
  ]
}

function optionKey({ kind }: Question, index: number): string {
  if (kind === 'grade10') return index === 9 ? '+' : String(index + 1)
  return index < 8 ? String(index + 1) : String.fromCharCode(65 + index - 8)
}

/** The keys of that answer; '' for "skipped", null where the form has no box for it, as for a text. */
export function keysOf(question: Question, answer: Answer): string | null {
  if (question.kind === 'text' || answerFault(question, answer) !== null) return null
  const boxes = paperBoxes(question)
  if (isMissing(answer)) {
    if (answer.missing === 'skipped') return ''
    return boxes.find((box) => isMissing(box.answer) && box.answer.missing === answer.missing)?.key ?? null
  }
  const crossed = boxes.filter((box) =>
    Array.isArray(box.answer) ? Array.isArray(answer) && answer.includes(box.answer[0]) : box.answer === answer,
  )
  return crossed.map(({ key }) => key).join('')
}

/** The answer that those keys stand for; null when they stand for none. Several only at `choices`, in any order, and
 *  never together with "weet ik niet" or "past niet". */
export function answerOf(question: Question, keys: string): Answer | null {
  if (question.kind === 'text') return null
  if (keys === '') return { missing: 'skipped' }
  const boxes = paperBoxes(question)
  const [first] = keys
  if (keys.length === 1) return boxes.find(({ key }) => key === first)?.answer ?? null
  const pressed = new Set(keys)
  const crossed = boxes.filter(({ key }) => pressed.has(key))
  const values = crossed.flatMap(({ answer }) => (Array.isArray(answer) ? (answer as readonly string[]) : []))
  return values.length === keys.length ? values : null
}

/** The answers of a whole form. Unknown ids in `codes` are passed over; texts are no codes and come apart. */
export function readForm(survey: Survey, codes: PaperCodes): ReadForm {
  const closed = survey.questions.filter(({ kind }) => kind !== 'text')
  const read = closed.map((question) => ({ id: question.id, answer: answerOf(question, codes[question.id] ?? '') }))
  const all = Object.fromEntries(read.flatMap(({ id, answer }) => (answer === null ? [] : [[id, answer]])))
  const shown = new Set(shownQuestions(survey, all).map(({ id }) => id))
  return {
    answers: Object.fromEntries(Object.entries(all).filter(([id]) => shown.has(id))),
    hidden: closed.flatMap(({ id }) => (!shown.has(id) && codes[id] ? [id] : [])),
    unreadable: read.flatMap(({ id, answer }) => (answer === null && shown.has(id) ? [id] : [])),
  }
}
