import type { ImportColumn } from '../../shared/imports.ts'
import { type Bytes, inspect } from './encoding.ts'
import { linesOf, tooManyLines } from './read.ts'

/** A column with more different texts has none to choose from. */
const MOST_TEXTS = 40
const LONGEST_TEXT = 120

/** The columns that a file has, and the different texts in each, for who says what they mean. Throws Refusal like `linesOf`, and
 *  for more lines. */
export async function columnsOf(file: Bytes, maxLines: number): Promise<readonly ImportColumn[]> {
  const { encoding } = await inspect(file)
  let columns: readonly { readonly name: string; readonly texts: Set<string> }[] | null = null
  let lines = 0
  for await (const { cells } of linesOf(file, encoding)) {
    if (!columns) columns = cells.map((cell) => ({ name: cell.trim(), texts: new Set<string>() }))
    else for (const [at, column] of columns.entries()) addTo(column.texts, (cells[at] ?? '').trim())
    if (lines > maxLines) throw tooManyLines(maxLines)
    lines += 1
  }
  return (columns ?? []).map(({ name, texts }) => {
    const few = texts.size <= MOST_TEXTS && [...texts].every((text) => text.length <= LONGEST_TEXT)
    return { name, texts: few ? [...texts] : [] }
  })
}

/** One more than is shown is enough to know that there are too many. */
function addTo(texts: Set<string>, text: string): void {
  if (text !== '' && texts.size <= MOST_TEXTS) texts.add(text)
}
