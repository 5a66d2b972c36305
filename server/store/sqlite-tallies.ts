import type { Database, Statement } from 'better-sqlite3'
import type { Tally } from '../../shared/results/results.ts'
import type { Cell } from './counting.ts'
import type { ReleasedQuery, Store, TallyQuery } from './store.ts'

type CellKey = [...dimensions: (string | number)[], question: string, value: string]

const KEY = `survey, provider, care_type, month, version, location, channel, access, phase, answered_by, demo, question, value`
const IS_KEY = KEY.split(', ')
  .map((column) => `${column} = ?`)
  .join(' and ')

/** Writes counted cells, inside a transaction of the caller. */
export interface CellWriter {
  add(cells: Iterable<Cell>): void
  take(cells: Iterable<Cell>): void
}

/** The writer of this database, into the tallies of all or of what is there only as counts. */
export function cellWriter(db: Database, table: 'tally' | 'aged_tally' = 'tally'): CellWriter {
  const add = db.prepare<[...CellKey, number]>(
    `insert into ${table} (${KEY}, count) values (${Array(14).fill('?').join(', ')}) on conflict do update set count = count + excluded.count`,
  )
  const take = db.prepare<[number, ...CellKey]>(`update ${table} set count = count - ? where ${IS_KEY}`)
  const drop = db.prepare<CellKey>(`delete from ${table} where ${IS_KEY} and count = 0`)
  return {
    add: (cells) => {
      for (const { dimensions, question, value, count } of cells) add.run(...dimensions, question, value, count)
    },
    take: (cells) => {
      for (const { dimensions, question, value, count } of cells) {
        take.run(count, ...dimensions, question, value)
        drop.run(...dimensions, question, value)
      }
    },
  }
}

type Asked = TallyQuery & Pick<ReleasedQuery, 'after'>

const CONDITIONS: readonly [key: keyof Asked, sql: string][] = [
  ['survey', 'survey = ?'],
  ['provider', 'provider = ?'],
  ['careType', 'care_type = ?'],
  ['from', 'month >= ?'],
  ['to', 'month <= ?'],
  // The number of a release, in the name of its batch: `2026-11#000012`.
  ['after', 'cast(substr(batch, 9) as integer) > ?'],
]

/** Naming every survey lets a query for none in particular use the columns of the key that come after it. */
const ANY_SURVEY = 'and survey in (select id from survey)'

/** Runs a query with the conditions that are asked for; one prepared statement for each set of them, so that each uses
 *  the key; an index that has no survey in front does without `anySurvey`. `sql` makes the statement of conditions that each begin with `and`. */
export function conditionalReader<Row>(
  db: Database,
  sql: (conditions: string) => string,
  anySurvey = ANY_SURVEY,
): (query: Asked, ...first: readonly string[]) => readonly Row[] {
  const statements = new Map<string, Statement<unknown[], Row>>()
  return (query, ...first) => {
    const asked = CONDITIONS.filter(([key]) => query[key] !== undefined)
    const named = asked.map(([, condition]) => `and ${condition}`).join(' ')
    const conditions = query.survey === undefined ? `${anySurvey} ${named}` : named
    const statement = statements.get(conditions) ?? db.prepare<unknown[], Row>(sql(conditions))
    statements.set(conditions, statement)
    return statement.all(...first, ...asked.map(([key]) => query[key]))
  }
}

/** Reads tallies of real and demo answers together. */
export function talliesIn(db: Database): Pick<Store, 'liveTallies'> {
  const read = conditionalReader<Tally>(
    db,
    (conditions) =>
      `select survey, version, question, value, provider, care_type as careType, location, channel, access, phase,
         answered_by as answeredBy, month, sum(count) as count
       from tally where count > 0 ${conditions}
       group by survey, provider, care_type, month, question, value, version, location, channel, access, phase, answered_by`,
  )
  return { liveTallies: (query) => read(query) }
}
