import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AccountLinkReply, Invited, RecoveryCodes } from '../../shared/account.ts'
import { cliOf } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const PASSWORD = 'mijn fiets staat bij de brug'
const NEXT = 'de kat slaapt op de trap'
let now = Date.parse('2026-11-20T12:00:00Z')
let server: InProcess
let count = 0

beforeAll(async () => {
  server = await startInProcess({ now: () => now })
  const beheer = { id: 'beheer', login: 'beheer', role: 'admin', provider: null } as const
  server.house.deps.store.saveUser({ ...beheer, passwordHash: 'none', disabled: false })
})
afterAll(() => server.stop())
beforeEach(() => {
  now += 60_000
})

async function send<T>(method: string, path: string, body?: unknown, cookie = '') {
  const reply = await fetch(`${server.origin}/api/v1/${path}`, {
    method,
    headers: { Cookie: cookie, 'Content-Type': 'application/json', Origin: server.origin },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  const json = (text === '' ? {} : JSON.parse(text)) as T & { readonly problem?: { code: string; message: string } }
  return { status: reply.status, json, code: json.problem?.code, cookie: reply.headers.getSetCookie().join('; ') }
}
const asAdmin = <T>(path: string, body: unknown) => send<T>('POST', path, body, cookieFor(server, 'beheer'))
const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: now })
const secretIn = (link: string) => new URL(link).hash.slice(1)
const open = (link: string) => send<AccountLinkReply>('POST', 'session/link', { link })
const choose = (body: object) => send<RecoveryCodes>('PUT', 'session/link', body)
const again = async (id: string, afresh: boolean) => {
  const { status, json } = await asAdmin<Invited>(`people/${id}/link`, { afresh })
  return { status, json, link: status === 201 ? secretIn(json.link) : '' }
}
const signIn = (login: string, password: string, code = '') => send('POST', 'session', { login, password, code })

async function account(role: 'provider' | 'admin' = 'provider') {
  count += 1
  const login = `anna${count}@dock.example`
  const made = await asAdmin<Invited>('people', { login, role, ...(role === 'provider' && { provider: 'dock' }) })
  const link = secretIn(made.json.link)
  const secret = (await open(link)).json.step?.secret ?? ''
  const { json, status } = await choose({ link, password: PASSWORD, secret, code: codeOf(secret) })
  expect(status).toBe(200)
  now += 60_000
  return { id: made.json.id, login, secret, recovery: json.recovery }
}

describe('a link for a forgotten password', () => {
  test('does not get past the second step, which stays as it was', async () => {
    const { id, login, secret } = await account()
    const { link } = await again(id, false)
    expect((await open(link)).json).toEqual({ login, step: null })
    const own = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    const stolen = await choose({ link, password: NEXT, secret: own, code: codeOf(own) })
    expect(stolen.code).toBe('wrong-code')
    expect((await signIn(login, PASSWORD)).code).toBe('second-step-needed')
    expect(await choose({ link, password: NEXT, secret: '', code: codeOf(secret) })).toMatchObject({
      status: 200,
      json: { recovery: [] },
    })
    now += 60_000
    expect((await signIn(login, NEXT, codeOf(secret))).status).toBe(200)
    expect((await open(link)).status).toBe(410)
  })

  test('takes a recovery code, and a wrong try costs neither link nor code', async () => {
    const { id, recovery } = await account()
    const { link } = await again(id, false)
    expect((await choose({ link, password: NEXT, secret: '', code: 'AAAAA-AAAAA' })).code).toBe('wrong-code')
    expect((await choose({ link, password: 'kort', secret: '', code: recovery[0] })).code).toBe('bad-request')
    expect((await choose({ link, password: NEXT, secret: '', code: recovery[0] })).status).toBe(200)
  })

  test('makes who guesses the code wait', async () => {
    const { id } = await account()
    const { link } = await again(id, false)
    const codes = []
    for (let tried = 0; tried < 7; tried += 1)
      codes.push((await choose({ link, password: NEXT, secret: '', code: `00000${tried}` })).code)
    expect(codes.at(-1)).toBe('too-many-tries')
  })
})

describe('a link for who lost the telephone too', () => {
  test('ends password, second step and sessions at once, and sets up a new second step', async () => {
    const { id, login } = await account()
    const cookie = cookieFor(server, id)
    const { link } = await again(id, true)
    expect((await send('GET', 'session', undefined, cookie)).json).toEqual({ viewer: null })
    expect((await signIn(login, PASSWORD)).code).toBe('wrong-credentials')
    const step = (await open(link)).json.step
    const given = { link, password: NEXT, secret: step?.secret, code: codeOf(step?.secret ?? '') }
    expect((await choose(given)).json.recovery).toHaveLength(8)
    const { store } = server.house.deps
    const actions = store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 5 }).map(({ action, who }) => [action, who])
    expect(actions).toEqual([
      ['sign-in', login],
      ['account-accept', login],
      ['sign-in-wrong', 'niet ingelogd'],
      ['user-invite', 'beheer'],
      ['user-second-step-off', 'beheer'],
    ])
  })

  test('is not made for the last administrator, who would be shut out', async () => {
    const refused = await again('beheer', true)
    expect([refused.status, refused.json]).toEqual([
      400,
      { problem: expect.objectContaining({ message: expect.stringContaining('laatste beheerder') }) },
    ])
    const other = await account('admin')
    expect((await again(other.id, true)).status).toBe(201)
    await cliOf(server, 'user', 'disable', other.login)
  })
})
