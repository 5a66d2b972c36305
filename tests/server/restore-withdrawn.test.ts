import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUpkeep } from '../../server/upkeep.ts'
import { readWithdrawn } from '../../server/withdrawn-file.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { PATHS } from '../../shared/wire.ts'
import { withdrawalCode } from '../../shared/withdrawal-code.ts'
import { command } from '../support/command.ts'
import { fetchCollector, postEnvelopes, randomResponse, sealResponse, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

let folder = ''
let dataDir = ''
let time = 0
let server: InProcess
const now = () => time
const start = async () => {
  server = await startInProcess({ now, dataDir })
}
beforeEach(async () => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  time = Date.UTC(2026, 10, 26, 9)
  await start()
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const copy = () => join(folder, 'copy.sqlite')
const digestOf = (number: number) =>
  createHash('sha256')
    .update(withdrawalCode(new Uint8Array(15).fill(number)))
    .digest('hex')

async function send(number: number, month = '2026-11') {
  const collector = await fetchCollector(server.origin, server.codes[0] ?? '')
  const response = { ...randomResponse(collector, seededChance(number), month), withdrawal: digestOf(number) }
  const { results } = await postEnvelopes(server.origin, [await sealResponse(response, collector.key)])
  return results[0]?.verdict
}

function withdraw(...numbers: number[]): Promise<Response> {
  const body = JSON.stringify({ protocol: 1, withdrawals: numbers.map(digestOf) })
  return fetch(server.origin + PATHS.withdrawals, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
}

async function restore() {
  await server.stop()
  const ran = await command(dataDir, ['restore', copy(), '--json'], { now })
  const told = (await command(dataDir, ['restore', copy()], { now })).out.join('\n')
  await start()
  return { json: ran.json(), told }
}

describe('what was withdrawn after the backup', () => {
  beforeEach(async () => {
    for (const number of [1, 2]) expect(await send(number)).toBe('stored')
    await command(dataDir, ['backup', copy(), '--json'], { now })
  })

  test('stays withdrawn also where the database is lost', async () => {
    expect((await withdraw(1, 3)).status).toBe(200)
    await server.stop()
    writeFileSync(join(dataDir, 'ervaringwijzer.sqlite'), randomBytes(8192))
    const ran = await command(dataDir, ['restore', copy()], { now })
    expect(ran.out.join('\n')).toMatch(/niet te lezen.*Wat is ingetrokken, blijft weg/)
    await start()
    const { store } = server.house.deps
    expect(store.verify()).toEqual({ responses: 1, differences: [], integrity: 'ok' })
    expect([await send(1), await send(3)]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('is noted once, names nobody, is for the owner only, and survives a line that a crash broke off', async () => {
    appendFileSync(join(dataDir, 'withdrawn'), 'abc')
    for (const _ of ['once', 'again']) await withdraw(1)
    const file = readFileSync(join(dataDir, 'withdrawn'), 'utf8')
    expect(file).not.toContain(digestOf(1))
    expect(readWithdrawn(dataDir)).toHaveLength(1)
  })

  test('is not called withdrawn when it cannot be noted, and nothing has changed', async () => {
    const file = join(dataDir, 'withdrawn')
    mkdirSync(file)
    const reply = await withdraw(1)
    expect([reply.status, await reply.json()]).toEqual([503, expect.objectContaining({ problem: expect.anything() })])
    expect(server.house.deps.store.verify().responses).toBe(2)
    rmSync(file, { recursive: true })
    expect((await withdraw(1)).status).toBe(200)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  test('of an older program is noted at the next start', async () => {
    server.house.deps.store.withdrawByCode([digestOf(1)])
    expect(existsSync(join(dataDir, 'withdrawn'))).toBe(false)
    startUpkeep(server.house.deps, THRESHOLD, (line) => expect.fail(line))()
    expect([...(readWithdrawn(dataDir) ?? [])].sort()).toEqual([...server.house.deps.store.tombstones()].sort())
  })
})

test('a restore forgets what grew too old since the backup, before anything is served', async () => {
  expect(await send(1)).toBe('stored')
  const { store } = server.house.deps
  const before = store.liveTallies({})
  await command(dataDir, ['backup', copy(), '--json'], { now })
  time = Date.UTC(2028, 10, 26, 9)
  const { json, told } = await restore()
  expect(json).toMatchObject({ responses: 0, forgotten: 1 })
  expect(told).toContain('1 antwoorden waren te oud')
  expect(server.house.deps.store.liveTallies({})).toEqual(before)
  expect(server.house.deps.store.verify().differences).toEqual([])
})
