import { CARE_TYPES, type Cell, LOCATIONS, MONTHS, PHASES, PROVIDERS, RELEASES, VALUES } from './population.ts'

/** A group of people. */
export interface Group {
  readonly name: string
  /** Indexes of its cells. */
  readonly cells: readonly number[]
}

type Test = readonly [name: string, holds: (cell: Cell) => boolean]

const OWNERS: readonly Test[] = [undefined, ...PROVIDERS].flatMap((provider) =>
  [undefined, ...CARE_TYPES].map(
    (careType): Test => [
      `${provider ?? 'all'} ${careType ?? 'all'}`,
      (cell) =>
        (provider === undefined || cell.provider === provider) &&
        (careType === undefined || cell.careType === careType),
    ],
  ),
)
const PERIODS: readonly Test[] = [
  ...MONTHS.map((month): Test => [month, (cell) => cell.month === month]),
  ['2026-Q1', ({ month }) => month <= '2026-03'],
  ['2026', () => true],
]
const PLACES: readonly Test[] = [
  ['', () => true],
  ...LOCATIONS.map((location): Test => [`at ${location}`, (cell) => cell.location === location]),
  ...LOCATIONS.map((location): Test => [`not at ${location}`, (cell) => cell.location !== location]),
]
const STAGES: readonly Test[] = [
  ['', () => true],
  ...PHASES.map((phase): Test => [phase, (cell) => cell.phase === phase]),
]
const TIMES: readonly Test[] = RELEASES.flatMap((month, release): readonly Test[] => [
  [`so far in ${month}`, (cell) => cell.release <= release],
  [`new in ${month}`, (cell) => cell.release === release],
])

const ANSWERS: readonly Test[] = [
  ['', () => true],
  ...VALUES.map((value): Test => [`who answered ${value}`, (cell) => cell.value === value]),
]

/** Every group somebody might ask after that has one to nine people; with `singles` also those of them who gave one
 *  answer. */
export function smallGroups(cells: readonly Cell[], singles: boolean): readonly Group[] {
  const answers = singles ? ANSWERS : ANSWERS.slice(0, 1)
  const found = new Map<string, Group>()
  const total = (indexes: readonly number[]) => indexes.reduce((sum, index) => sum + (cells[index]?.count ?? 0), 0)
  const keep = (tests: readonly Test[], within: readonly number[]): readonly number[] =>
    within.filter((index) => tests.every(([, holds]) => holds(cells[index] as Cell)))
  const everyone = cells.map((_, index) => index)
  for (const owner of OWNERS)
    for (const period of PERIODS)
      for (const time of TIMES) {
        const theirs = keep([owner, period, time], everyone)
        for (const place of PLACES)
          for (const stage of STAGES) {
            const group = keep([place, stage], theirs)
            if (total(group) < 1 || total(group) > 9) continue
            for (const answer of answers) {
              const those = keep([answer], group)
              if (total(those) < 1) continue
              const name = [owner, period, time, place, stage, answer].map(([words]) => words).join(' ')
              found.set(those.join(), { name, cells: those })
            }
          }
      }
  return [...found.values()]
}
