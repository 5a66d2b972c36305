import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { monthOf } from '../../server/calendar.ts'
import type { Envelope } from '../../shared/wire.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { bundledServer, killLeftServers, type ServerProcess, startProcess, temporaryFolder } from '../support/server.ts'
import { canInject, canMount, diskOf, failing, onSmallDisk } from './small-disk.ts'

/** Half a minute on a free machine. */
const PATIENCE_OF_TEST_MS = 600_000

const folder = temporaryFolder()
const mounts = canMount()
const injects = canInject()
const HERE = 'cannot be done here'
const chance = seededChance(5)

afterAll(() => {
  killLeftServers()
  rmSync(folder, { recursive: true, force: true })
})

function newFolder(name: string): string {
  const made = join(folder, name)
  mkdirSync(made)
  return made
}

/** What a person's devices know of a server: what they hold, and what it gave a receipt for. */
async function sender(server: ServerProcess, count: number) {
  const from = await fetchCollector(server.origin, server.codes[0] ?? '')
  const waiting = [...(await sealMany(from, count, chance, monthOf(Date.now())))]
  const acknowledged: Envelope[] = []
  /** Offers the next ones; gives how many of them the server took. */
  const send = async (most: number, to = server) => {
    const batch = waiting.splice(0, most)
    const { results } = await postEnvelopes(to.origin, batch)
    const taken = batch.filter((_, index) => ['stored', 'duplicate'].includes(results[index]?.verdict ?? ''))
    expect(results.filter(({ verdict }) => verdict !== 'later')).toHaveLength(taken.length)
    acknowledged.push(...taken)
    waiting.unshift(...batch.filter((envelope) => !taken.includes(envelope)))
    return taken.length
  }
  return { waiting, acknowledged, send }
}

const health = async ({ origin }: ServerProcess) => (await fetch(`${origin}/health`)).status
const reads = async ({ origin, codes }: ServerProcess) =>
  (await fetch(`${origin}/api/v1/collectors/${codes[0]}`)).status

