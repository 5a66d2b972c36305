import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CannotStart } from '../../server/cannot-start.ts'
import { assertDurable, openStore } from '../../server/store/sqlite.ts'
import { migrate } from '../../server/store/sqlite-migrate.ts'
import { type Store, StoreUnavailable } from '../../server/store/store.ts'
import { accepted, digestOf, fill, idOf, sampleCollector, sampleResponse, withCode } from '../support/store-samples.ts'

const secret = Buffer.alloc(32, 7)

let folder: string
let file: string
let opened: { close(): unknown }[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-'))
  file = join(folder, 'test.sqlite')
  opened = []
})
afterEach(() => {
  for (const one of opened) one.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(path = file): Store {
  const store = openStore(path, { secret, busyMs: 50 })
  opened.push(store)
  return store
}

/** The database without the store's settings, as another program would open it. */
function openRaw(path = file): Database.Database {
  const db = new Database(path, { timeout: 0 })
  opened.push(db)
  return db
}

function tables(db: Database.Database): readonly string[] {
  return db.prepare<[], string>(`select name from sqlite_schema where type = 'table' order by name`).pluck().all()
}

describe('durability', () => {
  test('a WAL database opened without more would acknowledge what is not on disk, and that is noticed', () => {
    open().close()
    const db = openRaw()
    db.prepare('select count(*) from sqlite_schema').get()
    expect(db.pragma('synchronous', { simple: true })).toBe(1)
    expect(() => assertDurable(db)).toThrow(CannotStart)
    expect(() => assertDurable(db)).toThrow('synchronous=1')
    db.pragma('synchronous = full')
    expect(() => assertDurable(db)).not.toThrow()
  })

  test('another journal than the write-ahead log is noticed', () => {
    const db = openRaw()
    db.pragma('synchronous = full')
    expect(() => assertDurable(db)).toThrow('journal_mode=delete')
  })

  test.each(['first', 'second'])('the %s open of a store passes it', (which) => {
    if (which === 'second') open().close()
    expect(() => open()).not.toThrow()
  })
})

describe('a database', () => {
  test('is for its owner only, and so is its backup', async () => {
    const store = open()
    await store.backup(join(folder, 'backup.sqlite'))
    for (const name of ['test.sqlite', 'backup.sqlite'])
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
  })

  test('of a newer program is refused and left as it is', () => {
    open().close()
    const db = openRaw()
    db.pragma('user_version = 99')
    db.close()
    const before = readFileSync(file)
    expect(() => open()).toThrow(CannotStart)
    expect(() => open()).toThrow('nieuwere versie')
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('of another program is refused and left as it is', () => {
    const db = openRaw()
    db.exec('create table recipe (name text)')
    db.close()
    const before = readFileSync(file)
    expect(() => open()).toThrow('een ander programma')
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('that is no database is refused with its name', () => {
    rmSync(file, { force: true })
    expect(() => open(folder)).toThrow(CannotStart)
    expect(() => open(folder)).toThrow(folder)
  })

  test('that is damaged at its start is refused with its name', () => {
    writeFileSync(file, 'this is no database, though it is long enough to look at'.repeat(100))
    expect(() => open()).toThrow(CannotStart)
    expect(() => open()).toThrow(file)
  })

  test('holds no column for a name, an address or a time of a respondent, and keeps no order of arrival', () => {
    open()
    const db = openRaw()
    for (const table of tables(db)) {
      const columns = db.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table)
      if (!['session', 'person', 'audit'].includes(table)) {
        for (const column of columns)
          expect(`${table}.${column}`).not.toMatch(/\.(ip|agent|user|email|time|created|at|seen|login)/)
      }
      expect(() => db.prepare(`select rowid from ${table}`), table).toThrow('no such column: rowid')
    }
  })

  test('keeps nothing of what was withdrawn, in none of its files', () => {
    const store = fill(open())
    const canary = 'kanarie'.repeat(50)
    store.saveResponses([accepted(sampleResponse(1, { vertel: canary })), accepted(sampleResponse(2))])
    const holds = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(canary))
    expect(holds()).toBe(true)
    store.withdraw(idOf(1))
    expect(holds()).toBe(false)
  })
})

describe('a migration', () => {
  const first = 'create table a (x integer primary key) strict;'

  test('that fails leaves the database at the version before, and succeeds later', () => {
    const db = openRaw()
    expect(() =>
      migrate(db, file, [first, 'create table b (x integer) strict; create table a (x integer) strict;']),
    ).toThrow('already exists')
    expect([tables(db), db.pragma('user_version', { simple: true })]).toEqual([['a'], 1])
    migrate(db, file, [first, 'create table b (x integer) strict;'])
    migrate(db, file, [first, 'create table b (x integer) strict;'])
    expect([tables(db), db.pragma('user_version', { simple: true })]).toEqual([['a', 'b'], 2])
  })

  test('runs once when two processes start together', () => {
    const [one, two] = [openRaw(), openRaw()]
    migrate(one, file, [first])
    expect(() => migrate(two, file, [first])).not.toThrow()
  })
})

describe('a database of version', () => {
  const versions = [
    '001-start',
    '002-withdrawal',
    '003-devices',
    '004-batches',
    '005-open-answers',
    '006-portfolio',
    '007-reach',
    '008-audit',
    '011-interpretation',
    '012-keeping',
    '013-accounts',
    '015-invitations',
    '016-imports',
    '017-feedback',
    '018-panel',
    '019-passkeys',
    '021-care-given',
    '022-paused',
    '023-released-anew',
  ]

  /** The one that the newest program fills, cut down to the tables and columns of that version. */
  function ofVersion(version: number): void {
    const old = openRaw()
    const scripts = versions
      .slice(0, version)
      .map((name) => readFileSync(new URL(`../../server/store/migrations/${name}.sql`, import.meta.url), 'utf8'))
    migrate(old, file, scripts)
    const newest = join(folder, 'newest.sqlite')
    const store = fill(open(newest))
    store.saveResponses([
      accepted(sampleResponse(1, { vertel: 'Ik wacht.', soort: 'thuis' })),
      accepted(sampleResponse(2)),
    ])
    store.withdraw(idOf(3))
    store.release('2026-11-23', 2)
    store.close()
    old.exec(`pragma foreign_keys = off; attach '${newest}' as newest`)
    for (const table of tables(old)) {
      const columns = (old.pragma(`main.table_info(${table})`) as { name: string }[]).map(({ name }) => name).join()
      old.exec(`insert or replace into main.${table} (${columns}) select ${columns} from newest.${table}`)
    }
    old.close()
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i keeps all it has, and takes in what is new since', (version) => {
    ofVersion(version)
    const store = open()
    expect(store.verify()).toEqual({ responses: 2, differences: [], integrity: 'ok' })
    expect(store.releasedTallies({}).length).toBeGreaterThan(0)
    expect(store.waitingAnswers(9, '')).toMatchObject([{ question: 'vertel', text: 'Ik wacht.' }])
    expect(store.overTerm('openAnswers', '2026-12')).toBe(1)
    expect(store.saveResponses([accepted(sampleResponse(3)), withCode(4, 4)])).toEqual(['withdrawn', 'stored'])
    store.withdrawByCode([digestOf(4)])
    expect(store.verify()).toEqual({ responses: 2, differences: [], integrity: 'ok' })
    expect(openRaw().pragma('user_version', { simple: true })).toBe(versions.length)
  })
})

describe('beside the server', () => {
  test('another process reads and writes the same store', () => {
    const server = fill(open())
    const commandLine = open()
    server.saveResponses([accepted(sampleResponse(1))])
    commandLine.saveCollector(sampleCollector({ code: 'NEWNEWN' }))
    expect(server.collector('NEWNEWN')).not.toBeNull()
    expect(commandLine.verify()).toEqual({ responses: 1, differences: [], integrity: 'ok' })
  })

  test('a backup holds what was stored, and opens as a store', async () => {
    const store = fill(open())
    store.saveResponses([accepted(sampleResponse(1))])
    const copy = join(folder, 'backup.sqlite')
    await store.backup(copy)
    store.saveResponses([accepted(sampleResponse(2))])
    const restored = open(copy)
    expect(restored.verify()).toEqual({ responses: 1, differences: [], integrity: 'ok' })
    expect(restored.epoch()).toBe(store.epoch())
  })

  test('a database that is held makes a save unavailable, and the same save succeeds afterwards', () => {
    const store = fill(open())
    const other = openRaw()
    other.exec('begin immediate')
    expect(() => store.saveResponses([accepted(sampleResponse(1))])).toThrow(StoreUnavailable)
    expect(() => store.probe()).toThrow(StoreUnavailable)
    other.exec('rollback')
    expect(store.saveResponses([accepted(sampleResponse(1))])).toEqual(['stored'])
    store.probe()
  })

  test('a disk that takes no more makes a save unavailable, leaves reading possible, and heals without a restart', () => {
    const store = fill(open())
    store.saveResponses([accepted(sampleResponse(1))])
    const batch = Array.from({ length: 400 }, (_, number) =>
      accepted(sampleResponse(number + 2, { vertel: 'x'.repeat(500) })),
    )
    limitFileSize(statSync(`${file}-wal`).size + 4096)
    try {
      expect(() => store.saveResponses(batch)).toThrow(StoreUnavailable)
      expect(store.verify()).toEqual({ responses: 1, differences: [], integrity: 'ok' })
    } finally {
      limitFileSize('unlimited')
    }
    expect(store.saveResponses(batch).every((verdict) => verdict === 'stored')).toBe(true)
    expect(store.verify()).toEqual({ responses: 401, differences: [], integrity: 'ok' })
  })
})

/** Makes writes past that many bytes in a file fail in this process; a full disk that needs no root. */
function limitFileSize(bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`])
}

describe('verify', () => {
  function damaged(sql: string): readonly string[] {
    const store = fill(open())
    store.saveResponses([accepted(sampleResponse(1)), accepted(sampleResponse(2))])
    store.release('2026-11-23', 2)
    const db = openRaw()
    db.pragma('foreign_keys = off')
    db.exec(sql)
    return store.verify().differences
  }

  test.each([
    ['a count too high', `update tally set count = count + 1 where question = 'luisteren'`, 1],
    ['a count too low', `update tally set count = count - 1 where question = ''`, 1],
    ['a cell that is missing', `delete from tally where question = 'luisteren'`, 1],
    ['a cell too many', `update tally set value = '1' where question = 'luisteren'`, 2],
    ['a response that is gone', `delete from response where id = '${idOf(1)}'`, 2],
    ['a released count too high', `update released set count = 3 where cut = 'phase' and question = ''`, 1],
    ['a cut of what is released that is missing', `delete from released where cut = 'location'`, 2],
    ['released counts without a total', `delete from released where cut = '' and question = 'luisteren'`, 1],
    ['another answer', `update response set answers = '{"luisteren": 1}' where id = '${idOf(1)}'`, 2],
  ])('finds %s', (_, sql, differences) => {
    expect(damaged(sql)).toHaveLength(differences)
  })
})
