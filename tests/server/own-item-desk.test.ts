import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../server/deps.ts'
import { giveOwnItem, ownItemsOf, takeOwnItem } from '../../server/survey-publishing.ts'
import type { Fault } from '../../shared/survey/fault.ts'
import { command } from '../support/command.ts'
import { addOwnItem, ownSurveys } from '../support/own-surveys.ts'
import { cliOf } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SURVEY = 'regiotaxi'
const ADMIN: Viewer = { role: 'admin', provider: null, name: 'beheer' }

let surveysDir: string
let server: InProcess
const opened: (() => Promise<void> | void)[] = []
const start = async () => {
  server = await startInProcess({ surveysDir, now: () => Date.parse('2026-11-23T12:00:00Z') })
  opened.push(() => server.stop())
}
beforeEach(() => {
  surveysDir = ownSurveys()
})
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
  rmSync(dirname(surveysDir), { recursive: true })
})

const deps = () => server.house.deps
const draft = () => join(deps().config.dataDir, 'drafts', SURVEY)
const words = (text = 'Hoe goed is de koffie?') =>
  Object.fromEntries(ownItemsOf(deps(), ADMIN, SURVEY).languages.map(({ id }) => [`text:${id}`, text]))
const wish = (more: object = {}) => ({ provider: 'lister', kind: 'faces3', picture: 'listen', ...words(), ...more })
const give = (more: object = {}) => giveOwnItem(deps(), ADMIN, SURVEY, wish(more)).question
const questions = () => JSON.parse(readFileSync(join(draft(), 'survey.json'), 'utf8')).questions
const noted = () =>
  deps()
    .store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 9 })
    .map(({ who, action, about }) => [who, action, about])

