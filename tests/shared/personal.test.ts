import { describe, expect, test } from 'vitest'
import { findPersonal, personalSentences } from '../../shared/personal/find.ts'
import { seededChance } from '../support/send.ts'
import { type Made, tell, tellNothing } from './personal-corpus.ts'

const EACH = 1000

const found = (text: string) => findPersonal(text).map(({ start, end }) => text.slice(start, end))

/** Share of the sentences in which at least the part that matters is (partly) marked. */
function recall(kind: Made): { readonly share: number; readonly missed: readonly string[] } {
  const chance = seededChance(kind.length * 7919 + kind.charCodeAt(0))
  const missed: string[] = []
  for (let count = 0; count < EACH; count++) {
    const { text, part } = tell(kind, chance)
    const [start, end] = [text.indexOf(part), text.indexOf(part) + part.length]
    if (!findPersonal(text).some((span) => span.start < end && span.end > start)) missed.push(text)
  }
  return { share: 1 - missed.length / EACH, missed }
}

describe('measured on made-up Dutch sentences', () => {
  test.each([
    ['number', 0.95],
    ['phone', 0.95],
    ['mail', 0.95],
    ['account', 0.95],
    ['address', 0.95],
    ['birth', 0.95],
    ['link', 0.95],
    ['title', 0.9],
    ['name', 0.8],
  ] as const)('of a %s at least %d is found', (kind, bar) => {
    const { share, missed } = recall(kind)
    console.log(`personal: ${kind} found in ${(share * 100).toFixed(1)} % of ${EACH} sentences`)
    expect(share, missed.slice(0, 10).join('\n')).toBeGreaterThanOrEqual(bar)
  })

  test('at most 3 of 100 clean sentences are warned of', () => {
    const chance = seededChance(2026)
    const alarms = Array.from({ length: 3000 }, () => tellNothing(chance)).filter((text) => found(text).length > 0)
    console.log(`personal: false alarm in ${((alarms.length / 3000) * 100).toFixed(1)} % of 3000 clean sentences`)
    const shown = [...new Set(alarms)].slice(0, 10).map((text) => `${text} → ${found(text).join(' | ')}`)
    expect(alarms.length / 3000, shown.join('\n')).toBeLessThanOrEqual(0.03)
  })
})

test.each([
  ['Mijn bsn is 123 456 789.', ['123 456 789']],
  ['123456782', ['123456782']],
  ['Bel 06-12345678 of 030 123 45 67', ['06-12345678', '030 123 45 67']],
  ['+31 (0)6 12 34 56 78', ['+31 (0)6 12 34 56 78']],
  ['Mail naar jan.jansen@gmail.com graag', ['jan.jansen@gmail.com']],
  ['jan apenstaartje gmail punt com', ['jan apenstaartje gmail punt com']],
  ['NL91 ABNA 0417 1643 00 is van mij', ['NL91 ABNA 0417 1643 00']],
  ['Ik woon op 3512 JC 14', ['3512 JC 14']],
  ['in de kerkstraat 12a', ['kerkstraat 12a']],
  ['geboren 3 mei 1980', ['3 mei 1980']],
  ['dossier 4471290', ['4471290']],
  ['mevrouw De Vries helpt', ['De Vries']],
  ['Jan de Vries belt mij.', ['Jan de Vries']],
  ['Mark Jansen kwam langs', ['Mark Jansen']],
  ['Dhr. van den Berg', ['van den Berg']],
  ['Mijn begeleider Annelore was lief.', ['Annelore']],
  ['Zij heet Quirien.', ['Quirien']],
  ['fatima luistert', ['fatima']],
  ['Ik sprak met Şeyma en AYŞE.', ['AYŞE']],
  ['Ik mail met Mark.', ['Mark']],
  ['kijk op www.mijnverhaal.nl', ['www.mijnverhaal.nl']],
  ['volg @zonnetje99', ['@zonnetje99']],
])('in "%s" it finds %j', (text, parts) => {
  expect(found(text)).toEqual(parts)
})

test.each([
  '',
  'Goed.',
  'In 2023 en 2024 was het beter dan van 2019-2022.',
  'Elke dag van 10.30-11.30 uur, voor 1.250.000 euro.',
  'Op 12-11-2024 om 9 uur was mijn gesprek.',
  'De begeleider van Utrecht komt op Maandag. Mei was mooi. Wil je dat?',
  'Mijn buurman Ook niet.',
  'Ik scoor 8 9 10 7 8.',
  'Bel 112.',
  'Zij roept mark en roos.',
])('nobody is recognised in "%s"', (text) => {
  expect(found(text)).toEqual([])
})

test('the sentences to show are whole, with what was found apart', () => {
  const text = 'Het gaat goed. Ik praat met dhr. Jansen over 0612345678! Meer niet.\nMail jan@x.nl'
  expect(personalSentences(text)).toEqual([
    [
      { text: 'Ik praat met dhr. ', found: false },
      { text: 'Jansen', found: true },
      { text: ' over ', found: false },
      { text: '0612345678', found: true },
      { text: '!', found: false },
    ],
    [
      { text: 'Mail ', found: false },
      { text: 'jan@x.nl', found: true },
    ],
  ])
  expect(personalSentences('Alles is goed. Dank u.')).toEqual([])
})

test('no text makes it slow or breaks it', () => {
  for (const bit of ['0 ', '1-', 'a@', 'Aa ', '.', 'van ', '9', 'NL12', '😀', '\u0301', '(030) ', 'dossier 1']) {
    const text = bit.repeat(500).slice(0, 500)
    for (const { start, end } of findPersonal(text)) expect(end).toBeGreaterThan(start)
    expect(
      personalSentences(text)
        .flat()
        .map(({ text: piece }) => piece)
        .join('').length,
    ).toBeLessThanOrEqual(500)
  }
})
