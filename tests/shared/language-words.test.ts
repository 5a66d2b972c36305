import { describe, expect, test } from 'vitest'
import { familiarityOf } from '../../shared/survey/language/familiar.ts'
import { syllables } from '../../shared/survey/language/word-forms.ts'
import { findings, realLists, told } from './language-lists.ts'

/** As a municipality starts: nothing is known but the list of words by frequency and the jargon. */
const BARE = { ...realLists(), known: new Set<string>() }

describe('T2, by the list alone', () => {
  test.each([
    'luistert',
    'beslissen',
    'afspraken',
    'kiezen',
    'vriendelijk',
    'hulp',
    'uitleg',
    'klacht',
    'dokter',
    'rolstoel',
  ])('%s is common', (word) => {
    expect(familiarityOf(word, BARE)).toBe('common')
  })

  test.each([
    ['medewerker', 'seldom'],
    ['begeleider', 'seldom'],
    ['gemeente', 'seldom'],
    ['ondersteuning', 'seldom'],
    ['betrokkenheid', 'seldom'],
    ['autonomie', 'unlisted'],
    ['gelijkwaardig', 'unlisted'],
    ['regie', 'unlisted'],
    ['bejegening', 'unlisted'],
    ['hulpvraag', 'unlisted'],
    ['zelfredzaamheid', 'unlisted'],
    ['toegankelijkheid', 'unlisted'],
    ['zorgverlener', 'unlisted'],
  ])('%s is %s', (word, expected) => {
    expect(familiarityOf(word, BARE)).toBe(expected)
  })

  test.each([
    ...['kookte', 'gebeld', 'leefden', 'reist', 'snapte', 'meegeholpen', 'schoongemaakt', 'verteld'],
    ...['taken', 'huizen', 'brieven', "foto's", 'kamers', 'lessen', 'plannen'],
    ...['stukje', 'balletje', 'bloempjes', 'koninkje', 'fijner', 'rustigste', 'grotere', 'rode'],
    ...['thuishulp', 'taalles', 'wachttijd', 'meehelpen', 'douchebeurt', 'koffiekopje'],
  ])('the form or compound "%s" is no false alarm', (word) => {
    expect(familiarityOf(word, BARE)).toBe('common')
  })

  test('a word with a hyphen is as hard as its hardest part', () => {
    expect(familiarityOf('buurt-regie', BARE)).toBe('unlisted')
    expect(familiarityOf('taxi-bus', BARE)).toBe('common')
  })
})

describe('T2, in a sentence', () => {
  test('gives the simpler words of the jargon list', () => {
    const [found] = findings('Hoe is uw autonomie?').filter(({ rule }) => rule === 'T2')
    expect(found).toMatchObject({ severity: 'error', quote: 'autonomie' })
    expect(found?.mend).toMatch(/^schrijf liever: zelf kiezen, of: zelf beslissen\./)
  })

  test('a name is no hard word, the first word of a sentence may be', () => {
    expect(told(findings('Hoe is de hulp in Tolsteeg?'), 'T2')).toEqual([])
    expect(told(findings('Bejegening', 'sentence'), 'T2')).toEqual(['error Bejegening'])
  })

  test('a word that the text explains is a warning, not an error', () => {
    const plain = 'U krijgt een beschikkingsbrief.'
    expect(told(findings(plain, 'sentence', { survey: 'a' }), 'T2')).toEqual(['error beschikkingsbrief'])
    const explained = `${plain} Een beschikkingsbrief is een brief met het besluit.`
    expect(new Set(told(findings(explained, 'sentence', { survey: 'a' }), 'T2'))).toEqual(
      new Set(['warn beschikkingsbrief']),
    )
  })

  test('what is said of a word is no explanation of it', () => {
    const text = 'De bejegening is goed.'
    expect(told(findings(text, 'sentence', { survey: 'a' }), 'T2')).toEqual(['error bejegening'])
  })
})

test.each([
  ['taxi', 2],
  ['begeleider', 4],
  ['cliënt', 2],
  ['ideeën', 3],
  ['organisatie', 5],
  ['nieuwe', 2],
  ['mooi', 1],
  ['ziekenhuis', 3],
  ['pst', 1],
])('%s has %i syllables', (word, count) => {
  expect(syllables(word)).toBe(count)
})
