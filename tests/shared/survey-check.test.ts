import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkSurveyFiles } from '../../shared/survey/check.ts'
import { describeFaults } from '../../shared/survey/fault.ts'
import { drop, type Json, partsOf, remove, replace, SVG, set, surveyTexts, write } from './survey-fixture.ts'
import { EN, expectRow, faultsAfter, MAIN, NL, type Row } from './survey-rows.ts'

const STRUCTURE: readonly Row[] = [
  [
    'an unknown key near a known one',
    [set(MAIN, 'questions[0].pictur', 'listen'), drop(MAIN, 'questions[0].picture')],
    ['survey.json questions[0].pictur'],
    /bedoelt u "picture"/,
  ],
  ['an unknown key at the top', [set(MAIN, 'colour', 'blue')], ['survey.json colour'], /Hier mag staan/],
  [
    'several unknown keys',
    [set(MAIN, 'foo', 1), set(MAIN, 'questions[1].bar', 1)],
    ['survey.json foo', 'survey.json questions[1].bar'],
  ],
  ['a missing id', [drop(MAIN, 'questions[5].id')], ['survey.json questions[5].id']],
  ['a missing kind', [drop(MAIN, 'questions[0].kind')], ['survey.json questions[0].kind'], /"kind": "faces3"/],
  [
    'an unknown kind',
    [set(MAIN, 'questions[0].kind', 'faces4')],
    ['survey.json questions[0].kind'],
    /bedoelt u "faces/,
  ],
  ['an unknown theme', [set(MAIN, 'questions[0].theme', 'kwalitiet')], ['survey.json questions[0].theme'], /kwaliteit/],
  [
    'an unknown client value',
    [set(MAIN, 'questions[0].clientValue', 'geld')],
    ['survey.json questions[0].clientValue'],
    /autonomie/,
  ],
  [
    'a national number of 11',
    [set(MAIN, 'questions[0].national', 11)],
    ['survey.json questions[0].national'],
    /hoogstens 10/,
  ],
  [
    'a national number of 0',
    [set(MAIN, 'questions[0].national', 0)],
    ['survey.json questions[0].national'],
    /1 of hoger/,
  ],
  ['a version in quotes', [set(MAIN, 'version', '1')], ['survey.json version'], /aanhalingstekens weg: 1/],
  ['version 0', [set(MAIN, 'version', 0)], ['survey.json version']],
  ['version 1.5', [set(MAIN, 'version', 1.5)], ['survey.json version'], /geen heel getal/],
  ['a missing version', [drop(MAIN, 'version')], ['survey.json version'], /"version": 1/],
  ['a missing licence', [drop(MAIN, 'licence')], ['survey.json licence']],
  ['an empty source', [set(MAIN, 'source', '')], ['survey.json source'], /leeg/],
  ['an unknown address', [set(MAIN, 'address', 'jij')], ['survey.json address'], /bedoelt u "je"/],
  ['an object that is no text', [set(MAIN, 'address', { toString: 0 })], ['survey.json address'], /kies uit: u, je/],
  ['unknown wording', [set(MAIN, 'wording', 'mine')], ['survey.json wording'], /own, unverified/],
  [
    'an id with a capital',
    [set(MAIN, 'questions[3].id', 'Beter')],
    ['survey.json questions[3].id', 'nl.json questions.Beter', 'nl.json questions.beter', 'en.json questions.beter'],
    /kleine letters/,
  ],
  ['questions as an object', [set(MAIN, 'questions', {})], ['survey.json questions'], /lijst/],
  ['a list instead of a survey', [write(MAIN, '[]')], ['survey.json '], /een groep/],
  ['fallback as a word', [set(MAIN, 'fallback', 'nee')], ['survey.json fallback'], /true of false/],
  ['languages as a text', [set(MAIN, 'languages', 'nl')], ['survey.json languages'], /\["nl"\]/],
  ['an empty text', [set(NL, 'questions.beter.text', ' ')], ['nl.json questions.beter.text'], /leeg/],
  ['a number as text', [set(NL, 'questions.beter.text', 3)], ['nl.json questions.beter.text'], /aanhalingstekens om/],
  [
    'a text far too long',
    [set(NL, 'questions.beter.text', 'a'.repeat(201))],
    ['nl.json questions.beter.text'],
    /hoogstens 200/,
  ],
  [
    'an unknown key in the words',
    [set(NL, 'questions.beter.hnit', 'x')],
    ['nl.json questions.beter.hnit'],
    /bedoelt u "hint"/,
  ],
  ['no title', [drop(NL, 'title')], ['nl.json title']],
  ['no title in a translation', [drop(EN, 'title')], []],
]

const FILES: readonly Row[] = [
  ['no survey.json', [remove(MAIN)], ['survey.json '], /ontbreekt/],
  ['an empty survey.json', [write(MAIN, ' \n')], ['survey.json '], /leeg/],
  ['an empty language file', [write(EN, '')], ['en.json '], /leeg/],
  ['a comma too many', [replace(MAIN, '"wording": "own",', '"wording": "own",,')], ['survey.json '], /Teken/],
  [
    'a comma at the end',
    [replace(NL, '"tijd": "Tijd",\n        "uitleg": "Uitleg"', '"tijd": "Tijd",')],
    ['nl.json questions.beter.options'],
    /komma voor }/,
  ],
  ['a comma forgotten', [replace(NL, '"Begeleiding",', '"Begeleiding"')], ['nl.json '], /zet er een komma voor/],
  ['a bracket forgotten', [replace(MAIN, /\]\s*\}\s*$/u, ']')], ['survey.json '], /regel 1 gaat niet dicht/],
  ['a quote forgotten', [replace(NL, '"Begeleiding",', '"Begeleiding,')], ['nl.json title'], /sluit af met "/],
  ['single quotes', [replace(MAIN, '"own"', "'own'")], ['survey.json wording'], /rechte dubbele/],
  ['a comment', [replace(MAIN, '"wording"', '// later\n"wording"')], ['survey.json ']],
  ['a key twice', [replace(NL, '"title"', '"title": "Hulp", "title"')], ['nl.json title'], /twee keer/],
  [
    'a drawing with a script',
    [write('pictures/own.svg', SVG.replace('<path', '<script>alert(1)</script><path'))],
    ['pictures/own.svg ', 'pictures/own.svg '],
    /script/,
  ],
]
test.each([...STRUCTURE, ...FILES].map((row) => [row[0], row] as const))(
  '%s is told with its place and how to mend it',
  (_, row) => expectRow(row),
)

