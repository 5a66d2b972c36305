import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPhrases } from '../../shared/survey/apply-phrases.ts'
import { checkSurveyFiles } from '../../shared/survey/check.ts'
import { coverageOf } from '../../shared/survey/coverage.ts'
import { printJson } from '../../shared/survey/json-print.ts'
import { phraseTroubles } from '../../shared/survey/phrase-troubles.ts'
import { collectPhrases } from '../../shared/survey/phrases.ts'
import { printTranslation } from '../../shared/survey/print-translation.ts'
import { textDigest } from '../../shared/survey/provenance.ts'
import type { TextBook } from '../../shared/survey/text-book.ts'
import { type Change, partsOf, set, surveyTexts, write } from './survey-fixture.ts'
import { MAIN } from './survey-rows.ts'

/** Computed with Python: FNV-1a over `text.encode('utf-16-le')`. */
const DIGESTS: readonly (readonly [string, string])[] = [
  ['', '811c9dc5'],
  ['a', '2b24d044'],
  ['Wat kan beter?', '95f537f0'],
  ['é', '59fb6f0c'],
  ['😀', 'b34a1daa'],
]

test.each(DIGESTS)('the stamp of %j is %s', (text, digest) => {
  expect(textDigest(text)).toBe(digest)
})

function book(...changes: readonly Change[]): TextBook {
  const texts = surveyTexts()
  for (const change of changes) change(texts)
  const check = checkSurveyFiles(partsOf(texts))
  if (!check.ok) throw new Error(JSON.stringify(check.faults))
  return check.book
}

/** The same survey with other words, in a folder of its own. */
function elsewhere(other: TextBook): TextBook {
  return { ...other, place: 'utrecht/ook' }
}

const TURKISH = set(MAIN, 'languages', ['nl', 'en', 'tr'])
const turkish = (json: object) => write('tr.json', JSON.stringify(json))

describe('coverage', () => {
  test('tells what is missing, what is outdated and what carries no stamp', () => {
    const of = { 'questions.beter.text': textDigest('Wat kan beter?'), 'intro.1': textDigest('U kunt stoppen.') }
    const words = { title: 'Yardım', intro: [null, 'Dur.'], questions: { beter: { text: 'Ne?' } }, of }
    const found = coverageOf(book(TURKISH, turkish(words)), 'tr')
    expect(found.outdated.map(({ path }) => path)).toEqual(['intro.1'])
    expect(found.unstamped).toBe(1)
    expect(found.missing.length).toBe(found.texts - 3)
    expect(found.missing.map(({ path }) => path)).toContain('intro.0')
  })

  test('asks no translation of a text without letters, and none into the first language', () => {
    const numbers = book(set('nl.json', 'questions.beter.options.tijd', '10'))
    expect(coverageOf(numbers, 'tr').missing.map(({ text }) => text)).not.toContain('10')
    expect(coverageOf(book(), 'nl')).toMatchObject({ missing: [], outdated: [] })
  })
})

describe('phrases', () => {
  test('of u and je are two, but a label is one', () => {
    const young = elsewhere(book(set(MAIN, 'address', 'je')))
    const found = collectPhrases([book(), young], 'tr', false)
    expect(found.filter(({ nl }) => nl === 'Wat kan beter?').map(({ address }) => address)).toEqual(['u', 'je'])
    expect(found.filter(({ nl }) => nl === 'Tijd')).toHaveLength(1)
    const lines = [{ nl: 'Wat kan beter?', kind: 'question', address: 'je', to: 'x' }] as const
    const applied = applyPhrases([book(), young], 'tr', lines)
    expect(applied.ok && applied.changed.map(({ place }) => place)).toEqual(['utrecht/ook'])
  })

  test('of the same words as another kind are another phrase', () => {
    const found = collectPhrases([book(set('nl.json', 'title', 'Tijd'))], 'tr', false)
    expect(found.filter(({ nl }) => nl === 'Tijd').map(({ kind }) => kind)).toEqual(['title', 'option'])
  })

  test('of a survey whose first language is another are passed over', () => {
    const english = { ...book(), first: 'en' }
    expect(collectPhrases([english], 'tr', true)).toEqual([])
  })

  test('a text that two places translate in two ways is not reused', () => {
    const one = book(TURKISH, turkish({ title: 'Yardım', of: { title: textDigest('Begeleiding') } }))
    const two = { ...book(TURKISH, turkish({ title: 'Destek', of: { title: textDigest('Begeleiding') } })), place: 'b' }
    const three = { ...book(), place: 'c' }
    expect(applyPhrases([one, two, three], 'tr', [])).toEqual({ ok: true, changed: [], reused: 0 })
    expect(applyPhrases([one, three], 'tr', [])).toMatchObject({ ok: true, reused: 1 })
  })

  test('an outdated text is not reused either', () => {
    const old = book(TURKISH, turkish({ title: 'Yardım', of: { title: textDigest('Hulp') } }))
    expect(applyPhrases([old, elsewhere(book())], 'tr', [])).toMatchObject({ reused: 0 })
  })
})

