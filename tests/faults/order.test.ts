import { readFileSync, rmSync } from 'node:fs'
import { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { monthOf } from '../../server/calendar.ts'
import type { Deps } from '../../server/deps.ts'
import { createIngest } from '../../server/ingest.ts'
import { openKeys } from '../../server/keys.ts'
import type { Store } from '../../server/store/store.ts'
import type { Envelope } from '../../shared/wire.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { killLeftServers, startInProcess, startProcess, temporaryFolder } from '../support/server.ts'
import { canTrace, tracedFlushes, tracer } from './trace.ts'

const ALONE = 600
const ABREAST = 4
const EACH = 150

const folder = temporaryFolder()

afterAll(() => {
  killLeftServers()
  rmSync(folder, { recursive: true, force: true })
})

/** One by one, so that a sync can only be of the request before it; then several connections at once, so that commits
 *  are shared. */
async function flood(origin: string, envelopes: readonly Envelope[]): Promise<void> {
  for (const envelope of envelopes.slice(0, ALONE)) expectStored(await postEnvelopes(origin, [envelope]))
  const rest = Array.from({ length: ABREAST }, (_, lane) =>
    envelopes.slice(ALONE + lane * EACH, ALONE + (lane + 1) * EACH),
  )
  await Promise.all(
    rest.map(async (lane) => {
      for (const envelope of lane) expectStored(await postEnvelopes(origin, [envelope]))
    }),
  )
}

function expectStored(reply: { readonly results: readonly { readonly verdict: string }[] }): void {
  expect(reply.results.map(({ verdict }) => verdict)).toEqual(['stored'])
}

// A killed process keeps what it wrote in the page cache, so that no kill can show a missing sync: the order is read from
// the system calls themselves. Without strace the next test still shows the order inside the process.
test(`a reply leaves only after the answer is on disk, ${ALONE + ABREAST * EACH} times`, async () => {
  if (!canTrace()) {
    console.warn('no strace here (Debian: apt-get install strace): the order is shown inside the process only')
    return
  }
  const file = join(folder, 'trace')
  const server = await startProcess({ dataDir: join(folder, 'traced'), under: tracer(file) })
  const from = await fetchCollector(server.origin, server.codes[0] ?? '')
  await flood(server.origin, await sealMany(from, ALONE + ABREAST * EACH, seededChance(1), monthOf(Date.now())))
  expect(await server.stop()).toBe(0)
  const ended = new RegExp(`^${server.pid} +\\+\\+\\+ exited`, 'm')
  await expect.poll(() => ended.test(readFileSync(file, 'utf8')), { timeout: 20_000 }).toBe(true)
  const { replies, early } = tracedFlushes(readFileSync(file, 'utf8'))
  expect(early).toEqual([])
  expect(replies).toBe(ALONE + ABREAST * EACH)
})

test('a reply is written only after the store says that the answer is committed', async () => {
  const dataDir = join(folder, 'recorded')
  const events: string[] = []
  const end = vi.spyOn(ServerResponse.prototype, 'end').mockImplementation(function (this: ServerResponse, ...given) {
    for (const [, id] of String(given[0]).matchAll(/"id":"([0-9a-f-]{36})","hash"/g)) events.push(`reply ${id}`)
    return endOfNode.apply(this, given)
  })
  const server = await startInProcess({
    dataDir,
    change: (deps) => recordingCommits(deps, join(dataDir, 'keys'), events),
  })
  const from = await fetchCollector(server.origin, server.codes[0] ?? '')
  const envelopes = await sealMany(from, 100, seededChance(2), monthOf(Date.now()))
  for (const envelope of envelopes) expectStored(await postEnvelopes(server.origin, [envelope]))
  await server.stop()
  end.mockRestore()
  expect(events).toEqual(envelopes.flatMap(({ id }) => [`commit ${id}`, `reply ${id}`]))
})

const endOfNode = ServerResponse.prototype.end

function recordingCommits(deps: Deps, keysFolder: string, events: string[]): Deps {
  const store: Store = {
    ...deps.store,
    saveResponses: (batch) => {
      const verdicts = deps.store.saveResponses(batch)
      for (const { response } of batch) events.push(`commit ${response.id}`)
      return verdicts
    },
  }
  const { openSeal } = openKeys(keysFolder)
  return { ...deps, ingest: createIngest({ store, openSeal, now: deps.now }) }
}

describe('the reader of traces', () => {
  const read = '7 read(20<socket:[1]>, "POST /api/v1/responses HTTP/1.1\\r\\n"..., 65536) = 1800'
  const body = '7 read(20<socket:[1]>, "more"..., 65536) = 90'
  const write = '7 pwrite64(9</d/e.sqlite-wal>, "x", 24, 0) = 24'
  const sync = '7 fdatasync(9</d/e.sqlite-wal>) = 0'
  const reply = '7 writev(20<socket:[1]>, [{iov_base="HTTP/1.1 200 OK\\r\\n"..., iov_len=9}], 1) = 9'
  const cases: readonly [string, readonly string[], number][] = [
    ['write, sync, reply is right', [read, write, sync, reply], 0],
    ['a body in two parts is right', [read, body, write, sync, reply], 0],
    ['a reply before the sync is early', [read, write, reply, sync], 1],
    ['a reply without a write is early', [read, sync, reply], 1],
    ['a sync of what came before the rest of the body is early', [read, write, sync, body, reply], 1],
    ['a write after the sync is early', [read, write, sync, write, reply], 1],
    [
      'a sync that failed is none',
      [read, write, '7 fsync(9</d/e.sqlite-wal>) = -1 EIO (Input/output error)', reply],
      1,
    ],
    ['a sync of another file is none', [read, write, '7 fsync(8</d/other>) = 0', reply], 1],
    [
      'a sync that is not over yet is none',
      [
        read,
        write,
        '7 fsync(9</d/e.sqlite-wal> <unfinished ...>',
        reply.replace('7', '8'),
        '7 <... fsync resumed>) = 0',
      ],
      1,
    ],
    [
      'a sync that is over counts, also when another thread came between',
      [
        read,
        write,
        '7 fsync(9</d/e.sqlite-wal> <unfinished ...>',
        '8 read(3<pipe:[5]>, "", 1) = 0',
        '7 <... fsync resumed>) = 0',
        reply,
      ],
      0,
    ],
  ]
  test.each(cases)('%s', (_name, lines, early) => {
    const found = tracedFlushes(lines.join('\n'))
    expect(found.replies).toBe(1)
    expect(found.early).toHaveLength(early)
  })
})
