import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { monthOf } from '../../server/calendar.ts'
import { openDataFolder } from '../../server/data-folder.ts'
import { openStore } from '../../server/store/sqlite.ts'
import type { Envelope } from '../../shared/wire.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { bundledServer, killLeftServers, type ServerProcess, startProcess, temporaryFolder } from '../support/server.ts'

const KILLS = Number(process.env.CRASH_KILLS ?? 50)
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 31)
const SENDERS = 4
const LARGEST_BATCH = 12
/** A kill comes at most this long after the senders begin. */
const LONGEST_LIFE_MS = 250
/** Answers that wait when the senders begin. */
const STOCK = 500
/** However fast the machine is, the kill comes while at least so many wait: more than the senders have under way. */
const LEAST_LEFT = 100
/** Forty seconds on a free machine. */
const PATIENCE_OF_TEST_MS = 600_000
const START_KILLS = 12

const dataDir = temporaryFolder()
const chance = seededChance(SEED)

afterAll(() => {
  killLeftServers()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The senders' side: what waits, what is under way, and what the server gave a receipt for. */
interface Ledger {
  readonly waiting: Envelope[]
  readonly acknowledged: Map<string, Envelope>
  /** Receipts that said "duplicate": stored before, but the server died before it could say so. */
  duplicates: number
  /** Verdicts that must not come at all. */
  readonly wrong: string[]
}

test(
  `an acknowledged answer is there, once, after ${KILLS} kills under load (seed ${SEED})`,
  async () => {
    console.log(`crash seed ${SEED}; repeat with CRASH_SEED=${SEED}`)
    let server = await startProcess({ dataDir })
    const from = await fetchCollector(server.origin, server.codes[0] ?? '')
    const ledger: Ledger = { waiting: [], acknowledged: new Map(), duplicates: 0, wrong: [] }
    for (let kill = 0; kill < KILLS; kill += 1) {
      ledger.waiting.push(...(await sealMany(from, STOCK - ledger.waiting.length, chance, monthOf(Date.now()))))
      await killUnderLoad(server, ledger)
      expect(ledger.waiting.length, 'nothing was left to send at the kill: more load is needed').toBeGreaterThan(0)
      server = await startProcess({ dataDir })
    }
    const underFire = ledger.acknowledged.size
    const all = underFire + ledger.waiting.length
    await Promise.all(senders(server, ledger))
    console.log(
      `crash: ${underFire} acknowledged under fire, ${ledger.duplicates} stored without a receipt and sent again`,
    )
    expect(ledger.wrong).toEqual([])
    expect(underFire).toBeGreaterThan(KILLS)
    expect(ledger.acknowledged.size).toBe(all)
    expect(await server.stop()).toBe(0)
    expectAllOnce([...ledger.acknowledged.keys()])
    // Only after that look: offering again would mend a loss.
    server = await startProcess({ dataDir })
    expect(await offeredAgain(server, [...ledger.acknowledged.values()])).toEqual(new Set(['duplicate']))
    expect(await server.stop()).toBe(0)
  },
  PATIENCE_OF_TEST_MS,
)

test(`a first start that is killed halfway leaves nothing half filled (seed ${SEED})`, async () => {
  await bundledServer()
  const undisturbed = temporaryFolder()
  const before = performance.now()
  const reference = await startProcess({ dataDir: undisturbed })
  // The kills are spread over the time that a first start takes on this machine now.
  const startMs = performance.now() - before
  await reference.stop()
  const whole = offeredIn(undisturbed)
  expect(whole.length).toBeGreaterThan(0)
  for (let kill = 0; kill < START_KILLS; kill += 1) {
    const folder = temporaryFolder()
    const killAfterMs = 50 + ((kill + chance()) / START_KILLS) * startMs
    const first = await startProcess({ dataDir: folder, killAfterMs }).catch(() => null)
    await first?.stop('SIGKILL')
    const server = await startProcess({ dataDir: folder })
    await server.stop()
    expect(offeredIn(folder)).toEqual(whole)
    rmSync(folder, { recursive: true })
  }
  rmSync(undisturbed, { recursive: true })
})

/** The surveys that this data folder's collectors offer; the folder holds no answers. */
function offeredIn(folder: string): readonly string[] {
  const { databaseFile, secret } = openDataFolder(folder)
  const store = openStore(databaseFile, { secret })
  expect(store.verify()).toEqual({ responses: 0, differences: [], integrity: 'ok' })
  const offered = store.collectors().flatMap(({ surveys }) => surveys)
  store.close()
  return offered.toSorted()
}

/** Lets several senders send until the process is killed: at a random moment, or when a random part has been sent. */
async function killUnderLoad(server: ServerProcess, ledger: Ledger): Promise<void> {
  const left = LEAST_LEFT + Math.floor(chance() * (STOCK - LEAST_LEFT))
  const lifeMs = chance() * LONGEST_LIFE_MS
  let sending: readonly Promise<void>[] = []
  await new Promise<void>((kill) => {
    setTimeout(kill, lifeMs)
    sending = senders(server, ledger, () => ledger.waiting.length <= left && kill())
  })
  await server.stop('SIGKILL')
  await Promise.all(sending)
}

function senders(server: ServerProcess, ledger: Ledger, taken = () => {}): readonly Promise<void>[] {
  return Array.from({ length: SENDERS }, () => sendUntilDead(server.origin, ledger, taken))
}

/** Sends batch after batch; ends when nothing waits or the server does not answer. What got no answer waits again. */
async function sendUntilDead(origin: string, ledger: Ledger, taken: () => void): Promise<void> {
  for (;;) {
    const batch = ledger.waiting.splice(0, 1 + Math.floor(chance() * LARGEST_BATCH))
    if (batch.length === 0) return
    taken()
    const reply = await postEnvelopes(origin, batch).catch(() => null)
    if (reply === null) {
      ledger.waiting.unshift(...batch)
      return
    }
    for (const [index, envelope] of batch.entries()) take(ledger, envelope, reply.results[index])
  }
}

function take(
  ledger: Ledger,
  envelope: Envelope,
  result: { id: string; hash: string; verdict: string } | undefined,
): void {
  const exact = result?.id === envelope.id && result.hash === envelope.hash
  if (!exact || (result.verdict !== 'stored' && result.verdict !== 'duplicate')) {
    ledger.wrong.push(JSON.stringify(result))
    return
  }
  if (result.verdict === 'duplicate') ledger.duplicates += 1
  ledger.acknowledged.set(envelope.id, envelope)
}

/** The verdicts on answers that the server said it had. */
async function offeredAgain(server: ServerProcess, envelopes: readonly Envelope[]): Promise<ReadonlySet<string>> {
  const verdicts = new Set<string>()
  for (let from = 0; from < envelopes.length; from += 50) {
    const reply = await postEnvelopes(server.origin, envelopes.slice(from, from + 50))
    for (const { verdict } of reply.results) verdicts.add(verdict)
  }
  return verdicts
}

function expectAllOnce(ids: readonly string[]): void {
  const folder = openDataFolder(dataDir)
  const store = openStore(folder.databaseFile, { secret: folder.secret })
  const missing = ids.filter((id) => store.response(id) === null)
  const verification = store.verify()
  const kept = store.refused().length
  store.close()
  folder.close()
  expect(missing).toEqual([])
  expect(verification).toEqual({ responses: ids.length, differences: [], integrity: 'ok' })
  expect(kept).toBe(0)
}
