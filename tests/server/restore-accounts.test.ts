import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse } from '../../server/start-up.ts'
import type { Store } from '../../server/store/store.ts'
import { command, settingsFor } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'

let folder = ''
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = async (...argv: readonly string[]) => {
  const { code, json } = await command(join(folder, 'data'), [...argv, '--json'])
  expect(code).toBe(0)
  return json()
}

function inStore<T>(work: (store: Store) => T): T {
  const settings = settingsFor(join(folder, 'data'))
  const house = openHouse(settings, { lock: true, now: Date.now, randomBytes })
  try {
    return work(house.deps.store)
  } finally {
    house.close()
  }
}

const passkey = (user: string, id: string) => ({
  ...{ id, user, credential: id, handle: 'h', name: 'laptop', counter: 1, made: '2026-11-20', used: null },
  publicKey: new Uint8Array([1]),
})

test('an older backup brings no used code back, leaves no second step or passkey out and opens no used link', async () => {
  await run('user', 'add', '--login', 'anna', '--role', 'admin')
  await run('user', 'add', '--login', 'bert', '--role', 'reader')
  await run('user', 'invite', '--login', 'anna')
  const idOf = (store: Store, login: string) => store.userByLogin(login)?.id ?? ''
  inStore((store) => {
    store.saveSecondStep(idOf(store, 'bert'), { sealedSecret: 'old', lastStep: 1 }, ['a', 'b'])
    store.savePasskey(passkey(idOf(store, 'bert'), 'removed'))
    store.savePasskey(passkey(idOf(store, 'bert'), 'used'))
  })
  const copy = join(folder, 'copy.sqlite')
  await run('backup', copy)
  inStore((store) => {
    store.saveSecondStep(idOf(store, 'anna'), { sealedSecret: 'new', lastStep: 7 }, ['c'])
    store.dropAccountLink(idOf(store, 'anna'))
    store.useRecovery(idOf(store, 'bert'), 'a')
    store.useStep(idOf(store, 'bert'), 9)
    store.dropPasskey(idOf(store, 'bert'), 'removed')
    store.usePasskey('used', 8, '2026-11-27')
    store.savePasskey(passkey(idOf(store, 'anna'), 'new'))
  })
  await run('user', 'invite', '--login', 'bert')
  await run('restore', copy)
  inStore((store) => {
    const [anna, bert] = [idOf(store, 'anna'), idOf(store, 'bert')]
    expect(store.secondStep(anna)).toEqual({ sealedSecret: 'new', lastStep: 7 })
    expect(store.recoveryHashes(anna)).toEqual(['c'])
    expect(store.secondStep(bert)).toEqual({ sealedSecret: 'old', lastStep: 9 })
    expect(store.recoveryHashes(bert)).toEqual(['b'])
    expect(store.passkeysOf(anna)).toEqual([passkey(anna, 'new')])
    expect(store.passkeysOf(bert)).toEqual([{ ...passkey(bert, 'used'), counter: 8, used: '2026-11-27' }])
    expect(store.accountLinks().map(({ user }) => user)).toEqual([bert])
  })
})
