import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type {
  AccountLinkReply,
  AccountReply,
  Invited,
  NewSecondStep,
  PeopleReply,
  RecoveryCodes,
} from '../../shared/account.ts'
import { cliOf } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const DAY_MS = 86_400_000
const PASSWORD = 'mijn fiets staat bij de brug'
let now = Date.parse('2026-11-20T12:00:00Z')
let server: InProcess
let count = 0

beforeAll(async () => {
  server = await startInProcess({ now: () => now })
  const { store } = server.house.deps
  store.saveUser({
    id: 'beheer',
    login: 'beheer',
    passwordHash: 'none',
    role: 'admin',
    provider: null,
    disabled: false,
  })
})
afterAll(() => server.stop())
beforeEach(() => {
  // A login that was tried too often waits; each test has its own moment.
  now += 60_000
})

async function send<T>(method: string, path: string, body?: unknown, cookie = '') {
  const reply = await fetch(`${server.origin}/api/v1/${path}`, {
    method,
    headers: { Cookie: cookie, 'Content-Type': 'application/json', Origin: server.origin },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  const cookies = reply.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  const json = (text === '' ? null : JSON.parse(text)) as T & { readonly problem?: { code: string; message: string } }
  return { status: reply.status, json, code: json?.problem?.code, cookie: cookies.find((one) => one.startsWith('ew=')) }
}
const asAdmin = <T>(method: string, path: string, body?: unknown) =>
  send<T>(method, path, body, cookieFor(server, 'beheer'))
const codeOf = (secret: string, at = now) => new TOTP({ secret }).generate({ timestamp: at })

async function invited() {
  count += 1
  const login = `anna${count}@dock.example`
  const { json, status } = await asAdmin<Invited>('POST', 'people', { login, role: 'provider', provider: 'dock' })
  expect(status).toBe(201)
  return { ...json, secret: new URL(json.link).hash.slice(1) }
}
const open = (link: string) => send<AccountLinkReply>('POST', 'session/link', { link })
/** A choice for that link, with a code for the second step that it offers. */
async function choiceFor(link: string) {
  const secret = (await open(link)).json.step?.secret ?? ''
  return { link, password: PASSWORD, secret, code: codeOf(secret) }
}

async function accepted() {
  const invitation = await invited()
  const chosen = await choiceFor(invitation.secret)
  const reply = await send<RecoveryCodes>('PUT', 'session/link', chosen)
  expect(reply.status).toBe(200)
  return { ...invitation, chosen, secret: chosen.secret, cookie: reply.cookie ?? '', recovery: reply.json.recovery }
}
const signIn = (login: string, code?: string, password = PASSWORD) =>
  send('POST', 'session', { login, password, ...(code !== undefined && { code }) })
const noted = () =>
  server.house.deps.store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 5 }).map(({ action, who }) => [action, who])

