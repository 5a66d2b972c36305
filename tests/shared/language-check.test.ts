import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../shared/survey/json-file.ts'
import type { LanguageText, TextRole } from '../../shared/survey/language/finding.ts'
import { readWordLists } from '../../shared/survey/language/lists.ts'
import { describeFindings } from '../../shared/survey/language/report.ts'
import { pageTexts, scaleTexts, surveyTexts } from '../../shared/survey/language/texts.ts'
import { checkLanguage, countFindings } from '../../shared/survey/language-check.ts'
import { findings, listTexts, realLists, text } from './language-lists.ts'

const LISTS = realLists()

const rulesOf = (words: string, role: TextRole = 'question') =>
  [...new Set(findings(words, role).map(({ rule }) => rule))].sort()

describe('questions of forms that people could not answer', () => {
  // In the manner of the ten items of the national list, with its words for them.
  test.each<[string, readonly string[]]>([
    ['Ik wist waar ik moest zijn met mijn hulpvraag.', ['T10', 'T2', 'T7']],
    ['Ik werd snel geholpen.', ['T10', 'T3']],
    ['De medewerker nam mij serieus.', ['T10']],
    ['De medewerker en ik hebben in het gesprek samen naar oplossingen gezocht.', ['T1', 'T10', 'T5', 'T8']],
    ['Wist u dat u gebruik kon maken van een onafhankelijke cliëntondersteuner?', ['T1', 'T2', 'T7', 'T8']],
    ['Ik vind de kwaliteit van de ondersteuning die ik krijg goed.', ['T1', 'T10', 'T2', 'T7', 'T8']],
    ['De ondersteuning die ik krijg past bij mijn hulpvraag.', ['T10', 'T2', 'T7', 'T8']],
    ['Door de ondersteuning die ik krijg kan ik beter de dingen doen die ik wil.', ['T1', 'T10', 'T2', 'T7', 'T8']],
    ['Door de ondersteuning die ik krijg kan ik mij beter redden.', ['T1', 'T10', 'T2', 'T7', 'T8']],
    ['Door de ondersteuning die ik krijg heb ik een betere kwaliteit van leven.', ['T1', 'T10', 'T2', 'T7', 'T8']],
  ])('%s', (sentence, rules) => {
    expect(rulesOf(sentence)).toEqual(expect.arrayContaining([...rules]))
  })

  test('a question that does everything wrong is told so by ten rules', () => {
    const bad =
      'In hoeverre wordt u niet goed ondersteund door uw PGB-consulent en de gemeente bij regie op maat, of heb je zelfredzaamheid?'
    expect(rulesOf(bad)).toEqual(['T1', 'T10', 'T12', 'T13', 'T2', 'T3', 'T4', 'T5', 'T7', 'T8'])
  })
})

test('the six core questions of the guide meet no remark', () => {
  const six = [
    'U vroeg om hulp. Hoe ging dat?',
    'Hoe goed luistert uw begeleider naar u?',
    'Hoe praat uw begeleider met u?',
  ]
  six.push(
    'Hoe goed kunt u zelf kiezen?',
    'Hoe goed houdt uw begeleider zich aan afspraken?',
    'Hoe goed helpt deze hulp u?',
  )
  expect(six.flatMap((sentence) => findings(sentence))).toEqual([])
})

describe('T9', () => {
  const survey = (...words: readonly string[]) =>
    words.map((sentence, index) => text(sentence, 'question', { survey: 'a', path: `${index}` }))

  test('tells each other word for the same person once', () => {
    const texts = survey(
      'Hoe praat uw begeleider?',
      'Hoe praat de consulent?',
      'Wat doen de consulenten?',
      'Hoe gaat het?',
    )
    const found = checkLanguage(texts, LISTS).filter(({ rule }) => rule === 'T9')
    expect(found.map(({ path, quote, severity }) => [path, quote, severity])).toEqual([['1', 'consulent', 'warn']])
  })

  test('leaves two surveys, and persons that differ, alone', () => {
    const other = text('Hoe praat de consulent?', 'question', { survey: 'b' })
    const texts = [...survey('Hoe praat uw begeleider?', 'Hoe praat uw dokter?'), other]
    expect(checkLanguage(texts, LISTS).filter(({ rule }) => rule === 'T9')).toEqual([])
  })
})

const ROLES: readonly TextRole[] = ['question', 'sentence', 'alt', 'professional']
const PIECES = [
  'u',
  'je',
  'niet',
  'en',
  'of',
  'wordt',
  'geholpen',
  'regie',
  'bijv.',
  '80%',
  '(',
  '{{n}}',
  '?',
  '.',
  '’',
  'é',
]

const anyText: fc.Arbitrary<LanguageText> = fc
  .record({
    words: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(' ')),
    ),
    role: fc.constantFrom(...ROLES),
    survey: fc.constantFrom('a', 'b', undefined),
    address: fc.constantFrom('u' as const, 'je' as const, undefined),
  })
  .map(({ words, role, survey, address }) =>
    text(words, role, { ...(survey && { survey }), ...(address && { address }) }),
  )

