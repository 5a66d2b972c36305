import type { Question, Survey } from '../survey/survey.ts'
import { cellReader } from './cuts.ts'
import { covers } from './periods.ts'
import type { PublishedResults, ReleasedTally, ResultRow, ResultsFilter } from './results.ts'
import { answerCount, hasResult, resultRow } from './row.ts'
import { addCounts, type Piece, SAFE_STEPS, type Steps, settle } from './settle.ts'
import { emptyTarget, type Target, targetsOf } from './targets.ts'

export interface PublishInput {
  readonly municipality: string
  readonly filter: ResultsFilter
  /** Day of the release that the tallies stand for; null before the first. */
  readonly released: string | null
  /** Released tallies by the `cutDimension` of the filter. They must hold whole calendar years and every value of the cut,
   *  or pieces come out otherwise. */
  readonly tallies: readonly ReleasedTally[]
  /** Whether example answers are among the tallies that this filter counts. */
  readonly demo?: boolean
  /** Every published version of the surveys. */
  readonly surveys: readonly Survey[]
  /** Area of a location in a scheme; '' when it has none. */
  readonly areaOf: (location: string, scheme: string) => string
}

/** What may be shown of these tallies: disclosure control, and the only way to published results. Every figure is the
 *  sum of pieces of at least ten answers (see settle.ts); versions of a survey and kinds of question are never merged.
 *  Questions about the answering itself and open texts have no row. Throws RangeError on more than one extra cut. */
export function publish(input: PublishInput, steps: Steps = SAFE_STEPS): PublishedResults {
  const { municipality, filter, released } = input
  const tallies = input.tallies.filter((tally) => inScope(tally, filter))
  const rows = input.surveys
    .filter((survey) => filter.survey === null || survey.id === filter.survey)
    .flatMap((survey) => surveyRows(survey, tallies, input, steps))
  return { municipality, filter, released, ...(input.demo ? { demo: true } : {}), rows }
}

/** Only cuts of whole groups: a filter on location, phase and the like takes a row of the cut table instead. */
function inScope(tally: ReleasedTally, filter: ResultsFilter): boolean {
  return (
    (filter.survey === null || tally.survey === filter.survey) &&
    (filter.provider === null || tally.provider === filter.provider) &&
    (filter.careType === null || tally.careType === filter.careType)
  )
}

/** Counts of one question by month, then cell, then value. */
type Months = Map<string, Map<string, Map<string, number>>>

/** One provider's answers for one care type, by question: a figure takes in a piece of these or nothing. */
interface Unit {
  readonly provider: string
  readonly careType: string
  readonly questions: Map<string, Months>
}

function surveyRows(
  survey: Survey,
  all: readonly ReleasedTally[],
  input: PublishInput,
  steps: Steps,
): readonly ResultRow[] {
  const tallies = all.filter((tally) => tally.survey === survey.id && tally.version === survey.version)
  const cellOf = cellReader(input.filter, input.areaOf)
  const found = targetsOf(tallies, input.filter, cellOf)
  const unanswered = isLatest(survey, input.surveys) && !all.some((tally) => tally.survey === survey.id)
  const targets = unanswered ? emptyTarget(input.filter) : found
  const units = unitsOf(tallies, cellOf)
  return survey.questions.filter(hasResult).flatMap((question) => {
    const pieces = units.flatMap((unit) => unitPieces(unit, question, steps))
    return targets.map((target) => {
      const counts = pieces.filter((piece) => belongs(piece, target)).map((piece) => piece.counts)
      return resultRow(survey, question, target.group, addCounts(counts))
    })
  })
}

type UnitPiece = Piece & Pick<Unit, 'provider' | 'careType'>

function unitPieces(unit: Unit, question: Question, steps: Steps): readonly UnitPiece[] {
  const months = unit.questions.get(question.id)
  if (!months) return []
  const { provider, careType } = unit
  const pieces = settle(months, (counts) => answerCount(question, counts), steps)
  return pieces.map((piece) => ({ ...piece, provider, careType }))
}

function belongs(piece: UnitPiece, target: Target): boolean {
  return (
    covers(target.from, target.to, piece.period) &&
    (target.provider === null || target.provider === piece.provider) &&
    (target.careType === null || target.careType === piece.careType) &&
    (target.cell === null || target.cell === piece.cell)
  )
}

function isLatest(survey: Survey, surveys: readonly Survey[]): boolean {
  return !surveys.some((other) => other.id === survey.id && other.version > survey.version)
}

function unitsOf(tallies: readonly ReleasedTally[], cellOf: (tally: ReleasedTally) => string): readonly Unit[] {
  const units = new Map<string, Unit>()
  for (const tally of tallies) {
    const { provider, careType } = tally
    const unit = entry(units, `${provider} ${careType}`, () => ({ provider, careType, questions: new Map() }))
    const months = entry(unit.questions, tally.question, (): Months => new Map())
    const cells = entry(months, tally.month, () => new Map<string, Map<string, number>>())
    const counts = entry(cells, cellOf(tally), () => new Map<string, number>())
    counts.set(tally.value, (counts.get(tally.value) ?? 0) + tally.count)
  }
  return [...units.values()]
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
