import { cutDimension } from '../../../shared/results/cuts.ts'
import { highestShown } from '../../../shared/results/masked.ts'
import { publish } from '../../../shared/results/publish.ts'
import type { Cut, CutDimension, ReleasedTally, ResultRow, ResultsFilter } from '../../../shared/results/results.ts'
import type { Steps } from '../../../shared/results/settle.ts'
import { unitsOf } from '../../../shared/results/units.ts'
import type { Survey } from '../../../shared/survey/survey.ts'
import { addUp, filter, sampleSurvey } from '../sample.ts'
import { NO_VEIL } from '../weak-steps.ts'
import { type Cell, MONTHS, type Population, RELEASES, tallyOf, VALUES } from './population.ts'

/** A published figure: the answers in these cells (indexes of a model's cells) were so many, ends included. */
export interface Figure {
  readonly among: readonly number[]
  readonly low: number
  readonly high: number
  /** Whether nearly everybody in it gave this answer, or none other, and the row does not say how many. */
  readonly masked?: true
}

/** Answers of one provider, care type and month that one release added, as a table cuts them. */
type Taking = Pick<Cell, 'provider' | 'careType' | 'month' | 'release'>

const QUESTION = 'luisteren'
/** A question with an answer for every mark, of as many people. */
const MARKS = 'merken'
/** So much is laid at a mark that its share shows in every rounding. */
const MARK = 1_000_000
/** The favourable value of three faces. */
const FAVOURABLE = '3'

const OWNERS: readonly (readonly Cut[])[] = [[], ['provider'], ['careType'], ['provider', 'careType']]
const CUTS: readonly Partial<ResultsFilter>[] = [
  {},
  { by: ['location'] },
  { by: ['area'], area: 'wijk:*' },
  { by: ['area'], area: 'buurt:*' },
  { by: ['phase'] },
]
const RANGES = MONTHS.flatMap((from) => MONTHS.filter((to) => to >= from).map((to) => ({ from, to })))

/** Area of a location: two schemes that lie across each other. */
export function areaOf(location: string, scheme: string): string {
  if (scheme === 'wijk') return location === 'c' ? 'noord' : 'zuid'
  return location === 'a' ? 'oever' : 'rand'
}

/** Which tables somebody has. */
interface Seen {
  readonly cuts: readonly Partial<ResultsFilter>[]
  /** Indexes in `RELEASES`. */
  readonly releases: readonly number[]
}

/** Every table without a cut as it stands after the last release. */
export const LAST_TABLES: Seen = { cuts: [{}], releases: [RELEASES.length - 1] }

/** Every figure of every table of every release, as somebody has it who kept them all and sees with everybody's rights.
 *  Which cells a figure may hold is known too, as to one who knows the rules and when each group grew: a second question
 *  carries a mark for every taking and cell. A cell that nobody is in is marked like any other, since nothing published
 *  says that it is empty. `cells` hold every cell that could have answers. */
export function figuresOf(
  population: Population,
  cells: readonly Cell[],
  steps: Steps,
  { cuts, releases }: Seen = { cuts: CUTS, releases: RELEASES.map((_, release) => release) },
): readonly Figure[] {
  const figures = new Map<string, Figure>()
  for (const cut of cuts) {
    const dimension = cutDimension(filter(cut))
    const marks = markCells(cells, dimension)
    const survey = markedSurvey([...marks.keys()])
    const all = released(population, cells, dimension)
    for (const release of releases) {
      const month = RELEASES[release]
      const tallies = all.filter(({ batch }) => batch <= batchOf(release))
      for (const owner of OWNERS)
        for (const range of RANGES) {
          const asked = filter({ ...cut, ...range, by: [...owner, ...(cut.by ?? [])] })
          const rows = table(asked, tallies, survey, `${month}-28`, steps)
          for (const row of rows.filter(({ question }) => question === QUESTION)) {
            const marked = rows.find((other) => other.question === MARKS && isSameGroup(other, row))
            for (const figure of inRow(row, marked, marks, cells)) figures.set(JSON.stringify(figure), figure)
          }
        }
    }
  }
  return [...figures.values()]
}

function table(asked: ResultsFilter, tallies: readonly ReleasedTally[], survey: Survey, day: string, steps: Steps) {
  const given = { municipality: 'utrecht', filter: asked, released: day, units: unitsOf(tallies), surveys: [survey] }
  // The marks say what a figure holds; they are nobody's answers.
  const veil: Steps['veil'] = (question, ...more) => (question.id === MARKS ? NO_VEIL : steps).veil(question, ...more)
  return publish({ ...given, areaOf, areaSchemes: ['wijk', 'buurt'] }, { ...steps, veil }).rows
}

function batchOf(release: number): string {
  return `${RELEASES[release]}#00000${release + 1}`
}

