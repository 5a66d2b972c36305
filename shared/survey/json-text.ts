import { type PathKey, pathText } from './fault.ts'

/** Where something is: line and column counted from 1. */
interface Spot {
  readonly line: number
  readonly column: number
}

interface JsonTrouble extends Spot {
  readonly path: string
  readonly problem: string
  readonly mend: string
}

/** What the text says, with the line of every path; or the first place where it is no JSON (RFC 8259). A key that
 *  stands twice in one object is reported in `doubles`; the last one counts, as with JSON.parse. */
export type ParsedJson =
  | {
      readonly ok: true
      readonly value: unknown
      readonly lines: ReadonlyMap<string, number>
      readonly doubles: readonly JsonTrouble[]
    }
  | { readonly ok: false; readonly trouble: JsonTrouble }

/** Deeper nesting than any survey file has; keeps a hostile file from filling the stack. */
const MAX_DEPTH = 40

interface Cursor {
  readonly text: string
  at: number
  /** The line up to which line breaks have been counted. */
  counted: { at: number; line: number }
  readonly path: PathKey[]
  readonly lines: Map<string, number>
  readonly doubles: JsonTrouble[]
}

class JsonStop extends Error {
  readonly trouble: JsonTrouble
  constructor(trouble: JsonTrouble) {
    super(trouble.problem)
    this.trouble = trouble
  }
}

/** Reads JSON and says in plain Dutch where and why it fails. */
export function parseJsonText(text: string): ParsedJson {
  const cursor: Cursor = { text, at: 0, counted: { at: 0, line: 1 }, path: [], lines: new Map(), doubles: [] }
  try {
    const value = readValue(cursor)
    skipSpace(cursor)
    if (cursor.at < text.length)
      stop(cursor, `Na het einde staat nog ${found(cursor)}.`, 'haal weg wat na het laatste haakje staat.')
    return { ok: true, value, lines: cursor.lines, doubles: cursor.doubles }
  } catch (error) {
    if (error instanceof JsonStop) return { ok: false, trouble: error.trouble }
    throw error
  }
}

function readValue(cursor: Cursor): unknown {
  skipSpace(cursor)
  cursor.lines.set(pathText(cursor.path), lineHere(cursor))
  if (cursor.path.length > MAX_DEPTH)
    stop(cursor, 'De haakjes staan te diep in elkaar.', 'controleer of elk haakje ook dicht gaat.')
  const char = cursor.text[cursor.at]
  if (char === '{') return readObject(cursor)
  if (char === '[') return readList(cursor)
  if (char === '"') return readString(cursor)
  return readWord(cursor)
}

function readObject(cursor: Cursor): unknown {
  const opened = cursor.at
  const entries = new Map<string, unknown>()
  cursor.at += 1
  if (closes(cursor, '}')) return {}
  for (;;) {
    skipSpace(cursor)
    if (cursor.text[cursor.at] !== '"') stopAtKey(cursor, opened)
    const keyAt = cursor.at
    const key = readString(cursor)
    skipSpace(cursor)
    if (cursor.text[cursor.at] !== ':')
      stop(cursor, `Na "${key}" staat ${found(cursor)}.`, `zet een dubbele punt na "${key}".`)
    cursor.at += 1
    cursor.path.push(key)
    if (entries.has(key)) noteDouble(cursor, key, keyAt)
    entries.set(key, readValue(cursor))
    cursor.path.pop()
    if (endsItem(cursor, '}', opened)) return Object.fromEntries(entries)
  }
}

function readList(cursor: Cursor): unknown {
  const opened = cursor.at
  const items: unknown[] = []
  cursor.at += 1
  if (closes(cursor, ']')) return items
  for (;;) {
    cursor.path.push(items.length)
    items.push(readValue(cursor))
    cursor.path.pop()
    if (endsItem(cursor, ']', opened)) return items
    skipSpace(cursor)
    if (cursor.text[cursor.at] === ']') stop(cursor, 'Voor ] staat een komma te veel.', 'haal de komma voor ] weg.')
  }
}

function closes(cursor: Cursor, bracket: string): boolean {
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== bracket) return false
  cursor.at += 1
  return true
}

function endsItem(cursor: Cursor, bracket: string, opened: number): boolean {
  if (closes(cursor, bracket)) return true
  if (cursor.text[cursor.at] === ',') {
    cursor.at += 1
    return false
  }
  stopAtEnd(cursor, opened)
  return stop(cursor, `Hier staat ${found(cursor)}.`, `zet er een komma voor, of sluit af met ${bracket}.`)
}

function stopAtKey(cursor: Cursor, opened: number): void {
  stopAtEnd(cursor, opened)
  if (cursor.text[cursor.at] === '}') stop(cursor, 'Voor } staat een komma te veel.', 'haal de komma voor } weg.')
  stop(
    cursor,
    `Hier staat ${found(cursor)}; er hoort een naam te staan.`,
    'zet de naam tussen rechte aanhalingstekens: "naam".',
  )
}

