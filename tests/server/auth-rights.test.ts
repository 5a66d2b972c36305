import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import { createPasswords } from '../../server/passwords.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

// Role × route × owner, over real HTTP: whoever is not named here as allowed gets nothing.
const PASSWORD = 'mijn fiets staat bij de brug'
const ROUTES = ['/api/v1/results', '/api/v1/results.csv'] as const
const LISTS = ['/api/v1/results/choices', '/api/v1/codebook.csv'] as const

type Who =
  | 'nobody'
  | 'dock person'
  | 'dock machine'
  | 'admin person'
  | 'admin machine'
  | 'revoked machine'
  | 'lost person'
const credentials: Partial<Record<Who, Readonly<Record<string, string>>>> = {}
let server: InProcess

beforeAll(async () => {
  server = await startInProcess()
  const { store } = server.house.deps
  const passwordHash = await createPasswords().hash(PASSWORD)
  const people = [
    { who: 'dock person', role: 'provider', provider: 'dock' },
    { who: 'admin person', role: 'admin', provider: null },
    // Cannot be made with the command line; must see nothing rather than everything.
    { who: 'lost person', role: 'provider', provider: null },
  ] as const
  for (const { who, role, provider } of people) {
    store.saveUser({ id: who, login: who, passwordHash, role, provider, disabled: false })
    credentials[who] = { Cookie: await cookieOf(who) }
  }
  const machines = [
    { who: 'dock machine', role: 'provider', provider: 'dock' },
    { who: 'admin machine', role: 'admin', provider: null },
    { who: 'revoked machine', role: 'admin', provider: null },
  ] as const
  for (const { who, role, provider } of machines) {
    const token = newMachineToken(randomBytes)
    store.saveToken({ tokenHash: tokenHash(token), role, provider, name: who })
    credentials[who] = { Authorization: `Bearer ${token}` }
    if (who === 'revoked machine') store.dropToken(tokenHash(token))
  }
})
afterAll(() => server.stop())

async function cookieOf(login: string): Promise<string> {
  const reply = await fetch(`${server.origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  const reply = await fetch(server.origin + path, { headers })
  return { status: reply.status, text: await reply.text(), headers: reply.headers }
}

const OWNERS = ['', '?provider=dock', '?provider=lister', '?provider=bestaat-niet', '?provider='] as const
const expected: Readonly<Record<Who, readonly (200 | 400 | 401 | 403)[]>> = {
  // An empty field of a form is a field not filled in: for a provider that is its own.
  //                  all  dock lister none empty
  nobody: [401, 401, 401, 401, 401],
  'dock person': [200, 200, 403, 403, 200],
  'dock machine': [200, 200, 403, 403, 200],
  'admin person': [200, 200, 200, 400, 200],
  'admin machine': [200, 200, 200, 400, 200],
  'revoked machine': [401, 401, 401, 401, 401],
  'lost person': [401, 401, 401, 401, 401],
}
const cells = Object.entries(expected).flatMap(([who, statuses]) =>
  ROUTES.flatMap((route) => OWNERS.map((owner, index) => [who as Who, `${route}${owner}`, statuses[index]] as const)),
)

describe('results', () => {
  test.each(cells)('%s asks %s and gets %s', async (who, path, status) => {
    expect((await get(path, credentials[who])).status).toBe(status)
  })

  test('of another provider and of one that does not exist are refused in the same words', async () => {
    const [other, none] = await Promise.all(
      ['lister', 'bestaat-niet'].map((id) => get(`/api/v1/results?provider=${id}`, credentials['dock person'])),
    )
    expect(JSON.parse(other?.text ?? '')).toMatchObject({ problem: { code: 'forbidden' } })
    expect(other?.text).toBe(none?.text)
    expect(other?.text).not.toContain('lister')
  })

  test.each(['', '?provider='])('asked for with "%s" are of the own provider only', async (query) => {
    const { text } = await get(`/api/v1/results${query}`, credentials['dock machine'])
    expect(JSON.parse(text)).toMatchObject({ filter: { provider: 'dock' } })
  })

  test.each([
    '?provider=dock&provider=lister',
    '?provider[]=lister',
    '?Provider=lister',
    '?by=provider',
    '?provider=LISTER',
  ])('a provider gets nothing of others by %s', async (query) => {
    const reply = await get(`/api/v1/results${query}`, credentials['dock person'])
    expect([200, 400, 403]).toContain(reply.status)
    if (reply.status === 200) expect(reply.text).not.toMatch(/lister/i)
  })
})

describe('lists', () => {
  const rows = Object.entries(expected).flatMap(([who, [status]]) =>
    LISTS.map((path) => [who as Who, path, status] as const),
  )
  test.each(rows)('%s asks %s and gets %s', async (who, path, status) => {
    expect((await get(path, credentials[who])).status).toBe(status)
  })
})

describe('a session', () => {
  test.each(Object.entries(expected))(
    'says of %s whether somebody is there, without an error',
    async (who, [status]) => {
      const reply = await get('/api/v1/session', credentials[who as Who])
      expect(reply.status).toBe(200)
      const { viewer } = JSON.parse(reply.text) as { readonly viewer: unknown }
      expect(viewer !== null).toBe(status === 200)
    },
  )
})

describe('a bearer', () => {
  const wrong = ['', 'Bearer', 'Bearer ', 'Bearer x', `Bearer ew_${'A'.repeat(43)}`, 'Basic YTpi', 'bearer ew_']
  test.each(wrong)('"%s" is nobody, even beside a good cookie', async (authorization) => {
    const cookie = credentials['dock person'] ?? {}
    const headers = { ...cookie, Authorization: authorization }
    expect((await get('/api/v1/results/choices', headers)).status).toBe(401)
    expect((await get('/api/v1/session', headers)).text).toBe('{"viewer":null}')
  })

  test('token is no session, and a session is no token', async () => {
    const token = credentials['dock machine']?.Authorization?.slice('Bearer '.length) ?? ''
    const session = credentials['dock person']?.Cookie?.slice('ew='.length) ?? ''
    expect((await get('/api/v1/results/choices', { Cookie: `ew=${token}` })).status).toBe(401)
    expect((await get('/api/v1/results/choices', { Authorization: `Bearer ${session}` })).status).toBe(401)
    expect((await get(`/api/v1/results/choices?token=${token}`)).status).toBe(401)
  })
})

test('signing in is the only thing that sets a cookie; sending answers reads and sets none', async () => {
  const [code] = server.codes
  const replies = await Promise.all([
    get('/health'),
    get(`/api/v1/collectors/${code}`, credentials['dock person']),
    get('/api/v1/session', credentials['dock person']),
    get('/api/v1/results', credentials['dock person']),
  ])
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(replies.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null, null, null])
})
