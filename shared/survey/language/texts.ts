import { isRecord, type PathKey, pathText, valueAt } from '../fault.ts'
import { faultAt, type JsonFile } from '../json-file.ts'
import type { LanguageText, TextRole } from './finding.ts'

type Part = Omit<LanguageText, 'file' | 'path' | 'line' | 'text'>

/** The text at this place of a file; none when there is no text. */
function textAt(json: JsonFile, path: readonly PathKey[], part: Part): readonly LanguageText[] {
  const text = valueAt(json.value, path)
  if (typeof text !== 'string') return []
  const { line } = faultAt(json, path, '', '')
  return [{ file: json.file, path: pathText(path), ...(line === undefined ? {} : { line }), text, ...part }]
}

function keysAt(json: JsonFile, path: readonly PathKey[]): readonly PathKey[] {
  const value = valueAt(json.value, path)
  if (Array.isArray(value)) return value.map((_, index) => index)
  return isRecord(value) ? Object.keys(value) : []
}

/** The Dutch words of a survey in the order of the file. `main` is `survey.json`; what cannot be read is left out. */
export function surveyTexts(main: JsonFile, words: JsonFile): readonly LanguageText[] {
  const address = valueAt(main.value, ['address']) === 'je' ? 'je' : 'u'
  const survey = main.file
  const part = (role: TextRole, more: Partial<Part> = {}): Part => ({ role, address, survey, ...more })
  const statements = statementIds(main)
  return [
    ...textAt(words, ['title'], part('sentence')),
    ...keysAt(words, ['intro']).flatMap((line) => textAt(words, ['intro', line], part('sentence'))),
    ...keysAt(words, ['questions']).flatMap((id) => {
      const at = ['questions', id]
      return [
        ...textAt(words, [...at, 'text'], part('question', { statement: statements.has(String(id)) })),
        ...textAt(words, [...at, 'hint'], part('sentence')),
        ...textAt(words, [...at, 'explain'], part('sentence')),
        ...keysAt(words, [...at, 'options']).flatMap((key) => textAt(words, [...at, 'options', key], part('sentence'))),
      ]
    }),
    ...keysAt(words, ['pictures']).flatMap((id) => textAt(words, ['pictures', id], { role: 'alt' })),
  ]
}

function statementIds(main: JsonFile): ReadonlySet<string> {
  const questions = valueAt(main.value, ['questions'])
  const list: readonly unknown[] = Array.isArray(questions) ? questions : []
  return new Set(
    list.filter(isRecord).flatMap(({ id, kind }) => (typeof id === 'string' && kind === 'agree5' ? [id] : [])),
  )
}

/** The answer words of `scales/nl.json`: for every survey, so they address nobody. */
export function scaleTexts(json: JsonFile): readonly LanguageText[] {
  const scales = keysAt(json, []).filter((key) => key !== 'about')
  return scales.flatMap((scale) =>
    keysAt(json, [scale]).flatMap((key) => textAt(json, [scale, key], { role: 'sentence' })),
  )
}

/** The Dutch descriptions in `pictures/index.json`. */
export function pictureTexts(json: JsonFile): readonly LanguageText[] {
  return keysAt(json, ['pictures']).flatMap((entry) => textAt(json, ['pictures', entry, 'alt', 'nl'], { role: 'alt' }))
}

/** The words of the interface. A key with `_je` is for surveys with "je"; all others say "u". */
export function interfaceTexts(json: JsonFile, role: TextRole): readonly LanguageText[] {
  return keysAt(json, []).flatMap((key) =>
    textAt(json, [key], { role, address: /_je(_|$)/u.test(String(key)) ? 'je' : 'u' }),
  )
}

/** The names of the help lines in `municipality.json`. */
export function helpTexts(json: JsonFile): readonly LanguageText[] {
  return keysAt(json, ['help']).flatMap((line) => textAt(json, ['help', line, 'name', 'nl'], { role: 'sentence' }))
}

const INLINE = /<\/?(?:a|b|strong|em|i|span|bdi|small|abbr)\b[^>]*>/giu
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', eacute: 'é' }

/** What a page of HTML says, a text for each heading, paragraph or label. */
export function pageTexts(file: string, html: string): readonly LanguageText[] {
  const blank = (text: string) => text.replace(/[^\n]/gu, ' ')
  const shown = html.replace(/<!--[\s\S]*?-->|<(style|script)\b[\s\S]*?<\/\1>/giu, blank).replace(INLINE, '')
  let line = 1
  return shown.split(/(<[^>]*>)/u).flatMap((piece): readonly LanguageText[] => {
    const start = line + (/^\s*/u.exec(piece)?.[0].split('\n').length ?? 1) - 1
    line += piece.split('\n').length - 1
    const text = piece.replace(/&([a-z]+);/giu, (whole, name: string) => ENTITIES[name] ?? whole).trim()
    if (piece.startsWith('<') || !/\p{L}/u.test(text)) return []
    return [{ file, path: '', line: start, text: text.replace(/\s+/gu, ' '), role: 'sentence', address: 'u' }]
  })
}
