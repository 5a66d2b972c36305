import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeDraft } from '../../server/publish-draft.ts'
import { commentOn } from '../../server/survey-desk.ts'
import { mendFolders } from '../../server/survey-folders.ts'
import { checkList, draftFrom, takeIntoUse } from '../../server/survey-publishing.ts'
import { command } from '../support/command.ts'
import { ownSurveys } from '../support/own-surveys.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const ADMIN = { role: 'admin', provider: null, name: 'beheer' } as const
const PANEL = { role: 'panel', provider: null, name: 'panel' } as const
const REASON = 'Alleen één woord is anders.'

let surveysDir: string
let server: InProcess

beforeEach(async () => {
  surveysDir = ownSurveys()
  server = await startInProcess({ surveysDir })
})
afterEach(async () => {
  await server.stop()
  rmSync(join(surveysDir, '..'), { recursive: true, force: true })
})

const deps = () => server.house.deps
const inUse = () => join(surveysDir, 'utrecht/regiotaxi')
const draftOf = () => join(deps().config.dataDir, 'drafts/regiotaxi')

function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(draftOf(), file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(draftOf(), file), text.replace(from, to))
}

const found = (name: string) => checkList(deps(), ADMIN, 'regiotaxi').checks.find((one) => one.name === name)
const publish = (reason = REASON) =>
  takeIntoUse(deps(), ADMIN, 'regiotaxi', { seen: checkList(deps(), ADMIN, 'regiotaxi').seen, reason })

/** All that a survey's folder holds. */
function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true }).map(String).sort()
  const files = names.filter((name) => /\.\w+$/.test(name))
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

describe('a draft', () => {
  test('is made of the survey in use, one version higher, and once', () => {
    expect(draftFrom(deps(), ADMIN, 'regiotaxi')).toEqual({ version: 2 })
    expect(JSON.parse(readFileSync(join(draftOf(), 'survey.json'), 'utf8'))).toMatchObject({ version: 2 })
    expect(() => draftFrom(deps(), ADMIN, 'regiotaxi')).toThrow('Er is al een concept')
    expect(() => draftFrom(deps(), ADMIN, 'bestaat-niet')).toThrow('Deze vragenlijst is er niet')
    expect(() => draftFrom(deps(), PANEL, 'regiotaxi')).toThrow('Alleen een beheerder')
  })

  test('goes into use at once: folder, database, what is offered, and the log', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    change('nl.json', 'Hoe goed komt de taxi op tijd?', 'Komt de taxi op tijd?')
    expect(found('comparison')?.notes).toContain(
      'Andere woorden: Hoe goed komt de taxi op tijd? → Komt de taxi op tijd?',
    )
    expect(found('translations')).toMatchObject({ state: 'look' })
    expect(publish()).toEqual({ version: 2 })
    expect(deps().surveys.get('regiotaxi')?.version).toBe(2)
    expect(
      deps()
        .store.surveys()
        .filter(({ survey }) => survey.id === 'regiotaxi'),
    ).toMatchObject([{ superseded: expect.stringMatching(/^\d{4}-/) }, { survey: { version: 2 }, superseded: null }])
    const head = JSON.parse(readFileSync(join(inUse(), 'survey.json'), 'utf8'))
    expect(head.review).toEqual({ on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), comments: 0, skipped: REASON })
    expect(existsSync(draftOf())).toBe(false)
    expect(readdirSync(join(surveysDir, 'utrecht')).filter((name) => name.startsWith('.'))).toEqual([])
    expect(deps().store.audit({ before: 1e9, limit: 2 })).toMatchObject([
      { who: 'beheer', action: 'survey-publish', about: 'regiotaxi 2' },
      { who: 'beheer', action: 'survey-draft', about: 'regiotaxi 2' },
    ])
  })

  test('in use is what the next start finds, too', async () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    change('nl.json', 'Hoe goed komt de taxi op tijd?', 'Komt de taxi op tijd?')
    publish()
    const again = await startInProcess({ surveysDir, dataDir: temporaryFolder() })
    expect(again.house.deps.surveys.get('regiotaxi')).toEqual(deps().surveys.get('regiotaxi'))
    await again.stop()
    rmSync(again.house.deps.config.dataDir, { recursive: true })
  })
})

