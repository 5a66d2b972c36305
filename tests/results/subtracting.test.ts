import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodsBetween } from '../../shared/results/periods.ts'
import type { Cut, ResultRow, Tally } from '../../shared/results/results.ts'
import { SAFE_STEPS, type Steps } from '../../shared/results/settle.ts'
import { rowsOf, sampleSurvey, tally } from './sample.ts'
import { NO_COMPLEMENT, NO_WAITING } from './weak-steps.ts'

// Two whole quarters and two that are cut off, over the turn of a year.
const MONTHS = periodsBetween('2025-11', '2026-07', 'month')
const RANGES = MONTHS.flatMap((from) => MONTHS.filter((to) => to >= from).map((to) => [from, to] as const))
const surveys = [sampleSurvey()]

/** Few groups with counts around the threshold: there the leaks are. */
const history = fc.array(
  fc.record({
    value: fc.constantFrom('1', '3', '3', '~skipped'),
    provider: fc.constantFrom('dock', 'dock', 'dock', 'lister'),
    careType: fc.constantFrom('buurt', 'buurt', 'buurt', 'inloop'),
    location: fc.constantFrom('a', 'a', 'b', 'b', 'c'),
    phase: fc.constantFrom('ongoing', 'finished', ''),
    month: fc.constantFrom(...MONTHS),
    count: fc.integer({ min: 1, max: 16 }),
  }),
  { minLength: 4, maxLength: 40 },
)

/** Every figure that somebody could subtract from another: n by question and group, hidden ones as null. */
function figures(rows: readonly ResultRow[]): ReadonlyMap<string, number | null> {
  return new Map(rows.map((row) => [`${row.question} ${JSON.stringify(row.group)}`, row.n]))
}

function mayDiffer(whole: number, part: number): boolean {
  return whole === part || Math.abs(whole - part) >= 10
}

/** What an attacker finds who has all tables of a history; empty when there is nothing to find. */
function leaks(all: readonly Tally[], steps: Steps): readonly string[] {
  const table = (by: readonly Cut[], [from, to]: readonly [string, string], more = {}) =>
    rowsOf(all, { by, from, to, ...more }, { surveys, steps })
  return [...smallRows(table), ...nestedPeriods(table), ...cutsOf(table)]
}

type Table = (by: readonly Cut[], range: readonly [string, string], more?: object) => readonly ResultRow[]

function smallRows(table: Table): readonly string[] {
  const rows = [[], ['month'], ['quarter', 'location'], ['provider'], ['phase']].flatMap((by) =>
    table(by as readonly Cut[], ['2025-11', '2026-07']),
  )
  return rows.filter((row) => row.n !== null && row.n < 10).map((row) => `a row of ${row.n}`)
}

function nestedPeriods(table: Table): readonly string[] {
  return ([[], ['location'], ['provider', 'careType']] as const).flatMap((by) => {
    const tables = RANGES.map((range) => ({ range, shown: figures(table(by, range)) }))
    return tables.flatMap((inner) =>
      tables
        .filter((outer) => outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1])
        .flatMap((outer) =>
          [...inner.shown].flatMap(([key, part]) => {
            const whole = outer.shown.get(key) ?? null
            const safe = part === null || whole === null || mayDiffer(whole, part)
            return safe ? [] : [`${key}: ${inner.range} in ${outer.range} leaves ${Math.abs(whole - part)}`]
          }),
        ),
    )
  })
}

function cutsOf(table: Table): readonly string[] {
  const parents = [{}, { provider: 'dock' }, { careType: 'buurt' }, { provider: 'dock', careType: 'buurt' }]
  return RANGES.flatMap((range) =>
    (['location', 'phase', 'provider', 'careType'] as const).flatMap((cut) =>
      parents.flatMap((parent) => {
        const parts = table([cut], range, parent)
        return table([], range, parent).flatMap((row) => {
          const shown = parts.filter((part) => part.question === row.question).reduce((sum, { n }) => sum + (n ?? 0), 0)
          return mayDiffer(row.n ?? 0, shown) ? [] : [`${cut} leaves ${(row.n ?? 0) - shown} of ${row.question}`]
        })
      }),
    ),
  )
}

/** Searches random histories for a leak; null when there is none, else how to repeat the one that was found. */
function search(steps: Steps, runs: number): string | null {
  const safe = fc.property(
    history,
    (records) =>
      leaks(
        records.map((record) => tally(record)),
        steps,
      ).length === 0,
  )
  const found = fc.check(safe, { numRuns: runs, endOnFailure: true })
  return found.failed ? (fc.defaultReportMessage(found) ?? 'failed') : null
}

describe('subtracting published figures', () => {
  test('never leaves one to nine answers', () => {
    expect(search(SAFE_STEPS, 40)).toBeNull()
  })

  test('would, if cells that give away another were not hidden', () => {
    const noComplement: Steps = {
      ...SAFE_STEPS,
      split: NO_COMPLEMENT.split,
    }
    expect(search(noComplement, 150)).not.toBeNull()
  })

  test('would, if small months were counted at once wherever the sum is ten', () => {
    const noResidue: Steps = NO_WAITING
    expect(search(noResidue, 150)).not.toBeNull()
  })
})
