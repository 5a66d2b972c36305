import { extraCuts } from '../shared/results/cuts.ts'
import type { PublishedResults, ResultsFilter } from '../shared/results/results.ts'
import type { Viewer } from './deps.ts'
import {
  BACKGROUND_TABLE,
  type BesideTable,
  backgroundLines,
  MIRROR_TABLE,
  mirrorLines,
  THEMES_TABLE,
  themeLines,
} from './export/beside-tables.ts'
import type { CsvCell } from './export/csv.ts'
import { results } from './results.ts'
import { resultsBackground } from './results-background.ts'
import type { Known } from './results-filter.ts'
import { othersResults } from './results-others.ts'
import { themesOf } from './results-themes.ts'

/** Tables of a download beside the figures, by the word that asks for one. */
export const BESIDE = ['others', 'themes', 'background'] as const

export type Beside = (typeof BESIDE)[number]

const TABLES: Readonly<Record<Beside, BesideTable>> = {
  others: MIRROR_TABLE,
  themes: THEMES_TABLE,
  background: BACKGROUND_TABLE,
}

/** A table for a file. */
interface FileTable extends BesideTable {
  readonly lines: Iterable<readonly CsvCell[]>
}

/** One of those tables, from the same published results as the screen. Throws as `othersResults` does. */
export function besideTable(known: Known, filter: ResultsFilter, viewer: Viewer, table: Beside): FileTable {
  return { ...TABLES[table], lines: linesOf(known, filter, viewer, table) }
}

function linesOf(known: Known, filter: ResultsFilter, viewer: Viewer, table: Beside): Iterable<readonly CsvCell[]> {
  switch (table) {
    case 'others': {
      const others = othersResults(known, filter, viewer)
      const surveys = known.store.surveys().map(({ survey }) => survey)
      return mirrorLines(results(known, filter, viewer), others, surveys)
    }
    case 'themes':
      return themeLines(themesOf(known, results(known, filter, viewer)))
    case 'background':
      return backgroundLines(resultsBackground(known, filter, viewer), filter)
    default:
      return table satisfies never
  }
}

/** All of those tables that go with these results, for a workbook: the others only beside one provider and care type. */
export function besideTables(known: Known, found: PublishedResults, viewer: Viewer): readonly FileTable[] {
  const { provider, careType } = found.filter
  const whole = { ...found.filter, by: [] }
  const hasOthers = provider !== null && careType !== null && extraCuts(whole).length === 0
  return [
    ...(hasOthers ? [besideTable(known, whole, viewer, 'others')] : []),
    { ...THEMES_TABLE, lines: themeLines(themesOf(known, found)) },
    besideTable(known, whole, viewer, 'background'),
  ]
}
