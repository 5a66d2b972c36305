import type { PublishedResults, ResultRow, ResultsFilter } from '../shared/results/results.ts'
import type { Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { results } from './results.ts'
import type { Known } from './results-filter.ts'

/** Most rows that one page may have. */
export const PAGE_ROWS = 10_000

/** What a program may ask beside a filter, to take many rows in parts and not all of them again. */
export interface Feed {
  /** `2026-11`: only the rows that a release of that month or later changed; null for all. */
  readonly updatedSince: string | null
  /** Rows a page, 1 to PAGE_ROWS; null for all at once. */
  readonly limit: number | null
  /** Day of the release and number of the first row, as the page before gave them; null for the first page. */
  readonly cursor: { readonly released: string; readonly row: number } | null
}

/** A page of results. */
export interface ResultsPage extends PublishedResults {
  /** How many rows there are on all pages; only when a page was asked for. */
  readonly total?: number
  /** The `cursor` of the next page; null on the last one. Only when a page was asked for. */
  readonly next?: string | null
}

/** The parameters of a query that are about pages, and the rest of it. Throws `bad-request` for a value that is none. */
export function readFeed(asked: Readonly<Record<string, unknown>>): {
  readonly feed: Feed
  readonly query: Readonly<Record<string, unknown>>
} {
  const { updatedSince, limit, cursor, ...query } = asked
  const feed = { updatedSince: readSince(updatedSince), limit: readLimit(limit), cursor: readCursor(cursor) }
  return { feed: { ...feed, limit: feed.cursor && feed.limit === null ? PAGE_ROWS : feed.limit }, query }
}

/** The results that this viewer may see, as much of them as was asked for. Rows stand in the same order from page to page;
 *  throws `changed-results` when a release came in between. */
export function feedOf(known: Known, filter: ResultsFilter, viewer: Viewer, feed: Feed): ResultsPage {
  const found = results(known, filter, viewer)
  const { cursor, limit } = feed
  if (cursor && cursor.released !== found.released)
    throw problem('changed-results', 'A new release came in between: begin again without "cursor"')
  const rows = feed.updatedSince === null ? found.rows : changedSince(known, filter, viewer, feed.updatedSince)(found)
  if (limit === null) return { ...found, rows }
  const from = cursor?.row ?? 0
  const isLast = from + limit >= rows.length
  return {
    ...found,
    rows: rows.slice(from, from + limit),
    total: rows.length,
    next: isLast ? null : `${found.released}.${from + limit}`,
  }
}

/** Beside what was published at the end of the month before, which anybody may have kept: so this tells nothing new. */
function changedSince(known: Known, filter: ResultsFilter, viewer: Viewer, month: string) {
  const before = new Map(results(known, filter, viewer, month).rows.map((row) => [nameOf(row), JSON.stringify(row)]))
  return ({ rows }: PublishedResults) => rows.filter((row) => before.get(nameOf(row)) !== JSON.stringify(row))
}

function nameOf({ survey, version, question, group }: ResultRow): string {
  return JSON.stringify([survey, version, question, group])
}

function readSince(value: unknown): string | null {
  if (value === undefined || value === '') return null
  if (typeof value !== 'string' || !/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(value))
    throw problem('bad-request', '"updatedSince" must be a month such as 2026-11')
  return value
}

function readLimit(value: unknown): number | null {
  if (value === undefined || value === '') return null
  const limit = typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 0
  if (limit < 1 || limit > PAGE_ROWS) throw problem('bad-request', `"limit" must be a number from 1 to ${PAGE_ROWS}`)
  return limit
}

function readCursor(value: unknown): Feed['cursor'] {
  if (value === undefined || value === '') return null
  const [, released, row] = (typeof value === 'string' && /^(\d{4}-\d\d-\d\d)\.(\d{1,9})$/.exec(value)) || []
  if (released === undefined) throw problem('bad-request', '"cursor" must be the "next" of the page before')
  return { released, row: Number(row) }
}