describe('whatever the texts are', () => {
  test('the check answers, the same each time, and quotes only what stands there', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 6 }), (texts) => {
        const found = checkLanguage(texts, LISTS)
        expect(checkLanguage(texts, LISTS)).toEqual(found)
        for (const { quote, sentence, problem, mend } of found) {
          expect(texts.some((one) => one.text.includes(sentence))).toBe(true)
          expect(sentence).toContain(quote)
          expect(problem.length * mend.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('one text more takes away no finding of the others, but for what it explains or names first', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), anyText, (texts, more) => {
        const lone = { ...more, survey: 'c' }
        expect(checkLanguage([...texts, lone], LISTS)).toEqual(expect.arrayContaining([...checkLanguage(texts, LISTS)]))
      }),
    )
  })

  test('pages of HTML give texts, never tags', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (html) => {
        for (const { line, text: words } of pageTexts('a.html', html)) {
          expect(line).toBeGreaterThan(0)
          expect(words).toMatch(/\p{L}/u)
        }
      }),
    )
  })
})

test('a page gives each heading and paragraph with its line, links in it joined', () => {
  const html =
    '<!doctype html>\n<title>Begin</title>\n<style>p { color: red }</style>\n<p>\n  Kijk <a href="/">hier</a> &amp; daar.\n</p>'
  expect(pageTexts('a.html', html).map(({ line, text: words }) => [line, words])).toEqual([
    [2, 'Begin'],
    [5, 'Kijk hier & daar.'],
  ])
})

test('a survey gives its words with place, role, address and which are statements', () => {
  const json = (name: string, value: unknown) => readJson(name, JSON.stringify(value, null, 1)).json
  const main = json('survey.json', { address: 'je', questions: [{ id: 'a', kind: 'agree5' }, { id: 'b' }, null] })
  const words = json('nl.json', {
    title: 'T',
    intro: ['I', 5],
    questions: { a: { text: 'A', options: { x: 'X' } }, b: 3 },
  })
  if (!main || !words) throw new Error('no JSON')
  expect(
    surveyTexts(main, words).map(({ path, role, address, statement }) => [path, role, address, statement]),
  ).toEqual([
    ['title', 'sentence', 'je', undefined],
    ['intro[0]', 'sentence', 'je', undefined],
    ['questions.a.text', 'question', 'je', true],
    ['questions.a.options.x', 'sentence', 'je', undefined],
  ])
})

test('scales give their answer words, not who wrote them', () => {
  const { json } = readJson('scales/nl.json', '{"about": {"writtenBy": "Wij"}, "faces3": {"1": "Goed"}}')
  expect(json && scaleTexts(json).map(({ path, text: words }) => [path, words])).toEqual([['faces3.1', 'Goed']])
})

describe('the report', () => {
  const twice = ['a.json', 'b.json'].map((file) =>
    text('Hoe is uw regie?', 'question', { file, line: 3, survey: file }),
  )
  const found = checkLanguage([...twice, text('Uw gebruikersnaam', 'sentence', { file: 'c.json' })], LISTS)

  test('tells a sentence that stands in two places once, with rule, word and a simpler word', () => {
    const told = describeFindings(found, { tips: false })
    expect(told.match(/Hoe is uw regie/gu)).toHaveLength(1)
    expect(told).toMatch(/a\.json\n {2}- regel 3, text \(ook op 1 andere plek\)/u)
    expect(told).toMatch(/T2 fout: "regie"[\s\S]*schrijf liever: zelf kiezen/u)
    expect(told).not.toContain('b.json')
  })

  test('counts tips, and shows them when asked', () => {
    expect(countFindings(found)).toEqual({ error: 2, warn: 2, info: 1 })
    expect(describeFindings(found, { tips: false })).toMatch(/1 tip\. Met --tips/u)
    expect(describeFindings(found, { tips: false })).not.toContain('gebruikersnaam')
    expect(describeFindings(found, { tips: true })).toContain('"gebruikersnaam"')
  })

  test('claims no level of language and gives no mark', () => {
    expect(describeFindings(found, { tips: true })).not.toMatch(/B1|A2|score|niveau/iu)
  })
})

describe('the word lists', () => {
  test('have jargon enough, and what they give instead is simple itself', () => {
    expect(LISTS.jargon.size).toBeGreaterThanOrEqual(120)
    const hard = [...LISTS.jargon, ...LISTS.figures].flatMap(([, simpler]) =>
      simpler.filter((words) => findings(words, 'sentence').some(({ rule }) => ['T2', 'T7', 'T12'].includes(rule))),
    )
    expect(hard).toEqual([])
  })

  test('stay a small file', () => {
    expect(LISTS.ranks.size).toBeLessThan(15_000)
    expect(listTexts().get('common-words.nl.txt')?.length).toBeLessThan(130_000)
  })

  test.each([...listTexts().keys()])('without %s there is a fault that names it', (name) => {
    const texts = listTexts()
    texts.delete(name)
    const { lists, faults } = readWordLists('language', texts)
    expect(lists).toBeNull()
    expect(faults.map(({ file }) => file)).toEqual([`language/${name}`])
  })

  test('a group of known words without a reason is a fault', () => {
    const texts = listTexts().set('known-words.nl.json', '{"about": "", "groups": [{"words": ["regie"]}]}')
    const { lists, faults } = readWordLists('language', texts)
    expect(lists).toBeNull()
    expect(faults[0]).toMatchObject({ file: 'language/known-words.nl.json', path: 'groups[0].reason' })
  })
})
