import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as argon2 from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAuth, tokenHash } from '../../server/auth.ts'
import { createDeviceMarks } from '../../server/device-mark.ts'
import { COST, createPasswords } from '../../server/passwords.ts'
import type { User } from '../../server/store/people.ts'
import { createThrottle } from '../../server/throttle.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const PASSWORD = 'mijn fiets staat bij de brug'
const clock = { now: Date.parse('2026-11-23T10:00:00Z') }
const MINUTE = 60_000
const MARKS = createDeviceMarks(Buffer.alloc(32), (length) => Buffer.alloc(length))
let passwordHash = ''
let server: InProcess

function anna(): User {
  return { id: 'u-anna', login: 'anna@dock.example', passwordHash, role: 'provider', provider: 'dock', disabled: false }
}

beforeEach(async () => {
  clock.now = Date.parse('2026-11-23T10:00:00Z')
  passwordHash ||= await createPasswords().hash(PASSWORD)
  server = await startInProcess({ now: () => clock.now })
  server.house.deps.store.saveUser(anna())
})
afterEach(() => server.stop())

interface Sent {
  readonly cookie?: string
  readonly bearer?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

async function call(method: string, path: string, { cookie, bearer, headers, body }: Sent = {}) {
  const reply = await fetch(server.origin + path, {
    method,
    headers: {
      ...(method === 'GET' ? {} : { Origin: server.origin }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  return { status: reply.status, headers: reply.headers, text: await reply.text() }
}

function signIn(login: string, password: string, sent: Sent = {}) {
  return call('POST', '/api/v1/session', { body: JSON.stringify({ login, password }), ...sent })
}

async function signedIn(login = 'anna@dock.example'): Promise<string> {
  const reply = await signIn(login, PASSWORD)
  expect(reply.status).toBe(200)
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

const who = (cookie: string) => call('GET', '/api/v1/session', { cookie })

/** Who is signed in with that cookie; to ask is no mistake, so that nobody is null and no error. */
async function viewerOf(cookie: string): Promise<unknown> {
  const { status, text } = await who(cookie)
  expect(status).toBe(200)
  const reply = JSON.parse(text) as { readonly viewer: unknown }
  const fields =
    reply.viewer === null ? ['viewer'] : ['viewer', 'rights', 'providerName', 'productName', 'lacksSecondStep']
  expect(Object.keys(reply)).toEqual(fields)
  return reply.viewer
}

describe('signing in', () => {
  const wrong: readonly [string, string, string][] = [
    ['an unknown login', 'nobody@dock.example', PASSWORD],
    ['a wrong password', 'anna@dock.example', `${PASSWORD}!`],
    ['a disabled account', 'bert@dock.example', PASSWORD],
    ['an empty password', 'anna@dock.example', ''],
    ['an empty login', '', PASSWORD],
    ['SQL in the login', `' or 1=1 --`, PASSWORD],
  ]
  test('says exactly the same whatever is wrong', async () => {
    server.house.deps.store.saveUser({ ...anna(), id: 'u-bert', login: 'bert@dock.example', disabled: true })
    const replies = []
    for (const [, login, password] of wrong) replies.push(await signIn(login, password))
    expect(replies.map(({ status }) => status)).toEqual(wrong.map(() => 401))
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(new Set(replies.map(({ headers }) => [...headers.keys()].sort().join())).size).toBe(1)
    expect(JSON.parse(replies[0]?.text ?? '')).toMatchObject({ problem: { code: 'wrong-credentials' } })
    expect(replies.every(({ headers }) => headers.get('set-cookie') === null)).toBe(true)
  })

  test.each(wrong)('%s costs exactly one hash, as a right password does', async (_, login, password) => {
    const counted = { verified: 0, hashed: 0 }
    const passwords = createPasswords({
      hash: async (...args) => {
        counted.hashed += 1
        return argon2.hash(...args)
      },
      verify: async (...args) => {
        counted.verified += 1
        return argon2.verify(...args)
      },
    })
    const { store, now, randomBytes } = server.house.deps
    store.saveUser({ ...anna(), id: 'u-bert', login: 'bert@dock.example', disabled: true })
    const secondSteps = { isOn: () => false, check: () => false }
    const throttle = createThrottle(now)
    const auth = createAuth({ store, now, randomBytes, passwords, throttle, marks: MARKS, secondSteps })
    await expect(auth.signIn({ login, password, code: '' }, null)).rejects.toMatchObject({ code: 'wrong-credentials' })
    expect(counted).toEqual({ verified: 1, hashed: 0 })
    await auth.signIn({ login: ' ANNA@dock.example', password: PASSWORD, code: '' }, null)
    expect(counted).toEqual({ verified: 2, hashed: 0 })
  })

  test('gives a viewer, and a cookie that no script and no other site gets', async () => {
    const reply = await signIn('anna@dock.example', PASSWORD)
    expect(JSON.parse(reply.text)).toEqual({
      viewer: { name: 'anna@dock.example', role: 'provider', provider: 'dock' },
    })
    const [cookie = ''] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/^ew=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(JSON.parse((await who(cookie.split(';')[0] ?? '')).text)).toEqual({
      ...JSON.parse(reply.text),
      rights: ['figures', 'open-answers', 'interpret', 'feedback', 'reach'],
      providerName: 'DOCK',
      productName: 'Ervaringwijzer',
      lacksSecondStep: true,
    })
  })

  test('under https uses a Secure __Host- cookie and takes no other', async () => {
    await server.stop()
    server = await startInProcess({ publicUrl: 'https://ervaring.example', now: () => clock.now })
    server.house.deps.store.saveUser(anna())
    const reply = await signIn('anna@dock.example', PASSWORD, { headers: { Origin: 'https://ervaring.example' } })
    const [cookie = ''] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-ew=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    const value = cookie.split(';')[0] ?? ''
    expect(await viewerOf(value)).not.toBeNull()
    expect(await viewerOf(value.replace('__Host-', ''))).toBeNull()
    for (const origin of [
      'https://ervaring.example.evil.example',
      'https://ervaring.example:444',
      'http://ervaring.example',
    ]) {
      expect((await signIn('anna@dock.example', PASSWORD, { headers: { Origin: origin } })).status).toBe(403)
    }
  })

  test('asks for a new hash when the old one is weaker than today asks', async () => {
    const { store } = server.house.deps
    store.saveUser({ ...anna(), passwordHash: await argon2.hash(PASSWORD, { ...COST, memoryCost: 8192 }) })
    expect((await signIn('anna@dock.example', `${PASSWORD}?`)).status).toBe(401)
    expect(store.user('u-anna')?.passwordHash).toContain('m=8192')
    expect((await signIn('anna@dock.example', PASSWORD)).status).toBe(200)
    expect(store.user('u-anna')?.passwordHash).toContain('m=65536')
    expect((await signIn('anna@dock.example', PASSWORD)).status).toBe(200)
  })

  test('after wrong tries must wait, with Retry-After, right password or not; after the wait all is well', async () => {
    for (let tries = 0; tries < 6; tries += 1) await signIn('anna@dock.example', 'wrong password')
    const refused = await signIn('anna@dock.example', PASSWORD)
    expect(refused.status).toBe(429)
    expect(JSON.parse(refused.text)).toMatchObject({ problem: { code: 'too-many-tries' } })
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(900)
    clock.now += seconds * 1000
    expect((await signIn('anna@dock.example', PASSWORD)).status).toBe(200)
  })

  const broken: readonly [string, string, number][] = [
    ['no JSON', '{', 400],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['a number as password', '{"login":"anna@dock.example","password":1}', 400],
    ['no password', '{"login":"anna@dock.example"}', 400],
    ['a list as login', '{"login":["anna@dock.example"],"password":"x"}', 400],
    ['a very long password', JSON.stringify({ login: 'anna@dock.example', password: 'x'.repeat(600) }), 400],
    ['a huge body', JSON.stringify({ login: 'anna@dock.example', password: 'x'.repeat(10_000) }), 413],
  ]
  test.each(broken)('%s is told as a problem', async (_, body, status) => {
    const reply = await call('POST', '/api/v1/session', { body })
    expect(reply.status).toBe(status)
    expect(JSON.parse(reply.text)).toHaveProperty('problem.code')
  })

  test('leaves no password and no token in the data folder', async () => {
    const dataDir = temporaryFolder()
    await server.stop()
    server = await startInProcess({ dataDir, now: () => clock.now })
    server.house.deps.store.saveUser(anna())
    const token = (await signedIn()).slice('ew='.length)
    await server.stop()
    const file = readFileSync(join(dataDir, 'ervaringwijzer.sqlite')).toString('latin1')
    expect(file).toContain(tokenHash(token))
    expect(file).not.toContain(token)
    expect(file).not.toContain(PASSWORD)
    server = await startInProcess({ dataDir, now: () => clock.now })
    expect(await viewerOf(`ew=${token}`)).not.toBeNull()
  })
})

describe('somebody who keeps trying', () => {
  /** Takes every try there is for that login, for that many minutes, and all the tries that are free for others. */
  async function siege(login: string, minutes: number): Promise<void> {
    for (const end = clock.now + minutes * MINUTE; clock.now < end; ) {
      const reply = await signIn(login, 'guess')
      clock.now += Number(reply.headers.get('retry-after') ?? 0) * 1000
    }
    while ((await signIn(login, 'guess')).status !== 429);
  }

  test('does not keep a person out of a browser that signed in before, also after a restart', async () => {
    const dataDir = temporaryFolder()
    await server.stop()
    server = await startInProcess({ dataDir, now: () => clock.now })
    server.house.deps.store.saveUser(anna())
    const first = await signIn('anna@dock.example', PASSWORD)
    const mark = markIn(first)
    await server.stop()
    server = await startInProcess({ dataDir, now: () => clock.now })
    await siege('anna@dock.example', 20)
    expect((await signIn('anna@dock.example', PASSWORD)).status).toBe(429)
    expect((await signIn('anna@dock.example', PASSWORD, { cookie: mark })).status).toBe(200)
  })

  test('has no use of a mark of another login, a changed one, or his own guesses from a marked browser', async () => {
    const { store } = server.house.deps
    store.saveUser({ ...anna(), id: 'u-bert', login: 'bert@dock.example' })
    const mark = markIn(await signIn('anna@dock.example', PASSWORD))
    const other = markIn(await signIn('bert@dock.example', PASSWORD))
    await siege('anna@dock.example', 1)
    const changed = mark.slice(0, -2) + (mark.at(-2) === 'A' ? 'B' : 'A') + mark.slice(-1)
    for (const cookie of [other, changed, `${mark.split('.')[0]}.`, `${mark}; ${mark}`]) {
      expect([cookie, (await signIn('anna@dock.example', PASSWORD, { cookie })).status]).toEqual([cookie, 429])
    }
    const tries = []
    for (let count = 0; count < 7; count += 1) {
      tries.push((await signIn('anna@dock.example', 'guess', { cookie: mark })).status)
    }
    expect(tries).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  test('a mark signs nobody in and goes to no other address', async () => {
    const reply = await signIn('anna@dock.example', PASSWORD)
    const mark = markIn(reply)
    expect(await viewerOf(mark)).toBeNull()
    const [, cookie = ''] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/; Path=\/api\/v1\/session; .*HttpOnly; SameSite=Strict$/)
    expect((await signIn('anna@dock.example', PASSWORD, { cookie: mark })).headers.getSetCookie()).toHaveLength(2)
  })
})

function markIn({ headers }: { readonly headers: Headers }): string {
  const [, cookie = ''] = headers.getSetCookie()
  return cookie.split(';')[0] ?? ''
}

describe('a session', () => {
  test('that was planted in the browser is not taken over at sign-in, and the one before it ends', async () => {
    const planted = `ew=${'A'.repeat(43)}`
    const reply = await signIn('anna@dock.example', PASSWORD, { cookie: planted })
    expect(reply.headers.get('set-cookie')).not.toContain('A'.repeat(43))
    expect(await viewerOf(planted)).toBeNull()
    const first = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const second = await signIn('anna@dock.example', PASSWORD, { cookie: first })
    expect(second.status).toBe(200)
    expect(await viewerOf(first)).toBeNull()
  })

  test('is over on the server after signing out, not only in the browser', async () => {
    const cookie = await signedIn()
    const other = await signedIn()
    const reply = await call('DELETE', '/api/v1/session', { cookie })
    expect(reply.status).toBe(204)
    expect(reply.headers.get('set-cookie')).toMatch(/^ew=; .*Expires=Thu, 01 Jan 1970/)
    expect(await viewerOf(cookie)).toBeNull()
    expect(await viewerOf(other)).not.toBeNull()
    expect((await call('DELETE', '/api/v1/session')).status).toBe(204)
  })

  test('ends after thirty minutes without use', async () => {
    const cookie = await signedIn()
    clock.now += 29 * MINUTE
    expect(await viewerOf(cookie)).not.toBeNull()
    clock.now += 29 * MINUTE
    expect(await viewerOf(cookie)).not.toBeNull()
    clock.now += 30 * MINUTE
    expect(await viewerOf(cookie)).toBeNull()
    clock.now -= 30 * MINUTE
    expect(await viewerOf(cookie)).toBeNull()
  })

  test('ends after twelve hours however much it is used', async () => {
    const cookie = await signedIn()
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      clock.now += 20 * MINUTE
      expect(await viewerOf(cookie)).not.toBeNull()
    }
    clock.now += 20 * MINUTE
    expect(await viewerOf(cookie)).toBeNull()
  })

  test('ends at once when its account is disabled', async () => {
    const cookie = await signedIn()
    server.house.deps.store.saveUser({ ...anna(), disabled: true })
    expect(await viewerOf(cookie)).toBeNull()
    server.house.deps.store.saveUser(anna())
    expect(await viewerOf(cookie)).toBeNull()
  })

  test('is not to be had with a token that differs anywhere, is cut, or comes twice', async () => {
    const cookie = await signedIn()
    const token = cookie.slice('ew='.length)
    const mutated = Array.from(
      token,
      (character, index) => token.slice(0, index) + (character === 'A' ? 'B' : 'A') + token.slice(index + 1),
    )
    // The last character carries two bits of padding, so compare what changes the text: the text itself is hashed.
    const others = [
      ...mutated,
      '',
      token.slice(1),
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      tokenHash(token),
      '../',
      '%00',
      'null',
    ]
    for (const other of others) expect(await viewerOf(`ew=${other}`)).toBeNull()
    expect(await viewerOf(`${cookie}; ew=${'B'.repeat(43)}`)).toBeNull()
    expect(await viewerOf(`xew=${token}`)).toBeNull()
    expect(await viewerOf(`other=1; ${cookie}; more=2`)).not.toBeNull()
  })
})

test('signing in and out is in the audit log, right or wrong, and never what was typed for a login', async () => {
  const cookie = await signedIn()
  await call('DELETE', '/api/v1/session', { cookie })
  await signIn('anna@dock.example', 'niet het goede wachtwoord')
  await signIn(PASSWORD, PASSWORD)
  const lines = server.house.deps.store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 4 })
  expect(lines.map(({ who, action, about }) => [who, action, about])).toEqual([
    ['niet ingelogd', 'sign-in-wrong', ''],
    ['niet ingelogd', 'sign-in-wrong', 'anna@dock.example'],
    ['anna@dock.example', 'sign-out', 'anna@dock.example'],
    ['anna@dock.example', 'sign-in', 'anna@dock.example'],
  ])
})

describe('a disk that takes no more', () => {
  test('keeps nobody from reading; signing in and out say that they cannot be done now', async () => {
    const cookie = await signedIn()
    clock.now += 2 * MINUTE
    const replies = await onFullDisk(async () => [
      await who(cookie),
      await call('GET', '/api/v1/results', { cookie }),
      await signIn('anna@dock.example', PASSWORD),
      await call('DELETE', '/api/v1/session', { cookie }),
      await signIn('anna@dock.example', 'niet het goede wachtwoord'),
    ])
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 503, 503, 401])
    expect(replies[0]?.text).toContain('"role"')
    expect(replies[2]?.headers.get('retry-after')).toBe('30')
    expect(await viewerOf(cookie)).not.toBeNull()
  })

  test('lets no session live that is over', async () => {
    const cookie = await signedIn()
    clock.now += 31 * MINUTE
    const [reply] = await onFullDisk(async () => [await who(cookie)])
    expect([reply?.status, reply?.text]).toEqual([200, '{"viewer":null}'])
  })
})

/** While writes past the end of the database's log fail in this process. */
async function onFullDisk<T>(work: () => Promise<T>): Promise<T> {
  const limit = (bytes: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`])
  limit(statSync(join(server.house.deps.config.dataDir, 'ervaringwijzer.sqlite-wal')).size)
  try {
    return await work()
  } finally {
    limit('unlimited')
  }
}

describe('another site', () => {
  const own = () => server.origin
  const cases: readonly [string, () => Record<string, string>, number][] = [
    ['own origin', () => ({ Origin: own() }), 200],
    ['own page by Fetch Metadata', () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: own() }), 200],
    ['another origin', () => ({ Origin: 'https://evil.example' }), 403],
    ['another port', () => ({ Origin: 'http://127.0.0.1:1' }), 403],
    ['an origin that begins like ours', () => ({ Origin: `${own()}.evil.example` }), 403],
    ['no page of ours (null)', () => ({ Origin: 'null' }), 403],
    ['an empty origin', () => ({ Origin: '' }), 403],
    ['cross-site by Fetch Metadata', () => ({ 'Sec-Fetch-Site': 'cross-site', Origin: own() }), 403],
    ['same-site is not same-origin', () => ({ 'Sec-Fetch-Site': 'same-site', Origin: own() }), 403],
    [
      'same-origin claimed with a foreign origin',
      () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' }),
      403,
    ],
    ['a forwarded host', () => ({ Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }), 403],
  ]
  test.each(cases)('signing in from %s', async (_, headers, status) => {
    const reply = await signIn('anna@dock.example', PASSWORD, { headers: headers() })
    expect(reply.status).toBe(status)
    if (status === 403) expect(JSON.parse(reply.text)).toMatchObject({ problem: { code: 'foreign-origin' } })
  })

  test('cannot sign a person out', async () => {
    const cookie = await signedIn()
    const reply = await call('DELETE', '/api/v1/session', { cookie, headers: { Origin: 'https://evil.example' } })
    expect(reply.status).toBe(403)
    expect(await viewerOf(cookie)).not.toBeNull()
  })

  test('no origin at all changes nothing either', async () => {
    const reply = await fetch(`${server.origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'anna@dock.example', password: PASSWORD }),
    })
    expect(reply.status).toBe(403)
  })

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/json5',
  ])('a form of type %s is not read', async (type) => {
    const body = JSON.stringify({ login: 'anna@dock.example', password: PASSWORD })
    const reply = await call('POST', '/api/v1/session', { body, headers: { 'Content-Type': type } })
    expect(reply.status).toBe(415)
  })

  test.each(['PUT', 'PATCH'])('%s is not a way in', async (method) => {
    expect((await call(method, '/api/v1/session', { body: '{}' })).status).toBe(405)
  })

  test('a method named in a header or the address is not believed', async () => {
    const cookie = await signedIn()
    await call('GET', '/api/v1/session?_method=DELETE', { cookie, headers: { 'X-HTTP-Method-Override': 'DELETE' } })
    expect(await viewerOf(cookie)).not.toBeNull()
  })
})