function stopAtEnd(cursor: Cursor, opened: number): void {
  if (cursor.at < cursor.text.length) return
  const bracket = cursor.text[opened] === '{' ? '}' : ']'
  const line = spot(cursor.text, opened).line
  stop(
    cursor,
    `Het bestand houdt op; het haakje ${cursor.text[opened]} van regel ${line} gaat niet dicht.`,
    `zet een ${bracket} erbij.`,
  )
}

function readString(cursor: Cursor): string {
  const start = cursor.at
  for (let at = start + 1; at < cursor.text.length; at += 1) {
    const char = cursor.text[at]
    if (char === '"') {
      cursor.at = at + 1
      return decodeString(cursor, start, at + 1)
    }
    if (char === '\\') at += 1
    else if (char !== undefined && char < ' ') {
      const what =
        char === '\n' || char === '\r'
          ? 'De tekst gaat niet dicht op deze regel.'
          : 'In de tekst staat een onzichtbaar teken.'
      cursor.at = char === '\n' || char === '\r' ? start : at
      stop(cursor, what, 'houd de tekst op één regel en sluit af met ". Haal tabs weg.')
    }
  }
  return stop(cursor, 'De tekst die hier begint gaat niet dicht.', 'zet een " aan het einde van de tekst.')
}

function decodeString(cursor: Cursor, start: number, end: number): string {
  try {
    const value: unknown = JSON.parse(cursor.text.slice(start, end))
    return String(value)
  } catch {
    cursor.at = start
    return stop(
      cursor,
      'In deze tekst staat een \\ op een verkeerde plek.',
      'schrijf \\\\ voor een schuine streep en \\" voor een aanhalingsteken.',
    )
  }
}

function readWord(cursor: Cursor): unknown {
  const word = /^[^\s,:[\]{}"]*/u.exec(cursor.text.slice(cursor.at, cursor.at + 80))?.[0] ?? ''
  if (word !== '' && /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)$/u.test(word)) {
    cursor.at += word.length
    const value: unknown = JSON.parse(word)
    return value
  }
  return stop(cursor, `Hier staat ${found(cursor)}; dat kan hier niet.`, mendWord(word))
}

function mendWord(word: string): string {
  if (word.startsWith('//') || word.startsWith('/*') || word.startsWith('#'))
    return 'haal de opmerking weg; dit bestand kent geen opmerkingen.'
  if (/^['‘’“”„«]/u.test(word)) return 'gebruik rechte dubbele aanhalingstekens: ".'
  if (/^(true|false)$/iu.test(word)) return `schrijf ${word.toLowerCase()} met kleine letters.`
  if (/^[-+.]?\d/u.test(word)) return 'schrijf een gewoon getal, zoals 3.'
  if (word === '') return 'vul hier een waarde in, of haal de naam of komma ervoor weg.'
  return 'zet de tekst tussen rechte aanhalingstekens: "tekst".'
}

function noteDouble(cursor: Cursor, key: string, at: number): void {
  const first = cursor.lines.get(pathText(cursor.path))
  cursor.doubles.push({
    ...spot(cursor.text, at),
    path: pathText(cursor.path),
    problem: `"${key}" staat hier twee keer (ook op regel ${first}).`,
    mend: 'haal er één weg of geef die een andere naam.',
  })
}

function skipSpace(cursor: Cursor): void {
  while (' \n\r\t'.includes(cursor.text[cursor.at] ?? 'x')) cursor.at += 1
}

function found(cursor: Cursor): string {
  const point = cursor.text.codePointAt(cursor.at)
  if (point === undefined) return 'niets meer (einde van het bestand)'
  const code = point.toString(16).toUpperCase().padStart(4, '0')
  if (point < 0x20 || /[\p{Z}\p{C}]/u.test(String.fromCodePoint(point))) return `een onzichtbaar teken (U+${code})`
  const word = /^[^\s,:[\]{}]{1,20}/u.exec(cursor.text.slice(cursor.at, cursor.at + 40))?.[0]
  return word ?? String.fromCodePoint(point)
}

function lineHere(cursor: Cursor): number {
  const { at, line } = cursor.counted
  cursor.counted = { at: cursor.at, line: line + cursor.text.slice(at, cursor.at).split('\n').length - 1 }
  return cursor.counted.line
}

function spot(text: string, at: number): Spot {
  const before = text.slice(0, at)
  const lastBreak = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: at - lastBreak }
}

function stop(cursor: Cursor, problem: string, mend: string): never {
  throw new JsonStop({ ...spot(cursor.text, cursor.at), path: pathText(cursor.path), problem, mend })
}
