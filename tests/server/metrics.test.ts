import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import type { MachineRole } from '../../shared/roles.ts'
import { command } from '../support/command.ts'
import { fetchCollector, randomResponse, sealResponse, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SECRET_WORD = 'rabarbertaart'
const START = Date.parse('2026-11-27T12:00:00Z')
let clock = START
let open: InProcess
/** As behind a web server with TLS: everybody comes from this machine. */
let behind: InProcess

beforeAll(async () => {
  open = await startInProcess({ now: () => clock })
  behind = await startInProcess({ publicUrl: 'https://ervaring.example' })
})
afterAll(async () => {
  await open.stop()
  await behind.stop()
})

function key(server: InProcess, role: MachineRole): Readonly<Record<string, string>> {
  const token = newMachineToken(randomBytes)
  const provider = role === 'provider' ? 'dock' : null
  server.house.deps.store.saveToken({ tokenHash: tokenHash(token), role, provider, name: role })
  return { Authorization: `Bearer ${token}` }
}

const ask = (server: InProcess, path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(server.origin + path, { headers })
const statusOf = async (server: InProcess, headers: Readonly<Record<string, string>> = {}) =>
  (await ask(server, '/metrics', headers)).status

describe('who reads metrics', () => {
  test.each([
    ['monitor', 200],
    ['admin', 200],
    ['provider', 403],
    ['reader', 403],
  ] as const)('a key of role %s gets %i', async (role, status) => {
    expect([await statusOf(behind, key(behind, role)), await statusOf(open, key(open, role))]).toEqual([status, status])
  })

  test('nobody does without a key where a web server stands in front, or with one that is wrong', async () => {
    expect(await statusOf(behind)).toBe(401)
    const wrong = { Authorization: `Bearer ew_${'A'.repeat(43)}` }
    expect([await statusOf(behind, wrong), await statusOf(open, wrong)]).toEqual([401, 401])
  })

  test('this machine does where nothing passes it on', async () => {
    expect(await statusOf(open)).toBe(200)
    for (const name of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP'])
      expect(await statusOf(open, { [name]: '127.0.0.1' }), name).toBe(401)
  })

  test('the key of a monitor is nobody everywhere else', async () => {
    const headers = key(open, 'monitor')
    for (const path of ['/api/v1/results', '/api/v1/results/choices', '/api/v1/audit', '/api/v1/surveys'])
      expect((await ask(open, path, headers)).status, path).toBe(401)
    expect(await (await ask(open, '/api/v1/session', headers)).json()).toEqual({ viewer: null })
  })

  test('nothing keeps them, and they change nothing', async () => {
    const reply = await ask(open, '/metrics')
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect((await fetch(`${open.origin}/metrics`, { method: 'POST' })).status).toBe(405)
  })
})

/** Every number with its labels, by `name{labels}`. */
async function numbers(): Promise<ReadonlyMap<string, number>> {
  const lines = (await (await ask(open, '/metrics')).text()).split('\n').filter((line) => line && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

interface Layer {
  readonly route?: { readonly path: string }
  readonly handle?: { readonly stack?: readonly Layer[] }
}

function templatesIn(stack: readonly Layer[]): readonly string[] {
  return stack.flatMap(({ route, handle }) => (route ? [route.path] : templatesIn(handle?.stack ?? [])))
}

describe('metrics', () => {
  test('hold templates, methods and classes of status: no id, address or word of anybody', async () => {
    const [code = ''] = open.codes
    const collector = await fetchCollector(open.origin, code)
    const response = randomResponse(collector, seededChance(7), '2026-11')
    const envelope = await sealResponse(response, collector.key)
    await fetch(`${open.origin}/api/v1/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': SECRET_WORD },
      body: JSON.stringify({ protocol: 1, envelopes: [envelope] }),
    })
    for (const path of [`/v/${code}`, `/${SECRET_WORD}`, `/api/v1/${SECRET_WORD}`, `/uitkomsten/${SECRET_WORD}`])
      await ask(open, `${path}?q=${SECRET_WORD}`)
    const app = createApp(open.house.deps) as unknown as { readonly router: { readonly stack: readonly Layer[] } }
    const templates = new Set(['none', ...templatesIn(app.router.stack)])
    const found = [...(await numbers()).keys()]
    const text = found.join('\n')
    expect(text).toContain('route="/api/v1/responses",method="POST",status="2xx"')
    expect(text).toContain('route="/v/:code",method="GET",status="2xx"')
    for (const word of [code, SECRET_WORD, envelope.id, '127.0.0.1', 'dock', 'undici']) expect(text).not.toContain(word)
    const allowed: Readonly<Record<string, (value: string) => boolean>> = {
      route: (value) => templates.has(value),
      method: (value) => /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|other)$/.test(value),
      status: (value) => /^([1-5]xx|cut)$/.test(value),
      le: (value) => /^([\d.]+|\+Inf)$/.test(value),
    }
    for (const line of found)
      for (const [, name = '', value = ''] of line.matchAll(/(\w+)="([^"]*)"/g))
        expect(allowed[name]?.(value), `${line}: ${name}`).toBe(true)
  })

  test('say what is kept and what waits, and how old the last backup is', async () => {
    const { store, config } = open.house.deps
    const refused = { id: 'a', hash: 'b', kid: 'c', sealed: 'd', reason: 'unknown-key', month: '2026-11' }
    const before = await numbers()
    expect(before.has('ervaringwijzer_backup_age_seconds')).toBe(false)
    store.keepRefused([refused, { ...refused, id: 'e' }])
    const copy = join(config.dataDir, 'copy.sqlite')
    expect((await command(config.dataDir, ['backup', copy], { now: () => START })).code).toBe(0)
    clock = START + 90_000
    const after = await numbers()
    const of = (name: string) => after.get(`ervaringwijzer_${name}`) ?? Number.NaN
    expect(of('refused_envelopes') - (before.get('ervaringwijzer_refused_envelopes') ?? Number.NaN)).toBe(2)
    expect([of('backup_age_seconds'), of('open_answers_waiting')]).toEqual([90, store.countWaiting()])
    expect([of('devices'), of('device_unsent_answers'), of('device_quarantined_answers')]).toEqual([0, 0, 0])
    for (const name of ['database_bytes', 'disk_free_bytes']) expect(of(name)).toBeGreaterThan(10_000)
  })
})
