import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Collector } from '../../server/store/store.ts'
import { command } from '../support/command.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const CODE = 'PAVZE22'

let server: InProcess
let given: Collector
beforeAll(async () => {
  server = await startInProcess()
  const { store } = server.house.deps
  const [some] = store.collectors()
  if (!some) throw new Error('no collector')
  given = { ...some, code: CODE, channel: 'own-device', access: 'open', closed: false, demo: false }
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
beforeEach(() => server.house.deps.store.saveCollector(given))

const kept = () => server.house.deps.store.collector(CODE)
const noted = () =>
  server.house.deps.store
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 100 })
    .filter(({ about }) => about === CODE)
    .map(({ action }) => action)
const ask = () => fetch(`${server.origin}/api/v1/collectors/${CODE}`)
const run = (...argv: readonly string[]) => command(server.house.deps.config.dataDir, ['collector', ...argv])

async function put(body: object) {
  const reply = await fetch(`${server.origin}/api/v1/manage/collectors/${CODE}`, {
    method: 'PUT',
    headers: { Cookie: cookieFor(server, 'beheer'), 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify(body),
  })
  return reply.status
}

describe('a paused collector', () => {
  test('says so to devices, takes in what is under way, and opens again when it is resumed', async () => {
    const { store } = server.house.deps
    const from = await fetchCollector(server.origin, CODE)
    store.saveCollector({ ...given, paused: true })
    const reply = await ask()
    expect([reply.status, (await reply.json()).problem.code]).toEqual([409, 'paused-collector'])
    const sent = await postEnvelopes(server.origin, await sealMany(from, 2, seededChance(7), '2026-11'))
    expect(sent.results.map(({ verdict }) => verdict)).toEqual(['stored', 'stored'])
    expect(store.verify().differences).toEqual([])
    store.saveCollector(given)
    expect((await ask()).status).toBe(200)
  })

  test('that is closed says that it is closed', async () => {
    server.house.deps.store.saveCollector({ ...given, paused: true, closed: true })
    expect((await (await ask()).json()).problem.code).toBe('closed-collector')
  })

  test('still has its poster, for the wall', async () => {
    server.house.deps.store.saveCollector({ ...given, paused: true })
    expect((await fetch(`${server.origin}/poster/${CODE}`)).status).toBe(200)
  })
})

describe('an administrator', () => {
  test('pauses and resumes it, with a line in the log for what changed', async () => {
    const before = noted().length
    for (const paused of [true, true, false, false]) expect(await put({ paused })).toBe(204)
    expect(noted().slice(0, noted().length - before)).toEqual(['collector-resume', 'collector-pause'])
    expect(kept()).toEqual(given)
  })

  test('who opens a closed one again has it open, not paused', async () => {
    for (const body of [{ paused: true }, { closed: true }]) expect(await put(body)).toBe(204)
    expect(await put({ paused: false })).toBe(400)
    expect(await put({ closed: false })).toBe(204)
    expect(kept()).toEqual(given)
  })

  test.each([{}, { paused: 'yes' }, { paused: true, closed: true }, { closed: null }])(
    'who sends %j changes nothing',
    async (body) => {
      expect(await put(body)).toBe(400)
      expect(kept()).toEqual(given)
    },
  )
})

describe('the command line', () => {
  test('pauses, lists and resumes it, with a line in the log for what changed', async () => {
    const before = noted().length
    expect((await run('pause', CODE.toLowerCase())).code).toBe(0)
    expect((await run('pause', CODE)).code).toBe(0)
    expect(kept()).toEqual({ ...given, paused: true })
    expect((await run('list')).out.join('\n')).toMatch(new RegExp(`${CODE}.*pauze`))
    expect((await run('resume', CODE, '--json')).json()).toEqual({ code: CODE, paused: false })
    expect(noted().slice(0, noted().length - before)).toEqual(['collector-resume', 'collector-pause'])
    expect(kept()).toEqual(given)
  })

  test('refuses what is closed and what is not there', async () => {
    server.house.deps.store.closeCollector(CODE)
    expect((await run('pause', CODE, '--json')).json()).toMatchObject({ problem: { code: 'closed-collector' } })
    expect((await run('resume', '2345678', '--json')).json()).toMatchObject({ problem: { code: 'unknown-collector' } })
  })
})
