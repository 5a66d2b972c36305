import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commentOn, listedSurveys, shownSurvey } from '../../server/survey-desk.ts'
import { draftOf } from '../support/draft.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PANEL = { role: 'panel', provider: null, name: 'panel' } as const
const PROOF =
  '"proof": { "stage": "tested", "on": "2026-11-20", "with": "vijf lezers", "text": "Hoe goed komt de taxi op tijd?" }, '

let server: InProcess

beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())

const deps = () => server.house.deps
const draft = () => shownSurvey(deps(), PANEL, 'draft', 'regiotaxi')

describe('a draft', () => {
  test('is checked as a survey is, and says where it is wrong', () => {
    draftOf(deps().config.dataDir, 'regiotaxi', (text) => text.replace('"picture": "taxi-on-time"', '"picture": "txi"'))
    expect(draft()).toMatchObject({ survey: null, faults: [expect.stringMatching(/^drafts\/regiotaxi\/survey.json/)] })
    expect(listedSurveys(deps(), PANEL).surveys[0]).toMatchObject({ id: 'regiotaxi', isDraft: true, version: null })
  })

  test('is tested only as long as its words are those that were tested', () => {
    const change = (text: string) => text.replace('"id": "op-tijd", ', `"id": "op-tijd", ${PROOF}`)
    const stage = () => draft().states.find(({ question }) => question === 'op-tijd')
    draftOf(deps().config.dataDir, 'regiotaxi', change)
    expect(stage()).toMatchObject({ stage: 'tested', on: '2026-11-20', with: 'vijf lezers' })
    expect(stage()?.translated).toHaveLength(11)
    draftOf(deps().config.dataDir, 'regiotaxi', (text) =>
      change(text).replace('"op-tijd": { "text": "Hoe goed', '"op-tijd": { "text": "Wat'),
    )
    expect(stage()).toMatchObject({ stage: 'draft', on: '', translated: [] })
  })

  test('tells what a person has read aloud', () => {
    const folder = join(draftOf(deps().config.dataDir, 'regiotaxi'), 'audio', 'tr')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'questions.veilig.text.mp3'), 'ID3 sound')
    writeFileSync(join(folder, 'questions.tevreden.text.mp3'), 'no sound')
    expect(draft().states.filter(({ recorded }) => recorded.length > 0)).toMatchObject([
      { question: 'veilig', recorded: ['tr'] },
    ])
  })

  test('is commented on by a role on a day, and nowhere by whom', () => {
    draftOf(deps().config.dataDir, 'regiotaxi')
    const said = { question: 'veilig', kind: 'jargon', note: ' Wat is veilig? ' }
    commentOn(deps(), { ...PANEL, name: 'truus' }, 'regiotaxi', said)
    const day = new Date().toISOString().slice(0, 10)
    expect(draft().comments).toEqual([{ ...said, note: 'Wat is veilig?', role: 'panel', day: expect.any(String) }])
    expect(draft().comments[0]?.day.slice(0, 4)).toBe(day.slice(0, 4))
    const [line] = deps().store.audit({ before: 1e9, limit: 1 })
    expect(line).toMatchObject({ who: 'panel', action: 'survey-comment', about: 'regiotaxi 2' })
    // Of another version it is not.
    expect(shownSurvey(deps(), PANEL, 'current', 'regiotaxi').comments).toEqual([])
  })

  test.each([
    [{ question: 'geen', kind: 'good' }, 'Kies een vraag.'],
    [{ question: 'veilig', kind: 'bad' }, 'Kies wat u ervan vindt.'],
    [{ question: 'veilig', kind: 'good', note: 'x'.repeat(301) }, 'Schrijf hooguit 300 tekens.'],
    [null, 'Kies een vraag.'],
  ])('takes no comment like %j', (body, why) => {
    draftOf(deps().config.dataDir, 'regiotaxi')
    expect(() => commentOn(deps(), PANEL, 'regiotaxi', body)).toThrow(why)
  })
})