describe('past an error nothing goes into use', () => {
  const cases: readonly (readonly [name: string, check: string, spoil: () => void, told: RegExp])[] = [
    ['a fault in a file', 'files', () => change('survey.json', '"taxi-on-time"', '"txi"'), /txi/],
    ['a version that is there', 'files', () => change('survey.json', '"version": 2', '"version": 1'), /Versie 1/],
    [
      'a word that is too hard',
      'language',
      () => change('nl.json', 'Hoe gaat de rit?', 'Hoe gaat je rit?'),
      /nl\.json questions\.tevreden/,
    ],
    [
      'a question without a picture',
      'pictures',
      () => change('survey.json', '"picture": "ride", ', ''),
      /Hoe gaat de rit/,
    ],
    [
      'a language without its file',
      'translations',
      () => rmSync(join(draftOf(), 'tr.json')),
      /^Turks: het bestand tr\.json/,
    ],
    ['a question who somebody is', 'privacy', () => change('nl.json', 'Hoe gaat de rit?', 'Wat is uw naam?'), /"naam"/],
  ]
  test.each(cases)('%s', (_, name, spoil, told) => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    const before = [contents(inUse()), deps().store.surveys().length]
    spoil()
    expect(found(name)).toMatchObject({ state: 'wrong', notes: expect.arrayContaining([expect.stringMatching(told)]) })
    expect(() => publish()).toThrow('Dit concept kan nog niet in gebruik')
    expect([contents(inUse()), deps().store.surveys().length]).toEqual(before)
    expect(existsSync(draftOf())).toBe(true)
  })

  test('a text that nobody translated', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    const tr = JSON.parse(readFileSync(join(draftOf(), 'tr.json'), 'utf8'))
    delete tr.questions['op-tijd']
    writeFileSync(join(draftOf(), 'tr.json'), JSON.stringify(tr))
    expect(found('translations')).toMatchObject({
      state: 'wrong',
      notes: [expect.stringMatching(/^Turks: 1 tekst/), expect.any(String)],
    })
  })

  test('nor without the panel or a reason, nor what changed since it was seen, nor for who may not', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    expect(() => publish(' ')).toThrow('Schrijf waarom het panel niet heeft meegekeken.')
    expect(() => publish('x'.repeat(201))).toThrow('Schrijf hooguit 200 tekens.')
    const { seen } = checkList(deps(), ADMIN, 'regiotaxi')
    change('nl.json', 'Hoe gaat de rit?', 'Hoe was de rit?')
    expect(() => takeIntoUse(deps(), ADMIN, 'regiotaxi', { seen, reason: REASON })).toThrow('intussen veranderd')
    expect(() => takeIntoUse(deps(), PANEL, 'regiotaxi', { seen, reason: REASON })).toThrow('Alleen een beheerder')
    expect(() => checkList(deps(), PANEL, 'regiotaxi')).toThrow('Alleen een beheerder')
  })

  test('what the panel said stands in the list, and is reason enough', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    commentOn(deps(), PANEL, 'regiotaxi', { question: 'veilig', kind: 'jargon', note: 'Wat is veilig?' })
    expect(found('review')?.notes[0]).toBe('Moeilijk woord: Hoe goed voelt u zich in de taxi? (Wat is veilig?)')
    expect(publish('')).toEqual({ version: 2 })
    expect(JSON.parse(readFileSync(join(inUse(), 'survey.json'), 'utf8')).review).toMatchObject({ comments: 1 })
  })
})

