import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { troubleOf } from '../../server/cli/trouble.ts'
import { StoreUnavailable } from '../../server/store/store.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'

/** The error of a database that can take no more pages. */
function fullDatabase(): unknown {
  const db = new Database(':memory:')
  db.exec('create table t (x)')
  db.pragma('max_page_count = 2')
  try {
    db.prepare('insert into t values (zeroblob(100000))').run()
  } catch (error) {
    return error
  } finally {
    db.close()
  }
  throw new Error('it fitted')
}

test.each([
  ['a full database', fullDatabase(), 'disk-full'],
  ['what a full database caused', new StoreUnavailable('x', { cause: fullDatabase() }), 'disk-full'],
  ['a full disk', Object.assign(new Error('x'), { code: 'ENOSPC' }), 'disk-full'],
  ['a held database', Object.assign(new Error('x'), { code: 'SQLITE_BUSY_SNAPSHOT' }), 'database-busy'],
  ['a read-only disk', Object.assign(new Error('x'), { code: 'EROFS' }), 'not-writable'],
  ['a damaged database', Object.assign(new Error('x'), { code: 'SQLITE_CORRUPT' }), 'database-damaged'],
])('%s is told with what to do', (_, error, code) => {
  const trouble = troubleOf(error)
  expect(trouble?.code).toBe(code)
  expect(trouble?.message).toMatch(/probeer het|schrijfrechten|reservekopie/i)
})

test('what is no trouble of disk or database is left alone', () => {
  expect([troubleOf(new TypeError('x')), troubleOf(null), troubleOf('SQLITE_FULL')]).toEqual([null, null, null])
})

test('a command that the database fails says what to do, in Dutch', async () => {
  const dataDir = temporaryFolder()
  const now = () => {
    throw fullDatabase()
  }
  const ran = await command(dataDir, ['release', '--json'], { now })
  expect(ran.code).toBe(1)
  expect(ran.json()).toEqual({ problem: { code: 'disk-full', message: expect.stringMatching(/^De schijf is vol\./) } })
})
