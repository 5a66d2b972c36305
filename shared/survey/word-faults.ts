import type { Fault, PathKey } from './fault.ts'
import { faultAt, type JsonFile } from './json-file.ts'

/** A tag or the start of a comment in HTML; "jonger < 18" and "<jan@voorbeeld.nl>" are none. */
const TAG = /<!--|<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/iu

/** Faults that any text in the file can have: control and direction characters, broken halves of characters (lone
 *  surrogates), tags of HTML, space at the start or end. */
export function wordFaults(json: JsonFile): readonly Fault[] {
  return texts(json.value, []).flatMap(({ path, text }) => {
    const odd = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/u.exec(text)?.[0]
    if (odd !== undefined) {
      const code = (odd.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
      return [
        faultAt(
          json,
          path,
          `In deze tekst staat een teken dat niet kan (U+${code}).`,
          'typ de tekst opnieuw, zonder plakken.',
        ),
      ]
    }
    const tag = TAG.exec(text)?.[0]
    if (tag !== undefined) {
      return [
        faultAt(
          json,
          path,
          `In deze tekst staat "${tag}"; mensen krijgen dat zo te lezen.`,
          'schrijf gewone tekst, zonder opmaak tussen < en >.',
        ),
      ]
    }
    if (text.trim() !== '' && text !== text.trim()) {
      return [faultAt(json, path, 'Deze tekst begint of eindigt met een spatie.', 'haal die spatie weg.')]
    }
    return []
  })
}

function texts(
  value: unknown,
  path: readonly PathKey[],
): readonly { readonly path: readonly PathKey[]; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => texts(item, [...path, key]))
}
