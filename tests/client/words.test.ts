import { expect, test } from 'vitest'
import { createWords, pluralRules, type WordFile } from '../../client/lib/i18n.ts'
import about from '../../client/text/about.json'
import kioskNl from '../../client/text/kiosk.nl.json'
import names from '../../client/text/languages.json'
import laterNl from '../../client/text/later.nl.json'
import nl from '../../client/text/nl.json'
import paperNl from '../../client/text/paper.nl.json'
import plainNl from '../../client/text/plain.nl.json'
import urgent from '../../client/text/urgent.json'

const files = import.meta.glob<WordFile>(['../../client/text/*.json', '!**/portal.*', '!**/{about,urgent}.json'], {
  import: 'default',
  eager: true,
})
const file = (name: string) => files[`../../client/text/${name}.json`]
const others = Object.keys(names).filter((code) => code !== 'nl' && (file(code) || file(`later.${code}`)))

/** Keys without the endings for a plural and for "je". */
const bare = (words: object) => new Set(Object.keys(words).map((key) => key.replace(/_.*/, '')))
const isCounted = (key: string) => `${key}_other` in laterNl || `${key}_other` in nl

/** The endings that whole numbers ask for in a language; where Dutch has words of its own for none, every language has. */
function formsOf(key: string, language: string): readonly string[] {
  const rules = pluralRules(language)
  const needed = new Set(Array.from({ length: 501 }, (_, count) => rules.select(count) as string))
  if (`${key}_zero` in laterNl) needed.add('zero')
  return [...needed].map((form) => `${key}_${form}`)
}

/** What a file must say, given the Dutch one. */
function keysFor(dutch: object, language: string): readonly string[] {
  return [...bare(dutch)].flatMap((key) => (isCounted(key) ? formsOf(key, language) : [key]))
}

/** The notice on the screen is for staff, in Dutch only. */
const onPaper = Object.fromEntries(Object.entries(paperNl).filter(([key]) => !key.startsWith('notice.')))

const HALVES = [
  { half: 'first screens', prefix: '', dutch: nl },
  { half: 'later screens', prefix: 'later.', dutch: laterNl },
  { half: 'form without script', prefix: 'plain.', dutch: plainNl },
  { half: 'kiosk', prefix: 'kiosk.', dutch: kioskNl },
  { half: 'form on paper', prefix: 'paper.', dutch: onPaper },
] as const

test.each(others.flatMap((language) => HALVES.map((half) => ({ language, ...half }))))(
  '$language: no word is missing on the $half, nor a plural form, and none is there for nothing',
  ({ language, prefix, dutch }) => {
    const words = file(`${prefix}${language}`) ?? {}
    expect({ missing: keysFor(dutch, language).filter((key) => !words[key]?.trim()) }).toEqual({ missing: [] })
    expect({ unknown: [...bare(words)].filter((key) => !bare(dutch).has(key)) }).toEqual({ unknown: [] })
  },
)

test.each(others)('%s: what is filled in has its place, and nothing else has', (language) => {
  const dutch: WordFile = { ...nl, ...laterNl, ...plainNl, ...paperNl }
  const words: WordFile = {
    ...file(language),
    ...file(`later.${language}`),
    ...file(`plain.${language}`),
    ...file(`paper.${language}`),
  }
  const places = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()
  const wrong = Object.entries(words).filter(([key, text]) => {
    const base = key.replace(/_.*/, '')
    // "Two answers" needs no number in a language with a form for two.
    if (isCounted(base)) return places(text).some((place) => place !== 'count')
    return String(places(text)) !== String(places(dutch[base]))
  })
  expect(wrong).toEqual([])
})

test('of every language file somebody says who wrote it and whether a machine did', () => {
  const signed = Object.entries(about).filter(([, { writtenBy }]) => writtenBy.trim() !== '')
  expect(signed.map(([code]) => code)).toEqual(expect.arrayContaining(['nl', ...others]))
})

test('the languages that the product speaks stand in the order of the screen, each in its own words', () => {
  expect(Object.keys(names)).toEqual(['nl', 'en', 'ar', 'ary', 'tr', 'pl', 'uk', 'ti', 'so', 'fa', 'es', 'fr'])
  expect(new Set(Object.values(names)).size).toBe(12)
})

test('whom to call in danger is said in every language', () => {
  expect(urgent.map(({ name }) => Object.keys(name))).toEqual(urgent.map(() => Object.keys(names)))
})

test('no sentence is longer than twelve words', () => {
  const sentences = Object.values({ ...nl, ...laterNl, ...plainNl }).flatMap((text) => text.split(/[.?!]/))
  expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 12)).toEqual([])
})

test('one and more, u and je, and an unknown key', () => {
  const words = createWords('nl', { nl: { ...nl, ...laterNl } })
  expect(words.say('stop.text', { count: 1 })).toBe('U stopt nu. U gaf 1 antwoord.')
  expect(words.say('stop.text', { count: 2, context: 'je' })).toBe('Je stopt nu. Je gaf 2 antwoorden.')
  expect(words.say('thanks.later', { context: 'je' })).toBe('Bewaard. Wordt later verstuurd.')
  expect(words.say('nothing')).toBe('nothing')
})

test('a word that a language lacks is said in Dutch, and said to be Dutch', () => {
  const words = createWords('xx', { xx: { back: 'xxx' }, nl })
  expect([words.say('back'), words.say('next')]).toEqual(['xxx', 'Verder'])
  expect([words.tell('back').language, words.tell('next').language]).toEqual(['xx', 'nl'])
})

test.each(Object.keys(names))('%s runs the way it is written', (code) => {
  const direction = ['ar', 'ary', 'fa'].includes(code) ? 'rtl' : 'ltr'
  expect(createWords(code, { nl }).direction).toBe(direction)
})

test('numbers are in the digits of the language, and Moroccan Arabic counts as Arabic does, on any phone', () => {
  const count = (code: string) => createWords(code, { [code]: { x: '{{number}}' } }).say('x', { number: 12 })
  expect(['nl', 'fa', 'ary', 'ti'].map(count)).toEqual(['12', '۱۲', '12', '12'])
  const ary = { x_one: 'one', x_two: 'two', x_few: 'few', x_many: 'many', x_other: 'other', x_zero: 'zero' }
  const words = createWords('ary', { ary })
  expect([0, 1, 2, 3, 11, 100].map((each) => words.say('x', { count: each }))).toEqual([
    'zero',
    'one',
    'two',
    'few',
    'many',
    'other',
  ])
})
