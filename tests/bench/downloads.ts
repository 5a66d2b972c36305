import { join } from 'node:path'
import { Writable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Viewer } from '../../server/deps.ts'
import { type CsvCell, writeCsv } from '../../server/export/csv.ts'
import { writeQuarterReport } from '../../server/export/report/quarter-report.ts'
import { RESULT_COLUMNS, resultLines, singleLines } from '../../server/export/results-table.ts'
import { writeWorkbook } from '../../server/export/workbook.ts'
import { quarterReport } from '../../server/report.ts'
import { results } from '../../server/results.ts'
import { readFilter } from '../../server/results-filter.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { filledStore, SURVEY, YEAR } from './filled-store.ts'
import { inFolder } from './results-speed.ts'

const ADMIN: Viewer = { role: 'admin', provider: null, name: 'bench' }
/** Every cut that goes together: as many rows as a query can have. */
const WIDEST = { by: 'month,provider,careType,location' }
const LINES = 200_000

export interface Downloads {
  readonly answers: number
  /** Lines of the widest query, and milliseconds of processor until its figures are published. */
  readonly lines: number
  readonly publishMs: number
  /** Lines a second of processor: as CSV, and of the same cells by csv-stringify without anything else. */
  readonly csvPerSecond: number
  readonly barePerSecond: number
  /** Megabytes of memory that a workbook of so many lines takes more than before it, by lines. */
  readonly workbookMb: readonly (readonly [lines: number, mb: number])[]
}

/** How fast the widest query is written, and what a workbook weighs. */
export function downloads(answers: number, kept: string | undefined, say: (text: string) => void): Promise<Downloads> {
  return inFolder(kept, async (folder) => {
    const { store, known } = filledStore(join(folder, `${answers}.sqlite`), answers, say)
    const asked = await cpuOf(() => results(known, readFilter(known, WIDEST, ADMIN), ADMIN))
    const names = {
      surveys: store.surveys().map(({ survey }) => survey),
      providers: store.providers(),
      careTypes: known.municipality.careTypes,
      locations: store.locations(),
    }
    const linesOf = (found: PublishedResults) => resultLines(found, names, 'nl')
    const lines = [...singleLines(linesOf(asked.value))].length
    const many = {
      ...asked.value,
      rows: Array.from({ length: Math.ceil(LINES / lines) }, () => asked.value.rows).flat(),
    }
    const ready = [...singleLines(linesOf(many))]
    const heads = RESULT_COLUMNS.map(({ name }) => name)
    say(`${lines} lines, written ${Math.ceil(LINES / lines)} times`)
    const bare = await cpuOf(() => bareCsv(ready))
    const ours = await cpuOf(() => writeCsv(nowhere(), 'nl', heads, linesOf(many)))
    store.close()
    const workbookMb: (readonly [number, number])[] = []
    for (const part of [0.1, 0.5]) {
      const rows = ready.slice(0, Math.round(ready.length * part))
      const before = process.memoryUsage().rss
      await writeWorkbook('xlsx', [{ name: 'Resultaten', rows: [heads, ...rows], heads: true }])
      workbookMb.push([rows.length, (process.memoryUsage().rss - before) / 1e6])
    }
    const perSecond = (ms: number) => ready.length / (ms / 1000)
    return {
      ...{ answers, lines, publishMs: asked.ms, workbookMb },
      csvPerSecond: perSecond(ours.ms),
      barePerSecond: perSecond(bare.ms),
    }
  })
}

/** Milliseconds of processor of a quarterly report: its figures, and the whole file. */
export function reportSpeed(answers: number, kept: string | undefined, say: (text: string) => void) {
  return inFolder(kept, async (folder) => {
    const { store, known } = filledStore(join(folder, `${answers}.sqlite`), answers, say)
    const query = { survey: SURVEY, provider: 'p0', careType: SURVEY, from: `${YEAR}-07`, to: `${YEAR}-09` }
    const runs = []
    for (let run = 0; run < 5; run++) {
      const figures = await cpuOf(() => quarterReport(known, query, ADMIN))
      const file = await cpuOf(() => writeQuarterReport(figures.value, new Date(`${YEAR}-12-01`)))
      runs.push({ figuresMs: figures.ms, wholeMs: figures.ms + file.ms })
    }
    store.close()
    return runs.sort((a, b) => a.wholeMs - b.wholeMs)[2]
  })
}

async function bareCsv(rows: readonly (readonly CsvCell[])[]): Promise<void> {
  const out = stringify({ delimiter: ';' })
  const done = new Promise((finish) => out.pipe(nowhere()).on('finish', finish))
  for (const row of rows) out.write(row)
  out.end()
  await done
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, next) => next() })
}

async function cpuOf<T>(work: () => T): Promise<{ readonly value: Awaited<T>; readonly ms: number }> {
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: (user + system) / 1000 }
}
