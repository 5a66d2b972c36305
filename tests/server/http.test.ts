import { createServer } from 'node:http'
import { connect } from 'node:net'
import express, { type Express } from 'express'
import { afterEach, describe, expect, test } from 'vitest'
import { readJson } from '../../server/http/body.ts'
import { endpoint, problemReply, resource } from '../../server/http/endpoint.ts'
import { guard } from '../../server/http/guard.ts'
import { createHttpServer, listen, stopListening } from '../../server/http/http-server.ts'
import { problem } from '../../server/http/problem.ts'

const SECURITY_HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'x-frame-options',
  'strict-transport-security',
]
const SECRET = 'mevrouw-jansen-0612345678'
const logged: string[] = []
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  logged.length = 0
  for (const close of closing.splice(0)) await close()
})

async function serve(fill: (app: Express) => void, publicUrl = 'http://localhost:3000'): Promise<string> {
  const app = express()
  app.disable('x-powered-by')
  app.use(guard(publicUrl))
  fill(app)
  app.use(problemReply((line) => logged.push(line)))
  const server = createHttpServer(publicUrl)
  const port = await listen(server, 0, '127.0.0.1')
  server.on('request', app)
  closing.push(() => stopListening(server))
  return `http://127.0.0.1:${port}`
}

const echo = () =>
  serve((app) => resource(app, '/echo', { POST: (req, res) => void res.json(req.body) }, ...readJson()))

async function postJson(url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const reply = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })
  return { status: reply.status, body: (await reply.json()) as unknown }
}

/** Sends these bytes as they are and gives all that comes back. */
function raw(origin: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text))
    let reply = ''
    socket.on('data', (data) => {
      reply += data.toString('latin1')
    })
    socket.on('close', () => resolve(reply))
    socket.on('error', reject)
  })
}