const TROUBLES: readonly (readonly [string, string, RegExp | null])[] = [
  ['De gemeente heeft ongeveer 13 vragen.', 'Yaklaşık 13 soru var.', null],
  ['De gemeente heeft ongeveer 13 vragen.', 'لدى البلدية حوالي ١٣ سؤالاً.', null],
  ['De gemeente heeft ongeveer 13 vragen.', 'شهرداری حدود ۱۳ سؤال دارد.', null],
  ['De gemeente heeft ongeveer 13 vragen.', 'Yaklaşık 12 soru var.', /getal 13/],
  ['1 is heel slecht. 10 is heel goed.', 'Bir çok kötü, 10 çok iyi.', null],
  ['{{count}} vragen', '{{count}} soru', null],
  ['{{count}} vragen', 'soru', /\{\{count\}\}/],
  ['Vragen', '{{count}} soru', /geen/],
  ['Vragen', '', /leeg/],
  ['Vragen', 'a'.repeat(201), /201 tekens/],
]

test.each(TROUBLES)('%s → %s', (nl, to, trouble) => {
  const found = phraseTroubles(nl, 'question', to).join()
  if (trouble === null) expect(found).toBe('')
  else expect(found).toMatch(trouble)
})

test('whatever a translator gives, it stands in the file or is refused, and a second time changes nothing', () => {
  const own = book()
  const given = collectPhrases([own], 'tr', false)
  const line = fc.record({ pick: fc.nat(given.length - 1), to: fc.string({ unit: 'binary', maxLength: 60 }) })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const phrases = lines.flatMap(({ pick, to }) => {
        const phrase = given[pick]
        return phrase ? [{ nl: phrase.nl, kind: phrase.kind, to }] : []
      })
      const applied = applyPhrases([own], 'tr', phrases)
      if (!applied.ok) {
        expect(applied.troubles.length).toBeGreaterThan(0)
        return
      }
      const [changed] = applied.changed
      if (!changed) {
        expect(phrases).toEqual([])
        return
      }
      const about = { writtenBy: 'P', checkedBy: null, machine: false }
      const written = printTranslation(null, about, changed)
      expect(printJson(JSON.parse(written))).toBe(written)
      const translation = { about, of: changed.of, texts: changed.texts }
      const now = { ...own, translations: new Map([...own.translations, ['tr', translation] as const]) }
      expect(applyPhrases([now], 'tr', phrases)).toEqual({ ok: true, changed: [], reused: 0 })
    }),
    { numRuns: 200 },
  )
})

/** What the formatter of this repository makes of it. */
const PRINTED: readonly (readonly [string, unknown, string])[] = [
  ['a short group inside', { a: { b: 'x' }, c: [] }, '{\n  "a": { "b": "x" },\n  "c": []\n}\n'],
  ['a list on one line', { a: ['x', null] }, '{\n  "a": ["x", null]\n}\n'],
  [
    'a long list',
    { a: ['x'.repeat(60), 'y'.repeat(60)] },
    `{\n  "a": [\n    "${'x'.repeat(60)}",\n    "${'y'.repeat(60)}"\n  ]\n}\n`,
  ],
  ['exactly 120 columns', { a: ['x'.repeat(109)] }, `{\n  "a": ["${'x'.repeat(109)}"]\n}\n`],
  ['121 columns', { a: ['x'.repeat(110)] }, `{\n  "a": [\n    "${'x'.repeat(110)}"\n  ]\n}\n`],
  ['marks that take no column', { a: ['x\u0651'.repeat(109)] }, `{\n  "a": ["${'x\u0651'.repeat(109)}"]\n}\n`],
]

test.each(PRINTED)('%s is printed as the formatter leaves it', (_, value, text) => {
  expect(printJson(value)).toBe(text)
})
