import * as argon2 from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AccountParts, type Asker, changeOwnPassword, createAccounts, setUpStep } from '../../server/account.ts'
import { newAccountLink } from '../../server/account-links.ts'
import { tokenHash } from '../../server/auth.ts'
import { createPasswords } from '../../server/passwords.ts'
import type { User } from '../../server/store/people.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const PASSWORD = 'mijn fiets staat bij de brug'
const NEXT = 'de kat slaapt op de trap'
let server: InProcess
let parts: AccountParts
let passwordHash: string
/** What another does while a password is checked or made. */
let meanwhile = () => {}

beforeAll(async () => {
  server = await startInProcess()
  const hasher = {
    async hash(password: string) {
      meanwhile()
      return argon2.hash(password)
    },
    async verify(hash: string, password: string) {
      meanwhile()
      return argon2.verify(hash, password)
    },
  }
  parts = createAccounts(server.house.deps, createPasswords(hasher))
  passwordHash = await argon2.hash(PASSWORD)
})
afterAll(() => server.stop())
beforeEach(() => {
  meanwhile = () => {}
  save({ id: 'chef', role: 'admin' })
  save({ id: 'anna', role: 'admin' })
})

function save(more: Partial<User> & Pick<User, 'id'>) {
  const { store } = server.house.deps
  store.endSessionsOf(more.id)
  store.saveUser({ login: more.id, passwordHash, role: 'provider', provider: null, disabled: false, ...more })
}
const anna = () => server.house.deps.store.user('anna')
const secretOf = (link: string) => new URL(link).hash.slice(1)

function asAnna(): Asker {
  const { store } = server.house.deps
  const session = store.session(tokenHash(cookieFor(server, 'anna').slice('ew='.length)))
  const user = anna()
  if (!session || !user) throw new Error('no session')
  return { user, session, mark: null }
}

describe('whose password is being made', () => {
  test.each([
    ['was closed', () => save({ id: 'anna', disabled: true })],
    ['got another password', () => save({ id: 'anna', passwordHash: 'other' })],
    ['was signed out', () => server.house.deps.store.endSessionsOf('anna')],
  ])('and %s meanwhile changes nothing any more', async (_what, other) => {
    const asker = asAnna()
    meanwhile = other
    const change = changeOwnPassword(parts, asker, { password: PASSWORD, next: NEXT })
    await expect(change).rejects.toMatchObject({ code: 'not-signed-in' })
    expect([passwordHash, 'other']).toContain(anna()?.passwordHash)
    const step = setUpStep(parts, asker, { password: PASSWORD, secret: '', code: '' })
    await expect(step).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  test('by the command line keeps the rights that were given meanwhile', async () => {
    const { dataDir } = server.house.deps.config
    const stdin = async () => {
      save({ id: 'anna', role: 'reader' })
      return `${NEXT}\n`
    }
    const ran = await command(dataDir, ['user', 'password', 'anna', '--password-stdin'], { stdin })
    expect(ran).toMatchObject({ code: 0, err: [] })
    expect(anna()).toMatchObject({ role: 'reader' })
    expect(anna()?.passwordHash).not.toBe(passwordHash)
  })
})

describe('an open link of an account', () => {
  const cli = async (...argv: readonly string[]) =>
    expect(await command(server.house.deps.config.dataDir, argv)).toMatchObject({ code: 0 })

  test.each([
    ['is closed and opened again', () => cli('user', 'disable', 'anna').then(() => cli('user', 'enable', 'anna'))],
    ['gets a password by the command line', () => cli('user', 'password', 'anna')],
    [
      'has changed its own password',
      async () => changeOwnPassword(parts, asAnna(), { password: PASSWORD, next: NEXT }),
    ],
  ])('that %s works no more', async (_what, work) => {
    const { deps } = server.house
    const { link } = newAccountLink(deps, { id: 'anna', login: 'anna' })
    expect((await opened(link)).status).toBe(200)
    await work()
    expect((await opened(link)).status).toBe(410)
  })

  function opened(link: string) {
    return fetch(`${server.origin}/api/v1/session/link`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.origin },
      body: JSON.stringify({ link: secretOf(link) }),
    })
  }
})