test('faults of every kind and file are told at once', () => {
  const faults = faultsAfter([
    set(MAIN, 'version', '1'),
    set(MAIN, 'questions[0].picture', 'lisen'),
    set(MAIN, 'questions[2].showIf.question', 'fasse'),
    set(MAIN, 'questions[3].kind', 'chooses'),
    set(NL, 'questions.beter.text', ''),
    set(EN, 'questions.verderop', { text: 'x' }),
    write('pictures/own.svg', '<svg/>'),
  ])
  expect(new Set(faults.map(({ file, path }) => `${file.split('/').at(-1)} ${path}`))).toEqual(
    new Set([
      'survey.json version',
      'survey.json questions[0].picture',
      'survey.json questions[2].showIf.question',
      'survey.json questions[3].kind',
      'nl.json questions.beter.text',
      'en.json questions.verderop',
      'own.svg ',
    ]),
  )
})

test('broken JSON in one language does not hide the faults of the other files', () => {
  const faults = faultsAfter([
    replace(NL, '"Begeleiding",', '"Begeleiding"'),
    set(EN, 'questions.beter', 'x'),
    set(MAIN, 'version', 0),
  ])
  expect(faults.map(({ file }) => file.split('/').at(-1)).sort()).toEqual(['en.json', 'nl.json', 'survey.json'])
})

test('broken JSON in survey.json does not hide the faults of the language files', () => {
  const faults = faultsAfter([write(MAIN, '{'), set(NL, 'title', 3), set(EN, 'intro', 'x')])
  expect(faults.map(({ file, path }) => `${file.split('/').at(-1)} ${path}`).sort()).toEqual([
    'en.json intro',
    'nl.json title',
    'survey.json ',
  ])
})

test('one broken field of a question does not hide another fault in that question', () => {
  const faults = faultsAfter([
    set(MAIN, 'questions[2].theme', 'effekt'),
    set(MAIN, 'questions[2].showIf.in', ['klaar']),
  ])
  expect(faults.map(({ path }) => path).sort()).toEqual(['questions[2].showIf.in[0]', 'questions[2].theme'])
})

test('a fault carries the line on which it stands', () => {
  const [fault] = faultsAfter([set(MAIN, 'questions[0].theme', 'x')])
  const texts = surveyTexts()
  set(MAIN, 'questions[0].theme', 'x')(texts)
  const line = (texts.get(MAIN) ?? '').split('\n').findIndex((text) => text.includes('"theme": "x"')) + 1
  expect(fault?.line).toBe(line)
})

test('the text for a terminal names each file once and every fault under it', () => {
  const text = describeFaults([
    { file: 'b.json', path: 'x', problem: 'P1.', mend: 'M1.', line: 9 },
    { file: 'a.json', path: '', problem: 'P2.', mend: 'M2.' },
    { file: 'b.json', path: 'y', problem: 'P3.', mend: 'M3.', line: 2 },
  ])
  expect(text).toBe(
    [
      '3 fouten in de bestanden:',
      'b.json\n  - regel 2, y\n    P3.\n    Zo maakt u het goed: M3.\n  - regel 9, x\n    P1.\n    Zo maakt u het goed: M1.',
      'a.json\n  - P2.\n    Zo maakt u het goed: M2.\n',
    ].join('\n\n'),
  )
  expect(describeFaults([])).toBe('')
})

test('broken surroundings hold a survey back without blaming it', () => {
  const check = checkSurveyFiles({ ...partsOf(surveyTexts()), library: null, scales: null, careTypes: null })
  expect(check).toMatchObject({ ok: false, faults: [] })
})

test('whatever stands in the files, the check gives a survey or faults with a way to mend them', () => {
  const file = fc.constantFrom(MAIN, NL, EN)
  const damage = fc.record({ file, pick: fc.nat(), value: fc.jsonValue({ maxDepth: 2 }) })
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (damages) => {
      const texts = surveyTexts()
      for (const { file: name, pick, value } of damages) {
        const places = [...placesIn(JSON.parse(texts.get(name) ?? 'null') as Json, '')]
        const place = places[pick % Math.max(1, places.length)]
        if (place) set(name, place, value as Json)(texts)
      }
      const check = checkSurveyFiles(partsOf(texts))
      expect(check.ok || check.faults.length > 0).toBe(true)
      if (!check.ok)
        expect(check.faults.filter(({ problem, mend }) => !/\w{3}/.test(problem) || !/\w{3}/.test(mend))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

function* placesIn(json: Json, path: string): Generator<string> {
  if (typeof json !== 'object' || json === null) return
  for (const [key, value] of Object.entries(json)) {
    if (!/^[\w-]+$/.test(key)) continue
    const here = Array.isArray(json) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    yield here
    yield* placesIn(value, here)
  }
}
