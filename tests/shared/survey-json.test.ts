import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJsonText } from '../../shared/survey/json-text.ts'

function parsedBy(text: string): unknown {
  const parsed = parseJsonText(text)
  return parsed.ok ? { value: parsed.value } : 'no JSON'
}

function byBuiltIn(text: string): unknown {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return 'no JSON'
  }
}

test('JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), (text, spaces) => {
      const spread = JSON.stringify(JSON.parse(text), null, spaces)
      expect(parsedBy(spread)).toEqual(byBuiltIn(spread))
    }),
  )
})

test('what JSON.parse refuses is refused, and nothing else', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    'a',
    '1',
    '-',
    '.',
    'true',
    'nul',
    ' ',
    '\n',
    '\t',
    '\u00a0',
    "'",
    '/',
    '0',
  )
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.nat(3),
      fc.array(piece, { maxLength: 3 }),
      (text, at, cut, pieces) => {
        const start = at % (text.length + 1)
        const broken = text.slice(0, start) + pieces.join('') + text.slice(start + cut)
        expect(parsedBy(broken)).toEqual(byBuiltIn(broken))
      },
    ),
    { numRuns: 3000 },
  )
})

/** Broken text · line · column · a word that tells how to mend it. */
const TROUBLES: readonly (readonly [string, number, number, RegExp])[] = [
  ['{\n  "a": 1,\n}', 3, 1, /komma voor }/],
  ['{\n  "a": [1,\n 2,]\n}', 3, 4, /komma voor ]/],
  ['{"a": 1 "b": 2}', 1, 9, /komma voor/],
  ['{\n"a" 1}', 2, 5, /dubbele punt/],
  ['{a: 1}', 1, 2, /"naam"/],
  ['{"a": \u201challo\u201d}', 1, 7, /rechte dubbele/],
  ['{"a": True}', 1, 7, /kleine letters/],
  ['{"a": 01}', 1, 7, /gewoon getal/],
  ['{"a": hallo}', 1, 7, /aanhalingstekens/],
  ['{"a": }', 1, 7, /waarde/],
  ['{"a": 1}}', 1, 9, /laatste haakje/],
  ['{\n"a": "b\n}', 2, 6, /één regel/],
  ['{"a": "b', 1, 7, /"/],
  ['{"a": "\\x"}', 1, 7, /schuine streep/],
  ['{"a": [1', 1, 9, /\]/],
  ['{"a":\u00a01}', 1, 6, /U\+00A0|aanhalingstekens/],
  ['# uitleg\n{}', 1, 1, /opmerking/],
]

test.each(TROUBLES)('%j is told with line, column and a way to mend it', (text, line, column, word) => {
  const parsed = parseJsonText(text)
  expect(parsed).toMatchObject({ ok: false, trouble: { line, column } })
  if (!parsed.ok) expect(`${parsed.trouble.problem} ${parsed.trouble.mend}`).toMatch(word)
})

test('a key that stands twice is told with both lines', () => {
  const parsed = parseJsonText('{"q": {\n"a": 1,\n"b": 2,\n"a": 3}}')
  expect(parsed).toMatchObject({ ok: true, value: { q: { a: 3, b: 2 } }, doubles: [{ line: 4, path: 'q.a' }] })
  expect(parsed.ok && parsed.doubles[0]?.problem).toContain('regel 2')
})

test('a key named __proto__ stays a plain key', () => {
  const parsed = parseJsonText('{"__proto__": {"admin": true}}')
  expect(parsed.ok && Object.keys(parsed.value ?? {})).toEqual(['__proto__'])
  expect(parsed.ok && parsed.value).not.toHaveProperty('admin')
})

test('brackets nested a thousand deep are refused without falling over', () => {
  expect(parseJsonText('['.repeat(100_000))).toMatchObject({ ok: false })
})