/** What a command beside the server says. */
async function cli(dataDir: string, argv: readonly string[], under: readonly string[] = []) {
  const program = join(dirname(await bundledServer()), 'cli.js')
  const [file = '', ...args] = [...under, process.execPath, program, ...argv, '--json']
  const { status, stdout } = spawnSync(file, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  return { status, json: JSON.parse(stdout) as Readonly<Record<string, unknown>> }
}

/** The verdicts on answers that the server said it had: its disk cannot be looked at from here, and goes with it. */
async function offeredAgain({ origin }: ServerProcess, envelopes: readonly Envelope[]): Promise<ReadonlySet<string>> {
  const verdicts = new Set<string>()
  for (let from = 0; from < envelopes.length; from += 50) {
    const { results } = await postEnvelopes(origin, envelopes.slice(from, from + 50))
    for (const { verdict } of results) verdicts.add(verdict)
  }
  return verdicts
}

async function verified(dataDir: string) {
  const { responses, ok } = (await cli(dataDir, ['verify'])).json
  return { responses, ok }
}

describe('a full disk', () => {
  test(
    'is told as later, lets people read, loses nothing that was acknowledged, and heals without a restart',
    async () => {
      if (!mounts) return console.warn(`a disk of its own ${HERE} (unshare -rm)`)
      const dataDir = newFolder('full')
      const server = await startProcess({ dataDir, under: onSmallDisk(dataDir, 24) })
      const disk = diskOf(server, dataDir)
      const { send, waiting, acknowledged } = await sender(server, 1500)
      expect(await send(50)).toBe(50)
      disk.fill()
      // What the log of the database has room for still fits.
      while (waiting.length > 100 && (await send(50)) === 50);
      expect(await send(50)).toBeLessThan(50)
      const before = acknowledged.length
      expect([await health(server), await reads(server), await send(50)]).toEqual([503, 200, 0])
      disk.free()
      expect(await offeredAgain(server, acknowledged.slice(0, before))).toEqual(new Set(['duplicate']))
      expect(await send(50)).toBe(50)
      while (waiting.length > 0) await send(50)
      await expect.poll(() => health(server), { timeout: 200_000, interval: 500 }).toBe(200)
      expect(acknowledged).toHaveLength(1500)
      expect(await offeredAgain(server, acknowledged)).toEqual(new Set(['duplicate']))
      expect(await server.stop()).toBe(0)
    },
    PATIENCE_OF_TEST_MS,
  )

  test(
    'met while the log is folded into the database loses nothing, also when the server is killed then',
    async () => {
      if (!injects) return console.warn(`a failing system call ${HERE} (strace)`)
      const dataDir = newFolder('checkpoint')
      const server = await startProcess({ dataDir })
      const { send, acknowledged } = await sender(server, 1500)
      const database = join(dataDir, 'ervaringwijzer.sqlite')
      const size = statSync(database).size
      const heal = await failing(server.pid, { calls: 'pwrite64', error: 'ENOSPC', file: database })
      while (statSync(`${database}-wal`).size < 6_000_000) expect(await send(50)).toBe(50)
      expect(statSync(database).size).toBe(size)
      await server.stop('SIGKILL')
      await heal()
      const again = await startProcess({ dataDir })
      expect(await again.stop()).toBe(0)
      expect(await verified(dataDir)).toEqual({ responses: acknowledged.length, ok: true })
    },
    PATIENCE_OF_TEST_MS,
  )

  test(
    'leaves no half backup',
    async () => {
      const dataDir = newFolder('backup')
      const server = await startProcess({ dataDir })
      const { send } = await sender(server, 50)
      await send(50)
      const copy = join(folder, 'half.sqlite')
      const { status, json } = await cli(dataDir, ['backup', copy], ['prlimit', '--fsize=500000'])
      expect([status, json]).toEqual([1, { problem: expect.objectContaining({ code: expect.any(String) }) }])
      expect(existsSync(copy)).toBe(false)
      expect(await health(server)).toBe(200)
      expect((await cli(dataDir, ['backup', copy])).status).toBe(0)
      expect(await server.stop()).toBe(0)
    },
    PATIENCE_OF_TEST_MS,
  )

  test(
    'under what the server prints takes nothing else down',
    async () => {
      const dataDir = newFolder('printed')
      const server = await startProcess({ dataDir, under: ['sh', '-c', 'exec "$0" "$@" 2>/dev/full'] })
      const { send, acknowledged } = await sender(server, 300)
      // Each batch that cannot be written is told on standard error, where nothing can be written either.
      const limit = (bytes: string) => spawnSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:`])
      limit(String(statSync(join(dataDir, 'ervaringwijzer.sqlite-wal')).size + 4096))
      expect([await send(50), await send(50), await reads(server)]).toEqual([0, 0, 200])
      limit('unlimited')
      for (let round = 0; round < 6; round += 1) expect(await send(50)).toBe(50)
      expect(await server.stop()).toBe(0)
      expect(await verified(dataDir)).toEqual({ responses: acknowledged.length, ok: true })
    },
    PATIENCE_OF_TEST_MS,
  )
})

test.each(['EIO', 'EROFS'] as const)(
  'a disk that takes no write (%s) is told as later, lets people read, and heals without a restart',
  async (error) => {
    if (!injects) return console.warn(`a failing system call ${HERE} (strace)`)
    const dataDir = newFolder(error)
    const server = await startProcess({ dataDir })
    const { send } = await sender(server, 100)
    expect(await send(50)).toBe(50)
    const heal = await failing(server.pid, { calls: 'pwrite64', error })
    expect([await send(50), await health(server), await reads(server)]).toEqual([0, 503, 200])
    await heal()
    expect(await send(50)).toBe(50)
    await expect.poll(() => health(server), { timeout: 200_000, interval: 500 }).toBe(200)
    expect(await verified(dataDir)).toEqual({ responses: 100, ok: true })
    expect(await server.stop()).toBe(0)
  },
  PATIENCE_OF_TEST_MS,
)

test(
  'a sync that fails is no receipt, and the next one is for what is written anew',
  async () => {
    if (!injects) return console.warn(`a failing system call ${HERE} (strace)`)
    const dataDir = newFolder('sync')
    const server = await startProcess({ dataDir })
    const { send } = await sender(server, 200)
    expect(await send(50)).toBe(50)
    const heal = await failing(server.pid, { calls: 'fsync,fdatasync', error: 'EIO' })
    expect([await send(50), await send(50), await health(server), await reads(server)]).toEqual([0, 0, 503, 200])
    await heal()
    expect([await send(50), await send(50)]).toEqual([50, 50])
    await server.stop('SIGKILL')
    const again = await startProcess({ dataDir })
    expect(await send(50, again)).toBe(50)
    expect(await again.stop()).toBe(0)
    expect(await verified(dataDir)).toEqual({ responses: 200, ok: true })
  },
  PATIENCE_OF_TEST_MS,
)