describe('nothing half done stays behind', () => {
  test('where the folder cannot be written', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    const before = contents(inUse())
    // A folder below a file; root may write anywhere, so rights would not tell.
    const config = { ...deps().config, dataDir: join(inUse(), 'nl.json') }
    expect(() => makeDraft({ ...deps(), config }, 'beheer', 'regiotaxi')).toThrow(
      /kan niet schrijven in de map met concepten .ENOTDIR/,
    )
    expect(contents(inUse())).toEqual(before)
  })

  test('where the log cannot be written, no draft stays', () => {
    const together = <T>(writes: () => T): T => {
      deps().store.together(writes)
      throw new Error('no room')
    }
    expect(() => makeDraft({ ...deps(), store: { ...deps().store, together } }, 'beheer', 'regiotaxi')).toThrow(
      'no room',
    )
    expect(readdirSync(join(draftOf(), '..'))).toEqual([])
  })

  test('where the commit itself fails, the folder is as it was', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    const before = contents(inUse())
    const { seen } = checkList(deps(), ADMIN, 'regiotaxi')
    const together = <T>(writes: () => T): T =>
      deps().store.together(() => {
        writes()
        throw new Error('no room')
      })
    const store = { ...deps().store, together }
    expect(() => takeIntoUse({ ...deps(), store }, ADMIN, 'regiotaxi', { seen, reason: REASON })).toThrow('no room')
    expect(contents(inUse())).toEqual(before)
    expect(deps().surveys.get('regiotaxi')?.version).toBe(1)
    expect(existsSync(draftOf())).toBe(true)
  })

  test('where the database refuses, the folder is as it was', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    const before = contents(inUse())
    const store = {
      ...deps().store,
      publishSurvey: () => {
        throw new Error('no room')
      },
    }
    const { seen } = checkList(deps(), ADMIN, 'regiotaxi')
    expect(() => takeIntoUse({ ...deps(), store }, ADMIN, 'regiotaxi', { seen, reason: REASON })).toThrow('no room')
    expect(contents(inUse())).toEqual(before)
    expect(readdirSync(join(surveysDir, 'utrecht')).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('where another survey is broken, the folder and the database are as they were', () => {
    draftFrom(deps(), ADMIN, 'regiotaxi')
    const before = contents(inUse())
    writeFileSync(join(surveysDir, 'utrecht/wmo-landelijk/survey.json'), '{')
    expect(() => publish()).toThrow('In de map met vragenlijsten staan fouten.')
    expect(contents(inUse())).toEqual(before)
    expect(
      deps()
        .store.surveys()
        .some(({ survey }) => survey.id === 'regiotaxi' && survey.version === 2),
    ).toBe(false)
  })

  test('where the power went while the folder was put in its place', () => {
    const before = contents(inUse())
    renameSync(inUse(), join(surveysDir, 'utrecht/.regiotaxi.old'))
    mendFolders(join(surveysDir, 'utrecht'))
    expect(contents(inUse())).toEqual(before)
    mkdirSync(join(surveysDir, 'utrecht/.regiotaxi.old'))
    mendFolders(join(surveysDir, 'utrecht'))
    expect(contents(inUse())).toEqual(before)
  })
})

describe('by command', () => {
  const run = (...argv: string[]) =>
    command(deps().config.dataDir, argv, {
      env: { DATA_DIR: deps().config.dataDir, SURVEYS_DIR: surveysDir, PUBLIC_URL: server.origin },
    })

  test('is made, looked at and put into use', async () => {
    expect((await run('survey', 'draft', 'regiotaxi')).code).toBe(0)
    const checked = await run('survey', 'publish', 'regiotaxi', '--check')
    expect([checked.code, checked.out.join('\n')]).toEqual([0, expect.stringContaining('let op: panel')])
    expect((await run('survey', 'publish', 'regiotaxi')).err.join()).toContain('Schrijf waarom')
    change('survey.json', '"taxi-on-time"', '"txi"')
    expect((await run('survey', 'publish', 'regiotaxi', '--reason', REASON)).code).toBe(1)
    change('survey.json', '"txi"', '"taxi-on-time"')
    expect((await run('survey', 'publish', 'regiotaxi', '--reason', REASON)).code).toBe(0)
    expect(JSON.parse(readFileSync(join(inUse(), 'survey.json'), 'utf8'))).toMatchObject({ version: 2 })
    const none = await run('survey', 'publish', 'regiotaxi')
    expect([none.code, none.err.join()]).toEqual([1, expect.stringContaining('Er is geen concept "regiotaxi".')])
  })
})
