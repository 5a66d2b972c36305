import type { Question, Survey } from '../survey/survey.ts'
import { cellReader, cutDimension } from './cuts.ts'
import { covers } from './periods.ts'
import { type PublishedResults, providersIn, type ResultRow, type ResultsFilter } from './results.ts'
import { countingOf, hasResult, resultRow } from './row.ts'
import { type Cutting, type Piece, SAFE_STEPS, type Steps, settle } from './settle.ts'
import { APART, type Kin } from './spread.ts'
import { emptyTarget, type Target, targetsOf } from './targets.ts'
import type { Unit } from './units.ts'
import { type Near, type Portion, portionsOf, quarterIn } from './veil.ts'

export interface PublishInput {
  readonly municipality: string
  readonly filter: ResultsFilter
  /** Day of the release that the units stand for; null before the first. */
  readonly released: string | null
  /** Released tallies by the `cutDimension` of the filter, as units. */
  readonly units: readonly Unit[]
  /** Whether example answers are among what this filter counts. */
  readonly demo?: boolean
  /** Every published version of the surveys. */
  readonly surveys: readonly Survey[]
  /** Area of a location in a scheme; '' when it has none. */
  readonly areaOf: (location: string, scheme: string) => string
  /** Every area scheme: figures of one may be subtracted from figures of another. */
  readonly areaSchemes: readonly string[]
}

/** What may be shown of these units: disclosure control, and the only way to published results. Every figure is the
 *  sum of pieces of at least ten answers (see settle.ts); versions of a survey and kinds of question are never merged.
 *  Questions about the answering itself and open texts have no row. Throws RangeError on more than one extra cut. */
export function publish(input: PublishInput, steps: Steps = SAFE_STEPS): PublishedResults {
  const { municipality, filter, released } = input
  const units = input.units.filter((unit) => inScope(unit, filter))
  const rows = input.surveys
    .filter((survey) => filter.survey === null || survey.id === filter.survey)
    .flatMap((survey) => surveyRows(survey, units, input, steps))
  return { municipality, filter, released, ...(input.demo ? { demo: true } : {}), rows }
}

/** Only cuts of whole groups: a filter on location, phase and the like takes a row of the cut table instead. */
function inScope(unit: Unit, filter: ResultsFilter): boolean {
  return (
    (filter.survey === null || unit.survey === filter.survey) &&
    (providersIn(filter)?.includes(unit.provider) ?? true) &&
    (filter.careType === null || unit.careType === filter.careType)
  )
}

function surveyRows(survey: Survey, all: readonly Unit[], input: PublishInput, steps: Steps): readonly ResultRow[] {
  const units = all.filter((unit) => unit.survey === survey.id && unit.version === survey.version)
  const cellOf = cellReader(input.filter, input.areaOf)
  const found = targetsOf(units, input.filter, cellOf)
  const unanswered = isLatest(survey, input.surveys) && !all.some((unit) => unit.survey === survey.id)
  const targets = unanswered ? emptyTarget(input.filter) : found
  const cutting = { kin: kinOf(input), now: (input.released ?? '').slice(0, 7) }
  return survey.questions.filter(hasResult).flatMap((question) => {
    const pieces = units.flatMap((unit) => unitPieces(unit, question, cutting, steps))
    const portions = portionsOf(pieces, ({ provider, careType, cells }) => JSON.stringify([provider, careType, cells]))
    const sumOf = steps.veil(question, portions, input.filter.with.length === 0 ? NEAR : NEAR_ONE)
    return targets.map((target) => {
      const { counts, about } = sumOf(portions.filter((portion) => belongs(portion, target, cellOf)))
      return resultRow(survey, question, target.group, counts, about)
    })
  })
}

type UnitPiece = Piece & Pick<Unit, 'provider' | 'careType'> & Pick<Portion, 'demo'>

/** Of one unit before those of its care type: a query of one provider finds the same bundles as one of all. */
const NEAR: Near<UnitPiece> = [
  ({ provider, careType, cells, period }) => JSON.stringify([provider, careType, cells, quarterIn(period)]),
  ({ provider, careType, cells, period }) => JSON.stringify([provider, careType, cells, period.slice(0, 4)]),
  ({ careType, cells, period }) => JSON.stringify([careType, cells, quarterIn(period)]),
  ({ careType, cells, period }) => JSON.stringify([careType, cells, period.slice(0, 4)]),
]

/** A provider and those it took over: bundles over providers would be others than those of all together, and a masked row
 *  would follow from the two. So the figure says what the rows of each say, and no more. */
const NEAR_ONE = NEAR.slice(0, 2)

function unitPieces(unit: Unit, question: Question, cutting: Cutting, steps: Steps): readonly UnitPiece[] {
  const takings = unit.questions.get(question.id)
  if (!takings) return []
  const { provider, careType } = unit
  const demo = unit.demo === 1
  const pieces = settle(takings, cutting, countingOf(question), steps)
  return pieces.map((piece) => ({ ...piece, provider, careType, demo }))
}

function belongs(piece: UnitPiece, target: Target, cellOf: (tally: { readonly cell: string }) => string): boolean {
  return (
    covers(target.from, target.to, piece.period) &&
    (target.provider === null || target.provider === piece.provider) &&
    (target.careType === null || target.careType === piece.careType) &&
    (target.cell === null || piece.cells.every((cell) => cellOf({ cell }) === target.cell))
  )
}

/** Whether no version of the survey is newer. */
export function isLatest(survey: Survey, surveys: readonly Survey[]): boolean {
  return !surveys.some((other) => other.id === survey.id && other.version > survey.version)
}

/** Locations that are too small are held together with those in the same areas by every scheme, and then by one scheme:
 *  so one split serves the figures by location and those by area of every scheme. */
function kinOf({ filter, areaOf, areaSchemes }: PublishInput): Kin | null {
  const dimension = cutDimension(filter)
  if (dimension === null) return null
  if (dimension !== 'location') return APART
  const byScheme = areaSchemes.map((scheme) => (location: string) => areaOf(location, scheme))
  const byAll = (location: string) => JSON.stringify(byScheme.map((area) => area(location)))
  return [(location) => location, byAll, ...byScheme]
}
