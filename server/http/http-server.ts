import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ProblemReply } from '../../shared/wire.ts'

/** How long a stop waits for answers that are under way. */
const DRAIN_MS = 10_000

/** Node's own HTTP server with limits on slow and broken clients; `handler` comes with `server.on('request', …)`.
 *  `publicUrl`: with https the replies to broken requests carry HSTS. */
export function createHttpServer(publicUrl = ''): Server {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 15_000,
    connectionsCheckingInterval: 5_000,
  })
  server.on('clientError', replyToBrokenRequest(publicUrl.startsWith('https:') ? [...HEADERS, HSTS] : HEADERS))
  // An expectation nobody knows may be passed over (RFC 9110 §10.1.1); Node would answer it without our headers.
  server.on('checkExpectation', (req, res) => void server.emit('request', req, res))
  return server
}

/** Those of `guard`, stricter where a reply shows nothing. */
const HEADERS = [
  "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options: nosniff',
  'Referrer-Policy: no-referrer',
  'Permissions-Policy: camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy: same-origin',
  'Cross-Origin-Resource-Policy: same-origin',
  'X-Frame-Options: DENY',
]
const HSTS = 'Strict-Transport-Security: max-age=31536000; includeSubDomains'

/** What cannot be read as HTTP never reaches Express: it gets its answer here, by hand. */
function replyToBrokenRequest(headers: readonly string[]): (error: NodeJS.ErrnoException, socket: Duplex) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status = BROKEN[error.code ?? ''] ?? '400 Bad Request'
    const reply: ProblemReply = { problem: { code: 'bad-request', message: 'The request cannot be read' } }
    const body = JSON.stringify(reply)
    const lines = [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      ...headers,
      'Connection: close',
    ]
    socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }
}

const BROKEN: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Listens; gives the real port (which differs from `port` when that is 0). Rejects with Node's own error. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host === '' ? {} : { host }) }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Takes no more connections, lets requests under way end, and after `drainMs` cuts what is left. */
export function stopListening(server: Server, drainMs: number = DRAIN_MS): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs)
    // A connection may fall idle after the close; it would hold the stop until its keep-alive runs out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.prependListener('request', (_req, res) => void res.setHeader('Connection', 'close'))
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}
