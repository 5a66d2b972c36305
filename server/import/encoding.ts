import { createHash } from 'node:crypto'
import { Refusal } from '../refusal.ts'

/** The bytes of a file, in parts, from the first one each time. */
export type Bytes = () => AsyncIterable<Uint8Array>

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** In what a file of text is written, and the SHA-256 of its bytes. What is no UTF-8 and has no mark of UTF-16 is taken for
 *  windows-1252, in which every byte is a character: tell whoever brought it. Reads it once, in parts. Throws Refusal for what is
 *  no text, such as a workbook, or UTF-16 without its mark: that has a zero in it. */
export async function inspect(file: Bytes): Promise<{ readonly encoding: Encoding; readonly digest: string }> {
  const hash = createHash('sha256')
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let first = ''
  let isUtf8 = true
  let hasZero = false
  for await (const bytes of file()) {
    if (first.length < 4) first += Buffer.from(bytes.subarray(0, 2 - first.length / 2)).toString('hex')
    hash.update(bytes)
    hasZero = hasZero || bytes.includes(0)
    isUtf8 = isUtf8 && decodes(utf8, bytes, true)
  }
  isUtf8 = isUtf8 && decodes(utf8, Buffer.alloc(0), false)
  const encoding =
    first === 'fffe' ? 'utf-16le' : first === 'feff' ? 'utf-16be' : isUtf8 ? 'utf-8' : ('windows-1252' as const)
  if (hasZero && !encoding.startsWith('utf-16'))
    throw new Refusal('not-csv', 'Dit bestand is geen CSV. Bewaar het in uw rekenprogramma als CSV UTF-8.')
  return { encoding, digest: hash.digest('hex') }
}

function decodes(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream })
    return true
  } catch {
    return false
  }
}

/** The text of that file, in parts. */
export async function* textOf(file: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const bytes of file()) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}
