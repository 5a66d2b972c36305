import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadMunicipality } from '../../server/municipality-files.ts'
import { openStore } from '../../server/store/sqlite.ts'
import { loadSurveys } from '../../server/survey-files.ts'
import { readTextFiles } from '../../server/text-files.ts'
import type { Phrase } from '../../shared/survey/phrases.ts'
import { surveyTexts } from '../shared/survey-fixture.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'
import { type SurveyFolder, surveyFolder } from './survey-folder.ts'

let folder: SurveyFolder
let dataDir = ''
beforeEach(() => {
  folder = surveyFolder()
  dataDir = temporaryFolder()
  // A second survey that says the same, and one thing more.
  for (const [name, text] of surveyTexts()) {
    const own = (text ?? '').replace('"id": "begeleiding"', '"id": "ook"').replace('"Begeleiding"', '"Hulp"')
    folder.write(`utrecht/ook/${name}`, own)
  }
})
afterEach(() => {
  folder.clean()
  rmSync(dataDir, { recursive: true, force: true })
})

const path = (name: string) => join(folder.municipality, '..', name)
const read = (name: string) => readFileSync(path(name), 'utf8')
const json = (name: string) => JSON.parse(read(name)) as Record<string, unknown>

async function phrases(...argv: string[]): Promise<readonly Phrase[]> {
  const ran = await command(dataDir, ['survey', 'phrases', folder.municipality, '--language', 'tr', '--json', ...argv])
  return ran.json().phrases as Phrase[]
}

interface Line {
  readonly nl: string
  readonly kind: string
  readonly to?: string | null
  readonly only?: readonly string[]
  readonly address?: string
}

async function translate(lines: readonly Line[], ...argv: string[]) {
  const file = join(dataDir, 'tr-phrases.json')
  writeFileSync(file, JSON.stringify({ language: 'tr', phrases: lines }))
  const given = ['--language', 'tr', '--from', file, '--written-by', 'Proef', ...argv]
  const ran = await command(dataDir, ['survey', 'translate', folder.municipality, ...given, '--json'])
  const found = ran.json() as { problem?: { code: string; message: string } } & Record<string, unknown>
  return { ...found, code: ran.code, message: found.problem?.message ?? '' }
}

/** Every phrase with a translation that keeps its numbers. */
async function allTranslated(): Promise<readonly Line[]> {
  return (await phrases()).map((phrase) => ({ ...phrase, to: `tr ${phrase.nl}` }))
}

function everything(): ReadonlyMap<string, string | null> {
  const folders = ['pictures', 'scales', 'utrecht', 'utrecht/begeleiding', 'utrecht/ook']
  return new Map(
    folders.flatMap((name) =>
      [...readTextFiles(path(name), name).files].map(([file, text]) => [`${name}/${file}`, text]),
    ),
  )
}

