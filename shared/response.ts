import type { Run } from './run.ts'
import { type Answer, type Answers, answerFault, isMissing } from './survey/answer.ts'
import { shownQuestions } from './survey/route.ts'
import type { ContextRole, Question, Survey } from './survey/survey.ts'

export type Channel = 'own-device' | 'kiosk' | 'assisted' | 'paper' | 'import'
export type Access = 'invited' | 'open'
export type AnsweredBy = 'self' | 'together' | 'on-behalf'
export type Phase = 'not-started' | 'ongoing' | 'finished'
/** What somebody who answers on behalf of a person is to that person. */
export type Relation = 'parent' | 'partner' | 'child' | 'family' | 'professional' | 'other'

export const CHANNELS: readonly Channel[] = ['own-device', 'kiosk', 'assisted', 'paper', 'import']
export const ANSWERED_BY: readonly AnsweredBy[] = ['self', 'together', 'on-behalf']
export const PHASES: readonly Phase[] = ['not-started', 'ongoing', 'finished']
export const RELATIONS: readonly Relation[] = ['parent', 'partner', 'child', 'family', 'professional', 'other']
/** The form of a helper's code: a pseudonym, such as H07. */
export const HELPER = /^[A-Z0-9-]{2,12}$/

/** A finished run as it is kept: no name, no exact time, no address. */
export interface Response {
  /** UUID v4, made when the run begins; no secret and no clock in it. */
  readonly id: string
  /** Public code of the collector; provider, care type, location, channel and access are taken from it, never from here. */
  readonly collector: string
  readonly survey: { readonly id: string; readonly version: number }
  /** `2026-11`, the device's month; the server clamps it to the last twelve. */
  readonly month: string
  readonly channel: Channel
  readonly language: string
  readonly answeredBy: AnsweredBy
  readonly phase?: Phase
  readonly answers: Answers
  readonly invitation?: string | undefined
  /** SHA-256, lower-case hex, of the withdrawal code that the person was shown; absent where none was. */
  readonly withdrawal?: string
  /** Pseudonymous code of the interviewer; for the municipality's own quality checks, never in anything that a provider
   *  can get. */
  readonly helper?: string
  /** Only with answeredBy on-behalf. */
  readonly relation?: Relation
  /** One of more than three that were finished within 15 seconds on one device: kept, and not counted. */
  readonly burst?: true
}

/** What a run does not know of itself. */
export interface ResponseContext {
  readonly month: string
  readonly channel: Channel
  /** Digest of the withdrawal code, where the person gets one. */
  readonly withdrawal?: string
  /** Who answered, where that is known from elsewhere; an answer to a question about it goes before this. */
  readonly answeredBy?: AnsweredBy
  readonly phase?: Phase
  readonly helper?: string
  /** Left out of the response unless it was answered on behalf of the person. */
  readonly relation?: Relation
  readonly burst?: boolean
}

/** The response of a finished or stopped run: every shown question has an answer or a reason why not; answers to
 *  context questions (phase, who answered) also become fields. `month` is `2026-11`. An answer that its question does
 *  not take (a damaged run) counts as skipped: the server would refuse the whole response for it. */
export function toResponse(survey: Survey, run: Run, context: ResponseContext): Response {
  const valid = validAnswers(survey, run.answers)
  const shown = shownQuestions(survey, valid)
  const answers: Record<string, Answer> = {}
  for (const question of shown) answers[question.id] = valid[question.id] ?? { missing: 'skipped' }
  const phase = contextValue<Phase>(shown, valid, 'phase', PHASES) ?? context.phase
  const answeredBy = contextValue<AnsweredBy>(shown, valid, 'answeredBy', ANSWERED_BY) ?? context.answeredBy ?? 'self'
  return {
    id: run.id,
    collector: run.collector,
    survey: run.survey,
    month: context.month,
    channel: context.channel,
    language: run.language,
    answeredBy,
    ...(phase ? { phase } : {}),
    answers,
    ...(run.invitation ? { invitation: run.invitation } : {}),
    ...(context.withdrawal ? { withdrawal: context.withdrawal } : {}),
    ...(context.helper ? { helper: context.helper } : {}),
    ...(context.relation && answeredBy === 'on-behalf' ? { relation: context.relation } : {}),
    ...(context.burst ? { burst: true } : {}),
  }
}

function validAnswers(survey: Survey, answers: Answers): Answers {
  const given = survey.questions.filter(({ id }) => Object.hasOwn(answers, id))
  return Object.fromEntries(
    given.flatMap((question): [string, Answer][] => {
      const answer = answers[question.id]
      return answer === undefined || answerFault(question, answer) !== null ? [] : [[question.id, answer]]
    }),
  )
}

function contextValue<T extends string>(
  shown: readonly Question[],
  answers: Answers,
  role: ContextRole,
  known: readonly T[],
): T | undefined {
  const question = shown.find((candidate) => candidate.context === role)
  const answer = question && answers[question.id]
  return answer === undefined || isMissing(answer) ? undefined : known.find((value) => value === answer)
}
