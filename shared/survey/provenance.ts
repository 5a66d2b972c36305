import * as v from 'valibot'
import { words } from './text-schema.ts'

/** Who wrote the texts of a file and who checked them. */
export interface About {
  readonly writtenBy: string
  /** null: nobody has checked them yet. */
  readonly checkedBy: string | null
  /** True when a machine translated them. */
  readonly machine: boolean
}

/** The digest of the first language's text that each translation was made from, by path: `questions.komen.text`. */
export type Sources = Readonly<Record<string, string>>

export const aboutSchema = v.pipe(
  v.strictObject({
    writtenBy: v.pipe(words(200), v.description('Wie de teksten schreef of vertaalde.')),
    checkedBy: v.pipe(v.nullable(words(200)), v.description('Wie ze nakeek; null: nog niemand.')),
    machine: v.pipe(v.boolean(), v.description('true: automatisch vertaald.')),
  }),
  v.description('Waar deze teksten vandaan komen.'),
) satisfies v.GenericSchema<About>

export const sourcesSchema = v.pipe(
  v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, 'digest'))),
  v.description('Stempel van de Nederlandse tekst waaruit is vertaald. Het programma schrijft dit.'),
) satisfies v.GenericSchema<Sources>

/** Eight hexadecimal digits that change when the text does; not meant against people who want to mislead.
 *  Source: FNV-1a, 32 bits, over the UTF-16 code units (two bytes each, low byte first); draft-eastlake-fnv. */
export function textDigest(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    for (const byte of [unit & 0xff, unit >> 8]) hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
