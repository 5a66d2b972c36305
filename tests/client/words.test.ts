import { expect, test } from 'vitest'
import { createWords } from '../../client/lib/i18n.ts'
import en from '../../client/text/en.json'
import laterEn from '../../client/text/later.en.json'
import laterNl from '../../client/text/later.nl.json'
import nl from '../../client/text/nl.json'

const plain = (file: object) => Object.keys(file).filter((key) => !/_je(_|$)/.test(key))

test.each([
  ['first screens', nl, en],
  ['later screens', laterNl, laterEn],
])('%s: every language has the same keys', (_name, dutch, english) => {
  expect(plain(english)).toEqual(plain(dutch))
})

test('no sentence is longer than twelve words', () => {
  const sentences = Object.values({ ...nl, ...laterNl }).flatMap((text) => text.split(/[.?!]/))
  expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 12)).toEqual([])
})

test('one and more, u and je, and an unknown key', () => {
  const words = createWords('nl', { nl: { ...nl, ...laterNl } })
  expect(words.say('stop.text', { count: 1 })).toBe('U stopt nu. U gaf 1 antwoord.')
  expect(words.say('stop.text', { count: 2, context: 'je' })).toBe('Je stopt nu. Je gaf 2 antwoorden.')
  expect(words.say('thanks.later', { context: 'je' })).toBe('Bewaard. Wordt later verstuurd.')
  expect(words.say('nothing')).toBe('nothing')
})

test('a word that a language lacks is said in Dutch', () => {
  const words = createWords('xx', { xx: { back: 'xxx' }, nl })
  expect([words.say('back'), words.say('next')]).toEqual(['xxx', 'Verder'])
})

test('Arabic runs from right to left', () => {
  expect(createWords('ar', { ar: {} }).direction).toBe('rtl')
})
