import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acceptsVersion, type Publishable, publishSurveys } from '../../server/publish-surveys.ts'
import { openStore } from '../../server/store/sqlite.ts'
import type { Store } from '../../server/store/store.ts'
import { surveyDifferences } from '../../server/survey-difference.ts'
import { surveyHash } from '../../server/survey-hash.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { questionOf, surveyOf } from '../shared/run-fixture.ts'

const TODAY = '2026-11-23'

let store: Store
beforeEach(() => {
  store = openStore(':memory:', { secret: randomBytes(32) })
})
afterEach(() => store.close())

const QUESTIONS = [questionOf('luisteren', 'faces3'), questionOf('cijfer', 'grade10')]

function survey(id: string, version: number, text = 'Hoe gaat het?'): Survey {
  const [first, ...more] = QUESTIONS.map((question) => ({ ...question, text: { nl: text } }))
  return { ...surveyOf(first ? [first, ...more] : []), id, version }
}

function loaded(...surveys: readonly Survey[]): readonly Publishable[] {
  return surveys.map((one) => ({
    folder: `utrecht/${one.id}`,
    survey: one,
    hash: surveyHash(one),
  }))
}

function publish(day: string, ...surveys: readonly Survey[]) {
  const result = publishSurveys(store, loaded(...surveys), day)
  return result.ok ? [...result.current.values()].map(({ id, version }) => `${id} ${version}`) : result.faults
}

function kept(): readonly string[] {
  return store
    .surveys()
    .map(({ survey: { id, version }, published, superseded }) => `${id} ${version} ${published} ${superseded}`)
}

describe('publishing', () => {
  test('a new survey is published and current', () => {
    expect(publish(TODAY, survey('taxi', 1), survey('taal', 4))).toEqual(['taxi 1', 'taal 4'])
    expect(kept().toSorted()).toEqual([`taal 4 ${TODAY} null`, `taxi 1 ${TODAY} null`])
  })

  test('the same survey on a later day changes nothing', () => {
    publish(TODAY, survey('taxi', 1))
    expect(publish('2027-01-01', survey('taxi', 1))).toEqual(['taxi 1'])
    expect(kept()).toEqual([`taxi 1 ${TODAY} null`])
  })

  test('a higher version takes the place of the one before', () => {
    publish(TODAY, survey('taxi', 1))
    expect(publish('2027-01-01', survey('taxi', 2, 'Hoe ging het?'))).toEqual(['taxi 2'])
    expect(kept()).toEqual([`taxi 1 ${TODAY} 2027-01-01`, 'taxi 2 2027-01-01 null'])
  })

  test('a survey whose folder is gone stays published and is no longer current', () => {
    publish(TODAY, survey('taxi', 1), survey('taal', 1))
    expect(publish(TODAY, survey('taal', 1))).toEqual(['taal 1'])
    expect(store.survey('taxi', 1)?.superseded).toBeNull()
  })

  test('a changed word in a published version is a fault that tells the word, old and new, and the next version', () => {
    publish(TODAY, survey('taxi', 3))
    const [fault, ...more] = publish(TODAY, survey('taxi', 3, 'Hoe ging het?'))
    expect(more).toEqual([])
    expect(fault).toMatchObject({ file: 'utrecht/taxi/survey.json', path: 'version' })
    expect(fault).toHaveProperty(
      'problem',
      expect.stringMatching(
        /Versie 3 van "taxi".*2026-11-23[\s\S]*vraag luisteren tekst nl: "Hoe gaat het\?" → "Hoe ging het\?"/,
      ),
    )
    expect(fault).toHaveProperty('mend', expect.stringContaining('"version": 4'))
  })

  test('a changed answer word sends the reader to the shared files as well', () => {
    const old = survey('taxi', 1)
    const options = [{ value: 1, label: { nl: 'Slecht' } }]
    publish(TODAY, old)
    const changed = { ...old, questions: old.questions.map((question) => ({ ...question, options })) }
    expect(publish(TODAY, changed)).toMatchObject([{ mend: expect.stringContaining('scales/') }])
    expect(publish(TODAY, survey('taxi', 1, 'Anders?'))).toMatchObject([
      { mend: expect.not.stringContaining('scales/') },
    ])
  })

  test('a version lower than the highest published is a fault, the same content or not', () => {
    publish(TODAY, survey('taxi', 1))
    publish(TODAY, survey('taxi', 2))
    for (const text of ['Hoe gaat het?', 'Hoe ging het?']) {
      expect(publish(TODAY, survey('taxi', 1, text))).toMatchObject([
        { path: 'version', mend: expect.stringContaining('versie 3') },
      ])
    }
  })

  test('with a fault nothing at all is published, and every fault is told', () => {
    publish(TODAY, survey('taxi', 1), survey('taal', 2))
    const before = kept()
    const faults = publish(TODAY, survey('taxi', 1, 'Anders?'), survey('taal', 1), survey('nieuw', 1))
    expect(faults).toMatchObject([{ file: 'utrecht/taxi/survey.json' }, { file: 'utrecht/taal/survey.json' }])
    expect(kept()).toEqual(before)
  })
})

describe('what differs', () => {
  const old = survey('taxi', 1)
  const [luisteren, cijfer] = old.questions
  const more = { ...questionOf('nieuw', 'text'), text: { nl: 'Nog iets?' } }
  const picture = { id: 'listen', svg: '<svg/>', alt: { nl: 'Oor' } }

  test.each<[string, Partial<Survey>, readonly string[]]>([
    ['nothing', {}, []],
    ['a title', { title: { nl: 'Rit', en: 'Proef' } }, ['titel nl: "Proef" → "Rit"']],
    ['a translation', { title: { nl: 'Proef' } }, ['titel en: "Proef" → (niets)']],
    ['an intro line', { intro: [{ nl: 'Hallo.' }] }, ['begin, regel 1: (niets) → {"nl":"Hallo."}']],
    ['a question more', { questions: [...old.questions, more] }, ['vraag nieuw: nieuw']],
    ['a question less', { questions: luisteren ? [luisteren] : [] }, ['vraag cijfer: weggehaald']],
    ['another order', { questions: [...old.questions].reverse() }, ['vraag: andere volgorde']],
    [
      'a drawing',
      { questions: luisteren && cijfer ? [{ ...luisteren, picture }, cijfer] : [] },
      [expect.stringMatching(/^vraag luisteren plaatje: \(niets\) → /) as string],
    ],
  ])('%s', (_, change, lines) => {
    expect(surveyDifferences(old, { ...old, ...change })).toEqual(lines)
  })

  test('surveys with the same hash differ in nothing', () => {
    expect(surveyDifferences(old, JSON.parse(JSON.stringify(old)) as Survey)).toEqual([])
  })
})

test.each<[string | null, string, boolean]>([
  [null, '2099-01-01', true],
  ['2026-11-23', '2026-11-23', true],
  ['2026-11-23', '2028-11-23', true],
  ['2026-11-23', '2028-11-24', false],
  ['2024-02-29', '2026-02-28', true],
  ['2024-02-29', '2026-03-01', false],
])('a version superseded on %s is accepted on %s: %s', (superseded, today, accepted) => {
  expect(acceptsVersion({ survey: survey('taxi', 1), hash: '', published: '2020-01-01', superseded }, today)).toBe(
    accepted,
  )
})
