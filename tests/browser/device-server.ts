import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'vite'
import { type CollectorReply, type FlushRequest, PATHS, type WithdrawRequest } from '../../shared/wire.ts'
import { COLLECTOR, SURVEY, sealPool } from '../support/sim-pool.ts'
import { createSimServer, type SimServer } from '../support/sim-server.ts'

/** What the next request for responses meets instead of the ingest: it answers, or it takes over the reply. */
export type Meddler = (reply: ServerResponse, request: FlushRequest) => void

export interface DeviceServer {
  readonly origin: string
  /** The real ingest on a database in memory. */
  readonly ingest: SimServer
  /** Bodies of the requests for responses, in the order they came. */
  readonly flushes: FlushRequest[]
  /** Digests of withdrawal codes that came. */
  readonly withdrawn: string[]
  /** Most requests for responses that were under way at one moment. */
  readonly mostAtOnce: () => number
  /** Answers every request for responses until it is set back to null. */
  meddler: Meddler | null
  /** Status and code for the collector; null is: it is there. */
  collectorProblem: { readonly status: number; readonly code: string } | null
  readonly close: () => Promise<void>
}

const SCRIPT = 'device-page.js'

/** A server with one page that holds the device, and the API under it: the real ingest with faults on request. */
export async function startDeviceServer(): Promise<DeviceServer> {
  const scripts = await bundle()
  const pool = await sealPool(0)
  const ingest = createSimServer(pool, () => Date.UTC(2026, 10, 23))
  let atOnce = 0
  let mostAtOnce = 0
  const collector = collectorReply(pool.key)
  const http = createServer((request, reply) => {
    void answer(request, reply).catch(() => reply.destroy())
  })

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
    const script = scripts.get(pathname.slice(1))
    if (script !== undefined) return void send(reply, 200, script, 'text/javascript')
    if (pathname === PATHS.responses) return flush(request, reply)
    if (pathname === PATHS.withdrawals) return takeBack(request, reply)
    if (pathname.startsWith('/api/')) return void sendCollector(reply)
    // The query names the release, as the hash in the file's name does in the real app.
    send(reply, 200, `<!doctype html><script type="module" src="/${SCRIPT}${search}"></script>`, 'text/html')
  }

  function sendCollector(reply: ServerResponse): void {
    const problem = server.collectorProblem
    const epoch = ingest.store().epoch()
    if (problem) send(reply, problem.status, JSON.stringify({ problem: { code: problem.code, message: '' } }))
    else send(reply, 200, JSON.stringify({ ...collector, epoch }))
  }

  async function takeBack(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    let body = ''
    for await (const part of request) body += String(part)
    server.withdrawn.push(...(JSON.parse(body) as WithdrawRequest).withdrawals)
    send(reply, 200, (await ingest.handle(body)) ?? '')
  }

  async function flush(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    // The fault of the moment it came: its body may be read after the test has mended the server.
    const { meddler } = server
    atOnce++
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    reply.on('close', () => atOnce--)
    let body = ''
    for await (const part of request) body += String(part)
    const parsed = JSON.parse(body) as FlushRequest
    server.flushes.push(parsed)
    if (meddler) return meddler(reply, parsed)
    send(reply, 200, (await ingest.handle(body)) ?? '')
  }

  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  const server: DeviceServer = {
    origin: `http://localhost:${(http.address() as AddressInfo).port}`,
    ingest,
    flushes: [],
    withdrawn: [],
    mostAtOnce: () => mostAtOnce,
    meddler: null,
    collectorProblem: null,
    close: () =>
      new Promise((closed) => {
        http.closeAllConnections()
        http.close(() => closed())
      }),
  }
  return server
}

/** Answers with that status, body and headers. */
export function send(reply: ServerResponse, status: number, body: string, type = 'application/json', more = {}): void {
  reply.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...more }).end(body)
}

/** The page's modules as the app's own build makes them: chunks that are loaded when they are needed. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: { 'device-page': new URL('device-page.ts', import.meta.url).pathname },
        output: { entryFileNames: SCRIPT, chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const chunks = outputs.flatMap((item) => ('output' in item ? item.output : []))
  return new Map(chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk.code] as const] : [])))
}

function collectorReply(key: CollectorReply['key']): CollectorReply {
  return {
    collector: {
      code: COLLECTOR,
      channel: 'kiosk',
      access: 'open',
      provider: { id: 'p', name: 'P' },
      careType: { id: 'c', name: 'C' },
      languages: ['nl'],
    },
    surveys: [SURVEY],
    key,
    epoch: '',
    municipality: { id: 'utrecht', name: 'Utrecht', productName: 'Proef', quickExit: 'https://example.org', help: [] },
  }
}