describe('errors', () => {
  const failing: readonly [string, () => Promise<void> | void][] = [
    [
      'a thrown error',
      () => {
        throw new Error(SECRET)
      },
    ],
    ['a rejected promise', () => Promise.reject(new TypeError(SECRET))],
    [
      'a thrown text',
      () => {
        throw SECRET
      },
    ],
  ]
  test.each(failing)(
    '%s becomes "internal" with an incident code, and what was in it is in no reply and no log',
    async (_name, fail) => {
      const origin = await serve((app) => app.get('/fail', endpoint(fail)))
      const reply = await fetch(`${origin}/fail`)
      const text = await reply.text()
      expect(reply.status).toBe(500)
      const { problem: told } = JSON.parse(text) as { problem: { code: string; message: string } }
      expect(told.code).toBe('internal')
      const incident = /Incident ([0-9a-f]{8})/.exec(told.message)?.[1]
      expect(logged).toHaveLength(1)
      expect(logged[0]).toContain(`incident ${incident}`)
      expect(text + logged.join()).not.toContain(SECRET)
      expect(text).not.toContain('.ts')
    },
  )

  test('a problem has its status, its code and its Retry-After', async () => {
    const origin = await serve((app) =>
      app.get(
        '/',
        endpoint(() => Promise.reject(problem('too-many-tries', 'Wait', 7))),
      ),
    )
    const reply = await fetch(origin)
    expect(reply.status).toBe(429)
    expect(reply.headers.get('retry-after')).toBe('7')
    expect(await reply.json()).toEqual({ problem: { code: 'too-many-tries', message: 'Wait' } })
    expect(logged).toEqual([])
  })

  test('an error after the reply has begun cuts the connection, so that nobody takes half a file for a whole one', async () => {
    const origin = await serve((app) =>
      app.get(
        '/',
        endpoint((_req, res) => {
          res.write('half')
          return Promise.reject(new Error('later'))
        }),
      ),
    )
    await expect(fetch(origin).then((reply) => reply.text())).rejects.toThrow()
  })

  test('an address that cannot be decoded is a bad request', async () => {
    const origin = await serve((app) =>
      app.get(
        '/v/:code',
        endpoint((_req, res) => void res.end()),
      ),
    )
    expect((await fetch(`${origin}/v/%E0%A4%A`)).status).toBe(400)
  })

  test('what is not HTTP gets a bad request with headers, and too many headers get 431', async () => {
    const origin = await echo()
    expect(await raw(origin, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*nosniff[\s\S]*"bad-request"/)
    expect(await raw(origin, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })

  test('what never reaches a route carries the security headers too', async () => {
    const origin = await serve(() => {}, 'https://ervaring.example')
    const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`
    const unexpected = 'GET / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n'
    for (const sent of ['HELLO\r\n\r\n', long, unexpected]) {
      const reply = await raw(origin, sent)
      for (const header of SECURITY_HEADERS) expect(reply.toLowerCase()).toContain(`\n${header}: `)
    }
  })
})

describe('methods', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s where it is not offered is 405 with Allow', async (method) => {
    const origin = await serve((app) =>
      resource(app, '/thing', { GET: (_req, res) => void res.json({}), POST: (_req, res) => void res.json({}) }),
    )
    const reply = await fetch(`${origin}/thing`, { method })
    expect(reply.status).toBe(405)
    expect(reply.headers.get('allow')).toBe('HEAD, GET, POST')
    expect(await reply.json()).toMatchObject({ problem: { code: 'method-not-allowed' } })
  })

  test('TRACE is off everywhere', async () => {
    const origin = await echo()
    expect(await raw(origin, 'TRACE /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 405 /,
    )
  })
})

describe('bodies', () => {
  test('JSON comes through as it was sent', async () => {
    const body = '{"a":[1,"é 😀",null]}'
    expect(await postJson(`${await echo()}/echo`, body)).toEqual({ status: 200, body: JSON.parse(body) })
    expect(
      await postJson(`${await echo()}/echo`, body, { 'Content-Type': 'application/json; charset=UTF-8' }),
    ).toMatchObject({ status: 200 })
  })

  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const manyKeys = `{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join()}}`
  test.each([
    ['deep nesting', deep(100_000)],
    ['very many keys', manyKeys],
  ])('%s is read or refused, never a 5xx', async (_name, body) => {
    const origin = await serve((app) =>
      resource(app, '/echo', { POST: (_req, res) => void res.json({}) }, ...readJson()),
    )
    expect([200, 400]).toContain((await postJson(`${origin}/echo`, body)).status)
  })

  test('a key __proto__ changes no other object', async () => {
    await postJson(
      `${await echo()}/echo`,
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  const refused: readonly [string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string][] = [
    ['half JSON', '{"a":', {}, 400, 'bad-request'],
    ['no JSON at all', '<html>', {}, 400, 'bad-request'],
    ['an empty body', '', {}, 400, 'bad-request'],
    ['one byte too many', JSON.stringify('a'.repeat(255_999)), {}, 413, 'body-too-large'],
    ['plain text', '{}', { 'Content-Type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['a form', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['something like JSON', '{}', { 'Content-Type': 'application/problem+json' }, 415, 'unsupported-media-type'],
    [
      'another character set',
      '{}',
      { 'Content-Type': 'application/json; charset=latin1' },
      415,
      'unsupported-media-type',
    ],
    [
      'a compressed body',
      new Uint8Array([31, 139, 8, 0]),
      { 'Content-Encoding': 'gzip' },
      415,
      'unsupported-media-type',
    ],
  ]
  test.each(refused)('%s is refused with a problem', async (_name, body, headers, status, code) => {
    expect(await postJson(`${await echo()}/echo`, body, headers)).toMatchObject({ status, body: { problem: { code } } })
    expect(logged).toEqual([])
  })

  test('a body of exactly the limit is read', async () => {
    expect((await postJson(`${await echo()}/echo`, JSON.stringify('a'.repeat(255_998)))).status).toBe(200)
  })
})

describe('headers', () => {
  const policy =
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';media-src 'self';connect-src 'self';manifest-src 'self';worker-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types ervaringwijzer"

  test.each(['/fine', '/fail'])('%s carries every security header and no maker', async (path) => {
    const origin = await serve((app) => {
      app.get(
        '/fine',
        endpoint((_req, res) => void res.json({})),
      )
      app.get(
        '/fail',
        endpoint(() => Promise.reject(new Error('x'))),
      )
    })
    const { headers } = await fetch(origin + path)
    expect(headers.get('content-security-policy')).toBe(policy)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toBe('camera=(), microphone=(), geolocation=()')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('HSTS is there when people come by https', async () => {
    const origin = await serve(
      (app) =>
        app.get(
          '/',
          endpoint((_req, res) => void res.end()),
        ),
      'https://ervaring.example',
    )
    expect((await fetch(origin)).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  })
})

describe('stopping', () => {
  test('a request under way gets its answer, and new connections are refused', async () => {
    let answer = () => {}
    const began = deferred()
    const app = express()
    app.get('/', (_req, res) => {
      answer = () => res.end('late')
      began.resolve()
    })
    const server = createHttpServer()
    const port = await listen(server, 0, '127.0.0.1')
    server.on('request', app)
    const reply = fetch(`http://127.0.0.1:${port}/`)
    await began.promise
    const stopped = stopListening(server)
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
    answer()
    expect(await (await reply).text()).toBe('late')
    await stopped
  })

  test('a request that never ends is cut after the patience is over', async () => {
    const began = deferred()
    const server = createHttpServer()
    const port = await listen(server, 0, '127.0.0.1')
    server.on('request', () => began.resolve())
    const reply = fetch(`http://127.0.0.1:${port}/`)
    const cut = expect(reply).rejects.toThrow()
    await began.promise
    await stopListening(server, 30)
    await cut
  })

  test('a port that is taken rejects with its reason', async () => {
    const first = createServer()
    const port = await listen(first, 0, '127.0.0.1')
    await expect(listen(createHttpServer(), port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await stopListening(first)
  })
})

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
