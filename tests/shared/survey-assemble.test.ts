import { expect, test } from 'vitest'
import { checkSurveyFiles } from '../../shared/survey/check.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { drop, partsOf, remove, SVG, set, surveyTexts, write } from './survey-fixture.ts'
import { MAIN } from './survey-rows.ts'

function assembled(...changes: readonly ReturnType<typeof set>[]): Survey {
  const texts = surveyTexts()
  for (const change of changes) change(texts)
  const check = checkSurveyFiles(partsOf(texts))
  if (!check.ok) throw new Error(JSON.stringify(check.faults))
  return check.survey
}

function question(survey: Survey, id: string) {
  return survey.questions.find((candidate) => candidate.id === id)
}

test('words of every language come together by question', () => {
  const survey = assembled()
  expect(survey.title).toEqual({ nl: 'Begeleiding', en: 'Support' })
  expect(survey.intro).toEqual([
    { nl: 'Wij willen weten hoe het gaat.', en: 'We want to know how it goes.' },
    { nl: 'U mag stoppen.', en: 'You may stop.' },
  ])
  expect(question(survey, 'luisteren')?.hint).toEqual({
    nl: 'Denk aan de laatste keer.',
    en: 'Think of the last time.',
  })
  expect(question(survey, 'vertel')).not.toHaveProperty('hint')
})

test('a scale gets its values as numbers with the words of the scales files', () => {
  expect(question(assembled(), 'verder')?.options).toEqual([
    { value: 0, label: { nl: 'Nee', en: 'No' } },
    { value: 1, label: { nl: 'Ja', en: 'Yes' } },
  ])
  expect(question(assembled(), 'luisteren')?.options?.map(({ value }) => value)).toEqual([1, 2, 3])
  expect(question(assembled(), 'vertel')).not.toHaveProperty('options')
})

test('a picture travels inside the survey, with mirror only where it follows the reading direction', () => {
  const survey = assembled()
  expect(question(survey, 'luisteren')?.picture).toEqual({
    id: 'listen',
    svg: SVG,
    alt: { nl: 'De een praat.', en: 'One talks.' },
    mirror: true,
  })
  expect(question(survey, 'verder')?.picture).toEqual({
    id: 'own',
    svg: SVG,
    alt: { nl: 'U zwaait.', en: 'You wave.' },
  })
})

test('an own picture goes before one of the library with the same name', () => {
  const drawing = SVG.replace('M4 4h16', 'M1 1h2')
  const survey = assembled(
    write('pictures/listen.svg', drawing),
    set('nl.json', 'pictures.listen', 'Een oor.'),
    set('en.json', 'pictures.listen', 'An ear.'),
  )
  expect(question(survey, 'luisteren')?.picture).toEqual({
    id: 'listen',
    svg: drawing,
    alt: { nl: 'Een oor.', en: 'An ear.' },
  })
})

test('alt text that says the word beside it again is left empty', () => {
  const survey = assembled()
  expect(question(survey, 'beter')?.options?.[0]?.picture?.alt).toEqual({ nl: '', en: '' })
  expect(question(survey, 'fase')?.options?.[2]?.picture?.alt).toEqual({ nl: '', en: 'Done' })
})

test('"weet ik niet" is offered on closed questions, unless a context question says no, and never on text', () => {
  const offered = assembled().questions.map(({ id, dontKnow }) => [id, dontKnow])
  expect(offered).toEqual([
    ['luisteren', true],
    ['fase', true],
    ['verder', true],
    ['beter', true],
    ['wie', false],
    ['vertel', false],
  ])
})

test('source, licence, wording and care types stay out of what is served', () => {
  const texts = surveyTexts()
  const check = checkSurveyFiles(partsOf(texts))
  expect(check.ok && Object.keys(check.survey).sort()).toEqual([
    'address',
    'id',
    'intro',
    'languages',
    'questions',
    'signs',
    'title',
    'version',
  ])
  expect(check).toMatchObject({
    offer: { careTypes: ['individuele-begeleiding'], fallback: false },
    origin: { source: 'Eigen vragen', licence: 'CC BY 4.0', wording: 'own' },
  })
})

