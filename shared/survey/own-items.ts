import type { Question, Survey } from './survey.ts'

/** Questions of its own that a provider may have in a survey. Source: domain.md R45. */
export const MAX_OWN_ITEMS = 2

/** The survey as clients of these providers get it: the core, and the own questions of those providers; of nobody else's. */
export function surveyFor(survey: Survey, providers: readonly string[]): Survey {
  const isTheirs = ({ provider }: Question) => provider === undefined || providers.includes(provider)
  return survey.questions.every(isTheirs) ? survey : { ...survey, questions: survey.questions.filter(isTheirs) }
}
