import { newRun, step } from '../../shared/run.ts'
import { surveyFor } from '../../shared/survey/own-items.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { CODE_BYTES, withdrawalCode } from '../../shared/withdrawal-code.ts'
import type { Deps } from '../deps.ts'
import type { Collector } from '../store/store.ts'
import { uuidOf } from '../uuid.ts'
import { isComfort, USUAL } from './comfort.ts'
import type { Fields } from './fields.ts'
import type { PlainRun, PlainTokens } from './token.ts'

/** A run that a form belongs to, with all that it is moved and drawn by. */
export interface Under {
  readonly collector: Collector
  readonly survey: Survey
  readonly plain: PlainRun
}

/** The run in the token of a form; null when it is none of ours, or of a survey that is gone. */
export function openRun(
  { surveys, store }: Pick<Deps, 'surveys' | 'store'>,
  tokens: PlainTokens,
  collector: Collector,
  token: string,
): (Under & { readonly stale: boolean }) | null {
  const plain = tokens.open(token, collector.code)
  if (!plain) return null
  const { id, version } = plain.run.survey
  const current = surveys.get(id)
  // A run is finished with the version that it began with.
  const survey = current?.version === version ? current : store.survey(id, version)?.survey
  return survey ? { collector, survey: surveyFor(survey, [collector.provider]), plain, stale: plain.stale } : null
}

/** What opens the plain form at its intro: no button sends it. */
export const OPEN = 'open'

/** A new run, at the first question when the form came from there, else at the intro; null when the form names no
 *  survey that can be begun. */
export function beginRun(
  { randomBytes }: Pick<Deps, 'randomBytes'>,
  collector: Collector,
  reply: CollectorReply,
  fields: Fields,
): Under | null {
  const chosen = fields.deed === 'choose'
  const survey = reply.surveys.find(({ id }) => id === (chosen ? fields.of : fields.survey))
  if (!survey || collector.closed || collector.paused) return null
  const language = survey.languages.includes(fields.language) ? fields.language : (survey.languages[0] ?? 'nl')
  const run = newRun(uuidOf(randomBytes(16)), collector.code, survey, language)
  const early = fields.deed === OPEN || (isComfort(fields.deed) && fields.at !== 'vraag')
  const asked = !chosen && !early
  const plain = {
    run: asked ? step(survey, run, { type: 'begin' }) : run,
    comfort: USUAL,
    code: withdrawalCode(randomBytes(CODE_BYTES)),
    approved: [],
  }
  return { collector, survey, plain }
}
