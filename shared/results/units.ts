import { groupBy } from './pool.ts'
import type { ReleasedTally } from './results.ts'
import type { Taken } from './settle.ts'

/** One provider's answers for one care type to one version of a survey in one calendar year, by question: a figure takes in
 *  a piece of these or nothing, and no piece is of two years. Example answers are a unit of their own: everybody knows them,
 *  so they hide nobody. */
export interface Unit {
  readonly survey: string
  readonly version: number
  readonly provider: string
  readonly careType: string
  readonly year: string
  readonly demo: ReleasedTally['demo']
  /** Months in which anything was released, in order. */
  readonly months: readonly string[]
  /** Values of the cut that were ever released; `['']` without a cut. */
  readonly cells: readonly string[]
  readonly questions: ReadonlyMap<string, readonly Taken[]>
}

/** Released tallies as units. They must hold whole calendar years and every value of their cut, or pieces come out
 *  otherwise. */
export function unitsOf(tallies: readonly ReleasedTally[]): readonly Unit[] {
  return [...groupBy(tallies, nameOf).values()].flatMap((its) => {
    const [first] = its
    if (!first) return []
    const { survey, version, provider, careType, month, demo } = first
    const byQuestion = groupBy(its, ({ question }) => question)
    const questions = new Map([...byQuestion].map(([question, ofQuestion]) => [question, takingsOf(ofQuestion)]))
    const seen = { months: distinct(its, (one) => one.month), cells: distinct(its, ({ cell }) => cell) }
    return [{ survey, version, provider, careType, year: yearOf(month), demo, ...seen, questions }]
  })
}

function takingsOf(tallies: readonly ReleasedTally[]): readonly Taken[] {
  const takings = groupBy(tallies, ({ batch, month }) => `${batch} ${month}`)
  return [...takings.values()].flatMap((of) => {
    const [first] = of
    if (!first) return []
    const cells = groupBy(of, ({ cell }) => cell)
    const counts = (its: readonly ReleasedTally[]) => new Map(its.map(({ value, count }) => [value, count]))
    return [
      { batch: first.batch, month: first.month, cells: new Map([...cells].map(([cell, its]) => [cell, counts(its)])) },
    ]
  })
}

/** These units and what later releases added to them; `later` holds no batch that `units` hold. */
export function joinUnits(units: readonly Unit[], later: readonly Unit[]): readonly Unit[] {
  if (later.length === 0) return units
  return [...groupBy([...units, ...later], unitName).values()].flatMap((same) => {
    const [first] = same
    if (!first || same.length === 1) return same
    const questions = new Map<string, readonly Taken[]>()
    for (const unit of same)
      for (const [question, takings] of unit.questions)
        questions.set(question, [...(questions.get(question) ?? []), ...takings])
    const all = <T>(of: (unit: Unit) => readonly T[]) => [...new Set(same.flatMap(of))].sort()
    return [{ ...first, months: all(({ months }) => months), cells: all(({ cells }) => cells), questions }]
  })
}

/** These units as they were when that month began: what releases before it took in. Units of which nothing is left are
 *  left out. */
export function unitsBefore(units: readonly Unit[], month: string): readonly Unit[] {
  return units.flatMap((unit) => {
    const questions = new Map<string, readonly Taken[]>()
    for (const [question, takings] of unit.questions) {
      const before = takings.filter(({ batch }) => batch < month)
      if (before.length > 0) questions.set(question, before)
    }
    const takings = [...questions.values()].flat()
    if (takings.length === 0) return []
    const cells = [...new Set(takings.flatMap((taken) => [...taken.cells.keys()]))].sort()
    return [{ ...unit, months: distinct(takings, (taken) => taken.month), cells, questions }]
  })
}

function nameOf({ month, ...tally }: ReleasedTally): string {
  return unitName({ ...tally, year: yearOf(month) })
}

function unitName({ survey, version, provider, careType, year, demo }: Omit<Unit, 'months' | 'cells' | 'questions'>) {
  return JSON.stringify([survey, version, provider, careType, year, demo])
}

function yearOf(month: string): string {
  return month.slice(0, '2026'.length)
}

function distinct<T>(things: readonly T[], of: (thing: T) => string): readonly string[] {
  return [...new Set(things.map(of))].sort()
}
