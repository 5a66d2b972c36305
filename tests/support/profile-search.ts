import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files under that folder in which one of these words stands, in any of the ways that a browser writes text. Words shorter
 *  than seven letters would be found by chance. */
export function filesHolding(folder: string, words: readonly string[]): readonly string[] {
  const ways = words.flatMap(waysOf)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return ways.some((way) => bytes.includes(way))
    })
}

function waysOf(words: string): readonly Buffer[] {
  return [
    Buffer.from(words, 'utf8'),
    Buffer.from(words, 'utf16le'),
    ...[0, 1, 2].map((before) => base64Of(words, before)),
  ]
}

/** What always stands in base64 of a text that holds these words, with so many bytes (in threes) before them. */
function base64Of(words: string, before: number): Buffer {
  const all = Buffer.from('x'.repeat(before) + words).toString('base64')
  const bytes = before + Buffer.byteLength(words)
  return Buffer.from(all.slice(Math.ceil((before * 4) / 3), Math.floor((bytes * 4) / 3)))
}
