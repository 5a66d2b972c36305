import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededIds } from '../../server/demo.ts'
import { sealForServer } from '../../server/seal.ts'
import { type House, openHouse } from '../../server/start-up.ts'
import type { Collector, Store } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import { command, settingsFor } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'
import { digestOf, withCode } from '../support/store-samples.ts'

const ids = seededIds('restore')
const DAY = '2026-11-23'
const now = () => Date.parse(`${DAY}T10:00:00Z`)
let folder = ''
let dataDir = ''
let copy = ''

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  copy = join(folder, 'copy.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = (...argv: string[]) => command(dataDir, [...argv, '--json'], { now })

async function inHouse<T>(work: (house: House) => Promise<T> | T): Promise<T> {
  const house = openHouse(settingsFor(dataDir), { lock: true, now, randomBytes })
  try {
    return await work(house)
  } finally {
    house.close()
  }
}

const imported = (code: string): Collector => ({
  code,
  provider: 'lister',
  careType: 'individuele-begeleiding',
  location: '',
  channel: 'import',
  access: 'invited',
  surveys: ['wmo-landelijk'],
  closed: false,
  demo: false,
})

/** Answers of these people come in; gives their verdicts. */
async function answer({ deps }: House, code: string, people: readonly number[]) {
  const version = deps.surveys.get('wmo-landelijk')?.version ?? 0
  const envelopes = await Promise.all(
    people.map((person) => {
      const response: Response = {
        id: ids('person', person),
        collector: code,
        survey: { id: 'wmo-landelijk', version },
        month: '2026-10',
        channel: 'import',
        language: 'nl',
        answeredBy: 'self',
        answers: { past: 4 },
      }
      return sealForServer(response, deps.key)
    }),
  )
  return (await deps.ingest({ protocol: 1, envelopes })).results.map(({ verdict }) => verdict)
}

/** A data folder with answers of people 0-9. */
async function withAnswers(): Promise<string> {
  return inHouse(async ({ deps, ...house }) => {
    deps.store.saveCollector(imported('FRST234'))
    expect(await answer({ deps, ...house }, 'FRST234', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual(
      Array(10).fill('stored'),
    )
    return deps.store.epoch()
  })
}

const databaseFiles = () =>
  readdirSync(dataDir)
    .filter((name) => name.startsWith('ervaringwijzer.sqlite'))
    .sort()

describe('a backup', () => {
  test('is made beside a running server and holds what was acknowledged before it', async () => {
    await withAnswers()
    const ran = await inHouse(() => run('backup', copy))
    expect(ran.json()).toEqual({ file: copy, bytes: statSync(copy).size })
    expect(statSync(copy).mode & 0o077).toBe(0)
    expect((await command(dataDir, ['backup', `${copy}2`])).out.join('\n')).toMatch(/sleutels zitten er niet in/)
    for (const key of readdirSync(join(dataDir, 'keys'))) {
      const { privateKey } = JSON.parse(readFileSync(join(dataDir, 'keys', key), 'utf8')) as { privateKey: string }
      expect(readFileSync(copy).includes(privateKey)).toBe(false)
    }
    expect(readFileSync(copy).includes(readFileSync(join(dataDir, 'secret'), 'utf8').trim())).toBe(false)
  })

  test('does not overwrite a file', async () => {
    writeFileSync(copy, 'mine')
    const ran = await run('backup', copy)
    expect([ran.code, ran.json()]).toEqual([
      1,
      { problem: { code: 'file-exists', message: expect.stringContaining(copy) } },
    ])
    expect(readFileSync(copy, 'utf8')).toBe('mine')
  })
})

describe('a restore', () => {
  test('brings back the answers, gives a new epoch and keeps the old database beside it', async () => {
    const epoch = await withAnswers()
    await run('backup', copy)
    await inHouse((house) => answer(house, 'FRST234', [10, 11, 12]))
    const ran = await run('restore', copy)
    expect(ran.json()).toEqual({
      file: copy,
      kept: join(dataDir, `ervaringwijzer.sqlite.before-restore-${DAY}`),
      responses: 10,
      withdrawn: 0,
      forgotten: 0,
      carriedOver: true,
    })
    expect(databaseFiles()).toEqual(['ervaringwijzer.sqlite', `ervaringwijzer.sqlite.before-restore-${DAY}`])
    await inHouse(async (house) => {
      expect(house.deps.store.epoch()).not.toBe(epoch)
      expect(house.deps.store.verify()).toEqual({ responses: 10, differences: [], integrity: 'ok' })
      // The devices' copies of the last 48 hours: what the backup has is not doubled, what it lacks comes in.
      expect(await answer(house, 'FRST234', [9, 10, 11, 12])).toEqual(['conflict', 'stored', 'stored', 'stored'])
    })
    const kept = new Database(join(dataDir, `ervaringwijzer.sqlite.before-restore-${DAY}`), { readonly: true })
    expect(kept.prepare('select count(*) from response').pluck().get()).toBe(13)
    kept.close()
    await run('restore', copy)
    expect(databaseFiles()).toContain(`ervaringwijzer.sqlite.before-restore-${DAY}-2`)
  })

  test('leaves withdrawn what was withdrawn after the backup, in it or not yet in it', async () => {
    await withAnswers()
    await run('backup', copy)
    await inHouse(async (house) => {
      await answer(house, 'FRST234', [10])
      house.deps.store.withdraw(ids('person', 3))
      house.deps.store.withdraw(ids('person', 10))
    })
    expect((await run('restore', copy)).json()).toMatchObject({ responses: 9, withdrawn: 1 })
    await inHouse(async (house) => {
      expect(house.deps.store.response(ids('person', 3))).toBeNull()
      expect(await answer(house, 'FRST234', [3, 10, 11])).toEqual(['withdrawn', 'withdrawn', 'stored'])
      expect(house.deps.store.verify().differences).toEqual([])
    })
  })

  test('leaves withdrawn what was withdrawn by its code, before or after it came', async () => {
    await withAnswers()
    const save = (store: Store, ...numbers: number[]) => {
      const [collector] = store.collectors()
      const [published] = store.surveys()
      if (!collector || !published) throw new Error('nothing to answer')
      const survey = { id: published.survey.id, version: published.survey.version }
      return store.saveResponses(
        numbers.map((number) => {
          const one = withCode(number, number)
          return { ...one, collector, response: { ...one.response, collector: collector.code, survey, answers: {} } }
        }),
      )
    }
    await inHouse(async ({ deps: { store } }) => save(store, 1))
    await run('backup', copy)
    await inHouse(async ({ deps: { store } }) => store.withdrawByCode([digestOf(1), digestOf(2)]))
    expect((await run('restore', copy)).json()).toMatchObject({ responses: 10, withdrawn: 1 })
    await inHouse(async ({ deps: { store } }) => {
      expect(save(store, 1, 2, 3)).toEqual(['withdrawn', 'withdrawn', 'stored'])
      expect(store.verify().differences).toEqual([])
    })
  })

  test('keeps what was refused after the backup: devices do not offer that again', async () => {
    await withAnswers()
    await run('backup', copy)
    const refused = { id: ids('refused', 1), hash: 'a'.repeat(64), kid: 'deadbeef', sealed: 'AAAA', month: '2026-11' }
    await inHouse(async (house) => house.deps.store.keepRefused([{ ...refused, reason: 'unknown-key' }]))
    await run('restore', copy)
    await inHouse(async (house) => {
      expect(house.deps.store.refused()).toEqual([{ ...refused, reason: 'unknown-key' }])
    })
  })

  test('undoes no closed account, new password, revoked token or closed collector, and ends every session', async () => {
    await withAnswers()
    for (const login of ['anna', 'bert']) await run('user', 'add', '--login', login, '--role', 'admin')
    await run('token', 'create', '--role', 'admin', '--name', 'oud')
    await inHouse(({ deps }) =>
      deps.store.saveSession({
        tokenHash: 'x',
        user: deps.store.users()[0]?.id ?? '',
        created: now(),
        lastSeen: now(),
      }),
    )
    await run('backup', copy)
    await run('user', 'disable', 'anna')
    await run('user', 'add', '--login', 'joke', '--role', 'account-manager', '--portfolio', 'dock')
    await inHouse(({ deps }) => deps.store.saveTalk('dock', '2026-12-14'))
    await run('user', 'password', 'bert')
    await run('user', 'add', '--login', 'cor', '--role', 'admin')
    await run('token', 'revoke', 'oud')
    await run('token', 'create', '--role', 'admin', '--name', 'nieuw')
    await run('collector', 'close', 'FRST234')
    await inHouse(({ deps }) => deps.store.saveCollector(imported('SCND234')))
    const told = () =>
      inHouse(({ deps: { store } }) =>
        JSON.stringify([
          store.users(),
          [...store.talks()],
          store.tokens(),
          store.collectors(),
          store.providers(),
          store.locations(),
        ]),
      )
    const before = await told()
    await run('restore', copy)
    expect(await told()).toBe(before)
    await inHouse(async (house) => {
      expect(house.deps.store.session('x')).toBeNull()
      expect(await answer(house, 'SCND234', [20])).toEqual(['stored'])
    })
  })

  test('works on an empty data folder, and says when the keys are missing', async () => {
    await withAnswers()
    await run('backup', copy)
    rmSync(dataDir, { recursive: true })
    const ran = await command(dataDir, ['restore', copy], { now })
    expect(ran.code).toBe(0)
    expect(ran.out.join('\n')).toMatch(/map met sleutels is er niet/)
    expect((await run('verify')).json()).toMatchObject({
      problem: { code: 'cannot-start', message: expect.stringContaining('sleutels') },
    })
  })

  test('replaces a database that cannot be read, and says what it could not take over', async () => {
    await withAnswers()
    await run('backup', copy)
    writeFileSync(join(dataDir, 'ervaringwijzer.sqlite'), randomBytes(8192))
    const ran = await run('restore', copy)
    expect(ran.json()).toMatchObject({ responses: 10, withdrawn: 0, carriedOver: false })
    expect((await run('verify')).json()).toMatchObject({ ok: true, responses: 10 })
    expect((await command(dataDir, ['restore', copy], { now })).out.join()).not.toContain('LET OP')
  })

  test('takes the log along that lies beside a database that was not closed', async () => {
    await withAnswers()
    await inHouse(async (house) => {
      await answer(house, 'FRST234', [10, 11])
      for (const ending of ['', '-wal']) copyFileSync(join(dataDir, `ervaringwijzer.sqlite${ending}`), copy + ending)
    })
    expect((await run('restore', copy)).json()).toMatchObject({ responses: 12 })
  })

  test('waits for the server to stop', async () => {
    await withAnswers()
    await run('backup', copy)
    const ran = await inHouse(() => run('restore', copy))
    expect(ran.json()).toMatchObject({
      problem: { code: 'cannot-start', message: expect.stringContaining('Stop die eerst') },
    })
    expect(databaseFiles()).toEqual(['ervaringwijzer.sqlite'])
  })
})

/** What is done to a good backup, and what the message must name. */
const broken: readonly [string, (file: string) => void, RegExp][] = [
  ['empty', (file) => truncateSync(file, 0), /geen database/],
  ['text', (file) => writeFileSync(file, 'kopie van gisteren '.repeat(999)), /geen database/],
  ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096), /terug te zetten/],
  ['cut inside a page', (file) => truncateSync(file, statSync(file).size - 1000), /terug te zetten/],
  ['damaged in the middle', (file) => damage(file, 0.5), /terug te zetten/],
  [
    'damaged all over',
    (file) => [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].forEach((place) => void damage(file, place)),
    /terug te zetten/,
  ],
  [
    'with a count that is wrong',
    (file) => change(file, "update tally set count = count + 1 where question = ''"),
    /tellingen kloppen niet/,
  ],
  [
    'with an answer taken out',
    (file) => change(file, 'delete from response where id in (select id from response limit 1)'),
    /tellingen kloppen niet/,
  ],
  [
    'with a word of a survey changed',
    (file) => change(file, "update survey set body = replace(body, 'Hoe', 'Wie')"),
    /vragenlijst/,
  ],
  ['of a newer program', (file) => change(file, 'pragma user_version = 99'), /nieuwere versie/],
  ['of another program', (file) => change(file, 'pragma application_id = 7'), /ander programma/],
  ['a new database without a table', (file) => another(file, ''), /leeg|ander programma/],
  ['a database of something else', (file) => another(file, 'create table shopping (item text)'), /ander programma/],
]

describe('a file that is no sound backup', () => {
  test.each(broken)('(%s) is refused, and nothing has changed', async (_, spoil, why) => {
    await withAnswers()
    await run('backup', copy)
    spoil(copy)
    const before = readFileSync(join(dataDir, 'ervaringwijzer.sqlite'))
    const ran = await run('restore', copy)
    expect(ran.code).toBe(1)
    const { problem } = ran.json() as { problem: { code: string; message: string } }
    expect(problem).toEqual({ code: 'not-a-backup', message: expect.stringMatching(why) })
    expect(problem.message).toContain(copy)
    expect(problem.message).not.toContain('restoring')
    expect(databaseFiles()).toEqual(['ervaringwijzer.sqlite'])
    expect(readFileSync(join(dataDir, 'ervaringwijzer.sqlite')).equals(before)).toBe(true)
  })

  test('a folder is told to be no file', async () => {
    mkdirSync(copy)
    expect((await run('restore', copy)).json()).toMatchObject({ problem: { code: 'no-such-file' } })
  })
})

/** Spoils the beginning of the page at that part of the file: there lies what the pages hang together by. */
function damage(file: string, part: number): void {
  const bytes = readFileSync(file)
  const page = Math.floor((bytes.length * part) / 4096) * 4096
  writeFileSync(file, bytes.fill(0xff, page, page + 600))
}

function change(file: string, sql: string): void {
  const db = new Database(file)
  db.exec(sql)
  db.pragma('wal_checkpoint(truncate)')
  db.close()
}

function another(file: string, sql: string): void {
  rmSync(file)
  const db = new Database(file)
  db.exec(`create table t (a); drop table t; ${sql}`)
  db.close()
}

describe('verify', () => {
  test('names what differs, and ends with 1', async () => {
    await withAnswers()
    change(join(dataDir, 'ervaringwijzer.sqlite'), "update tally set count = count + 1 where question = 'past'")
    const ran = await run('verify')
    expect(ran.code).toBe(1)
    expect(ran.json()).toMatchObject({
      ok: false,
      responses: 10,
      problem: { code: 'counts-differ' },
      differences: [expect.stringContaining('past')],
    })
    const plain = await command(dataDir, ['verify'])
    expect(plain.code).toBe(1)
    expect(plain.out.join('\n')).toContain('past')
  })
})

describe('refused answers', () => {
  test('are listed with their reason and come in once what was wrong is mended', async () => {
    await inHouse(async (house) => {
      expect(await answer(house, 'GNBTBTH', [0, 1])).toEqual(['refused', 'refused'])
    })
    expect((await run('refused', 'list')).json()).toMatchObject({
      refused: [
        { reason: 'unknown-collector', month: expect.any(String), kid: expect.any(String) },
        { reason: 'unknown-collector', month: expect.any(String), kid: expect.any(String) },
      ],
    })
    expect((await run('refused', 'retry')).json()).toEqual({ tried: 2, stored: 0, refused: 2, later: 0 })
    await inHouse(({ deps }) => deps.store.saveCollector(imported('GNBTBTH')))
    expect((await run('refused', 'retry')).json()).toEqual({ tried: 2, stored: 2, refused: 0, later: 0 })
    expect((await run('refused', 'list')).json()).toEqual({ refused: [] })
    expect((await run('verify')).json()).toMatchObject({ ok: true, responses: 2 })
  })
})

test('a data folder that cannot be written is told without harm', async () => {
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o500)
  copyFileSync(join(import.meta.dirname, 'cli-restore.test.ts'), copy)
  const ran = await run('restore', copy)
  expect(ran.json()).toMatchObject({ problem: { code: 'not-a-backup' } })
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false)
})
