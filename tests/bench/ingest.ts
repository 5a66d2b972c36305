import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { CollectorReply, Envelope } from '../../shared/wire.ts'
import { type Load, load } from './load.ts'
import { makeEnvelopes } from './make-envelopes.ts'
import { openCollector } from './open-collector.ts'
import { inTempFolder, type Running, root, startProgram } from './processes.ts'

export interface Compared {
  readonly title: string
  readonly answersPerRequest: number
  readonly ours: Load
  readonly bare: Load
}

const ROUNDS = 3
const CONNECTIONS = 32

/** Sealed, durable ingest beside a bare Express handler with the same bodies and replies; medians of the rounds taken in turn. */
export async function ingest(say: (text: string) => void): Promise<readonly Compared[]> {
  return inTempFolder(async (dataDir) => {
    const server = await startProgram(join(root, '.build/server/main.js'), {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      SPEECH: 'off',
    })
    const bare = await startProgram(join(root, 'tests/bench/bare-express.mjs'))
    try {
      const reply = await collector(server, dataDir)
      const compared: Compared[] = []
      for (const { title, size, requests } of [
        { title: 'one by one', size: 1, requests: 1500 },
        { title: 'in batches of 20', size: 20, requests: 250 },
      ]) {
        say(`sealing ${size * requests * ROUNDS} answers`)
        const envelopes = await makeEnvelopes(reply, size * requests * ROUNDS, new Date().toISOString().slice(0, 7))
        compared.push({
          title,
          answersPerRequest: size,
          ...(await compare(server, bare, toBodies(envelopes, size), requests)),
        })
      }
      return compared
    } finally {
      await Promise.all([server.stop(), bare.stop()])
    }
  })
}

async function collector(server: Running, dataDir: string): Promise<CollectorReply> {
  const code = openCollector(dataDir)
  return (await (await fetch(`${server.url}/api/v1/collectors/${code}`)).json()) as CollectorReply
}

function toBodies(envelopes: readonly Envelope[], size: number): readonly string[] {
  const bodies: string[] = []
  for (let at = 0; at < envelopes.length; at += size) {
    bodies.push(JSON.stringify({ protocol: 1, envelopes: envelopes.slice(at, at + size) }))
  }
  return bodies
}

async function compare(server: Running, bare: Running, bodies: readonly string[], requests: number) {
  await load(bare.url, bodies.slice(0, Math.min(200, requests)), CONNECTIONS)
  const rounds: { ours: Load; bare: Load }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const part = bodies.slice(round * requests, (round + 1) * requests)
    rounds.push({ bare: await load(bare.url, part, CONNECTIONS), ours: await load(server.url, part, CONNECTIONS) })
  }
  return { ours: median(rounds.map((round) => round.ours)), bare: median(rounds.map((round) => round.bare)) }
}

function median(loads: readonly Load[]): Load {
  const sorted = [...loads].sort((a, b) => a.perSecond - b.perSecond)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (!middle) throw new Error('no rounds')
  return middle
}

export interface BareCommits {
  readonly singlePerSecond: number
  readonly groupedPerSecond: number
}

/** Rows a second that better-sqlite3 itself commits to this disk with synchronous=FULL: one by one, and 100 a commit. */
export function bareCommits(): Promise<BareCommits> {
  return inTempFolder(async (folder) => {
    const db = new Database(join(folder, 'bare.sqlite'))
    db.pragma('journal_mode = wal')
    db.pragma('synchronous = full')
    db.exec('create table row (id text primary key, body text not null) strict, without rowid')
    const insert = db.prepare('insert into row (id, body) values (?, ?)')
    const body = 'x'.repeat(400)
    const perSecond = (commits: number, rows: number) => {
      const started = process.hrtime.bigint()
      for (let commit = 0; commit < commits; commit++) {
        db.transaction(() => {
          for (let row = 0; row < rows; row++) insert.run(crypto.randomUUID(), body)
        })()
      }
      return (commits * rows) / (Number(process.hrtime.bigint() - started) / 1e9)
    }
    const result = { singlePerSecond: perSecond(2000, 1), groupedPerSecond: perSecond(200, 100) }
    db.close()
    return result
  })
}