describe('an invitation', () => {
  test('has its secret behind the #, is kept as a hash, and makes an account that signs in', async () => {
    const { login, link, until, recovery, cookie, id } = await accepted()
    expect(new URL(link).pathname).toBe('/resultaten/welkom')
    expect(until).toBe('2026-11-27')
    expect(recovery).toHaveLength(8)
    expect((await send('GET', 'session', undefined, cookie)).json).toMatchObject({ viewer: { name: login } })
    expect(server.house.deps.store.accountLinks().some(({ user }) => user === id)).toBe(false)
    expect(noted().slice(0, 3)).toEqual([
      ['sign-in', login],
      ['account-accept', login],
      ['user-invite', 'beheer'],
    ])
  })

  test('works once', async () => {
    const { chosen } = await accepted()
    expect((await open(chosen.link)).code).toBe('expired-link')
    expect((await send('PUT', 'session/link', chosen)).status).toBe(410)
  })

  test('is taken by one of ten at the same moment', async () => {
    const { secret } = await invited()
    const chosen = await choiceFor(secret)
    const replies = await Promise.all(Array.from({ length: 10 }, () => send('PUT', 'session/link', chosen)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(410)])
  })

  test('signs out whoever was signed in in that browser', async () => {
    const { secret } = await invited()
    const before = cookieFor(server, 'beheer')
    const chosen = await choiceFor(secret)
    expect((await send('PUT', 'session/link', chosen, before)).status).toBe(200)
    expect((await send('GET', 'session', undefined, before)).json).toEqual({ viewer: null })
  })

  test('is over after seven days, and when another is made', async () => {
    const { secret, id } = await invited()
    const { json } = await asAdmin<Invited>('POST', `people/${id}/link`, { afresh: false })
    expect((await open(secret)).status).toBe(410)
    const later = new URL(json.link).hash.slice(1)
    expect((await open(later)).status).toBe(200)
    now += 7 * DAY_MS
    expect((await open(later)).json.problem?.message).toContain('nieuwe link')
  })

  test.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(43)}\u0000`])('that is %j says what to do', async (link) => {
    expect((await open(link)).code).toBe('expired-link')
  })

  test('keeps the link when the password is weak or the code wrong', async () => {
    const { secret } = await invited()
    const chosen = await choiceFor(secret)
    expect((await send('PUT', 'session/link', { ...chosen, password: 'kort' })).code).toBe('bad-request')
    expect((await send('PUT', 'session/link', { ...chosen, code: '000000' })).code).toBe('wrong-code')
    expect((await send('PUT', 'session/link', { ...chosen, secret: 'AAAA' })).code).toBe('wrong-code')
    expect((await send('PUT', 'session/link', chosen)).status).toBe(200)
  })

  test('of a closed account does not work, and none is made for one', async () => {
    const { secret, id } = await invited()
    const { store } = server.house.deps
    const user = store.user(id)
    if (user) store.saveUser({ ...user, disabled: true })
    expect((await open(secret)).status).toBe(410)
    expect((await asAdmin('POST', `people/${id}/link`, { afresh: false })).status).toBe(400)
  })

  test('leaves an account without a password that nobody signs in to', async () => {
    const { login } = await invited()
    for (const password of ['', 'none', PASSWORD])
      expect((await signIn(login, '', password)).code).toBe('wrong-credentials')
  })
})

describe('the second step', () => {
  test('is asked after the right password only', async () => {
    const { login, secret } = await accepted()
    now += 60_000
    expect((await signIn(login, undefined, 'verkeerd wachtwoord')).code).toBe('wrong-credentials')
    expect((await signIn(login)).code).toBe('second-step-needed')
    expect((await signIn(login, '123')).code).toBe('wrong-code')
    expect((await signIn(login, codeOf(secret))).status).toBe(200)
  })

  test('takes a code once, and a neighbour of it, but none that is older than the last', async () => {
    const { login, secret } = await accepted()
    // The code of setting it up was used.
    expect((await signIn(login, codeOf(secret))).code).toBe('wrong-code')
    now += 60_000
    const early = codeOf(secret, now - 30_000)
    expect((await signIn(login, codeOf(secret, now + 30_000))).status).toBe(200)
    expect((await signIn(login, codeOf(secret))).code).toBe('wrong-code')
    expect((await signIn(login, early)).code).toBe('wrong-code')
    now += 10 * 60_000
    expect((await signIn(login, codeOf(secret, now - 60_000))).code).toBe('wrong-code')
  })

  test('takes each recovery code once, however it is typed', async () => {
    const { login, recovery, cookie } = await accepted()
    const [first = '', second = ''] = recovery
    expect((await signIn(login, first)).status).toBe(200)
    expect((await signIn(login, first)).code).toBe('wrong-code')
    expect((await signIn(login, second.toLowerCase().replace('-', ' '))).status).toBe(200)
    expect((await send<AccountReply>('GET', 'session/account', undefined, cookie)).json.recoveryLeft).toBe(6)
  })

  test('makes a guesser wait', async () => {
    const { login } = await accepted()
    const codes = []
    for (let tried = 0; tried < 7; tried += 1) codes.push((await signIn(login, `00000${tried}`)).code)
    expect(codes.at(-1)).toBe('too-many-tries')
  })

  test('is not to be read in the database, nor moved to another account', async () => {
    const { id, secret } = await accepted()
    const { store } = server.house.deps
    const kept = store.secondStep(id)
    expect(JSON.stringify(kept)).not.toContain(secret)
    const other = await accepted()
    store.saveSecondStep(other.id, { sealedSecret: kept?.sealedSecret ?? '', lastStep: -1 }, [])
    now += 60_000
    expect((await signIn(other.login, codeOf(secret))).code).toBe('wrong-code')
  })

  test('is set up later by who signs in with a password alone, who gives it again', async () => {
    const login = `oud${count}@dock.example`
    const { password } = await cliOf(
      server,
      'user',
      'add',
      '--login',
      login,
      '--role',
      'provider',
      '--provider',
      'dock',
    )
    const { cookie = '' } = await signIn(login, '', String(password))
    expect((await send('GET', 'session', undefined, cookie)).json).toMatchObject({ lacksSecondStep: true })
    const { json } = await send<NewSecondStep>('POST', 'session/account/second-step', {}, cookie)
    expect(json.uri).toContain(encodeURIComponent(login))
    const given = { secret: json.secret, code: codeOf(json.secret), password: String(password) }
    const put = (more: object) =>
      send<RecoveryCodes>('PUT', 'session/account/second-step', { ...given, ...more }, cookie)
    expect((await put({ password: 'fout' })).code).toBe('bad-request')
    expect((await put({ code: '111111' })).code).toBe('wrong-code')
    expect((await put({})).json.recovery).toHaveLength(8)
    expect((await send('GET', 'session', undefined, cookie)).json).not.toHaveProperty('lacksSecondStep')
    expect((await signIn(login, '', String(password))).code).toBe('second-step-needed')
    // And the command line takes it away for who lost it.
    await cliOf(server, 'user', 'second-step', '--login', login, '--off')
    expect((await send('GET', 'session', undefined, cookie)).json).toEqual({ viewer: null })
    expect((await signIn(login, '', String(password))).status).toBe(200)
  })
})

describe('the own account', () => {
  test('lists its sessions and ends one, or all others', async () => {
    const { login, recovery, cookie } = await accepted()
    const others = []
    for (const code of recovery.slice(0, 3)) others.push((await signIn(login, code)).cookie ?? '')
    const look = async () => (await send<AccountReply>('GET', 'session/account', undefined, cookie)).json.sessions
    expect((await look()).map(({ own, begun }) => [own, begun])).toHaveLength(4)
    expect((await look()).filter(({ own }) => own)).toHaveLength(1)
    const other = (await look()).find(({ own }) => !own)?.id ?? ''
    await send('DELETE', `session/account/sessions/${other}`, undefined, cookie)
    expect(await look()).toHaveLength(3)
    await send('DELETE', 'session/account/sessions', undefined, cookie)
    expect((await look()).map(({ own }) => own)).toEqual([true])
    for (const one of others) expect((await send('GET', 'session', undefined, one)).json).toEqual({ viewer: null })
  })

  test('cannot end a session of another', async () => {
    const [one, other] = [await accepted(), await accepted()]
    const { json } = await send<AccountReply>('GET', 'session/account', undefined, other.cookie)
    await send('DELETE', `session/account/sessions/${json.sessions[0]?.id}`, undefined, one.cookie)
    expect((await send('GET', 'session/account', undefined, other.cookie)).status).toBe(200)
  })

  test('gets another password with the old one, and its other sessions end', async () => {
    const { login, recovery, cookie } = await accepted()
    const { cookie: elsewhere } = await signIn(login, recovery[0])
    const next = 'de kat slaapt op de trap'
    const put = (body: object) => send('PUT', 'session/account/password', body, cookie)
    expect((await put({ password: 'fout', next })).json.problem?.message).toContain('klopt niet')
    expect((await put({ password: PASSWORD, next: 'wachtwoord12' })).code).toBe('bad-request')
    expect((await put({ password: PASSWORD, next })).status).toBe(204)
    expect((await send('GET', 'session', undefined, elsewhere)).json).toEqual({ viewer: null })
    expect((await send('GET', 'session/account', undefined, cookie)).status).toBe(200)
    expect((await signIn(login, recovery[1])).code).toBe('wrong-credentials')
    expect((await signIn(login, recovery[1], next)).status).toBe(200)
  })
})

describe('the people', () => {
  const list = async () => (await asAdmin<PeopleReply>('GET', 'people')).json.people
  const named = async (login: string) => {
    const found = (await list()).find((one) => one.login === login)
    if (!found) throw new Error(`no ${login}`)
    return found
  }

  test('are listed without a password or a hash', async () => {
    const { login } = await accepted()
    expect(await named(login)).toMatchObject({
      role: 'provider',
      provider: 'dock',
      hasPassword: true,
      hasSecondStep: true,
    })
    expect(JSON.stringify(await list())).not.toMatch(/argon2|hash/i)
  })

  test.each([
    [{ login: 'a', role: 'admin' }, 'inlognaam'],
    [{ login: 'beheer', role: 'admin' }, 'al een account'],
    [{ login: 'nieuw@x.example', role: 'baas' }, 'wat deze persoon doet'],
    [{ login: 'nieuw@x.example', role: 'provider' }, 'Kies een aanbieder'],
    [{ login: 'nieuw@x.example', role: 'provider', provider: 'bestaat-niet' }, 'Kies een aanbieder'],
    [{ login: 'nieuw@x.example', role: 'account-manager', portfolio: [] }, 'een of meer'],
    [{ login: 'nieuw@x.example', role: 'account-manager', portfolio: ['bestaat-niet'] }, 'uit de lijst'],
    [{ login: 'nieuw@x.example', role: 'account-manager', portfolio: [{ toString: 1 }] }, 'uit de lijst'],
  ])('%j is refused in plain words', async (body, words) => {
    const before = (await list()).length
    const { status, json } = await asAdmin('POST', 'people', body)
    expect([status, json.problem?.message]).toEqual([400, expect.stringContaining(words)])
    expect(await list()).toHaveLength(before)
  })

  test('are changed by one at a time: who looked before the other did is told', async () => {
    const { login, id, cookie } = await accepted()
    const { version } = await named(login)
    const manager = { role: 'account-manager', portfolio: ['lister', 'dock'], version }
    expect((await asAdmin('PUT', `people/${id}`, manager)).status).toBe(204)
    expect(await named(login)).toMatchObject({ role: 'account-manager', provider: null, portfolio: ['dock', 'lister'] })
    const late = await asAdmin('PUT', `people/${id}`, { role: 'reader', version })
    expect([late.status, late.code]).toEqual([409, 'changed-meanwhile'])
    expect(await named(login)).toMatchObject({ role: 'account-manager' })
    // It holds for who is signed in at once.
    expect((await send('GET', 'session', undefined, cookie)).json).toMatchObject({
      viewer: { role: 'account-manager' },
    })
  })

  test('whose account is closed are out at once', async () => {
    const { login, id, cookie } = await accepted()
    const { version } = await named(login)
    expect((await asAdmin('PUT', `people/${id}/state`, { disabled: true, version })).status).toBe(204)
    expect((await send('GET', 'session', undefined, cookie)).json).toEqual({ viewer: null })
    const { version: later } = await named(login)
    expect((await asAdmin('PUT', `people/${id}/state`, { disabled: false, version: later })).status).toBe(204)
  })

  test('keep a last administrator, whom nobody closes or demotes, not by the command line either', async () => {
    const { version } = await named('beheer')
    const demoted = await asAdmin('PUT', 'people/beheer', { role: 'reader', version })
    expect([demoted.status, demoted.json.problem?.message]).toEqual([400, expect.stringContaining('laatste beheerder')])
    expect((await asAdmin('PUT', 'people/beheer/state', { disabled: true, version })).status).toBe(400)
    await expect(cliOf(server, 'user', 'disable', 'beheer')).rejects.toThrow()
    // One who was invited and has not come yet is no administrator to count on.
    await asAdmin('POST', 'people', { login: 'straks@stad.example', role: 'admin' })
    expect((await asAdmin('PUT', 'people/beheer/state', { disabled: true, version })).status).toBe(400)
    expect(server.house.deps.store.user('beheer')).toMatchObject({ role: 'admin', disabled: false })
  })
})
