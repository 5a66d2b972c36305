import { type Fault, type PathKey, pathText } from './fault.ts'
import { parseJsonText } from './json-text.ts'

/** A file of JSON as read: unchecked, with the line of everything in it. */
export interface JsonFile {
  readonly file: string
  readonly value: unknown
  readonly lines: ReadonlyMap<string, number>
}

/** The text of a file as JSON; null when it is none. Doubled keys are faults, yet the file can be read on. */
export function readJson(
  file: string,
  text: string,
): { readonly json: JsonFile | null; readonly faults: readonly Fault[] } {
  if (text.trim() === '') {
    return {
      json: null,
      faults: [
        {
          file,
          path: '',
          problem: 'Het bestand is leeg.',
          mend: 'vul het, of haal het weg. Kijk in surveys/README.md voor een voorbeeld.',
        },
      ],
    }
  }
  const parsed = parseJsonText(text)
  if (!parsed.ok) {
    const { line, column, path, problem, mend } = parsed.trouble
    return { json: null, faults: [{ file, path, line, problem: `Teken ${column} van deze regel: ${problem}`, mend }] }
  }
  const faults = parsed.doubles.map(({ line, path, problem, mend }) => ({ file, path, line, problem, mend }))
  return { json: { file, value: parsed.value, lines: parsed.lines }, faults }
}

/** A fault at this place of the file, with its line, or the line of what holds it. */
export function faultAt(json: JsonFile, path: readonly PathKey[], problem: string, mend: string): Fault {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = json.lines.get(pathText(path.slice(0, length)))
    if (line !== undefined) return { file: json.file, path: pathText(path), problem, mend, line }
  }
  return { file: json.file, path: pathText(path), problem, mend }
}
