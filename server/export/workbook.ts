import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import type { CsvCell } from './csv.ts'

/** For Excel, and for LibreOffice and other programs that follow OpenDocument. */
export type WorkbookFormat = 'xlsx' | 'ods'

export interface WorkbookSheet {
  /** At most 31 characters, without `[ ] : * ? / \`. */
  readonly name: string
  /** The first is its heads, where there are any. */
  readonly rows: readonly (readonly CsvCell[])[]
  /** Whether the first row stays in sight and can be filtered by. */
  readonly heads: boolean
}

export const WORKBOOK_TYPES: Readonly<Record<WorkbookFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
}

/** What XML cannot hold. Source: XML 1.0, fifth edition, production 2 (Char). */
const NO_XML = /[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu
/** In characters. */
const WIDTH = { least: 8, most: 48 } as const

/** A workbook with numbers as numbers and texts as texts: no program reads `=1+1` in it as a formula, so that texts stay as
 *  they are. Numbers have at most four decimals. All rows are in memory at once, as the results that they come from are. */
export async function writeWorkbook(format: WorkbookFormat, sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const write = format === 'xlsx' ? writeXlsx : writeOds
  return await write({
    sheets: sheets.map(({ name, rows, heads }) => ({
      name,
      rows: rows.map((row) => row.map(cellOf)),
      columns: widthsOf(rows).map((width) => ({ width })),
      ...(heads ? { freezePane: { rows: 1 }, autoFilter: { range: rangeOf(rows) } } : {}),
    })),
  })
}

function cellOf(cell: CsvCell): CsvCell {
  if (typeof cell === 'string') return cell.replace(NO_XML, '\uFFFD')
  return cell === null ? null : Number(cell.toFixed(4))
}

function widthsOf(rows: readonly (readonly CsvCell[])[]): readonly number[] {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, column) => {
      const width = Math.min(WIDTH.most, Math.max(WIDTH.least, String(cell ?? '').length + 2))
      widths[column] = Math.max(widths[column] ?? WIDTH.least, width)
    })
  return widths
}

function rangeOf(rows: readonly (readonly CsvCell[])[]): string {
  return `A1:${letters((rows[0]?.length ?? 1) - 1)}${Math.max(1, rows.length)}`
}

/** `A` for 0, `AA` for 26. */
function letters(column: number): string {
  const first = Math.floor(column / 26)
  return (first === 0 ? '' : letters(first - 1)) + String.fromCharCode(65 + (column % 26))
}
