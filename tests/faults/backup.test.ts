import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { monthOf } from '../../server/calendar.ts'
import { PATHS } from '../../shared/wire.ts'
import { fetchCollector, postEnvelopes, randomResponse, sealMany, sealResponse, seededChance } from '../support/send.ts'
import { bundledServer, killLeftServers, type ServerProcess, startProcess, temporaryFolder } from '../support/server.ts'

/** Half a minute on a free machine. */
const PATIENCE_OF_TEST_MS = 600_000

const folder = temporaryFolder()
const month = monthOf(Date.now())

afterAll(() => {
  killLeftServers()
  rmSync(folder, { recursive: true, force: true })
})

/** A command in a process of its own; the server beside it goes on. */
async function cli(dataDir: string, ...argv: string[]) {
  const program = join(dirname(await bundledServer()), 'cli.js')
  const child = spawn(process.execPath, [program, ...argv, '--json'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const [code] = await once(child, 'close')
  return { code: Number(code), json: JSON.parse(said) as Readonly<Record<string, unknown>> }
}

const from = ({ origin, codes }: ServerProcess) => fetchCollector(origin, codes[0] ?? '')
const verdicts = async ({ origin }: ServerProcess, envelopes: Parameters<typeof postEnvelopes>[1]) =>
  (await postEnvelopes(origin, envelopes)).results.map(({ verdict }) => verdict)

test(
  'a restored backup gets back what came after it, and what was withdrawn stays withdrawn',
  async () => {
    const dataDir = join(folder, 'restored')
    const copy = join(folder, 'yesterday.sqlite')
    const chance = seededChance(7)
    let server = await startProcess({ dataDir })
    const collector = await from(server)
    const withdrawal = 'd'.repeat(64)
    const answered = { ...randomResponse(collector, chance, month), withdrawal }
    const before = [await sealResponse(answered, collector.key), ...(await sealMany(collector, 9, chance, month))]
    const after = await sealMany(collector, 10, chance, month)
    expect(await verdicts(server, before)).toEqual(Array(10).fill('stored'))
    expect((await cli(dataDir, 'backup', copy)).code).toBe(0)
    const { epoch, results } = await postEnvelopes(server.origin, after)
    expect(results.map(({ verdict }) => verdict)).toEqual(Array(10).fill('stored'))
    const body = JSON.stringify({ protocol: 1, withdrawals: [withdrawal] })
    const headers = { 'Content-Type': 'application/json' }
    expect((await fetch(server.origin + PATHS.withdrawals, { method: 'POST', headers, body })).status).toBe(200)
    await server.stop('SIGKILL')
    expect((await cli(dataDir, 'restore', copy)).json).toMatchObject({ responses: 9, withdrawn: 1, carriedOver: true })
    server = await startProcess({ dataDir })
    // Another epoch: devices offer again what they delivered in the last 48 hours.
    const again = await postEnvelopes(server.origin, [...before, ...after])
    expect(again.epoch).not.toBe(epoch)
    expect(again.results.map(({ verdict }) => verdict)).toEqual([
      'withdrawn',
      ...Array(9).fill('duplicate'),
      ...Array(10).fill('stored'),
    ])
    expect((await cli(dataDir, 'verify')).json).toMatchObject({ responses: 19, ok: true })
    expect(await server.stop()).toBe(0)
  },
  PATIENCE_OF_TEST_MS,
)

test(
  'a backup made under load can be put back, with all that was acknowledged before it began',
  async () => {
    const dataDir = join(folder, 'loaded')
    const server = await startProcess({ dataDir })
    const waiting = [...(await sealMany(await from(server), 2000, seededChance(9), month))]
    let acknowledged = 0
    let drilling = true
    const sending = async () => {
      while (drilling && waiting.length > 0) {
        const taken = await verdicts(server, waiting.splice(0, 10))
        acknowledged += taken.filter((verdict) => verdict === 'stored').length
      }
    }
    const senders = [sending(), sending()]
    await expect.poll(() => acknowledged, { timeout: 200_000 }).toBeGreaterThan(100)
    const begun = acknowledged
    const { code, json } = await cli(dataDir, 'drill')
    const during = acknowledged - begun
    drilling = false
    await Promise.all(senders)
    expect([code, json]).toEqual([0, expect.objectContaining({ ok: true, missing: 0, faults: [] })])
    expect(json.responses).toBeGreaterThanOrEqual(begun)
    expect(during, 'nothing was sent meanwhile').toBeGreaterThan(0)
    expect((await cli(dataDir, 'verify')).json).toMatchObject({ responses: acknowledged, ok: true })
    expect(await server.stop()).toBe(0)
  },
  PATIENCE_OF_TEST_MS,
)
