import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

let now = Date.parse('2026-11-20T12:00:00Z')
let server: InProcess
beforeAll(async () => {
  server = await startInProcess({ now: () => now })
  const dock = { id: 'dock', login: 'anna', passwordHash: 'none', role: 'provider', provider: 'dock' } as const
  server.house.deps.store.saveUser({ ...dock, disabled: false })
})
afterAll(() => server.stop())

const ask = async (path: string, method = 'GET', cookie = cookieFor(server, 'dock')) =>
  (await fetch(server.origin + path, { method, headers: { Cookie: cookie, Origin: server.origin } })).status
const noted = () =>
  server.house.deps.store
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 20 })
    .filter(({ action }) => action === 'denied')
    .map(({ who, about }) => [who, about])

test('who asks for what is not theirs is in the audit log, once an hour for each route, and never what was asked for', async () => {
  expect(await ask('/api/v1/results?survey=regiotaxi&provider=lister')).toBe(403)
  expect(await ask('/api/v1/results?survey=taalles&provider=lokalis')).toBe(403)
  expect(await ask('/api/v1/people')).toBe(403)
  expect(noted()).toEqual([
    ['anna', 'GET /api/v1/people'],
    ['anna', 'GET /api/v1/results'],
  ])
  now += 3_600_000 - 1
  await ask('/api/v1/people')
  expect(noted()).toHaveLength(2)
  now += 1
  await ask('/api/v1/people')
  expect(noted()).toHaveLength(3)
})

test('who is not known, and what is allowed or is not there, is not in it', async () => {
  const before = noted()
  expect(await ask('/api/v1/people', 'GET', '')).toBe(401)
  expect(await ask('/api/v1/results/choices')).toBe(200)
  expect(await ask('/api/v1/er-is-niets')).toBe(404)
  expect(noted()).toEqual(before)
})
