import type { RefusedLine } from '../../shared/imports.ts'
import { withoutFormula } from '../export/csv.ts'

/** Refused lines that are named on the screen; a file has them all. */
const NAMED = 20

/** The lines of an import that were refused. */
export interface RefusedLines {
  readonly first: readonly RefusedLine[]
  readonly add: (line: number, reason: string) => void
  /** Writes what was not written yet. */
  readonly end: () => void
}

/** Remembers the first refused lines, and gives all of them to `write` as parts of a CSV file. */
export function refusedLines(write: ((text: string) => void) | null): RefusedLines {
  const first: RefusedLine[] = []
  let rows: string[] = []
  const flush = () => {
    if (rows[0]) write?.(rows.map((row) => `${row}\r\n`).join(''))
    rows = []
  }
  write?.('\uFEFFregel;reden\r\n')
  return {
    first,
    add: (line, reason) => {
      if (first.length < NAMED) first.push({ line, reason })
      if (!write) return
      rows.push(`${line};"${withoutFormula(reason).replaceAll('"', '""')}"`)
      if (rows.length === 1000) flush()
    },
    end: flush,
  }
}
