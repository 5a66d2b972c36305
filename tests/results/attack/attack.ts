import loadHighs from 'highs'
import { MASKED_BELOW } from '../../../shared/results/masked.ts'
import { SAFE_STEPS, type Steps } from '../../../shared/results/settle.ts'
import { type Group, smallGroups } from './groups.ts'
import { CARE_TYPES, type Cell, chance, LOCATIONS, PHASES, type Population, VALUES } from './population.ts'
import { type Figure, figuresOf, LAST_TABLES } from './tables.ts'

const highs = await loadHighs()

/** More than any cell has: it keeps every programme bounded. */
const MOST = 200
/** Whether single answers are sought too. They are found: shared/results/README.md says how. */
const SINGLES = process.env.ATTACK_SINGLES === '1'
/** Random goals that are tried before each group gets its own two. */
const GOALS = 6

/** The first group of one to nine people whose number follows from what is published of a population; null when none
 *  does. */
export function attack(population: Population, steps: Steps = SAFE_STEPS): string | null {
  const cells = possibleCells(population)
  const figures = figuresOf(population, cells, steps)
  const truth = cells.map(({ count }) => count)
  const wrong = figures.find(({ among, low, high }) => sum(among, truth) < low || sum(among, truth) > high)
  if (wrong) throw new Error(`a figure that the population does not have: ${JSON.stringify(wrong)}`)
  const model = modelOf(cells, figures, population.withdrawals)
  const certain = (solution: readonly number[]) => (group: Group) =>
    Math.abs(sum(group.cells, solution) - sum(group.cells, truth)) < 1 - 1e-5
  let left = smallGroups(cells, SINGLES)
  const next = chance(1)
  for (let goal = 0; goal < GOALS; goal++) {
    left = left.filter(
      certain(
        solve(
          model,
          goalOf(cells, () => Math.floor(next() * 21) - 10),
        ),
      ),
    )
  }
  while (left.length > 0) {
    const [group, ...others] = left
    if (!group) break
    const solutions = [1, -1].map((sign) =>
      solve(
        model,
        goalOf(cells, (index) => (group.cells.includes(index) ? sign : 0)),
      ),
    )
    if (solutions.every((solution) => certain(solution)(group))) return group.name
    left = others.filter((other) => solutions.every((solution) => certain(solution)(other)))
  }
  return null
}

/** The first group of which it follows, from the tables of the last release, that all gave the same answer, though every
 *  row that says so is masked; null when there is none. Of a hundred people of a care type together it may follow: that is
 *  shown of a hundred. */
export function attackUnanimous(population: Population, steps: Steps = SAFE_STEPS): string | null {
  const cells = possibleCells(population)
  const figures = figuresOf(population, cells, steps, LAST_TABLES)
  const truth = cells.map(({ count }) => count)
  const wrong = figures.find(({ among, low, high }) => sum(among, truth) < low || sum(among, truth) > high)
  if (wrong) throw new Error(`a figure that the population does not have: ${JSON.stringify(wrong)}`)
  const model = modelOf(cells, figures, population.withdrawals)
  const nobody = figures.filter(({ among, masked }) => masked && sum(among, truth) === 0)
  const found = nobody.filter(({ among }) => {
    const goal = goalOf(cells, (index) => (among.includes(index) ? -1 : 0))
    return sum(among, solve(model, goal)) < 1 - 1e-5
  })
  const empty = new Set(found.flatMap(({ among }) => among))
  const people = new Map(CARE_TYPES.map((careType) => [careType as string, peopleBeside(cells, empty, careType)]))
  const leak = found.find(({ among }) =>
    among.some((index) => (people.get(cells[index]?.careType ?? '') ?? 0) < MASKED_BELOW),
  )
  return leak
    ? `all gave the same answer: ${leak.among.map((index) => Object.values(cells[index] ?? {})).join(' | ')}`
    : null
}

