import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Options, stringify } from 'csv-stringify/sync'

/** nl: for a Dutch Excel (BOM, semicolon, decimal comma, CRLF). open: for machines (RFC 4180, comma, point, LF, no BOM). */
export type Flavour = 'nl' | 'open'

/** Null is an empty cell. */
export type CsvCell = string | number | null

const FORMAT = {
  nl: { delimiter: ';', record_delimiter: '\r\n' },
  open: { delimiter: ',', record_delimiter: '\n' },
} as const satisfies Readonly<Record<Flavour, Options>>

/** Lines that begin and end alike; a start and an end have a cell at least. They are printed once for all. */
export interface LikeLines {
  readonly start: readonly CsvCell[]
  readonly each: readonly (readonly CsvCell[])[]
  readonly end: readonly CsvCell[]
}

/** A cell of more than one line goes between quotation marks, however its lines end. */
const LINE_BREAK = /[\r\n]/

const BYTE_ORDER_MARK = '\uFEFF'

/** Signs that are written at a time: a stream of single lines takes as long again. */
const AT_A_TIME = 100_000

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
  rows: Iterable<readonly CsvCell[] | LikeLines>,
): Promise<void> {
  const { delimiter, record_delimiter } = FORMAT[flavour]
  const print = printer(flavour)
  const joined = (cells: readonly CsvCell[]) => cells.map(print).join(delimiter)
  const lines = (row: readonly CsvCell[] | LikeLines): string => {
    if (!isLike(row)) return joined(row) + record_delimiter
    const [start, end] = [joined(row.start), joined(row.end)]
    return row.each.map((cells) => [start, joined(cells), end].join(delimiter) + record_delimiter).join('')
  }
  function* texts() {
    if (flavour === 'nl') yield BYTE_ORDER_MARK
    let text = lines(header)
    for (const row of rows) {
      text += lines(row)
      if (text.length < AT_A_TIME) continue
      yield text
      text = ''
    }
    if (text !== '') yield text
  }
  await pipeline(Readable.from(texts()), out)
}

function isLike(row: readonly CsvCell[] | LikeLines): row is LikeLines {
  return 'each' in row
}

/** Different texts that are remembered: of a table most stand on many lines. */
const REMEMBERED = 10_000

/** No format puts a text of these between quotation marks, and no spreadsheet reads it as a formula. */
const PLAIN = /^[A-Za-z0-9][\w.:/#-]*$/

/** Gives cells as they stand in the file; csv-stringify says how, once for each text. */
function printer(flavour: Flavour): (cell: CsvCell) => string {
  const format = { ...FORMAT[flavour], eof: false, quoted_match: LINE_BREAK }
  const known = new Map<string, string>()
  const text = (given: string): string => {
    if (PLAIN.test(given)) return given
    const before = known.get(given)
    if (before !== undefined) return before
    const printed = stringify([[withoutFormula(given)]], format)
    if (known.size >= REMEMBERED) known.clear()
    known.set(given, printed)
    return printed
  }
  return (cell) => (cell === null ? '' : typeof cell === 'string' ? text(cell) : printedNumber(cell, flavour))
}

function printedNumber(number: number, flavour: Flavour): string {
  if (Number.isInteger(number)) return String(number)
  const digits = String(Number(number.toFixed(4)))
  return flavour === 'nl' ? digits.replace('.', ',') : digits
}
