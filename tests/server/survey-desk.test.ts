import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listedSurveys, shownSurvey } from '../../server/survey-desk.ts'
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
})
