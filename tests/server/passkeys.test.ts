import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPasswords } from '../../server/passwords.ts'
import type { AccountReply } from '../../shared/account.ts'
import { type Authenticator, createAuthenticator, type Told } from '../support/authenticator.ts'
import { cliOf } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const SITE = 'https://ervaring.example'
const PASSWORD = 'mijn fiets staat bij de brug'
const MINUTE_MS = 60_000

interface Options {
  readonly challenge: string
  readonly rp?: { readonly id: string }
  readonly rpId?: string
  readonly user: { readonly id: string; readonly name: string }
  readonly allowCredentials?: readonly unknown[]
  readonly excludeCredentials?: readonly { readonly id: string }[]
}

let now = Date.parse('2026-11-20T12:00:00Z')
let server: InProcess
let passwordHash = ''
let count = 0

beforeAll(async () => {
  server = await startInProcess({ now: () => now, publicUrl: SITE })
  passwordHash = await createPasswords().hash(PASSWORD)
})
afterAll(() => server.stop())
beforeEach(() => {
  now += MINUTE_MS
})

const store = () => server.house.deps.store

/** An account, signed in. */
function person() {
  count += 1
  const id = `anna${count}`
  store().saveUser({ id, login: id, passwordHash, role: 'provider', provider: 'dock', disabled: false })
  return { id, cookie: cookie(id) }
}
const cookie = (id: string) => cookieFor(server, id).replace(/^ew=/, '__Host-ew=')

async function post<T>(path: string, body: unknown, cookies = '') {
  const reply = await fetch(`${server.origin}/api/v1/session/${path}`, {
    method: 'POST',
    headers: { Cookie: cookies, 'Content-Type': 'application/json', Origin: SITE },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  const json = (text === '' ? null : JSON.parse(text)) as T & { readonly problem?: { code: string; message: string } }
  const [set = ''] = reply.headers.getSetCookie()
  return { status: reply.status, text, json, code: json?.problem?.code, cookie: set.split(';')[0] ?? '' }
}
async function accountOf(cookies: string) {
  const reply = await fetch(`${server.origin}/api/v1/session/account`, { headers: { Cookie: cookies } })
  return (await reply.json()) as AccountReply
}

const offer = (cookies: string, password = PASSWORD, name = 'laptop') =>
  post<Options>('account/passkeys/challenge', { password, name }, cookies)
const add = (cookies: string, response: unknown, name = 'laptop') =>
  post('account/passkeys', { name, response }, cookies)
const challenge = () => post<Options>('passkey/challenge', {})
const enter = (response: unknown) => post('passkey', { response })

async function withPasskey() {
  const { id, cookie } = person()
  const device = createAuthenticator(SITE)
  const { json } = await offer(cookie)
  expect((await add(cookie, device.register(json))).status).toBe(204)
  return { id, cookie, device }
}
const signInWith = async (device: Authenticator, told: Told = {}) =>
  await enter(device.signIn((await challenge()).json, told))
const noted = () =>
  store()
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 3 })
    .map(({ action, who }) => [action, who])

