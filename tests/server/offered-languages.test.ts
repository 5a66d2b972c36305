import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codebookLines } from '../../server/export/codebook.ts'
import { withLanguages } from '../../server/languages.ts'
import { offeredLanguages } from '../../server/offered-languages.ts'
import { loadSurveys } from '../../server/survey-files.ts'
import type { About } from '../../shared/survey/provenance.ts'
import { surveyTexts } from '../shared/survey-fixture.ts'
import { type SurveyFolder, surveyFolder } from './survey-folder.ts'

let folder: SurveyFolder
beforeEach(() => {
  folder = surveyFolder()
  const main = (surveyTexts().get('survey.json') ?? '').replace('"en"', '"en", "tr", "so"')
  folder.write('utrecht/begeleiding/survey.json', main)
})
afterEach(() => folder.clean())

const PERSON: About = { writtenBy: 'Ayşe, tolk', checkedBy: null, machine: false }
const MACHINE: About = { ...PERSON, machine: true }
const CHECKED: About = { ...MACHINE, checkedBy: 'Ayşe, tolk' }

function loaded() {
  const found = loadSurveys(folder.municipality)
  const [survey] = found.ok ? found.surveys : []
  if (!found.ok || !survey) throw new Error('faulty')
  return { ...survey, languages: offeredLanguages(survey.book, found.shared) }
}

function translate(id: string, own: About | null, scales: About | null) {
  folder.write(`utrecht/begeleiding/${id}.json`, JSON.stringify({ ...(own && { about: own }), title: 'Yardım' }))
  folder.write(`scales/${id}.json`, JSON.stringify({ ...(scales && { about: scales }), signs: { skip: 'Atla' } }))
  return loaded().languages.find((language) => language.id === id)
}

describe('the languages of a survey', () => {
  test('have their own names, in the order of the file; one without a file is not translated', () => {
    expect(loaded().languages.map(({ id, name, by }) => [id, name, by])).toEqual([
      ['nl', 'Nederlands', 'unknown'],
      ['en', 'English', 'unknown'],
      ['tr', 'Türkçe', 'none'],
      ['so', 'Soomaali', 'none'],
    ])
  })

  test.each<[string, About | null, About | null, string, boolean]>([
    ['of a person', PERSON, PERSON, 'person', false],
    ['of a machine', MACHINE, PERSON, 'machine', false],
    ['of a machine where only the answers are', PERSON, MACHINE, 'machine', false],
    ['of nobody knows whom', null, PERSON, 'unknown', false],
    ['of a machine, in part checked', CHECKED, MACHINE, 'machine', false],
  ])('%s, where a person wrote the interface', (_, own, scales, by, checked) => {
    expect(translate('en', own, scales)).toMatchObject({ by, checked })
  })

  test('of a person, where a machine wrote the interface', () => {
    expect(translate('tr', PERSON, PERSON)).toMatchObject({ by: 'machine', checked: false })
  })

  test('stand in the codebook of the current version', () => {
    translate('tr', MACHINE, MACHINE)
    const { survey, origin, languages } = loaded()
    const lines = [...codebookLines([{ survey, origin, languages }])].filter((line) => line[4] === 'taal')
    expect(lines.map((line) => line[6])).toEqual([
      'Nederlands: niet bekend wie dit schreef, nog niet nagekeken.',
      'English: niet bekend wie dit schreef, nog niet nagekeken.',
      'Türkçe: automatisch vertaald, nog niet nagekeken.',
      'Soomaali: nog niet vertaald, mensen lezen Nederlands.',
    ])
  })
})

test('languages keep the first in front and take their fixed order behind it', () => {
  expect(withLanguages(['en', 'nl'], ['xx', 'tr', 'nl'])).toEqual(['en', 'nl', 'tr', 'xx'])
  expect(withLanguages([], [])).toEqual([])
})
