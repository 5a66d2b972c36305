import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '../refusal.ts'
import { type Bytes, type Encoding, textOf } from './encoding.ts'

/** A line of a file: its number as an editor counts, and its cells. */
export interface Line {
  readonly number: number
  readonly cells: readonly string[]
}

/** The lines of a CSV file one at a time, the heading first. Without a delimiter the one that the heading has most of. Throws
 *  Refusal for a file without any, and with the line for one that is no CSV from there on, such as one that was cut off inside quotes. */
export async function* linesOf(file: Bytes, encoding: Encoding, delimiter?: string): AsyncGenerator<Line> {
  const parser = parse({
    delimiter: delimiter ?? (await delimiterOf(file, encoding)),
    bom: true,
    // A file that was pasted together has more than one kind.
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 200_000,
  })
  const source = Readable.from(textOf(file, encoding))
  source.once('error', (error) => parser.destroy(error)).pipe(parser)
  let isEmpty = true
  try {
    for await (const { record, info } of parser) {
      isEmpty = false
      yield { number: info.lines, cells: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error ? ` rond regel ${String(error.lines)}` : ''
    throw new Refusal('not-csv', `Het bestand is geen heel CSV-bestand${line} (${error.code}). Er is niets ingelezen.`)
  } finally {
    source.destroy()
  }
  if (isEmpty) throw new Refusal('not-csv', 'Het bestand is leeg.')
}

async function delimiterOf(file: Bytes, encoding: Encoding): Promise<string> {
  for await (const text of textOf(file, encoding)) {
    const heading = text.split(/\r?\n/, 1)[0] ?? ''
    const count = (delimiter: string) => heading.split(delimiter).length
    return [';', ',', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best))
  }
  return ';'
}

/** A file has more lines than are taken by this road. */
export function tooManyLines(most: number): Refusal {
  return new Refusal('too-many-lines', `Het bestand heeft meer dan ${most} regels. Dat kan alleen met: import load.`)
}
