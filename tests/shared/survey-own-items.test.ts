import { expect, test } from 'vitest'
import { checkSurveyFiles } from '../../shared/survey/check.ts'
import { surveyFor } from '../../shared/survey/own-items.ts'
import { type Change, drop, type Json, partsOf, replace, set, surveyTexts } from './survey-fixture.ts'
import { EN, expectRow, MAIN, NL, type Row } from './survey-rows.ts'

const OWN = { kind: 'faces3', picture: 'listen', provider: 'lister' } as const

/** Own questions with their words, right before the open question. */
function own(...items: readonly { readonly [key: string]: Json }[]): readonly Change[] {
  const named = items.map((item, at) => ({ id: `eigen-${'abc'[at]}`, ...OWN, ...item }))
  return [
    replace(MAIN, /(\n {4}\{\s+"id": "vertel")/, `${named.map((item) => JSON.stringify(item)).join()},$1`),
    ...[NL, EN].flatMap((file) => named.map(({ id }) => set(file, `questions.${id}`, { text: `Own ${id}?` }))),
  ]
}

const ROWS: readonly Row[] = [
  ['two for each provider', own({}, {}, { provider: 'dock' }), []],
  ['a third', own({}, {}, {}), ['survey.json questions[7].provider'], /meer dan 2 eigen vragen/],
  ['an open one', own({ kind: 'text' }), ['survey.json questions[5].kind'], /open vraag/],
  ['one with a theme', own({ theme: 'effect' }), ['survey.json questions[5].theme'], /haal "theme" weg/],
  [
    'one that waits for an answer',
    own({ showIf: { question: 'luisteren', in: [1] } }),
    ['survey.json questions[5].showIf'],
  ],
  [
    'a question of all that waits for one of theirs',
    [...own({}), set(MAIN, 'questions[6].showIf', { question: 'eigen-a', in: [1] })],
    ['survey.json questions[6].showIf.question'],
    /eigen vraag van een aanbieder/,
  ],
  ['one in the middle', [set(MAIN, 'questions[3].provider', 'lister')], ['survey.json questions[3]'], /lager/],
  [
    'the id of another question',
    [
      ...own({}),
      set(MAIN, 'questions[5].id', 'luisteren'),
      drop(NL, 'questions.eigen-a'),
      drop(EN, 'questions.eigen-a'),
    ],
    ['survey.json questions[5].id'],
  ],
  ['no words in a language', [...own({}), drop(EN, 'questions.eigen-a')], ['en.json questions.eigen-a'], /ontbreken/],
  [
    'an answer without words in a language',
    [
      ...own({ kind: 'choice', options: [{ value: 'ja' }, { value: 'nee' }] }),
      set(NL, 'questions.eigen-a', { text: 'Eigen?', options: { ja: 'Ja', nee: 'Nee' } }),
      set(EN, 'questions.eigen-a', { text: 'Own?', options: { ja: 'Yes' } }),
    ],
    ['en.json questions.eigen-a.options.nee'],
  ],
]

for (const row of ROWS) test(`own questions: ${row[0]}`, () => expectRow(row))

test('a survey has the own questions of those it is for, and of nobody else', () => {
  const texts = surveyTexts()
  for (const change of own({}, { provider: 'dock' })) change(texts)
  const check = checkSurveyFiles(partsOf(texts))
  if (!check.ok) throw new Error('the survey is not sound')
  const idsFor = (...providers: readonly string[]) => surveyFor(check.survey, providers).questions.map(({ id }) => id)
  const core = ['luisteren', 'fase', 'verder', 'beter', 'wie']
  expect(idsFor()).toEqual([...core, 'vertel'])
  expect(idsFor('lister')).toEqual([...core, 'eigen-a', 'vertel'])
  expect(idsFor('dock', 'lister')).toEqual([...core, 'eigen-a', 'eigen-b', 'vertel'])
})
