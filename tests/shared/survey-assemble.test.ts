import { expect, test } from 'vitest'
import { checkSurveyFiles } from '../../shared/survey/check.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { partsOf, SVG, set, surveyTexts, write } from './survey-fixture.ts'
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