describe('a passkey', () => {
  test('is made with the password, listed by its name, signs in without one, and is removed with it', async () => {
    const { id, cookie: own } = person()
    const device = createAuthenticator(SITE)
    const offered = await offer(own)
    expect(offered.json).toMatchObject({ rp: { id: 'ervaring.example' }, user: { name: id }, attestation: 'none' })
    expect(offered.json).toMatchObject({
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect((await add(own, device.register(offered.json), ' Mijn  laptop ')).status).toBe(204)
    expect(noted()[0]).toEqual(['account-passkey-add', id])
    const entered = await signInWith(device)
    expect(entered.json).toMatchObject({ viewer: { name: id, role: 'provider' } })
    const { passkeys } = await accountOf(entered.cookie)
    expect(passkeys).toMatchObject([{ name: 'Mijn laptop', made: '2026-11-20', used: '2026-11-20' }])
    const removal = `account/passkeys/${passkeys[0]?.id}/removal`
    expect((await post(removal, { password: 'fout' }, own)).code).toBe('bad-request')
    expect((await post(removal, { password: PASSWORD }, cookie(person().id))).status).toBe(404)
    expect((await post(removal, { password: PASSWORD }, own)).status).toBe(204)
    expect(noted()[0]).toEqual(['account-passkey-remove', id])
    expect((await signInWith(device)).status).toBe(401)
    expect((await accountOf(own)).passkeys).toEqual([])
  })

  test('stands for both steps of an account that has a second one', async () => {
    const { id, device } = await withPasskey()
    store().saveSecondStep(id, { sealedSecret: 'none', lastStep: 0 }, [])
    expect((await post('', { login: id, password: PASSWORD })).code).toBe('second-step-needed')
    expect((await signInWith(device)).status).toBe(200)
  })

  test('is not made by who does not know the password, nor under no name, nor with ten there already', async () => {
    const { id, cookie: own } = person()
    expect((await offer(own, 'fout')).code).toBe('bad-request')
    expect((await offer(own, PASSWORD, ' ')).code).toBe('bad-request')
    expect((await offer('')).status).toBe(401)
    const device = createAuthenticator(SITE)
    const { json } = await offer(own)
    for (let at = 0; at < 10; at++)
      store().savePasskey({
        ...{ id: `${id}-${at}`, user: id, credential: `${id}-${at}`, handle: 'h', name: 'x', counter: 0 },
        ...{ publicKey: new Uint8Array(1), made: '2026-11-20', used: null },
      })
    expect((await offer(own)).code).toBe('bad-request')
    expect((await add(own, device.register(json))).code).toBe('bad-request')
    expect(store().passkeysOf(id)).toHaveLength(10)
  })

  test('of a device is made once, and all of one account name it alike', async () => {
    const { cookie: own, device } = await withPasskey()
    const { json } = await offer(own)
    expect(json.excludeCredentials).toMatchObject([{ id: device.credential }])
    expect((await add(own, device.register(json))).code).toBe('bad-request')
    const other = createAuthenticator(SITE)
    expect((await add(own, other.register(json))).code).toBe('bad-request')
    expect((await add(own, other.register((await offer(own)).json))).status).toBe(204)
    expect((await accountOf(own)).passkeys).toHaveLength(2)
  })

  const WRONG: readonly (readonly [string, Told])[] = [
    ['of another site', { origin: 'https://ervaring.example.org' }],
    ['of another host', { host: 'example' }],
    ['by a device that does not know who holds it', { isVerified: false }],
    ['on a question of nobody', { challenge: Buffer.alloc(56).toString('base64url') }],
    ['that is of another kind', { type: 'webauthn.other' }],
  ]
  test.each(WRONG)('%s is not made', async (_what, told) => {
    const { id, cookie: own } = person()
    const { json } = await offer(own)
    expect((await add(own, createAuthenticator(SITE).register(json, told))).code).toBe('bad-request')
    expect(store().passkeysOf(id)).toEqual([])
  })

  test.each([
    ...WRONG,
    ['that did not sign this', { isSigned: false }],
    ['of another account', { handle: Buffer.from('iemand').toString('base64url') }],
    ['that names no account', { handle: '' }],
    ['of a device that did not count on', { counter: 1 }],
  ] as readonly (readonly [string, Told])[])('%s lets nobody in, and nothing says why', async (_what, told) => {
    const { device, id } = await withPasskey()
    const before = store().passkeysOf(id)
    const wrong = await signInWith(device, told)
    const nobody = await signInWith(createAuthenticator(SITE))
    expect([wrong.status, wrong.text]).toEqual([401, nobody.text])
    expect(wrong.cookie).toBe('')
    expect(store().passkeysOf(id)).toEqual(before)
    expect((await signInWith(device)).status).toBe(200)
  })

  test.each([null, 'x', {}, { id: 7 }, { id: 'x', response: null }])('that is %j is refused', async (response) => {
    expect((await enter(response)).code).toBe('wrong-credentials')
    const { cookie: own } = person()
    expect((await add(own, response)).code).toBe('bad-request')
  })

  test('asked for twice gives no more of anybody', async () => {
    const { json } = await challenge()
    expect(json.rpId).toBe('ervaring.example')
    expect(json.allowCredentials ?? []).toEqual([])
    expect((await challenge()).json.challenge).not.toBe(json.challenge)
  })
})

describe('a question to a device', () => {
  test('is good once, for one of ten at the same moment', async () => {
    const { device } = await withPasskey()
    const { json } = await challenge()
    const signed = Array.from({ length: 10 }, () => device.signIn(json))
    const replies = await Promise.all(signed.map(enter))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(401)])
    expect((await enter(device.signIn(json))).status).toBe(401)
  })

  test('is over after five minutes', async () => {
    const { device, cookie: own } = await withPasskey()
    const { json } = await challenge()
    const offered = await offer(own)
    now += 5 * MINUTE_MS
    expect((await enter(device.signIn(json))).status).toBe(401)
    expect((await add(own, createAuthenticator(SITE).register(offered.json))).code).toBe('bad-request')
  })

  test('is for one thing, one session, and the password of then', async () => {
    const { id, device, cookie: own } = await withPasskey()
    const { json } = await offer(own)
    expect((await enter(device.signIn(json))).status).toBe(401)
    const fresh = createAuthenticator(SITE)
    const asked = await challenge()
    expect((await add(own, fresh.register({ ...json, challenge: asked.json.challenge }))).code).toBe('bad-request')
    expect((await add(cookie(id), fresh.register(json))).code).toBe('bad-request')
    const user = store().user(id)
    if (user) store().saveUser({ ...user, passwordHash: `${user.passwordHash}x` })
    expect((await add(own, fresh.register(json))).code).toBe('bad-request')
    expect(store().passkeysOf(id)).toHaveLength(1)
  })
})

describe('an account', () => {
  test('that is closed, or has no password yet, lets no passkey in', async () => {
    const { id, device } = await withPasskey()
    const user = store().user(id)
    if (!user) throw new Error('no user')
    store().saveUser({ ...user, disabled: true })
    expect((await signInWith(device)).status).toBe(401)
    store().saveUser({ ...user, passwordHash: '' })
    expect((await signInWith(device)).status).toBe(401)
    store().saveUser(user)
    expect((await signInWith(device)).status).toBe(200)
  })

  test('that begins afresh has no passkey any more', async () => {
    const { id, device } = await withPasskey()
    await cliOf(server, 'user', 'second-step', '--login', id, '--off')
    expect((await signInWith(device)).status).toBe(401)
    expect(store().passkeysOf(id)).toEqual([])
  })
})
