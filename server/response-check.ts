import { isUtf8 } from 'node:buffer'
import { ANSWERED_BY, CHANNELS, type Channel, HELPER, PHASES, RELATIONS, type Response } from '../shared/response.ts'
import { type Answer, type Answers, answerFault, isMissing } from '../shared/survey/answer.ts'
import { surveyFor } from '../shared/survey/own-items.ts'
import { shownQuestions } from '../shared/survey/route.ts'
import type { ContextRole, Question, Survey } from '../shared/survey/survey.ts'
import type { RefusalReason } from '../shared/wire.ts'
import { monthsBefore } from './calendar.ts'
import { isObject } from './envelope-check.ts'
import type { Collector, PublishedSurvey } from './store/store.ts'

/** What the check must know of the world. */
export interface Surroundings {
  collector(code: string): Collector | null
  survey(id: string, version: number): PublishedSurvey | null
  /** Whether answers to this version are still taken in. */
  accepts(published: PublishedSurvey): boolean
  /** This month, `2026-11`. */
  readonly month: string
}

export type CheckedResponse =
  | { readonly response: Response; readonly collector: Collector }
  | { readonly reason: RefusalReason; readonly collector: Collector | null }

/** The fields of a response, each of the right form, before anything is looked up; answers not yet looked at. */
type Fields = Omit<Response, 'answers'> & { readonly answers: Readonly<Record<string, unknown>> }

/** Months that a device may be behind, this one included: an older month becomes the oldest of these. */
const MONTHS_BACK = 12

/** Channels on which an interviewer or somebody who keys a paper form is at work. */
const HELPED: readonly Channel[] = ['assisted', 'paper', 'import']

/** Imports go back to this year; what says it is older is a mistake, such as a year of two digits. */
const OLDEST_IMPORT_YEAR = 2000

/** The response in an opened seal, as it is to be stored, or why it is refused. `id` is that of its envelope. Takes the
 *  channel from the collector, clamps the month, cleans texts; coerces nothing else. */
export function checkResponse(plaintext: Buffer, id: string, surroundings: Surroundings): CheckedResponse {
  const fields = toFields(parse(plaintext))
  if (!fields || fields.id !== id) return { reason: 'invalid-response', collector: null }
  const collector = surroundings.collector(fields.collector)
  if (!collector) return { reason: 'unknown-collector', collector }
  const published = surroundings.survey(fields.survey.id, fields.survey.version)
  if (!published) return { reason: 'unknown-survey-version', collector }
  if (!surroundings.accepts(published)) return { reason: 'expired-survey-version', collector }
  if (!published.survey.languages.includes(fields.language)) return { reason: 'invalid-response', collector }
  if (collector.channel === 'import' && yearOf(fields.month) < OLDEST_IMPORT_YEAR) {
    return { reason: 'invalid-response', collector }
  }
  if (needsInvitation(collector) && fields.invitation === undefined) return { reason: 'unknown-invitation', collector }
  const checked = checkAnswers(surveyFor(published.survey, [collector.provider]), fields)
  if ('reason' in checked) return { reason: checked.reason, collector }
  const month = clampMonth(fields.month, surroundings.month, collector)
  const response = { ...fields, month, channel: collector.channel, answers: checked.answers }
  return { response: withHelper(response, collector), collector }
}

/** Whether an answer there uses an invitation up: people answer on phones of their own, and only who was invited. A helper, a
 *  kiosk or an import brings answers of invited people without one. */
export function needsInvitation({ access, channel, demo }: Pick<Collector, 'access' | 'channel' | 'demo'>): boolean {
  return access === 'invited' && channel === 'own-device' && !demo
}

/** A helper's code says something only where helpers are. */
function withHelper({ helper, ...response }: Response, { channel }: Collector): Response {
  return helper && HELPED.includes(channel) ? { ...response, helper } : response
}

/** The month to count a response in: that of the device, but not after `now` and, except for imports, not before the
 *  last twelve months. */
export function clampMonth(month: string, now: string, collector: Pick<Collector, 'channel'>): string {
  // A year of more than four digits comes from a clock that runs wild.
  if (month.length > now.length || month > now) return now
  const oldest = monthsBefore(now, MONTHS_BACK - 1)
  return collector.channel === 'import' || month >= oldest ? month : oldest
}

function yearOf(month: string): number {
  return Number(month.slice(0, month.indexOf('-')))
}

function parse(plaintext: Buffer): unknown {
  try {
    return isUtf8(plaintext) ? JSON.parse(plaintext.toString('utf8')) : null
  } catch {
    return null
  }
}

const FIELDS = [
  'id',
  'collector',
  'survey',
  'month',
  'channel',
  'language',
  'answeredBy',
  'phase',
  'answers',
  'invitation',
  'withdrawal',
  'helper',
  'relation',
  'burst',
]
const SURVEY_FIELDS = ['id', 'version']
const MONTH = /^\d{4,6}-(0[1-9]|1[0-2])$/
const INVITATION = /^[A-Za-z0-9_-]{1,100}$/
const DIGEST = /^[0-9a-f]{64}$/