describe('phrases', () => {
  test('gives every text once, with its English and where it stands', async () => {
    const found = await phrases()
    const keys = found.map(({ nl, kind, address }) => `${nl}|${kind}|${address}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(found.find(({ nl }) => nl === 'Wat kan beter?')).toEqual({
      nl: 'Wat kan beter?',
      en: 'What can be better?',
      where: ['utrecht/begeleiding questions.beter.text', 'utrecht/ook questions.beter.text'],
      kind: 'question',
      address: 'u',
      now: null,
    })
    expect(new Set(found.map(({ kind }) => kind))).toEqual(
      new Set(['title', 'intro', 'question', 'hint', 'option', 'scale', 'alt', 'help']),
    )
  })

  test('leaves out the alt text of a drawing that no survey describes', async () => {
    expect((await phrases()).filter(({ kind }) => kind === 'alt').map(({ nl }) => nl)).toEqual([
      'U zwaait.',
      'De een praat.',
    ])
  })

  test('written to a file, says how many there are', async () => {
    const out = join(dataDir, 'out.json')
    const ran = await command(dataDir, ['survey', 'phrases', folder.municipality, '--language', 'tr', '--out', out])
    expect(ran.code).toBe(0)
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({ language: 'tr', phrases: await phrases() })
  })

  test('of a language without a name are refused', async () => {
    const ran = await command(dataDir, ['survey', 'phrases', folder.municipality, '--language', 'xx', '--json'])
    expect(ran.json()).toMatchObject({ problem: { code: 'unknown-language' } })
  })
})

describe('translate', () => {
  test('puts each text in every place that says it, and the whole loads', async () => {
    const done = await translate(await allTranslated(), '--machine')
    expect(done).toMatchObject({ code: 0, left: 0, offered: ['begeleiding', 'ook'], raised: [] })
    expect(await phrases()).toEqual([])
    const loaded = loadSurveys(folder.municipality)
    const survey = loaded.ok ? loaded.surveys[1]?.survey : undefined
    expect(survey?.languages).toEqual(['nl', 'en', 'tr'])
    expect(survey?.title).toEqual({ nl: 'Hulp', en: 'Support', tr: 'tr Hulp' })
    expect(survey?.questions[0]?.picture?.alt.tr).toBe('tr De een praat.')
    expect(survey?.signs.skip.label.tr).toBe('tr woord skip')
    const help = loadMunicipality(folder.municipality)
    expect(help.ok && help.municipality.help[0]?.name).toEqual({ nl: 'Nood', en: 'Emergency', tr: 'tr Nood' })
    expect(json('utrecht/ook/tr.json').about).toEqual({ writtenBy: 'Proef', checkedBy: null, machine: true })
  })

  test('writes keys in the order of the Dutch file, and a second time changes nothing', async () => {
    const lines = await allTranslated()
    await translate(lines)
    const keys = Object.keys(json('utrecht/ook/tr.json').questions as object)
    expect(keys).toEqual(Object.keys(json('utrecht/ook/nl.json').questions as object))
    const before = everything()
    expect(await translate(lines)).toMatchObject({ code: 0, files: [] })
    const given = (await phrases('--all')).map((phrase) => ({ ...phrase, to: phrase.now }))
    expect(await translate(given)).toMatchObject({ code: 0, files: [] })
    expect(everything()).toEqual(before)
  })

  test('of survey.json changes the languages only', async () => {
    const before = read('utrecht/ook/survey.json')
    await translate(await allTranslated())
    const list = /"languages": \[[^\]]*\]/
    expect(read('utrecht/ook/survey.json').replace(list, '')).toBe(before.replace(list, ''))
  })

  test('takes half a list, and a text that another list has already is reused', async () => {
    const one = await translate([{ nl: 'Wat kan beter?', kind: 'question', to: 'Ne daha iyi olabilir?' }])
    expect(one).toMatchObject({ code: 0, offered: ['begeleiding', 'ook'] })
    folder.write('utrecht/ook/tr.json', '{}')
    expect(await translate([])).toMatchObject({ code: 0, reused: 1, files: ['utrecht/ook/tr.json'] })
    expect(json('utrecht/ook/tr.json').questions).toEqual({ beter: { text: 'Ne daha iyi olabilir?' } })
  })

  test('a line of the intro stays in its place', async () => {
    await translate([{ nl: 'U mag stoppen.', kind: 'intro', to: 'Durabilirsiniz.' }])
    expect(json('utrecht/ook/tr.json').intro).toEqual([null, 'Durabilirsiniz.'])
    const loaded = loadSurveys(folder.municipality)
    expect(loaded.ok && loaded.surveys[1]?.survey.intro[0]).toEqual({
      nl: 'Wij willen weten hoe het gaat.',
      en: 'We want to know how it goes.',
    })
  })

  test('new texts take the check of a person away', async () => {
    await translate([{ nl: 'U mag stoppen.', kind: 'intro', to: 'Durabilirsiniz.' }])
    const stamp = ['survey', 'stamp', folder.municipality, '--language', 'tr', '--checked-by', 'Ayşe']
    expect((await command(dataDir, stamp)).code).toBe(0)
    expect(json('utrecht/ook/tr.json').about).toEqual({ writtenBy: 'Proef', checkedBy: 'Ayşe', machine: false })
    await translate([{ nl: 'Hulp', kind: 'title', to: 'Yardım' }], '--machine')
    expect(json('utrecht/ook/tr.json').about).toEqual({ writtenBy: 'Proef', checkedBy: null, machine: true })
    expect(json('utrecht/begeleiding/tr.json').about).toMatchObject({ checkedBy: 'Ayşe' })
  })
})

/** What is wrong · the lines · what the message says. */
const WRONG: readonly (readonly [string, readonly Line[], RegExp])[] = [
  ['an unknown text', [{ nl: 'Wat kan beeter?', kind: 'question', to: 'x' }], /nergens.*Wat kan beter/],
  ['another kind', [{ nl: 'Wat kan beter?', kind: 'title', to: 'x' }], /nergens/],
  ['a blank', [{ nl: 'Wat kan beter?', kind: 'question', to: ' ' }], /leeg/],
  ['a text too long', [{ nl: 'Tijd', kind: 'option', to: 'a'.repeat(81) }], /81 tekens/],
  ['a filled-in value that the Dutch lacks', [{ nl: 'Tijd', kind: 'option', to: '{{x}}' }], /invulplek/],
  ['a tag', [{ nl: 'Tijd', kind: 'option', to: '<b>x</b>' }], /<b>/],
  [
    'two answers with one word',
    [
      { nl: 'Tijd', kind: 'option', to: 'Zaman' },
      { nl: 'Uitleg', kind: 'option', to: 'zaman' },
    ],
    /hetzelfde woord.*"only"/,
  ],
  [
    'two translations of one text',
    [
      { nl: 'Tijd', kind: 'option', to: 'Zaman' },
      { nl: 'Tijd', kind: 'option', to: 'Vakit' },
    ],
    /twee keer anders/,
  ],
  [
    'a place where it does not stand',
    [{ nl: 'Tijd', kind: 'option', to: 'x', only: ['utrecht/ook title'] }],
    /niet op de plek/,
  ],
  ['an unknown kind', [{ nl: 'Tijd', kind: 'opion', to: 'x' }], /bedoelt u "option"/],
]

test.each(WRONG)('%s is refused and nothing changes, whatever else is right', async (_, lines, message) => {
  const before = everything()
  const done = await translate([{ nl: 'Hulp', kind: 'title', to: 'Yardım' }, ...lines])
  expect(done).toMatchObject({ code: 1 })
  expect(done.message).toMatch(message)
  expect(everything()).toEqual(before)
})

test.each([
  ['first', [0, 1]],
  ['last', [1, 0]],
])('a word for one place goes before the word for all, which stands %s', async (_, order) => {
  const lines: readonly Line[] = [
    { nl: 'Tijd', kind: 'option', to: 'Zaman' },
    { nl: 'Tijd', kind: 'option', to: 'Vakit', only: ['utrecht/ook questions.beter.options.tijd'] },
  ]
  expect(await translate(order.flatMap((index) => lines[index] ?? []))).toMatchObject({ code: 0 })
  expect(read('utrecht/ook/tr.json')).toContain('"tijd": "Vakit"')
  expect(read('utrecht/begeleiding/tr.json')).toContain('"tijd": "Zaman"')
})

test('where one file cannot be written, none is', async () => {
  mkdirSync(path('utrecht/ook/tr.json.new'))
  const before = everything()
  expect(await translate(await allTranslated())).toMatchObject({ code: 1 })
  expect(everything()).toEqual(before)
})

test('a file in another language, or none at all, is refused', async () => {
  const file = join(dataDir, 'x.json')
  writeFileSync(file, '{"language": "ar", "phrases": []}')
  const argv = (from: string) => [
    'survey',
    'translate',
    folder.municipality,
    '--language',
    'tr',
    '--from',
    from,
    '--written-by',
    'P',
    '--json',
  ]
  expect((await command(dataDir, argv(file))).json()).toMatchObject({ problem: { code: 'faulty-files' } })
  expect((await command(dataDir, argv(`${file}x`))).json()).toMatchObject({ problem: { code: 'no-file' } })
  const given = { stdin: async () => '{"language": "tr", "phrases": []}' }
  expect((await command(dataDir, argv('-'), given)).json()).toMatchObject({ files: [] })
})

describe('a survey that is in use', () => {
  /** Publishes what the folder has now, as a server does. */
  function publish(): void {
    const store = openStore(join(dataDir, 'ervaringwijzer.sqlite'), { secret: new Uint8Array(32) })
    const loaded = loadSurveys(folder.municipality)
    for (const { survey, hash } of loaded.ok ? loaded.surveys : []) {
      if (!store.survey(survey.id, survey.version)) store.publishSurvey(survey, hash, '2026-11-23')
    }
    store.close()
  }

  test('gets a new version where its words change, once', async () => {
    publish()
    const done = await translate([{ nl: 'Hulp', kind: 'title', to: 'Yardım' }])
    expect(done).toMatchObject({ raised: ['ook 2'] })
    expect([json('utrecht/ook/survey.json').version, json('utrecht/begeleiding/survey.json').version]).toEqual([2, 1])
    // Version 2 is not published yet, so it may still change.
    expect(await translate([{ nl: 'U mag stoppen.', kind: 'intro', to: 'Dur.' }])).toMatchObject({
      raised: ['begeleiding 2'],
    })
    publish()
    expect(await translate([{ nl: 'U mag stoppen.', kind: 'intro', to: 'Durun.' }])).toMatchObject({
      raised: ['begeleiding 3', 'ook 3'],
    })
  })

  test('keeps the version that its author must raise by hand', async () => {
    publish()
    folder.write('utrecht/begeleiding/nl.json', read('utrecht/begeleiding/nl.json').replace('Wat kan', 'Wat mag'))
    expect(await translate([{ nl: 'Hulp', kind: 'title', to: 'Yardım' }])).toMatchObject({ raised: ['ook 2'] })
  })

  test('keeps its version where only a stamp changes', async () => {
    publish()
    const ran = await command(dataDir, [
      'survey',
      'stamp',
      folder.municipality,
      '--language',
      'en',
      '--written-by',
      'Wij',
      '--json',
    ])
    expect(ran.json().files).toEqual(['utrecht/begeleiding/en.json', 'utrecht/ook/en.json', 'scales/en.json'])
    expect(json('utrecht/ook/survey.json').version).toBe(1)
    const loaded = loadSurveys(folder.municipality)
    expect(loaded.ok && loaded.surveys.map(({ survey }) => survey.version)).toEqual([1, 1])
  })

  test('gets a language offered, and a new version', async () => {
    publish()
    const ran = await command(dataDir, [
      'survey',
      'offer',
      folder.municipality,
      '--language',
      'tr',
      '--language',
      'ar',
      '--json',
    ])
    expect(ran.json()).toMatchObject({ offered: ['begeleiding', 'ook'], raised: ['begeleiding 2', 'ook 2'] })
    expect(json('utrecht/ook/survey.json').languages).toEqual(['nl', 'en', 'ar', 'tr'])
  })

  test('whose database is damaged is left alone', async () => {
    new Database(join(dataDir, 'ervaringwijzer.sqlite')).exec('create table shopping (item text)')
    const before = everything()
    expect(await translate([{ nl: 'Hulp', kind: 'title', to: 'Yardım' }])).toMatchObject({
      problem: { code: 'cannot-start' },
    })
    expect(everything()).toEqual(before)
  })
})

describe('languages', () => {
  async function languages(...argv: string[]) {
    const ran = await command(dataDir, ['survey', 'languages', folder.municipality, ...argv])
    expect(ran.code).toBe(0)
    return ran.out.join('\n')
  }

  test('names what is missing, and what the Dutch has changed under', async () => {
    await translate(await allTranslated(), '--machine')
    expect(await languages('--brief')).toMatch(/^tr Türkçe .*er ontbreekt niets; automatisch vertaald/m)
    folder.write('utrecht/ook/nl.json', read('utrecht/ook/nl.json').replace('"Wat kan beter?"', '"Wat mag beter?"'))
    folder.write('scales/tr.json', read('scales/tr.json').replace('"skip": "tr woord skip",', ''))
    const told = await languages('--language', 'tr')
    expect(told).toContain('Ontbreekt:\n  scales signs.skip: woord skip')
    expect(told).toContain('Verouderd:\n  utrecht/ook questions.beter.text: Wat mag beter?')
    const again = await phrases()
    expect(again.map(({ nl, now }) => [nl, now])).toEqual([
      ['Wat mag beter?', 'tr Wat kan beter?'],
      ['woord skip', null],
    ])
  })

  test('tells of a language without a file, without words and without a name, and of files that nobody signed', async () => {
    folder.write('utrecht/ook/survey.json', read('utrecht/ook/survey.json').replace('"en"', '"en", "so", "de"'))
    const told = await languages('--brief')
    expect(told).toMatch(/^nl Nederlands .*zonder schrijver/m)
    expect(told).toMatch(/^en English .*zonder stempel: \d+/m)
    expect(told).toMatch(/^so Soomaali \(1 vragenlijst\): .*geen so\.json: utrecht\/ook/m)
    expect(told).toMatch(/^de \(1 vragenlijst\): .*geen naam.*knoppen/m)
  })
})