function markOf(taking: Taking, cell: string): string {
  return `mark ${taking.provider} ${taking.careType} ${taking.month} ${taking.release} ${cell}`
}

/** By mark: the indexes of the cells that it stands for. */
function markCells(cells: readonly Cell[], cut: CutDimension | null): ReadonlyMap<string, readonly number[]> {
  const marks = new Map<string, number[]>()
  for (const [index, cell] of cells.entries()) {
    const mark = markOf(cell, cut === null ? '' : tallyOf(cell)[cut])
    marks.set(mark, [...(marks.get(mark) ?? []), index])
  }
  return marks
}

function isSameGroup(one: ResultRow, other: ResultRow): boolean {
  return JSON.stringify(one.group) === JSON.stringify(other.group)
}

function markedSurvey(marks: readonly string[]): Survey {
  const options = marks.map((value) => ({ value, label: { nl: value } }))
  return sampleSurvey([
    { id: QUESTION, kind: 'faces3', text: { nl: 'Hoe is het?' }, dontKnow: false },
    { id: MARKS, kind: 'choices', text: { nl: 'Wat past?' }, options, dontKnow: false },
  ])
}

/** What the releases took in, with the marks beside it. */
function released(population: Population, all: readonly Cell[], cut: CutDimension | null): readonly ReleasedTally[] {
  return RELEASES.flatMap((_, release) => {
    const cells = population.cells.filter((cell) => cell.release === release)
    // The answers stand with the marks too: what waits for them because of a withdrawal must wait in both.
    const counted = cells.flatMap((cell) => [
      tallyOf(cell),
      tallyOf(cell, { question: MARKS }),
      tallyOf(cell, { question: MARKS, value: '~answered' }),
    ])
    const marks = new Map(
      all
        .filter((cell) => cell.release === release)
        .map((cell) => {
          const value = markOf(cell, cut === null ? '' : tallyOf(cell)[cut])
          return [value, tallyOf(cell, { question: MARKS, value, count: MARK })]
        }),
    )
    return addUp([...counted, ...marks.values()], cut).map((tally) => ({ ...tally, batch: batchOf(release) }))
  })
}

/** The figures of a row: how many there are, and how many gave each answer, within what its rounding leaves open. */
function inRow(
  row: ResultRow,
  marked: ResultRow | undefined,
  marks: ReadonlyMap<string, readonly number[]>,
  cells: readonly Cell[],
): readonly Figure[] {
  const { n, distribution } = row
  if (n === null || distribution === null) return []
  if (marked?.n !== n) throw new Error(`the marks of ${JSON.stringify(row.group)} are of ${marked?.n} people, not ${n}`)
  // A mark is laid so often that it shows under every rounding and mask; a masked row has a little for every other too.
  const within = [...marks.keys()].filter((mark) => (marked.distribution?.[mark] ?? 0) > 0.5)
  const among = within.flatMap((mark) => marks.get(mark) ?? []).sort((a, b) => a - b)
  const parts = VALUES.map((value) => {
    const [low, high] = countsLeftOpen(row, n, distribution[value] ?? 0, value)
    const those = among.filter((index) => cells[index]?.value === value)
    return { among: those, low, high, ...(row.masked ? { masked: true as const } : {}) }
  })
  return [{ among, low: n, high: n }, ...parts]
}

/** Between how many answers that share may stand for. */
function countsLeftOpen(row: ResultRow, n: number, share: number, value: string): readonly [number, number] {
  if (row.masked) return countsBehindMask(row, n, share, value)
  if (row.about) {
    // At most a tenth of the answers went to another value, and then the share was rounded.
    const open = (0.1 + (row.level === 'full' ? 0.005 : 0.025)) * n
    return [Math.max(0, Math.ceil(share * n - open - 1e-9)), Math.floor(share * n + open + 1e-9)]
  }
  const open = row.counts === null ? 0.025 * n + 1e-9 : 0
  const exact = row.counts?.[value] ?? share * n
  return [Math.ceil(exact - open - 1e-9), Math.floor(exact + open + 1e-9)]
}

/** The same of a masked row: nearly all gave one value, or the two that are not favourable have nearly all. */
function countsBehindMask(row: ResultRow, n: number, share: number, value: string): readonly [number, number] {
  const most = highestShown(n)
  const few: readonly [number, number] = [0, Math.floor((1 - most) * n + 1e-6)]
  const isMost = (part: number) => part >= most - 1e-3
  if (Object.values(row.distribution ?? {}).some(isMost)) return isMost(share) ? [Math.ceil(most * n - 1e-6), n] : few
  if (value === FAVOURABLE) return few
  const half = row.level === 'full' ? 0.0125 : 0.025
  return [Math.ceil((share - half) * n - 1e-3), Math.floor(((share + half) / most) * n + 1e-3)]
}