/** A positive list: one field more and it is no response. JSON's `__proto__` is an own key and so is refused as well. */
function toFields(value: unknown): Fields | null {
  if (!isObject(value) || !hasOnly(value, FIELDS)) return null
  const { id, collector, survey, month, channel, language, answeredBy, phase, answers, invitation, withdrawal } = value
  const { helper, relation, burst } = value
  const form =
    typeof id === 'string' &&
    typeof collector === 'string' &&
    isSurveyName(survey) &&
    typeof month === 'string' &&
    MONTH.test(month) &&
    isOneOf(CHANNELS, channel) &&
    typeof language === 'string' &&
    isOneOf(ANSWERED_BY, answeredBy) &&
    (phase === undefined || isOneOf(PHASES, phase)) &&
    isTextOrAbsent(invitation, INVITATION) &&
    isTextOrAbsent(withdrawal, DIGEST) &&
    isTextOrAbsent(helper, HELPER) &&
    (relation === undefined || (isOneOf(RELATIONS, relation) && answeredBy === 'on-behalf')) &&
    (burst === undefined || burst === true) &&
    isObject(answers)
  if (!form) return null
  const fields = { id, collector, survey, month, channel, language, answeredBy, answers }
  return {
    ...fields,
    ...(phase === undefined ? {} : { phase }),
    ...(invitation === undefined ? {} : { invitation }),
    ...(withdrawal === undefined ? {} : { withdrawal }),
    ...(helper === undefined ? {} : { helper }),
    ...(relation === undefined ? {} : { relation }),
    ...(burst === undefined ? {} : { burst }),
  }
}

function isTextOrAbsent(value: unknown, form: RegExp): value is string | undefined {
  return value === undefined || (typeof value === 'string' && form.test(value))
}

function isSurveyName(value: unknown): value is Response['survey'] {
  return (
    isObject(value) &&
    hasOnly(value, SURVEY_FIELDS) &&
    typeof value.id === 'string' &&
    Number.isSafeInteger(value.version)
  )
}

function hasOnly(value: object, known: readonly string[]): boolean {
  return Object.keys(value).every((key) => known.includes(key))
}

function isOneOf<T extends string>(known: readonly T[], value: unknown): value is T {
  return known.some((one) => one === value)
}

type CheckedAnswers = { readonly answers: Answers } | { readonly reason: RefusalReason }

function checkAnswers(survey: Survey, fields: Fields): CheckedAnswers {
  const answers: Record<string, Answer> = {}
  for (const [id, given] of Object.entries(fields.answers)) {
    const question = survey.questions.find((one) => one.id === id)
    const answer = question ? toAnswer(question, given) : null
    if (answer === null) return { reason: 'invalid-answer' }
    answers[id] = answer
  }
  const context = withContext(survey, fields, answers)
  if (!context) return { reason: 'invalid-response' }
  const shown = new Set(shownQuestions(survey, context).map((question) => question.id))
  return Object.keys(answers).every((id) => shown.has(id)) ? { answers } : { reason: 'answer-to-hidden-question' }
}

function toAnswer(question: Question, given: unknown): Answer | null {
  if (answerFault(question, given) !== null) return null
  // answerFault has just said that this is an answer to this question.
  const answer = given as Answer
  return question.kind === 'text' && typeof answer === 'string' ? cleanText(answer) : answer
}

/** The answers by which to decide what was shown: a context question that was not asked on screen (a kiosk or an
 *  interviewer knows the answer) counts as answered by its field. Null when an answer and its field contradict. */
function withContext(survey: Survey, fields: Fields, answers: Answers): Answers | null {
  const all: Record<string, Answer> = { ...answers }
  for (const { id, context } of survey.questions) {
    const field = context && contextField(fields, context)
    if (field === undefined) continue
    const answer = answers[id]
    if (answer === undefined) all[id] = field
    else if (!isMissing(answer) && answer !== field) return null
  }
  return all
}

function contextField(fields: Fields, role: ContextRole): string | undefined {
  return role === 'phase' ? fields.phase : fields.answeredBy
}

const LONE_SURROGATE = /\p{Surrogate}/u
const LINE_END = /\r\n?|[\u2028\u2029]/g
const UNSEEN = /(?!\n)\p{Cc}|\p{Bidi_Control}/gu

/** The text as it is kept: NFC, lines ended by \n, tabs as spaces, without control characters and without those that
 *  turn the direction of what stands beside them; skipped when nothing is left. Null for broken Unicode. */
export function cleanText(text: string): Answer | null {
  if (LONE_SURROGATE.test(text)) return null
  const clean = text.normalize('NFC').replace(LINE_END, '\n').replaceAll('\t', ' ').replace(UNSEEN, '')
  return clean.trim() === '' ? { missing: 'skipped' } : clean
}
