import type { Question } from '../survey/survey.ts'
import { covers, monthsOf, periodOf } from './periods.ts'
import { addCounts, type Counts, groupBy } from './pool.ts'
import { isLatest, type PublishInput } from './publish.ts'
import type { PublishedResults, ResultRow } from './results.ts'
import { answerCount, countingOf, hasResult, resultRow } from './row.ts'
import { type Grown, ripen, SAFE_STEPS } from './settle.ts'
import type { Unit } from './units.ts'
import { type Portion, portionsOf, veil } from './veil.ts'

/** Fewest other providers that a mirror holds together, each with enough answers of its own: with two, either of them
 *  would find the other by taking its own answers away. */
export const MIRROR_PROVIDERS = 3

/** The provider of a row that holds all others together. */
export const OTHERS = '~others'

/** Beside whom the others stand. */
export interface Beside {
  readonly own: string
  /** Providers whose figures this viewer sees anyway: they are in the sum, and hide nobody. */
  readonly known?: readonly string[]
}

/** All other providers of a care type together, one row a question and version, beside `own` and those it took over that the filter
 *  counts with it; these must be known. The filter must name a care
 *  type and no cut; the units are those of every provider, without a cut. A row is made of blocks, and a block holds what
 *  at least MIRROR_PROVIDERS others that are not known added in a quarter, or else in a year: so two mirrors of whatever period and release
 *  differ by nothing, or by the answers of that many providers. */
export function publishOthers(
  input: Omit<PublishInput, 'areaOf' | 'areaSchemes'>,
  { own, known = [] }: Beside,
): PublishedResults {
  const { municipality, filter, released, demo, surveys } = input
  const rows = surveys
    .filter((survey) => filter.survey === null || survey.id === filter.survey)
    .flatMap((survey): readonly ResultRow[] => {
      const all = input.units.filter((unit) => unit.survey === survey.id && unit.careType === filter.careType)
      const units = all.filter(
        ({ version, provider }) => version === survey.version && provider !== own && !filter.with.includes(provider),
      )
      if (units.length === 0 && !isLatest(survey, surveys)) return []
      return survey.questions.filter(hasResult).map((question) => {
        const blocks = portionsOf(blocksOf(partsOf(units, question), question, known), () => '')
        const sumOf = veil(question, blocks, [({ period }) => period.slice(0, 4)])
        const { counts, about } = sumOf(blocks.filter(({ period }) => covers(filter.from, filter.to, period)))
        return resultRow(survey, question, { provider: OTHERS }, counts, about)
      })
    })
  return { municipality, filter, released, ...(demo ? { demo } : {}), rows }
}

/** What one provider added in one release. */
interface Part {
  readonly provider: string
  readonly demo: Unit['demo']
  readonly batch: string
  readonly period: string
  readonly counts: Counts
}

/** What each of these providers added in each release, of enough answers each. */
export function partsOf(units: readonly Unit[], question: Question): readonly Part[] {
  return units.flatMap(({ provider, demo, questions }) =>
    ripen(questions.get(question.id) ?? [], countingOf(question), SAFE_STEPS).map((grown) =>
      partOf(grown, provider, demo),
    ),
  )
}

function partOf({ batch, period, cells }: Grown, provider: string, demo: Unit['demo']): Part {
  return { provider, demo, batch, period, counts: cells.get('') ?? new Map() }
}

/** Parts of one care type held together, release by release; what has too few providers waits for more in its quarter, then in its year.
 *  Example answers are apart: everybody can look them up, so they hide nobody. */
export function blocksOf(parts: readonly Part[], question: Question, known: readonly string[]): readonly Portion[] {
  const blocks: Portion[] = []
  const hides = (part: Part) => answerCount(question, part.counts) > 0 && !known.includes(part.provider)
  let waiting: readonly Part[] = []
  for (const [, added] of [...groupBy(parts, ({ batch }) => batch)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    waiting = [...waiting, ...added]
    for (const level of ['quarter', 'year'] as const) {
      const within = waiting.filter(({ period }) => level === 'year' || period.length > '2026'.length)
      const pools = groupBy(within, ({ period, demo }) => `${periodOf(monthsOf(period)[0], level)} ${demo}`)
      for (const [name, pool] of pools) {
        if (new Set(pool.filter(hides).map(({ provider }) => provider)).size < MIRROR_PROVIDERS) continue
        blocks.push({
          period: name.slice(0, -2),
          demo: name.endsWith('1'),
          counts: addCounts(pool.map(({ counts }) => counts)),
        })
        waiting = waiting.filter((part) => !pool.includes(part))
      }
    }
  }
  return blocks
}
