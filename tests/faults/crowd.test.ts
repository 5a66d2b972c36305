import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { request } from '../../client/lib/api.ts'
import { flush } from '../../client/lib/outbox.ts'
import { type Envelope, type FlushReply, type FlushRequest, PATHS } from '../../shared/wire.ts'
import { makeEnvelopes } from '../bench/make-envelopes.ts'
import { type Disk, emptyDisk, memoryQueue } from '../support/memory-queue.ts'
import { violations } from '../support/reconcile.ts'
import { fetchCollector, postEnvelopes, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const ANSWERS = 1000
const HERD = 500
const HERD_ITEMS = Number(process.env.HERD_ITEMS ?? 1)
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31)
const chance = seededChance(SEED)

let server: InProcess
let before = 0

beforeAll(async () => {
  console.log(`crowd seed ${SEED}; repeat with FAULT_SEED=${SEED}`)
  server = await startInProcess()
})
beforeEach(() => {
  before = store().verify().responses
})
afterAll(() => server.stop())

const store = () => server.house.deps.store

async function sealed(count: number): Promise<readonly Envelope[]> {
  const from = await fetchCollector(server.origin, server.codes[0] ?? '')
  return makeEnvelopes(from, count, new Date().toISOString().slice(0, 7))
}

/** A device with these answers in its queue, that sends over real HTTP with the phone's own code. Its clock stands still but
 *  for its pauses, which take no time. */
async function deviceWith(envelopes: readonly Envelope[], origin: string) {
  const disk: Disk = emptyDisk()
  const queue = memoryQueue(disk)
  for (const envelope of envelopes) await queue.saveFinished(envelope, 'run')
  let now = Date.now()
  const post = (path: string) => (body: unknown) =>
    request(origin + path, { method: 'POST', body, credentials: 'omit' })
  const ports = { queue, withdraw: post(PATHS.withdrawals), send: post(PATHS.responses), now: () => now }
  return {
    held: () => [...disk.outbox.values()].map(({ state, envelope: { id, hash } }) => ({ id, hash, state })),
    /** One after another until nothing waits; gives how many there were. */
    async sendAll(): Promise<number> {
      for (let flushes = 1; ; flushes++) {
        const result = await flush({ ...ports, random: chance, lock: (work) => work() })
        if (result.state === 'empty') return flushes
        if (flushes > 200) throw new Error(`no end: ${JSON.stringify(await queue.counts())}`)
        if (result.state === 'wait') now = result.until + 1
      }
    },
  }
}

/** All that was kept is there once, with sound counts, and nothing waits. */
function judged(envelopes: readonly Envelope[], devices: readonly Awaited<ReturnType<typeof deviceWith>>[]) {
  const confirmed = envelopes.map(({ id }) => id)
  const device = devices.flatMap(({ held }) => held())
  return violations({ confirmed, device, store: store(), before, settled: true, calledSent: confirmed })
}

describe(`a reply that is lost for each of ${ANSWERS} answers`, () => {
  const EACH = 25
  let proxy: Server
  const verdicts: string[] = []
  const seen = new Set<string>()

  /** Passes a flush on, and cuts the line instead of a reply that says anything of an answer for the first time. */
  async function pass(body: string, reply: ServerResponse): Promise<void> {
    const answer = await fetch(server.origin + PATHS.responses, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const text = await answer.text()
    const { results } = JSON.parse(text) as FlushReply
    verdicts.push(...results.map(({ verdict }) => verdict))
    const isNew = results.some(({ id }) => !seen.has(id))
    for (const { id } of results) seen.add(id)
    if (isNew) reply.destroy()
    else reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }

  beforeAll(async () => {
    proxy = createServer(async (asked, reply) => {
      let body = ''
      for await (const part of asked) body += String(part)
      await pass(body, reply).catch(() => reply.destroy())
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  })
  afterAll(() => {
    proxy.closeAllConnections()
    proxy.close()
  })

  test('makes as many duplicates and not one row more', async () => {
    const envelopes = await sealed(ANSWERS)
    const origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const devices = await Promise.all(
      Array.from({ length: ANSWERS / EACH }, (_, at) =>
        deviceWith(envelopes.slice(at * EACH, (at + 1) * EACH), origin),
      ),
    )
    await Promise.all(devices.map(({ sendAll }) => sendAll()))
    expect(verdicts.filter((verdict) => verdict === 'stored')).toHaveLength(ANSWERS)
    expect(verdicts.filter((verdict) => verdict === 'duplicate')).toHaveLength(ANSWERS)
    expect(judged(envelopes, devices)).toEqual([])
    expect(store().verify().responses - before).toBe(ANSWERS)
  })
})

test(`${ANSWERS} answers that arrive five times at once, in other requests and another order, are a row each`, async () => {
  const envelopes = await sealed(ANSWERS)
  const requests = Array.from({ length: 5 }, () => inRequests(envelopes)).flat()
  const results = await inTurns(shuffled(requests), 20)
  const verdicts = results.flatMap((reply) => reply.results.map(({ verdict }) => verdict))
  expect(verdicts.filter((verdict) => verdict === 'stored')).toHaveLength(ANSWERS)
  expect(verdicts.filter((verdict) => verdict === 'duplicate')).toHaveLength(4 * ANSWERS)
  expect(judged(envelopes, [])).toEqual([])
})

test('each of forty answers that comes five times at the same moment is stored once', async () => {
  const envelopes = await sealed(40)
  for (const envelope of envelopes) {
    const replies = await Promise.all(Array.from({ length: 5 }, () => postEnvelopes(server.origin, [envelope])))
    const verdicts = replies.map(({ results }) => results[0]?.verdict).sort()
    expect(verdicts).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'stored'])
  }
  expect(judged(envelopes, [])).toEqual([])
})

test(
  `${HERD} devices that come back at the same moment with ${HERD_ITEMS} answers each all get rid of them`,
  async () => {
    const envelopes = await sealed(HERD * HERD_ITEMS)
    const devices = await Promise.all(
      Array.from({ length: HERD }, (_, at) =>
        deviceWith(envelopes.slice(at * HERD_ITEMS, (at + 1) * HERD_ITEMS), server.origin),
      ),
    )
    const started = performance.now()
    const flushes = await Promise.all(devices.map(({ sendAll }) => sendAll()))
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const most = Math.max(...flushes)
    console.log(`N13: ${envelopes.length} answers of ${HERD} devices in ${seconds} s, at most ${most} flushes for one`)
    expect(judged(envelopes, devices)).toEqual([])
  },
  120_000 + HERD * HERD_ITEMS * 20,
)

/** In an order of chance, in requests of one to fifty. */
function inRequests(envelopes: readonly Envelope[]): readonly FlushRequest[] {
  const left = shuffled(envelopes)
  const requests: FlushRequest[] = []
  while (left.length > 0) requests.push({ protocol: 1, envelopes: left.splice(0, 1 + Math.floor(chance() * 50)) })
  return requests
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** So many at the same time until all are answered. */
async function inTurns(requests: readonly FlushRequest[], atOnce: number): Promise<readonly FlushReply[]> {
  const left = [...requests]
  const replies: FlushReply[] = []
  const sender = async () => {
    for (let next = left.pop(); next; next = left.pop())
      replies.push(await postEnvelopes(server.origin, next.envelopes))
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
  return replies
}
