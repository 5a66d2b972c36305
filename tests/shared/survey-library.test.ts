import { expect, test } from 'vitest'
import type { Fault } from '../../shared/survey/fault.ts'
import { checkPictures, checkScales } from '../../shared/survey/library.ts'
import { type Change, drop, pictureTexts, remove, replace, scaleTexts, set, write } from './survey-fixture.ts'

function places(faults: readonly Fault[]): readonly string[] {
  for (const { mend } of faults) expect(mend).toMatch(/\w{3}/)
  return faults.map(({ file, path }) => `${file} ${path}`).sort()
}

const INDEX = 'index.json'

const PICTURES: readonly (readonly [string, readonly Change[], readonly string[]])[] = [
  ['no index', [remove(INDEX)], ['pictures/index.json ']],
  ['an index that is no JSON', [write(INDEX, '{')], ['pictures/index.json ']],
  ['a drawing that is not there', [remove('scenes/listen.svg')], ['pictures/index.json pictures[0].file']],
  ['a drawing that is not listed', [drop(INDEX, 'pictures[0]')], ['pictures/scenes/listen.svg ']],
  ['one id twice', [set(INDEX, 'pictures[1].id', 'listen')], ['pictures/index.json pictures[1].id']],
  [
    'a file outside the four folders',
    [set(INDEX, 'pictures[0].file', '../x.svg')],
    ['pictures/index.json pictures[0].file'],
  ],
  ['mirror as a word', [set(INDEX, 'pictures[0].mirror', 'yes')], ['pictures/index.json pictures[0].mirror']],
  ['an empty alt text', [set(INDEX, 'pictures[0].alt.nl', '')], ['pictures/index.json pictures[0].alt.nl']],
  [
    'an alt text of a drawing that is not there',
    [write('alt/tr.json', '{"pictures":{"liste":"x"}}')],
    ['pictures/alt/tr.json pictures.liste'],
  ],
  [
    'an alt text that the index has',
    [write('alt/en.json', '{"pictures":{"listen":"x"}}')],
    ['pictures/alt/en.json pictures.listen'],
  ],
  [
    'an alt text that is blank',
    [write('alt/tr.json', '{"pictures":{"listen":" "}}')],
    ['pictures/alt/tr.json pictures.listen'],
  ],
  ['alt texts that are no JSON', [write('alt/tr.json', '{')], ['pictures/alt/tr.json ']],
  ['alt texts of no language', [write('alt/turks.json', '{"pictures":{}}')], ['pictures/alt/turks.json ']],
  ['no licence', [drop(INDEX, 'licence')], ['pictures/index.json licence']],
  [
    'a drawing with a handler',
    [replace('scenes/done.svg', '<path', '<path onload="x"')],
    ['pictures/scenes/done.svg '],
  ],
]

test.each(PICTURES)('%s is told with its place', (_, changes, expected) => {
  const texts = pictureTexts()
  for (const change of changes) change(texts)
  expect(places(checkPictures('pictures', texts).faults)).toEqual(expected)
})

test('a sound library holds scenes, choices and faces, not the icons of the interface', () => {
  const { library, faults } = checkPictures('pictures', pictureTexts())
  expect(faults).toEqual([])
  expect([...(library?.keys() ?? [])]).toEqual(['listen', 'done', 'time'])
})

test('alt texts in a language of their own come to the drawing', () => {
  const texts = pictureTexts()
  write('alt/tr.json', JSON.stringify({ pictures: { listen: 'Biri konuşuyor.' } }))(texts)
  const { library, alts, faults } = checkPictures('pictures', texts)
  expect(faults).toEqual([])
  expect(library?.get('listen')?.alt).toEqual({ nl: 'De een praat.', en: 'One talks.', tr: 'Biri konuşuyor.' })
  expect(library?.get('done')?.alt).toEqual({ nl: 'Klaar', en: 'Done' })
  expect([...alts.keys()]).toEqual(['tr'])
})

const SCALES: readonly (readonly [string, readonly Change[], readonly string[]])[] = [
  ['a scale without a word', [drop('nl.json', 'faces3.2')], ['scales/nl.json faces3.2']],
  ['a translated scale without a word', [drop('en.json', 'faces3.2'), drop('en.json', 'signs')], []],
  ['a word for no value in a translation', [set('en.json', 'faces3.4', 'Top')], ['scales/en.json faces3.4']],
  ['two values with one word in a translation', [set('en.json', 'faces3.1', 'word 2')], ['scales/en.json faces3.2']],
  ['a stamp in Dutch', [set('nl.json', 'of', {})], ['scales/nl.json of']],
  ['a word for a value that is not there', [set('nl.json', 'faces3.4', 'Top')], ['scales/nl.json faces3.4']],
  ['a scale forgotten', [drop('nl.json', 'agree5')], ['scales/nl.json agree5']],
  ['a sign forgotten', [drop('nl.json', 'signs.skip')], ['scales/nl.json signs.skip']],
  ['two values with one word', [set('nl.json', 'faces5.4', 'woord 5')], ['scales/nl.json faces5.5']],
  ['a file named after no language', [write('dutch.json', scaleTexts().get('nl.json') ?? '')], ['scales/dutch.json ']],
  ['no file at all', [remove('nl.json'), remove('en.json')], ['scales/nl.json ']],
]

test.each(SCALES)('in the scales %s is told with its place', (_, changes, expected) => {
  const texts = scaleTexts()
  for (const change of changes) change(texts)
  expect(places(checkScales('scales', texts).faults)).toEqual(expected)
})
