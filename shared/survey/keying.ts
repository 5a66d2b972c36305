import type { Answer, Answers } from './answer.ts'
import { isMissing } from './missing.ts'
import { answerOf, paperBoxes } from './paper-codes.ts'
import { shownQuestions } from './route.ts'
import type { Question, Survey } from './survey.ts'

/** What was keyed in at one question of a form on paper. `nothing`: no box has a cross. `unclear`: two crosses where one
 *  is meant, or nobody can tell; both count as no answer. */
export type Keyed =
  | { readonly what: 'boxes'; readonly keys: string }
  | { readonly what: 'text'; readonly text: string }
  | { readonly what: 'nothing' | 'unclear' }

/** One person's keying of one form: plain data, moved only by the functions below. */
export interface Keying {
  /** In the order of the form. */
  readonly passed: readonly { readonly question: string; readonly keyed: Keyed }[]
  /** Keys pressed so far at a question that takes several. */
  readonly open: string
  /** Words that `back` brought up again, to be corrected. */
  readonly draft: string
}

/** A form of which nothing is keyed in yet. */
export const EMPTY: Keying = { passed: [], open: '', draft: '' }

/** The keys beside those of the boxes; all three are on a keypad or next to it. */
export const KEYS = { next: 'Enter', unclear: '*', back: 'Backspace' } as const

/** The answers so far, a reason where there is none. */
export function answersOf(survey: Survey, { passed }: Keying): Answers {
  return Object.fromEntries(
    passed.flatMap(({ question: id, keyed }): [string, Answer][] => {
      const question = survey.questions.find((candidate) => candidate.id === id)
      return question ? [[id, answerTo(question, keyed)]] : []
    }),
  )
}

/** The answer that this stands for; "skipped" where there is none. */
export function answerTo(question: Question, keyed: Keyed): Answer {
  if (keyed.what === 'boxes') return answerOf(question, keyed.keys) ?? { missing: 'skipped' }
  if (keyed.what === 'text' && keyed.text.trim() !== '') return keyed.text.trim()
  return { missing: 'skipped' }
}

/** The question to key in now; null when all that are to be answered are done. Questions whose condition is not met are
 *  passed over, crossed or not. */
export function questionAt(survey: Survey, keying: Keying): Question | null {
  const done = new Set(keying.passed.map(({ question }) => question))
  return shownQuestions(survey, answersOf(survey, keying)).find(({ id }) => !done.has(id)) ?? null
}

/** The keying after this key; the same object when the key means nothing here. One cross: one key, and on to the next
 *  question. Several: their keys, then `next`. `back` takes the last key away and goes where that was. */
export function pressKey(survey: Survey, keying: Keying, key: string): Keying {
  if (key === KEYS.back) return goBack(keying)
  const question = questionAt(survey, keying)
  if (!question) return keying
  if (key === KEYS.next) return pass(keying, question, keying.open ? boxes(keying.open) : { what: 'nothing' })
  if (key === KEYS.unclear) return pass(keying, question, { what: 'unclear' })
  const box = paperBoxes(question).find((candidate) => candidate.key === key.toUpperCase())
  if (!box) return keying
  if (!Array.isArray(box.answer)) return keying.open ? keying : pass(keying, question, boxes(box.key))
  return { ...keying, open: toggled(question, keying.open, box.key) }
}

/** On to the next question with what somebody wrote in their own words. */
export function passText(survey: Survey, keying: Keying, text: string): Keying {
  const question = questionAt(survey, keying)
  if (question?.kind !== 'text') return keying
  return pass(keying, question, text.trim() === '' ? { what: 'nothing' } : { what: 'text', text: text.trim() })
}

const boxes = (keys: string): Keyed => ({ what: 'boxes', keys })

function pass(keying: Keying, { id }: Question, keyed: Keyed): Keying {
  return { passed: [...keying.passed, { question: id, keyed }], open: '', draft: '' }
}

function goBack(keying: Keying): Keying {
  if (keying.open) return { ...keying, open: keying.open.slice(0, -1) }
  const last = keying.passed.at(-1)?.keyed
  if (!last) return keying
  return { passed: keying.passed.slice(0, -1), open: '', draft: last.what === 'text' ? last.text : '' }
}

/** In the order of the boxes, whatever the order of pressing: two people's keys then compare as they stand. */
function toggled(question: Question, open: string, key: string): string {
  const keys = open.includes(key) ? open.replace(key, '') : open + key
  return paperBoxes(question)
    .map((box) => box.key)
    .filter((known) => keys.includes(known))
    .join('')
}

/** Where two people read a form differently. */
export interface Difference {
  readonly question: string
  readonly first: Keyed
  readonly second: Keyed
}

/** What was decided about a difference. */
export type Settled = 'first' | 'second' | 'unclear'

export interface Comparison {
  /** What holds: where both agree, what was decided, and nothing yet for an open difference. */
  readonly keying: Keying
  /** Of every question that is to be answered, decided or not. Deciding one can bring up another. */
  readonly differences: readonly Difference[]
  /** No difference is undecided. */
  readonly whole: boolean
}

/** Two keyings of one form laid beside each other. A question that only one of them came to (the other was sent past it)
 *  is taken from that one. */
export function compare(
  survey: Survey,
  first: Keying,
  second: Keying,
  settled: Readonly<Record<string, Settled>>,
): Comparison {
  const [one, two] = [byQuestion(first), byQuestion(second)]
  const differences: Difference[] = []
  let keying = EMPTY
  let whole = true
  for (const question of survey.questions) {
    const { id } = question
    if (!shownQuestions(survey, answersOf(survey, keying)).some((shown) => shown.id === id)) continue
    const [a, b] = [one.get(id), two.get(id)]
    if (!a && !b) continue
    if (!a || !b || sameKeyed(a, b)) keying = pass(keying, question, a ?? b ?? { what: 'nothing' })
    else {
      differences.push({ question: id, first: a, second: b })
      const decided = settled[id]
      if (decided) keying = pass(keying, question, { first: a, second: b, unclear: UNCLEAR }[decided])
      else whole = false
    }
  }
  return { keying, differences, whole }
}

const UNCLEAR: Keyed = { what: 'unclear' }

function byQuestion({ passed }: Keying): ReadonlyMap<string, Keyed> {
  return new Map(passed.map(({ question, keyed }) => [question, keyed]))
}

/** White space in a text is nobody's answer. */
function sameKeyed(one: Keyed, other: Keyed): boolean {
  const bare = (keyed: Keyed) => JSON.stringify(keyed.what === 'text' ? keyed.text.replace(/\s+/gu, ' ') : keyed)
  return bare(one) === bare(other)
}

/** True for a keying in which at least one box was crossed or word written: an empty form is no answer of anybody. */
export function saysSomething(survey: Survey, keying: Keying): boolean {
  return Object.values(answersOf(survey, keying)).some((answer) => !isMissing(answer) || answer.missing !== 'skipped')
}