/** Every file of the draft with its text. */
const contents = () =>
  readdirSync(draft(), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')])
    .sort()

describe('an own question of a provider that is not there', () => {
  const folder = () => join(surveysDir, 'utrecht', SURVEY)
  const told = [
    { file: `utrecht/${SURVEY}/survey.json`, path: expect.stringMatching(/^questions\[\d+\]\.provider$/) },
    { problem: 'Er is geen aanbieder "listr".', mend: 'bedoelt u "lister"? Of haal deze eigen vraag weg.' },
  ]

  test('stops the start, and says where, what and how to mend it', async () => {
    addOwnItem(folder(), 'koffie', 'listr')
    await expect(startInProcess({ surveysDir })).rejects.toThrow(
      /survey\.json[\s\S]*provider[\s\S]*geen aanbieder "listr"/,
    )
  })

  test('is found by survey check, with a database and without', async () => {
    await start()
    addOwnItem(folder(), 'koffie', 'listr')
    for (const dataDir of [deps().config.dataDir, join(surveysDir, 'none')]) {
      const env = { DATA_DIR: dataDir, SURVEYS_DIR: surveysDir }
      const ran = await command(dataDir, ['survey', 'check', '--json'], { env })
      const { faults } = ran.json() as { faults: readonly Fault[] }
      expect(faults).toContainEqual(expect.objectContaining({ ...told[0], ...told[1] }))
    }
  })

  test('that an administrator made is known', async () => {
    await start()
    deps().store.saveProvider({ id: 'nieuw', name: 'Nieuw', validFrom: null, validUntil: null, succeededBy: null })
    addOwnItem(folder(), 'koffie', 'nieuw')
    const env = { DATA_DIR: deps().config.dataDir, SURVEYS_DIR: surveysDir }
    const { faults } = (await command('', ['survey', 'check', '--json'], { env })).json()
    expect(JSON.stringify(faults)).not.toContain('Er is geen aanbieder')
  })

  test('keeps a draft from being put into use', async () => {
    await start()
    await cliOf(server, 'survey', 'draft', SURVEY)
    addOwnItem(draft(), 'koffie', 'listr')
    const ran = await command(deps().config.dataDir, ['survey', 'publish', SURVEY, '--check'], {
      env: { DATA_DIR: deps().config.dataDir, SURVEYS_DIR: surveysDir },
    })
    expect([ran.code, ran.out.join('\n')]).toEqual([1, expect.stringContaining('Er is geen aanbieder "listr"')])
  })
})

describe('an own question in a draft', () => {
  beforeEach(async () => {
    await start()
    await cliOf(server, 'survey', 'draft', SURVEY)
  })

  test('is put before the open question with words in every language, and taken out without a trace', () => {
    const before = contents()
    const question = give()
    expect(question).toBe('lister-1')
    expect(questions().at(-2)).toEqual({ id: 'lister-1', kind: 'faces3', picture: 'listen', provider: 'lister' })
    expect(ownItemsOf(deps(), ADMIN, SURVEY).items).toEqual([
      { question: 'lister-1', provider: 'Lister', text: 'Hoe goed is de koffie?' },
    ])
    for (const { id } of ownItemsOf(deps(), ADMIN, SURVEY).languages)
      expect(readFileSync(join(draft(), `${id}.json`), 'utf8')).toContain('"lister-1"')
    takeOwnItem(deps(), ADMIN, SURVEY, question)
    expect(contents()).toEqual(before)
    expect(noted().slice(0, 2)).toEqual([
      ['beheer', 'survey-own-item-remove', 'regiotaxi 2 lister-1'],
      ['beheer', 'survey-own-item-add', 'regiotaxi 2 lister-1'],
    ])
    expect(existsSync(join(draft(), '..', `.${SURVEY}.old`))).toBe(false)
  })

  test('has an id that no version of the survey had', () => {
    const [like] = deps()
      .store.surveys()
      .filter(({ survey }) => survey.id === SURVEY)
    if (!like) throw new Error('no survey')
    const old = like.survey.questions.map((one, index) => (index === 0 ? { ...one, id: 'lister-1' } : one))
    const [first, ...more] = old
    if (!first) throw new Error('no question')
    deps().store.publishSurvey({ ...like.survey, version: 9, questions: [first, ...more] }, 'x', '2026-11-20')
    expect(give()).toBe('lister-2')
  })

  test.each([
    ['a provider that is not there', { provider: 'listr' }, 'Kies een aanbieder.'],
    ['a kind that needs words of its own', { kind: 'choices' }, 'Kies een soort antwoord.'],
    ['an open question', { kind: 'text' }, 'Kies een soort antwoord.'],
    ['a picture that is not there', { picture: 'geen' }, 'Kies een plaatje.'],
    ['a language without words', { 'text:en': ' ' }, 'Schrijf de vraag ook in deze taal: Engels.'],
    ['words that are too long', { 'text:nl': 'koffie '.repeat(200) }, 'nl.json'],
  ])('is refused for %s, and leaves the draft as it was', (_, more, message) => {
    const before = contents()
    expect(() => give(more)).toThrow(message)
    expect(contents()).toEqual(before)
    expect(readdirSync(join(draft(), '..'))).toEqual([SURVEY])
    expect(noted()[0]).toEqual(['opdrachtregel', 'survey-draft', 'regiotaxi 2'])
  })

  test('is one of two at most for a provider', () => {
    give()
    give()
    expect(ownItemsOf(deps(), ADMIN, SURVEY).providers.map(({ id }) => id)).not.toContain('lister')
    expect(() => give()).toThrow('Deze aanbieder heeft al 2 eigen vragen.')
    expect(give({ provider: 'dock' })).toBe('dock-1')
  })

  test('is for administrators, and only where there is a draft without faults', () => {
    const panel: Viewer = { role: 'panel', provider: null, name: 'panel' }
    expect(() => ownItemsOf(deps(), panel, SURVEY)).toThrow('Alleen een beheerder')
    expect(() => giveOwnItem(deps(), panel, SURVEY, {})).toThrow('Alleen een beheerder')
    expect(() => takeOwnItem(deps(), panel, SURVEY, 'lister-1')).toThrow('Alleen een beheerder')
    expect(() => ownItemsOf(deps(), ADMIN, 'taalles')).toThrow('Dit concept is er niet.')
    const core = questions()[0].id
    expect(() => takeOwnItem(deps(), ADMIN, SURVEY, core)).toThrow('staat niet in het concept')
    writeFileSync(join(draft(), 'nl.json'), '{')
    expect(() => ownItemsOf(deps(), ADMIN, SURVEY)).toThrow('nog fouten')
  })

  test('is made, listed and taken out by commands too', async () => {
    const text = ownItemsOf(deps(), ADMIN, SURVEY).languages.flatMap(({ id }) => [
      '--text',
      `${id}=Is de koffie = goed?`,
    ])
    const what = ['--provider', 'lister', '--kind', 'yes-no', '--picture', 'listen']
    expect(await cliOf(server, 'survey', 'own-item', 'add', SURVEY, ...what, ...text)).toMatchObject({
      question: 'lister-1',
    })
    expect(await cliOf(server, 'survey', 'own-item', 'list', SURVEY)).toMatchObject({
      items: [{ question: 'lister-1', text: 'Is de koffie = goed?' }],
    })
    await cliOf(server, 'survey', 'own-item', 'remove', SURVEY, '--question', 'lister-1')
    expect(ownItemsOf(deps(), ADMIN, SURVEY).items).toEqual([])
  })

  test('that a power cut caught half-way is there again after the next start', async () => {
    const drafts = join(draft(), '..')
    const { dataDir } = deps().config
    const kept = `${dataDir}-kept`
    cpSync(drafts, join(kept, 'drafts'), { recursive: true })
    cpSync(join(kept, 'drafts', SURVEY), join(kept, 'drafts', `.${SURVEY}.old`), { recursive: true })
    rmSync(join(kept, 'drafts', SURVEY), { recursive: true })
    const again = await startInProcess({ surveysDir, dataDir: kept })
    opened.push(
      () => again.stop(),
      () => rmSync(kept, { recursive: true }),
    )
    expect(readdirSync(join(kept, 'drafts'))).toEqual([SURVEY])
  })
})
