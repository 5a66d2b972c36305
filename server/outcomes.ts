import type { ResultRow, ResultsFilter } from '../shared/results/results.ts'
import { topValues } from '../shared/results/statistics.ts'
import type { Question, Survey, Words } from '../shared/survey/survey.ts'
import { dayOf } from './calendar.ts'
import type { Deps } from './deps.ts'
import { results } from './results.ts'

/** What people said, as everybody may read it. */
export interface Outcome {
  readonly question: Words
  /** The answers that count, best last; none for a grade, which says itself. */
  readonly answers: readonly Words[]
  /** Of ten people. */
  readonly people: number
}

export interface OutcomeYear {
  readonly careType: string
  readonly year: string
  readonly demo: boolean
  readonly outcomes: readonly Outcome[]
}

const TEN = 10

/** What is public of a provider: of each care type the last whole calendar year that has figures, only full ones, as people out
 *  of ten. Nothing of care under the Jeugdwet, where figures of one provider are for talks alone. */
export function publicOutcomes(deps: Deps, provider: string): readonly OutcomeYear[] {
  const { store, municipality, now } = deps
  const thisYear = dayOf(now()).slice(0, 4)
  const spans = store.releasedSpans(provider).filter(({ from }) => from.slice(0, 4) < thisYear)
  return municipality.careTypes
    .filter(({ id, track }) => track !== 'jeugd' && spans.some(({ careType }) => careType === id))
    .flatMap(({ id, name }) => {
      const surveys = spans.filter(({ careType }) => careType === id)
      const first = Math.min(...surveys.map(({ from }) => Number(from.slice(0, 4))))
      const last = Math.min(Number(thisYear) - 1, Math.max(...surveys.map(({ to }) => Number(to.slice(0, 4)))))
      for (let year = last; year >= first; year--) {
        const found = outcomesOf(deps, provider, id, String(year))
        if (found.outcomes.length > 0) return [{ careType: name, year: String(year), ...found }]
      }
      return []
    })
}

function outcomesOf(deps: Deps, provider: string, careType: string, year: string) {
  const filter: ResultsFilter = {
    survey: null,
    provider,
    with: [],
    careType,
    location: null,
    area: null,
    from: `${year}-01`,
    to: `${year}-12`,
    by: [],
    phase: null,
    channel: null,
  }
  // As the provider sees it, and less.
  const { rows, demo } = results(deps, filter, { role: 'provider', provider, name: '' })
  const surveys = deps.store.surveys().map(({ survey }) => survey)
  return { demo: demo === true, outcomes: rows.flatMap((row) => outcomeOf(row, surveys)) }
}

function outcomeOf(row: ResultRow, surveys: readonly Survey[]): readonly Outcome[] {
  const survey = surveys.find(({ id, version }) => id === row.survey && version === row.version)
  const question = survey?.questions.find(({ id }) => id === row.question)
  if (row.level !== 'full' || row.share === null || !question) return []
  return [{ question: question.text, answers: topLabels(question), people: peopleOf(row.share) }]
}

/** All ten and none are said only where it is so; a masked share is never 1. */
function peopleOf(share: number): number {
  if (share === 0 || share === 1) return share * TEN
  return Math.min(TEN - 1, Math.max(1, Math.round(share * TEN)))
}

function topLabels({ kind, options = [] }: Question): readonly Words[] {
  const top = topValues(kind) ?? []
  return options.filter(({ value }) => top.includes(Number(value))).map(({ label }) => label)
}
