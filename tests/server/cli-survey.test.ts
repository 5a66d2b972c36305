import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHouse } from '../../server/start-up.ts'
import type { Fault } from '../../shared/survey/fault.ts'
import { command, settingsFor } from '../support/command.ts'
import { killLeftServers, startProcess, temporaryFolder } from '../support/server.ts'

let folder = ''
let dataDir = ''

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
})
afterEach(() => {
  killLeftServers()
  rmSync(folder, { recursive: true, force: true })
})

const database = () => join(dataDir, 'ervaringwijzer.sqlite')

function start(): void {
  openHouse(settingsFor(dataDir), { lock: true, now: Date.now, randomBytes }).close()
}

/** As if other words had been published than those of the files. */
function publishOtherWords(id: string): void {
  const db = new Database(database())
  db.prepare(`update survey set hash = 'x', body = replace(body, 'Hoe ', 'Wat ') where id = ?`).run(id)
  db.close()
}

async function check(...argv: string[]) {
  const ran = await command(dataDir, ['survey', 'check', ...argv, '--json'])
  return { code: ran.code, ...(ran.json() as { faults: readonly Fault[]; surveys?: readonly string[] }) }
}

/** Every file of the data folder with its bytes and the time of its last change; without the index of the log, which
 *  is memory that SQLite shares. */
function contents(): unknown {
  const names = readdirSync(dataDir, { recursive: true }).map(String).sort()
  return names
    .filter((name) => !name.endsWith('-shm') && statSync(join(dataDir, name)).isFile())
    .map((name) => [name, statSync(join(dataDir, name)).mtimeMs, readFileSync(join(dataDir, name)).toString('base64')])
}

describe('survey check beside a database', () => {
  test('finds nothing where nothing has changed, and says what it compared with', async () => {
    start()
    expect(await check()).toMatchObject({ code: 0, faults: [], comparedWith: database() })
    expect((await command(dataDir, ['survey', 'check'])).out.join('\n')).toContain(database())
  })

  test('without a database says that nothing was compared, and makes none', async () => {
    expect(await check()).toMatchObject({ code: 0, comparedWith: null })
    expect((await command(dataDir, ['survey', 'check'])).out.join('\n')).toMatch(/Niet vergeleken.*geen database/)
    expect(existsSync(dataDir)).toBe(false)
  })

  test('tells a published version that changed in the words with which the start refuses it', async () => {
    start()
    publishOtherWords('taalles')
    publishOtherWords('regiotaxi')
    const { code, faults } = await check()
    expect(code).toBe(1)
    expect(faults.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'utrecht/regiotaxi/survey.json version',
      'utrecht/taalles/survey.json version',
    ])
    expect(faults[0]?.problem).toMatch(/"Wat .*→ "Hoe /)
    const printed = (await command(dataDir, ['survey', 'check'])).out.join('\n')
    expect(start).toThrow(printed.trimEnd())
  })

  test('of one survey tells that one only', async () => {
    start()
    publishOtherWords('taalles')
    expect((await check('surveys/utrecht/taalles')).faults).toHaveLength(1)
    expect(await check('surveys/utrecht/regiotaxi')).toMatchObject({ code: 0, surveys: ['regiotaxi'] })
  })

  test('of the folder of another municipality compares with nothing', async () => {
    start()
    publishOtherWords('taalles')
    const other = join(folder, 'surveys')
    cpSync(resolve('surveys'), other, { recursive: true })
    expect(await check(join(other, 'utrecht'))).toMatchObject({ code: 0, comparedWith: null })
  })

  test('leaves the data folder as it was, after a clean stop, beside a running server and after a kill', async () => {
    start()
    const unchanged = async () => {
      const before = contents()
      expect((await check()).code).toBe(0)
      expect(contents()).toEqual(before)
    }
    await unchanged()
    const server = await startProcess({ dataDir })
    await unchanged()
    await server.stop('SIGKILL')
    expect(existsSync(`${database()}-wal`)).toBe(true)
    await unchanged()
  })

  test.each<[string, () => void, RegExp]>([
    ['damaged', () => writeFileSync(database(), randomBytes(8192)), /niet te lezen/],
    ['of another program', () => new Database(database()).exec('create table shopping (item text)'), /ander programma/],
    ['of a newer program', () => void new Database(database()).pragma('user_version = 99'), /nieuwere versie/],
  ])('that is %s is told', async (_, make, why) => {
    mkdirSync(dataDir)
    make()
    const ran = await command(dataDir, ['survey', 'check', '--json'])
    expect(ran.json()).toMatchObject({ problem: { code: 'cannot-start', message: expect.stringMatching(why) } })
  })

  test('that is empty holds nothing to compare with', async () => {
    mkdirSync(dataDir)
    writeFileSync(database(), '')
    expect((await check()).code).toBe(0)
  })
})
