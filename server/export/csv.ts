import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Options, stringify } from 'csv-stringify'

/** nl: for a Dutch Excel (BOM, semicolon, decimal comma, CRLF). open: for machines (RFC 4180, comma, point, LF, no BOM). */
export type Flavour = 'nl' | 'open'

/** Null is an empty cell. */
export type CsvCell = string | number | null

const FORMAT: Readonly<Record<Flavour, Options>> = {
  nl: { bom: true, delimiter: ';', record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  open: { bom: false, delimiter: ',', record_delimiter: '\n', quoted_match: /[\r\n]/ },
}

/** What a spreadsheet may take for a formula, also behind spaces, quotes or a byte order mark; full-width signs too.
 *  Source: OWASP, "CSV Injection". */
const FORMULA = /^[\s"'\uFEFF]*[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/u

/** Text that no spreadsheet reads as a formula: an apostrophe is put before one. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** Streams a table with its header line; ends `out`. Numbers have at most four decimals. */
export async function writeCsv(
  out: Writable,
  flavour: Flavour,
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
): Promise<void> {
  function* records() {
    yield header
    for (const row of rows) yield row.map((cell) => printed(cell, flavour))
  }
  await pipeline(Readable.from(records()), stringify(FORMAT[flavour]), out)
}

function printed(cell: CsvCell, flavour: Flavour): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return withoutFormula(cell)
  const digits = String(Number(cell.toFixed(4)))
  return flavour === 'nl' ? digits.replace('.', ',') : digits
}
