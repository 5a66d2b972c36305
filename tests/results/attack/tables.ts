import { cutDimension } from '../../../shared/results/cuts.ts'
import { publish } from '../../../shared/results/publish.ts'
import type { Cut, CutDimension, ReleasedTally, ResultRow, ResultsFilter } from '../../../shared/results/results.ts'
import type { Steps } from '../../../shared/results/settle.ts'
import type { Survey } from '../../../shared/survey/survey.ts'
import { addUp, filter, sampleSurvey } from '../sample.ts'
import { type Cell, MONTHS, type Population, RELEASES, tallyOf, VALUES } from './population.ts'

/** A published figure: the answers in these cells (indexes of a model's cells) were so many, ends included. */
export interface Figure {
  readonly among: readonly number[]
  readonly low: number
  readonly high: number
}

/** Answers of one provider, care type and month that one release added, as a table cuts them. */
type Taking = Pick<Cell, 'provider' | 'careType' | 'month' | 'release'>

const QUESTION = 'luisteren'
/** So much is laid at a mark that its share shows in every rounding. */
const MARK = 1_000_000

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

/** Every figure of every table of every release, as somebody has it who kept them all and sees with everybody's rights.
 *  Which cells a figure holds is known too, as to one who knows the rules and when each group grew: the tallies carry a
 *  mark for every taking, on an option of its own. `cells` may hold any cell that could have answers. */
export function figuresOf(population: Population, cells: readonly Cell[], steps: Steps): readonly Figure[] {
  const figures = new Map<string, Figure>()
  for (const cut of CUTS) {
    const dimension = cutDimension(filter(cut))
    const marks = markCells(cells, dimension)
    const survey = markedSurvey([...marks.keys()])
    const all = released(population, dimension)
    for (const [release, month] of RELEASES.entries()) {
      const tallies = all.filter(({ batch }) => batch <= batchOf(release))
      for (const owner of OWNERS)
        for (const range of RANGES) {
          const asked = filter({ ...cut, ...range, by: [...owner, ...(cut.by ?? [])] })
          for (const row of table(asked, tallies, survey, `${month}-28`, steps))
            for (const figure of inRow(row, marks, cells)) figures.set(JSON.stringify(figure), figure)
        }
    }
  }
  return [...figures.values()]
}

function table(asked: ResultsFilter, tallies: readonly ReleasedTally[], survey: Survey, day: string, steps: Steps) {
  const given = { municipality: 'utrecht', filter: asked, released: day, tallies, surveys: [survey] }
  return publish({ ...given, areaOf, areaSchemes: ['wijk', 'buurt'] }, steps).rows
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

function markedSurvey(marks: readonly string[]): Survey {
  const options = [...VALUES, ...marks].map((value) => ({ value, label: { nl: value } }))
  return sampleSurvey([{ id: QUESTION, kind: 'choices', text: { nl: 'Wat past?' }, options, dontKnow: false }])
}

/** What the releases took in, with one answer to a person and the marks beside it. */
function released(population: Population, cut: CutDimension | null): readonly ReleasedTally[] {
  return RELEASES.flatMap((_, release) => {
    const cells = population.cells.filter((cell) => cell.release === release)
    const counted = cells.flatMap((cell) => [tallyOf(cell), tallyOf(cell, { value: '~answered' })])
    const marks = new Map(
      cells.map((cell) => {
        const value = markOf(cell, cut === null ? '' : tallyOf(cell)[cut])
        return [value, tallyOf(cell, { value, count: MARK })]
      }),
    )
    return addUp([...counted, ...marks.values()], cut).map((tally) => ({ ...tally, batch: batchOf(release) }))
  })
}

/** The figures of a row: how many there are, and how many gave each answer, within what its rounding leaves open. */
function inRow(
  row: ResultRow,
  marks: ReadonlyMap<string, readonly number[]>,
  cells: readonly Cell[],
): readonly Figure[] {
  const { n, counts, distribution } = row
  if (n === null || distribution === null) return []
  const within = Object.keys(distribution).filter((value) => (distribution[value] ?? 0) > 1)
  const among = within.flatMap((mark) => marks.get(mark) ?? []).sort((a, b) => a - b)
  const parts = VALUES.map((value) => {
    const about = (distribution[value] ?? 0) * n
    const open = counts === null ? 0.025 * n + 1e-9 : 0
    const exact = counts?.[value] ?? about
    const these = among.filter((index) => cells[index]?.value === value)
    return { among: these, low: Math.ceil(exact - open - 1e-9), high: Math.floor(exact + open + 1e-9) }
  })
  return [{ among, low: n, high: n }, ...parts]
}