/** How many people are in the places of a care type of which it is known that nobody gave one of the answers. */
function peopleBeside(cells: readonly Cell[], empty: ReadonlySet<number>, careType: string): number {
  const placeOf = ({ provider, month, release, location, phase }: Cell) =>
    [provider, month, release, location, phase].join(' ')
  const own = cells.map((cell, index) => ({ cell, index })).filter(({ cell }) => cell.careType === careType)
  const known = new Set(own.filter(({ index }) => empty.has(index)).map(({ cell }) => placeOf(cell)))
  return own.reduce((total, { cell }) => total + (known.has(placeOf(cell)) ? cell.count : 0), 0)
}

/** Every cell that could have answers of what was taken in: an attacker does not know which of them are empty. */
function possibleCells(population: Population): readonly Cell[] {
  const places = LOCATIONS.flatMap((location) =>
    PHASES.flatMap((phase) => VALUES.map((value) => ({ location, phase, value }))),
  )
  const keyOf = ({ provider, careType, month, release, location, phase, value }: Cell) =>
    [provider, careType, month, release, location, phase, value].join(' ')
  const counts = new Map(population.cells.map((cell) => [keyOf(cell), cell.count]))
  const takings = new Map(
    population.cells.map(({ provider, careType, month, release }) => [
      `${provider} ${careType} ${month} ${release}`,
      { provider, careType, month, release },
    ]),
  )
  return [...takings.values()].flatMap((taking) =>
    places.map((place) => {
      const cell = { ...taking, ...place, count: 0 }
      return { ...cell, count: counts.get(keyOf(cell)) ?? 0 }
    }),
  )
}

function sum(indexes: readonly number[], counts: readonly number[]): number {
  return indexes.reduce((total, index) => total + (counts[index] ?? 0), 0)
}

/** The limits of a linear programme (CPLEX LP text): every figure, and no cell ever below nothing. */
function modelOf(cells: readonly Cell[], figures: readonly Figure[], withdrawals: boolean): string {
  const added = (among: readonly number[]) => among.map((index) => `x${index}`).join(' + ')
  const limits = figures.flatMap(({ among, low, high }) => {
    if (among.length === 0) return []
    if (low === high) return [`${added(among)} = ${low}`]
    return [`${added(among)} >= ${low}`, `${added(among)} <= ${high}`]
  })
  const lines = withdrawals ? [...limits, ...neverBelow(cells).map((among) => `${added(among)} >= 0`)] : limits
  const bounds = cells.map((_, index) => `${withdrawals ? -MOST : 0} <= x${index} <= ${MOST}`)
  return `Subject To\n${lines.map((line, index) => `c${index}: ${line}`).join('\n')}\nBounds\n${bounds.join('\n')}\nEnd`
}

/** What all releases so far added to a cell: a withdrawal takes away only what was there. */
function neverBelow(cells: readonly Cell[]): readonly (readonly number[])[] {
  return cells.map((cell) =>
    cells.flatMap((other, index) => {
      const same = (['provider', 'careType', 'month', 'location', 'phase', 'value'] as const).every(
        (part) => cell[part] === other[part],
      )
      return same && other.release <= cell.release ? [index] : []
    }),
  )
}

function goalOf(cells: readonly Cell[], weight: (index: number) => number): string {
  const terms = cells.flatMap((_, index) => {
    const by = weight(index)
    return by === 0 ? [] : [`${by < 0 ? '-' : '+'} ${Math.abs(by)} x${index}`]
  })
  return `Minimize\n obj: ${terms.join(' ')}`
}

/** Counts of every cell that agree with all figures, least by the goal. */
function solve(model: string, goal: string): readonly number[] {
  const { Status, Columns } = highs.solve(`${goal}\n${model}`, { output_flag: false })
  if (Status !== 'Optimal') throw new Error(`the programme is ${Status}`)
  const solution: number[] = []
  for (const [name, column] of Object.entries(Columns)) {
    solution[Number(name.slice(1))] = 'Primal' in column ? Number(column.Primal) : 0
  }
  return solution
}
