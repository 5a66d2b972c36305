import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drillCommand } from '../../server/cli/drill.ts'
import { type House, openHouse } from '../../server/start-up.ts'
import { holdLock } from '../../server/store/sqlite.ts'
import type { Store } from '../../server/store/store.ts'
import { command, settingsFor } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'
import { idOf } from '../support/store-samples.ts'

let folder = ''
let dataDir = ''
let house: House
let time = Date.parse('2026-11-27T03:10:00Z')
const now = () => time

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
  time = Date.parse('2026-11-27T03:10:00Z')
  // The lock that a running server holds.
  house = openHouse(settingsFor(dataDir), { lock: true, now, randomBytes })
  answer(1, 2, 3)
})
afterEach(() => {
  house.close()
  rmSync(folder, { recursive: true, force: true })
})

function answer(...numbers: number[]): void {
  const { store } = house.deps
  const [collector] = store.collectors()
  const [published] = store.surveys()
  if (!collector || !published) throw new Error('nothing to answer')
  const { id, version } = published.survey
  const given = { survey: { id, version }, month: '2026-11', language: 'nl', answeredBy: 'self' as const, answers: {} }
  store.saveResponses(
    numbers.map((number) => ({
      response: { ...given, id: idOf(number), collector: collector.code, channel: collector.channel },
      collector,
      hash: `hash-${number}`,
    })),
  )
}

const run = (...argv: string[]) => command(dataDir, ['drill', ...argv, '--json'], { now })
const copy = () => join(folder, 'copy.sqlite')
const inData = () => readdirSync(dataDir).filter((name) => name.startsWith('drill'))

test('a drill puts a backup back beside a running server, counts it, and leaves nothing but a line in the log', async () => {
  const before = house.deps.store.verify()
  const ran = await run()
  expect([ran.code, ran.json()]).toEqual([
    0,
    {
      ok: true,
      file: null,
      bytes: expect.any(Number),
      responses: 3,
      aged: 0,
      expected: 3,
      missing: 0,
      seconds: { copy: 0, restore: 0, count: 0 },
      faults: [],
    },
  ])
  expect(inData()).toEqual(['drill.lock'])
  expect(house.deps.store.verify()).toEqual(before)
  expect(house.deps.store.audit({ before: 99, limit: 1 })[0]?.action).toBe('drill')
  const told = (await command(dataDir, ['drill'], { now: () => (time += 1500) })).out.join('\n')
  expect(told).toMatch(/^De oefening is gelukt/)
  expect(told).toMatch(/Terugzetten: \d+(,\d)? seconden/)
})

test('a drill with a backup of before says what is in it', async () => {
  await command(dataDir, ['backup', copy(), '--json'], { now })
  answer(4)
  expect((await run(copy())).json()).toMatchObject({ ok: true, file: copy(), responses: 3, expected: 4, missing: 0 })
  expect(existsSync(copy())).toBe(true)
})

test('what grew too old is not missing, though the copy is put back without it', async () => {
  time = Date.parse('2028-11-27T03:10:00Z')
  expect((await run()).json()).toMatchObject({ ok: true, responses: 0, aged: 3, expected: 3, missing: 0 })
})

test('a copy that lacks answers fails the drill', async () => {
  const other = openHouse(settingsFor(join(folder, 'other')), { lock: true, now, randomBytes })
  const store: Store = { ...house.deps.store, backup: (file) => other.deps.store.backup(file) }
  const workplace = () => ({ ...house.deps, store, offers: [], close: () => undefined })
  const io = { env: { DATA_DIR: dataDir }, stdin: async () => '', out: () => {}, err: () => {}, now, randomBytes }
  const done = await drillCommand.run({ values: {}, positionals: [], io, workplace })
  other.close()
  expect(done.problem).toMatchObject({
    code: 'drill-failed',
    message: expect.stringContaining('3 antwoorden ontbreken'),
  })
})

test('a copy that is damaged fails the drill, and nothing of it stays', async () => {
  await command(dataDir, ['backup', copy(), '--json'], { now })
  truncateSync(copy(), 8192)
  const ran = await run(copy())
  expect([ran.code, ran.json()]).toMatchObject([1, { problem: { code: 'not-a-backup' } }])
  expect((await run(join(folder, 'none'))).json()).toMatchObject({ problem: { code: 'no-such-file' } })
  expect(inData()).toEqual(['drill.lock'])
})

test.each([0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95])(
  'a page of the database that is damaged (at %d of it) is found by the drill of that night',
  async (part) => {
    house.close()
    const file = join(dataDir, 'ervaringwijzer.sqlite')
    const bytes = readFileSync(file)
    const page = Math.floor((bytes.length * part) / 4096) * 4096
    writeFileSync(file, bytes.fill(0xff, page, page + 600))
    expect((await run()).code).toBe(1)
  },
)

test('what a killed drill left goes at the next one, and two never run at once', async () => {
  mkdirSync(join(dataDir, 'drill', 'data'), { recursive: true })
  writeFileSync(join(dataDir, 'drill', 'copy.sqlite'), 'half')
  const release = holdLock(join(dataDir, 'drill.lock'))
  expect((await run()).json()).toMatchObject({ problem: { code: 'drill-busy' } })
  expect(inData()).toContain('drill')
  release?.()
  expect((await run()).json()).toMatchObject({ ok: true })
  expect(inData()).toEqual(['drill.lock'])
})
