import type { Database } from 'better-sqlite3'
import { CUT_DIMENSIONS } from '../../shared/results/results.ts'
import type { Cell } from './counting.ts'
import type { CountedOf } from './response-row.ts'
import { countedRows } from './sqlite-responses.ts'
import type { Store, Verification } from './store.ts'

type TallyRow = [...key: (string | number)[], count: number]

/** At most this many differences are named; one wrong cell is enough to act on. */
const MAX_NAMED = 100

const RELEASED_KEY_COLUMNS = 'survey, provider, care_type, month, version, demo, question, value'
const RELEASED_KEY = RELEASED_KEY_COLUMNS.replaceAll(', ', ` || ' · ' || `)

/** Recounts, and says where the tallies differ; says where released counts by one cut add up to another number than by
 *  another. Between two releases tallies and released counts differ rightly, so these are not compared. */
export function verifyIn(db: Database, counted: CountedOf): Pick<Store, 'verify'> {
  const countCells = db
    .prepare<[], TallyRow>(
      `select survey, provider, care_type, month, version, location, channel, access, phase, answered_by, demo, question,
         value, count from tally`,
    )
    .raw()
  const unequalCuts = db
    .prepare<[number], string>(
      `select ${RELEASED_KEY} || ': released, but not the same by every cut' from (
         select *, sum(count) as total from released group by ${RELEASED_KEY_COLUMNS}, cut
       )
       group by ${RELEASED_KEY_COLUMNS} having count(*) <> ? or min(total) <> max(total)`,
    )
    .pluck()
  // One read transaction: a running server may go on writing and both reads still see the same moment.
  const compare = db.transaction((): Verification => {
    const cells = new Map<string, Cell>()
    let responses = 0
    for (const countInto of countedRows(db, counted)) {
      countInto(cells)
      responses += 1
    }
    const differences: string[] = []
    for (const row of countCells.iterate()) note(differences, row, cells)
    for (const { dimensions, question, value, count } of cells.values()) {
      if (count > 0) differences.push(describe([...dimensions, question, value], 0, count))
    }
    differences.push(...unequalCuts.all(CUT_DIMENSIONS.length + 1))
    const integrity = String(db.pragma('integrity_check', { simple: true }))
    return { responses, differences: differences.slice(0, MAX_NAMED), integrity }
  })
  return { verify: () => compare.deferred() }
}

/** Compares a tally with the recount and strikes it off there: what is left in `cells` with a count has no tally. */
function note(differences: string[], row: TallyRow, cells: Map<string, Cell>): void {
  const key = row.slice(0, -1)
  const tallied = Number(row.at(-1))
  const cell = cells.get(key.join('\n'))
  if (tallied !== (cell?.count ?? 0)) differences.push(describe(key, tallied, cell?.count ?? 0))
  if (cell) cell.count = 0
}

function describe(key: readonly (string | number)[], tallied: number, recounted: number): string {
  return `${key.join(' · ')}: tally ${tallied}, recount ${recounted}`
}