test('a text that another language lacks is not there, so that people get the first language', () => {
  const survey = assembled(
    drop('en.json', 'title'),
    set('en.json', 'intro', [null, 'You may stop.']),
    drop('en.json', 'questions.luisteren.hint'),
    drop('en.json', 'questions.beter'),
    drop('en.json', 'pictures'),
  )
  expect(survey.title).toEqual({ nl: 'Begeleiding' })
  expect(survey.intro).toEqual([
    { nl: 'Wij willen weten hoe het gaat.' },
    { nl: 'U mag stoppen.', en: 'You may stop.' },
  ])
  expect(question(survey, 'luisteren')?.hint).toEqual({ nl: 'Denk aan de laatste keer.' })
  expect(question(survey, 'beter')?.text).toEqual({ nl: 'Wat kan beter?' })
  expect(question(survey, 'beter')?.options?.[0]).toMatchObject({ label: { nl: 'Tijd' }, picture: { alt: { nl: '' } } })
  expect(question(survey, 'verder')?.picture?.alt).toEqual({ nl: 'U zwaait.' })
})

test('a language without any file is served, with the first language everywhere', () => {
  const survey = assembled(set(MAIN, 'languages', ['nl', 'en', 'tr']))
  expect(survey.languages).toEqual(['nl', 'en', 'tr'])
  expect(survey.title).toEqual({ nl: 'Begeleiding', en: 'Support' })
})

test('who wrote the words and what they were made from is not served', () => {
  const about = { writtenBy: 'Anna', checkedBy: null, machine: true }
  const survey = assembled(
    set('nl.json', 'about', { ...about, machine: false }),
    set('en.json', 'about', about),
    set('en.json', 'of', { title: '01234567' }),
  )
  expect(survey).toEqual(assembled())
})

test('a long list, a bare question and an unused drawing are warnings, not faults', () => {
  const texts = surveyTexts()
  write('pictures/loose.svg', SVG)(texts)
  set('nl.json', 'pictures.loose', 'Los.')(texts)
  set('en.json', 'pictures.loose', 'Loose.')(texts)
  set(MAIN, 'questions[0].picture', 'listen')(texts)
  const check = checkSurveyFiles(partsOf(texts))
  expect(check.ok).toBe(true)
  expect(check.warnings.map(({ file, path }) => `${file} ${path}`)).toEqual([
    'utrecht/begeleiding/survey.json questions[4]',
    'utrecht/begeleiding/pictures/loose.svg ',
  ])
})

/** So many questions, the first of them about the national topics 1, 2, 3 … */
function longWarnings(questions: number, topics: number): readonly string[] {
  const texts = surveyTexts()
  const ids = Array.from({ length: questions }, (_, index) => `vraag-${'abcdefghijkl'[index]}`)
  const national = (index: number) => (index < topics ? { national: index + 1 } : {})
  set(
    MAIN,
    'questions',
    ids.map((id, index) => ({ id, kind: 'faces3', picture: 'listen', ...national(index) })),
  )(texts)
  for (const file of ['nl.json', 'en.json']) {
    set(file, 'questions', Object.fromEntries(ids.map((id) => [id, { text: 'Hoe gaat het?' }])))(texts)
    drop(file, 'pictures.own')(texts)
  }
  remove('pictures/own.svg')(texts)
  const check = checkSurveyFiles(partsOf(texts))
  expect(check.ok ? [] : check.faults).toEqual([])
  return check.warnings.map(({ path }) => path)
}

test.each([
  [8, 0, []],
  [9, 0, ['questions']],
  [10, 9, ['questions']],
  // The national list has ten topics, and leaving one out spoils the comparison.
  [10, 10, []],
])('%i questions of which %i national topics give the warnings %j', (questions, topics, warnings) => {
  expect(longWarnings(questions, topics)).toEqual(warnings)
})
