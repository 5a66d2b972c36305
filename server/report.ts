import type { Interpretation } from '../shared/interpretation.ts'
import type { ResultsBackground } from '../shared/results/background.ts'
import type { AskedQuestion, Choice } from '../shared/results/choices.ts'
import { monthsOf, nextMonth, periodOf } from '../shared/results/periods.ts'
import { isLatest } from '../shared/results/publish.ts'
import type { PublishedResults, ResultRow, ResultsFilter } from '../shared/results/results.ts'
import { hasResult } from '../shared/results/row.ts'
import { type TrendLine, trendOf } from '../shared/results/trend.ts'
import type { Question, Survey } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'
import { monthsBefore } from './calendar.ts'
import type { Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { askedQuestion, releasedSpan, results } from './results.ts'
import { resultsBackground } from './results-background.ts'
import { type Known, readFilter } from './results-filter.ts'
import { othersResults } from './results-others.ts'

/** In which order a report has its figures: that of the survey, or that of Simons' four levers (values, boundaries,
 *  indicators, interaction), as an agenda for the talk. Source: R. Simons, "Levers of Control", 1995. */
export const REPORT_ORDERS = ['survey', 'simons'] as const

export type ReportOrder = (typeof REPORT_ORDERS)[number]

/** One question of a report. */
export interface ReportedQuestion {
  readonly question: AskedQuestion
  readonly row: ResultRow
  /** All other providers of the care type together. */
  readonly others: ResultRow | null
  /** By quarter, oldest first, older versions of the survey included. */
  readonly trend: TrendLine
}

/** All that a quarterly report says, from published results only. */
export interface QuarterReport {
  readonly productName: string
  readonly municipality: Choice
  readonly survey: Choice & { readonly version: number }
  readonly provider: Choice
  /** Those that it took over, whose answers are in the figures; empty where they were not asked for. */
  readonly predecessors: readonly Choice[]
  readonly careType: Choice
  /** First and last month, `2026-07` and `2026-09`. */
  readonly from: string
  readonly to: string
  readonly order: ReportOrder
  /** Day of the release shown; null before the first. */
  readonly released: string | null
  readonly demo: boolean
  readonly background: ResultsBackground
  /** In the order of the survey. */
  readonly questions: readonly ReportedQuestion[]
  /** Whether there are figures of another version of the survey in these months, which are not in it. */
  readonly otherVersions: boolean
  /** What people said of it; empty for a period that is no quarter. */
  readonly said: readonly Interpretation[]
}

/** So many quarters stand in a line, the one of the report included. */
const QUARTERS = 8

/** The parameters of a report. */
export const REPORT_PARAMETERS = ['survey', 'provider', 'with', 'careType', 'from', 'to', 'order'] as const

/** What a quarterly report of this query says to this viewer. `provider`, `survey` and `careType` may be left out where
 *  only one is possible, the months for the last quarter with answers. Throws as `readFilter` does, and `bad-request` that
 *  names what is missing. */
export function quarterReport(known: Known, query: Readonly<Record<string, unknown>>, viewer: Viewer): QuarterReport {
  const { order: givenOrder = 'survey', ...rest } = query
  const order = REPORT_ORDERS.find((one) => one === (givenOrder || 'survey'))
  if (!order) throw problem('unknown-filter', `"order" must be one of ${REPORT_ORDERS.join(', ')}`)
  const unknown = Object.keys(rest).find((name) => !REPORT_PARAMETERS.some((parameter) => parameter === name))
  if (unknown !== undefined) throw problem('unknown-filter', `A report takes ${REPORT_PARAMETERS.join(', ')} only`)
  const asked = completed(known, readFilter(known, rest, viewer))
  return reportOf(known, asked, viewer, order)
}

type Whole = ResultsFilter &
  Readonly<Record<'survey' | 'provider' | 'careType' | 'from' | 'to', Exclude<ResultsFilter['survey'], null>>>

/** The filter with what was left out filled in. */
function completed(known: Known, filter: ResultsFilter): Whole {
  const { store } = known
  if (filter.provider === null) throw problem('bad-request', 'A report is of one provider: give "provider"')
  const spans = [filter.provider, ...filter.with].flatMap((provider) => store.releasedSpans(provider))
  const survey = only('survey', filter.survey, fitting(spans, { careType: filter.careType }, 'survey'))
  const careType = only('careType', filter.careType, fitting(spans, { survey }, 'careType'))
  const { provider, from, to } = filter
  const found = { ...filter, provider, survey, careType }
  if (from !== null && to !== null) return { ...found, from, to }
  const last = releasedSpan(known, found)?.to ?? null
  if (from === null && to === null && last === null)
    throw problem('bad-request', 'There are no answers yet to choose a quarter by: give "from" and "to"')
  const near = from ?? to ?? last ?? ''
  const quarter = monthsOf(periodOf(near, 'quarter'))
  return { ...found, from: from ?? quarter[0], to: to ?? quarter[1] }
}

type Span = Readonly<Record<'survey' | 'careType', string>>

function fitting(spans: readonly Span[], asked: Partial<Record<keyof Span, string | null>>, name: keyof Span) {
  const fit = spans.filter((span) =>
    Object.entries(asked).every(([key, value]) => value === null || span[key as keyof Span] === value),
  )
  return [...new Set(fit.map((span) => span[name]))].sort()
}

function only(name: string, given: string | null, possible: readonly string[]): string {
  const [first, second] = possible
  if (given !== null) return given
  if (first !== undefined && second === undefined) return first
  const choice = possible.length === 0 ? '' : `; there is: ${possible.join(', ')}`
  throw problem('bad-request', `A report is of one ${name}: give "${name}"${choice}`)
}

function reportOf(known: Known, asked: Whole, viewer: Viewer, order: ReportOrder): QuarterReport {
  const { municipality, store } = known
  const found = results(known, asked, viewer)
  const others = othersResults(known, asked, viewer)
  const through = throughTime(known, asked, viewer)
  const background = resultsBackground(known, asked, viewer)
  const marks = resultsBackground(known, through.filter, viewer).unreliable
  const survey = versionShown(store.surveys(), asked.survey, found)
  const named = (id: string, things: readonly Choice[]) => ({
    id,
    name: things.find((one) => one.id === id)?.name ?? id,
  })
  const isReliable = (period: string) => {
    const [first, last] = monthsOf(period)
    return !marks.some(({ from, to }) => from <= last && first <= to)
  }
  return {
    productName: municipality.productName,
    municipality: { id: municipality.id, name: municipality.name },
    survey: { id: survey.id, name: say(survey.title, 'nl'), version: survey.version },
    provider: named(asked.provider, store.providers()),
    predecessors: asked.with.map((id) => named(id, store.providers())),
    careType: named(asked.careType, municipality.careTypes),
    from: asked.from,
    to: asked.to,
    order,
    released: found.released,
    demo: [found, others, through].some(({ demo }) => demo === true),
    background,
    questions: survey.questions.filter(hasResult).flatMap((question): readonly ReportedQuestion[] => {
      const row = rowOf(found, survey, question)
      if (!row) return []
      const rows = through.rows.filter((one) => one.question === question.id && one.kind === question.kind)
      return [
        {
          question: askedQuestion(question),
          row,
          others: rowOf(others, survey, question),
          trend: trendOf(rows, isReliable),
        },
      ]
    }),
    said: saidOf(known, asked),
    otherVersions: found.rows.some(({ version, level }) => version !== survey.version && level !== 'hidden'),
  }
}

function saidOf({ store }: Known, { survey, provider, careType, from, to }: Whole): readonly Interpretation[] {
  const quarter = periodOf(from, 'quarter')
  const [first, last] = monthsOf(quarter)
  return from === first && to === last ? store.interpretations({ survey, provider, careType, quarter }) : []
}

function rowOf({ rows }: PublishedResults, { version }: Survey, { id }: Question): ResultRow | null {
  return rows.find((row) => row.version === version && row.question === id) ?? null
}

/** By quarter, up to and with that of the report. */
function throughTime(known: Known, asked: Whole, viewer: Viewer): PublishedResults {
  const [, to] = monthsOf(periodOf(asked.to, 'quarter'))
  const from = nextMonth(monthsBefore(to, QUARTERS * 3))
  return results(known, { ...asked, from, to, by: ['quarter'] }, viewer)
}

/** The version with the newest figures; the latest where there are none. */
function versionShown(all: readonly { readonly survey: Survey }[], id: string, { rows }: PublishedResults): Survey {
  const versions = all.map(({ survey }) => survey).filter((survey) => survey.id === id)
  const shown = rows.filter(({ level }) => level !== 'hidden').map(({ version }) => version)
  const newest = Math.max(...shown)
  const survey = versions.find(({ version }) => version === newest) ?? versions.find((one) => isLatest(one, versions))
  // A filter names a survey that there is.
  if (!survey) throw new RangeError(`no survey ${id}`)
  return survey
}
