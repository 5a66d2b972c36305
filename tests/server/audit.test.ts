import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function cli(...argv: readonly string[]) {
  const { code, json } = await command(folder, [...argv, '--json'])
  return { code, json: json() }
}

const lines = async () =>
  ((await cli('audit', 'list')).json.lines as readonly { who: string; action: string; about: string }[]).map(
    ({ who, action, about }) => [who, action, about],
  )

/** As somebody with the file has it who takes the triggers away first. */
function tamper(sql: string): void {
  const db = new Sqlite(join(folder, 'ervaringwijzer.sqlite'))
  db.exec(`drop trigger audit_stays; drop trigger audit_is_kept; ${sql}`)
  db.close()
}

async function threeEntries(): Promise<void> {
  await cli('user', 'add', '--login', 'anna', '--role', 'reader')
  await cli('token', 'create', '--role', 'admin', '--name', 'dashboard')
  await cli('token', 'revoke', '--name', 'dashboard')
}

describe('the audit log', () => {
  test('says what the command line did, to whom, and never a password or a key', async () => {
    await threeEntries()
    expect(await lines()).toEqual([
      ['opdrachtregel', 'token-revoke', 'dashboard'],
      ['opdrachtregel', 'token-create', 'dashboard'],
      ['opdrachtregel', 'user-add', 'anna'],
    ])
  })

  test('says that a release was made and that examples came and went', async () => {
    await cli('demo', 'load')
    await cli('release')
    await cli('demo', 'remove')
    expect((await lines()).map(([, action]) => action)).toEqual(['demo-remove', 'release', 'demo-load'])
  })

  test('has nothing of a command that failed', async () => {
    expect(
      (
        await cli(
          'reach',
          'remove',
          '--provider',
          'dock',
          '--care-type',
          'sociaal-makelaarschap',
          '--quarter',
          '2026-Q3',
        )
      ).code,
    ).toBe(1)
    expect(await lines()).toEqual([])
  })

  test('cannot be changed or emptied by an ordinary statement', async () => {
    await threeEntries()
    const db = new Sqlite(join(folder, 'ervaringwijzer.sqlite'))
    expect(() => db.exec(`update audit set who = 'bob'`)).toThrow('only ever added to')
    expect(() => db.exec('delete from audit')).toThrow('only ever added to')
    db.close()
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0, json: { entries: 3, fault: null } })
  })

  test.each([
    ['a line that was changed', `update audit set who = 'bob' where number = 2`, 2],
    ['a line that was taken out', 'delete from audit where number = 2', 2],
    ['lines that were cut off at the end', 'delete from audit where number > 1', 2],
    ['a log that was emptied', 'delete from audit', 1],
    [
      'two lines that changed places',
      'update audit set number = 9 where number = 1; update audit set number = 1 where number = 2; update audit set number = 2 where number = 9',
      1,
    ],
  ])('%s is found', async (_, sql, fault) => {
    await threeEntries()
    tamper(sql)
    const { code, json } = await cli('audit', 'verify')
    expect([code, json.fault]).toEqual([1, fault])
  })

  test('that was replaced as a whole is found by whoever wrote its code down', async () => {
    await threeEntries()
    const { head } = (await cli('audit', 'verify')).json
    await cli('user', 'disable', 'anna')
    expect(await cli('audit', 'verify', '--head', String(head))).toMatchObject({ code: 0 })
    tamper(`delete from audit; delete from meta where name = 'audit'`)
    await cli('user', 'enable', 'anna')
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0, json: { entries: 1 } })
    expect(await cli('audit', 'verify', '--head', String(head))).toMatchObject({ code: 1 })
  })

  test('goes on after a restore with what was done since the backup', async () => {
    await threeEntries()
    const file = join(folder, 'kopie.sqlite')
    await cli('backup', file)
    await cli('user', 'disable', 'anna')
    expect(await cli('restore', file)).toMatchObject({ code: 0 })
    expect((await lines()).map(([, action]) => action)).toEqual([
      'restore',
      'user-disable',
      'backup',
      'token-revoke',
      'token-create',
      'user-add',
    ])
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0, json: { entries: 6, fault: null } })
  })
})
