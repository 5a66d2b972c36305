import type { Database } from 'better-sqlite3'
import { CUT_DIMENSIONS } from '../../shared/results/results.ts'
import type { Cell } from './counting.ts'
import type { CountedOf } from './response-row.ts'
import { countedRows } from './sqlite-responses.ts'
import type { Store, Verification } from './store.ts'

type TallyRow = [...key: (string | number)[], count: number]

/** At most this many differences are named; one wrong cell is enough to act on. */
const MAX_NAMED = 100

const KEY =
  'survey, provider, care_type, month, version, location, channel, access, phase, answered_by, demo, question, value'
const RELEASED_KEY_COLUMNS = 'survey, provider, care_type, month, version, demo, question, value'
const RELEASED_KEY = RELEASED_KEY_COLUMNS.replaceAll(', ', ` || ' · ' || `)

/** Recounts, with what is there only as counts, and says where the tallies differ; says where released counts by one cut add up to another number than by
 *  another. Between two releases tallies and released counts differ rightly, so these are not compared. */
export function verifyIn(db: Database, counted: CountedOf): Pick<Store, 'verify'> {
  const countCells = db.prepare<[], TallyRow>(`select ${KEY}, count from tally`).raw()
  const agedCells = db.prepare<[], TallyRow>(`select ${KEY}, count from aged_tally`).raw()
  // Each aged response that was counted is counted once.
  const agedMiscount = db
    .prepare<[], string>(
      `select 'aged: tally ' || tallied || ', marks ' || marked from (
         select (select coalesce(sum(count), 0) from aged_tally where question = '') as tallied,
           (select coalesce(sum(counted), 0) from aged) as marked
       ) where tallied <> marked`,
    )
    .pluck()
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
    for (const row of agedCells.iterate()) takeOver(cells, row)
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
    differences.push(...agedMiscount.all(), ...unequalCuts.all(CUT_DIMENSIONS.length + 1))
    const integrity = String(db.pragma('integrity_check', { simple: true }))
    return { responses, differences: differences.slice(0, MAX_NAMED), integrity }
  })
  return { verify: () => compare.deferred() }
}

/** What is there only as counts is no more to be recounted: its counts are where the recount begins. */
function takeOver(cells: Map<string, Cell>, row: TallyRow): void {
  const key = row.slice(0, -1)
  // The columns of a key are those of the dimensions, in that order, and then these two.
  const [question, value] = key.slice(-2).map(String)
  const dimensions = key.slice(0, -2) as unknown as Cell['dimensions']
  cells.set(key.join('\n'), { dimensions, question: question ?? '', value: value ?? '', count: Number(row.at(-1)) })
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
