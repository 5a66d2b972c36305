import { rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { monthOf } from '../../server/calendar.ts'
import { openDataFolder } from '../../server/data-folder.ts'
import { openStore } from '../../server/store/sqlite.ts'
import { type Envelope, type FlushReply, LIMITS, PATHS } from '../../shared/wire.ts'
import { fetchCollector, sealMany, seededChance } from '../support/send.ts'
import { killLeftServers, type ServerProcess, startProcess, temporaryFolder } from '../support/server.ts'
import { type Mutation, mutate, mutation, type Scratch, scratch, scratchBytes } from './mutate.ts'

const BODIES = Number(process.env.FUZZ_BODIES ?? 20_000)
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
/** Good envelopes that the bodies are made of. */
const POOL = 400
/** Bodies under way at the same time. */
const ABREAST = 8
/** No reply within this time is a hang. */
const PATIENCE_MS = 20_000
/** Half a minute on a free machine. */
const PATIENCE_OF_TEST_MS = 600_000
const WORDS = ['stored', 'duplicate', 'conflict', 'withdrawn', 'refused', 'later']

const dataDir = temporaryFolder()
const agent = new Agent({ keepAlive: true, maxSockets: ABREAST })
let server: ServerProcess
let pool: readonly Envelope[]
let goodById: ReadonlyMap<unknown, Envelope>
/** Ids that a reply called stored or duplicate. */
const receipts = new Set<string>()
const statuses = new Map<number, number>()

beforeAll(async () => {
  server = await startProcess({ dataDir })
  const from = await fetchCollector(server.origin, server.codes[0] ?? '')
  pool = await sealMany(from, POOL, seededChance(SEED), monthOf(Date.now()))
  goodById = new Map(pool.map((envelope) => [envelope.id, envelope]))
})

afterAll(() => {
  agent.destroy()
  killLeftServers()
  rmSync(dataDir, { recursive: true, force: true })
})

/** How a valid batch is spoilt: which answers are in it, what of its structure changes, what of its bytes. */
interface Recipe {
  readonly picks: readonly number[]
  readonly mutations: readonly Mutation[]
  readonly scratches: readonly Scratch[]
}

const recipe: fc.Arbitrary<Recipe> = fc.record({
  picks: fc.array(fc.nat(POOL - 1), { minLength: 1, maxLength: 6 }),
  mutations: fc.oneof(
    { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 3 }) },
    fc.constant<Mutation[]>([]),
  ),
  scratches: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Scratch[]>([]) },
    fc.array(scratch, { minLength: 1, maxLength: 2 }),
  ),
})

function spoilt({ picks, mutations, scratches }: Recipe): Buffer {
  const batch: unknown = { protocol: 1, envelopes: picks.map((pick) => pool[pick]) }
  const text = JSON.stringify(mutations.reduce<unknown>(mutate, batch)) ?? ''
  return scratches.reduce<Buffer>(scratchBytes, Buffer.from(text))
}

test(
  `${BODIES} spoilt bodies: never a 5xx, never a hang, never a good item lost (seed ${SEED})`,
  async () => {
    console.log(`fuzz seed ${SEED}; repeat with FUZZ_SEED=${SEED}`)
    await fc.assert(
      fc.asyncProperty(fc.array(recipe, { minLength: ABREAST, maxLength: ABREAST }), async (recipes) => {
        await Promise.all(recipes.map((one) => sendAndJudge(spoilt(one))))
      }),
      { numRuns: Math.ceil(BODIES / ABREAST), seed: SEED },
    )
    console.log(`fuzz statuses ${JSON.stringify(Object.fromEntries(statuses))}, ${receipts.size} good items stored`)
    expect(await (await fetch(`${server.origin}/health`)).json()).toEqual({ status: 'ok' })
    expect(server.output()).not.toContain('incident')
    // The mill must grind: enough bodies reach the ingest, enough are turned away before it.
    expect(statuses.get(200)).toBeGreaterThan(BODIES / 10)
    expect(statuses.get(400)).toBeGreaterThan(BODIES / 10)
    await server.stop()
    const folder = openDataFolder(dataDir)
    const store = openStore(folder.databaseFile, { secret: folder.secret })
    const verification = store.verify()
    const missing = [...receipts].filter((id) => store.response(id) === null)
    store.close()
    expect(missing).toEqual([])
    expect(verification).toEqual({ responses: receipts.size, differences: [], integrity: 'ok' })
  },
  PATIENCE_OF_TEST_MS,
)

async function sendAndJudge(bytes: Buffer): Promise<void> {
  const { status, text } = await post(bytes)
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  if (status !== 200) {
    expect([400, 413]).toContain(status)
    expect(JSON.parse(text)).toEqual({ problem: { code: expect.any(String), message: expect.any(String) } })
    expect(isValidRequest(parsed(bytes)) && bytes.length <= LIMITS.body).toBe(false)
    return
  }
  const reply = JSON.parse(text) as FlushReply
  const envelopes = (parsed(bytes) as { envelopes: unknown[] }).envelopes
  expect(reply.results).toHaveLength(envelopes.length)
  for (const [index, result] of reply.results.entries()) {
    expect(WORDS).toContain(result.verdict)
    const receipt = result.verdict === 'stored' || result.verdict === 'duplicate'
    if (isGood(envelopes[index])) expect(receipt).toBe(true)
    if (!receipt) continue
    expect(goodById.get(result.id)?.hash).toBe(result.hash)
    receipts.add(result.id)
  }
}

/** Whether this is one of ours, untouched. */
function isGood(item: unknown): boolean {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined
  return goodById.has(id) && isDeepStrictEqual(goodById.get(id), item)
}

/** What the bytes say as JSON; undefined when they say nothing. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function isValidRequest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false
  const { protocol, envelopes } = value as { protocol?: unknown; envelopes?: unknown }
  return protocol === 1 && Array.isArray(envelopes) && envelopes.length >= 1 && envelopes.length <= LIMITS.batch
}

function post(bytes: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': bytes.length }
    const sent = request(
      server.origin + PATHS.responses,
      { method: 'POST', agent, headers, timeout: PATIENCE_MS },
      (reply) => {
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
        reply.on('error', reject)
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('the server hangs')))
    sent.on('error', reject)
    sent.end(bytes)
  })
}
