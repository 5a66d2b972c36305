import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Options, stringify } from 'csv-stringify/sync'

/** nl: for a Dutch Excel (BOM, semicolon, decimal comma, CRLF). open: for machines (RFC 4180, comma, point, LF, no BOM). */
export type Flavour = 'nl' | 'open'

/** Null is an empty cell. */
export type CsvCell = string | number | null

const FORMAT: Readonly<Record<Flavour, Options>> = {
  nl: { delimiter: ';', record_delimiter: '\r\n' },
  open: { delimiter: ',', record_delimiter: '\n' },
}

/** A cell of more than one line goes between quotation marks, however its lines end. To look for one takes as long as the
 *  writing itself, so it is done only where there is one. */
const LINE_BREAK = /[\r\n]/

const BYTE_ORDER_MARK = '\uFEFF'

/** Lines that are written at a time: a stream of single lines takes as long again. */
const AT_A_TIME = 500

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
  function* texts() {
    if (flavour === 'nl') yield BYTE_ORDER_MARK
    const print = printer(flavour)
    let waiting: (readonly string[])[] = [header.map(print.cell)]
    const text = () => stringify(waiting, { ...FORMAT[flavour], ...(print.hasBreak() && { quoted_match: LINE_BREAK }) })
    for (const row of rows) {
      waiting.push(row.map(print.cell))
      if (waiting.length < AT_A_TIME) continue
      yield text()
      waiting = []
    }
    if (waiting.length > 0) yield text()
  }
  await pipeline(Readable.from(texts()), out)
}

/** Different texts that are remembered: of a table most stand on many lines. */
const REMEMBERED = 10_000

/** Prints cells; `hasBreak` is whether any text until now has more than one line. */
function printer(flavour: Flavour): { readonly cell: (cell: CsvCell) => string; readonly hasBreak: () => boolean } {
  const known = new Map<string, string>()
  let broken = false
  const text = (given: string): string => {
    const before = known.get(given)
    if (before !== undefined) return before
    const safe = withoutFormula(given)
    broken ||= LINE_BREAK.test(safe)
    if (known.size >= REMEMBERED) known.clear()
    known.set(given, safe)
    return safe
  }
  return {
    cell: (cell) => (cell === null ? '' : typeof cell === 'string' ? text(cell) : printedNumber(cell, flavour)),
    hasBreak: () => broken,
  }
}

function printedNumber(number: number, flavour: Flavour): string {
  if (Number.isInteger(number)) return String(number)
  const digits = String(Number(number.toFixed(4)))
  return flavour === 'nl' ? digits.replace('.', ',') : digits
}
