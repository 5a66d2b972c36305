import { cutValue } from '../../shared/results/cuts.ts'
import { monthsOf, periodOf } from '../../shared/results/periods.ts'
import type { Cut, ResultsFilter } from '../../shared/results/results.ts'
import type { Flavour } from './csv.ts'

/** In the name of a file whose figures hold those of providers that were taken over. */
const WITH_PREDECESSORS = 'met-voorgangers'

/** First and last month with released answers. */
export interface Span {
  readonly from: string
  readonly to: string
}

const CUT_WORDS: Readonly<Record<Cut, string>> = {
  month: 'maand',
  quarter: 'kwartaal',
  year: 'jaar',
  provider: 'aanbieder',
  careType: 'zorgvorm',
  location: 'locatie',
  area: 'gebied',
  phase: 'fase',
  channel: 'kanaal',
  access: 'toegang',
  answeredBy: 'wie',
}

/** Name of a file of results, of letters, digits, points, dashes and underscores only:
 *  `resultaten_utrecht_willemsen-de-koning_regiotaxi_2019-Q1_2019-Q4.csv`. What was not chosen is left out, but for the
 *  period: that comes from `span` then, in whole quarters; null when nothing is released. */
export function resultsFileName(
  municipality: string,
  filter: ResultsFilter,
  span: Span | null,
  flavour: Flavour,
): string {
  const { provider, survey, careType, by } = filter
  const parts = [
    municipality,
    provider,
    filter.with.length === 0 ? null : WITH_PREDECESSORS,
    survey,
    careType === survey ? null : careType,
    filter.area?.replace(/:\*$/, '') ?? cutValue(filter),
    from(filter, span),
    to(filter, span),
    ...by.map((cut) => `per-${CUT_WORDS[cut]}`),
  ]
  return fileName('resultaten', parts, flavour)
}

/** Name of a file of these parts; null and empty ones are left out. */
export function fileName(kind: string, parts: readonly (string | null)[], flavour: Flavour): string {
  const named = parts.map((part) => asciiOf(part ?? '')).filter((part) => part !== '')
  return `${[kind, ...named, ...(flavour === 'open' ? ['open'] : [])].join('_')}.csv`
}

/** Name of a quarterly report: `rapport_utrecht_regiotaxi_willemsen-de-koning_2019-Q1.pdf`. */
export function reportFileName(report: ReportNamed): string {
  const { municipality, survey, provider, careType, order } = report
  const parts = [
    municipality.id,
    provider.id,
    report.predecessors.length === 0 ? null : WITH_PREDECESSORS,
    survey.id,
    careType.id === survey.id ? null : careType.id,
    startOf(report.from),
    endOf(report.to) === startOf(report.from) ? null : endOf(report.to),
    order === 'simons' ? order : null,
  ]
  return fileName('rapport', parts, 'nl').replace(/csv$/, 'pdf')
}

interface ReportNamed extends Span {
  readonly municipality: { readonly id: string }
  readonly survey: { readonly id: string }
  readonly provider: { readonly id: string }
  readonly predecessors: readonly object[]
  readonly careType: { readonly id: string }
  readonly order: string
}

function from(filter: ResultsFilter, span: Span | null): string | null {
  return filter.from === null ? span && periodOf(span.from, 'quarter') : startOf(filter.from)
}

function to(filter: ResultsFilter, span: Span | null): string | null {
  return filter.to === null ? span && periodOf(span.to, 'quarter') : endOf(filter.to)
}

/** The quarter that begins with that month, else the month. */
function startOf(month: string): string {
  const quarter = periodOf(month, 'quarter')
  return monthsOf(quarter)[0] === month ? quarter : month
}

/** The quarter that ends with that month, else the month. */
function endOf(month: string): string {
  const quarter = periodOf(month, 'quarter')
  return monthsOf(quarter)[1] === month ? quarter : month
}

/** Accents go, and every other sign becomes a dash: file systems and headers differ in what they take. */
function asciiOf(part: string): string {
  const plain = part.normalize('NFD').replace(/\p{Mark}/gu, '')
  return plain
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}
