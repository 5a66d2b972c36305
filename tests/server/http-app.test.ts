import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHANNELS } from '../../shared/response.ts'
import { withPictures } from '../../shared/survey/pictures.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { fetchCollector, postEnvelopes, sealMany, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const BUILT: Readonly<Record<string, string>> = {
  'respond/index.html':
    '<!doctype html><html lang="nl"><title>respond</title><script src="/assets/respond-abc.js"></script><div id="app"></div>',
  'portal/index.html': '<!doctype html><title>portal</title>',
  'assets/respond-abc.js': `export const words = '${'woord '.repeat(500)}'`,
  'icons/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'manifest.webmanifest': '{"name":"x","short_name":"x","start_url":"/"}',
  'sw.js': 'self.x = 1',
  '.vite/manifest.json': '{}',
}
const clientDir = temporaryFolder()
let server: InProcess
let healthy = true

beforeAll(async () => {
  for (const [file, text] of Object.entries(BUILT)) {
    mkdirSync(dirname(join(clientDir, file)), { recursive: true })
    writeFileSync(join(clientDir, file), text)
  }
  let time = Date.UTC(2026, 10, 23)
  server = await startInProcess({
    clientDir,
    // Each look at the clock is two seconds later, so that no probe speaks for the next request.
    now: () => (time += 2000),
    change: (deps) => ({
      ...deps,
      store: { ...deps.store, probe: () => (healthy ? deps.store.probe() : fail('disk full')) },
    }),
  })
})

afterAll(async () => {
  await server.stop()
  rmSync(clientDir, { recursive: true, force: true })
})

/** The codes under which anything that a respondent may read is written, wherever it stands in the reply. */
function languagesIn({ surveys, municipality }: CollectorReply): readonly string[] {
  const found = new Set<string>()
  JSON.stringify([surveys, municipality], (_key, value: unknown) => {
    const codes = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
    if (codes.includes('nl')) for (const code of codes) found.add(code)
    return value
  })
  return [...found].sort()
}

function fail(message: string): never {
  throw new Error(message)
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.origin + path, { headers, redirect: 'manual' })
const firstCode = () => server.codes[0] ?? ''

/** A request whose path is sent as it is written; fetch would tidy it. */
function getRaw(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: object; bytes: Buffer }> {
  const { port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, headers, host: '127.0.0.1' }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: Buffer.concat(parts) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('health', () => {
  test('says ok and nothing else when the database can commit', async () => {
    const reply = await get('/health')
    expect([reply.status, await reply.text()]).toEqual([200, '{"status":"ok"}'])
    expect(reply.headers.get('cache-control')).toBe('no-store')
  })

  test('is 503 while it cannot, and well again afterwards', async () => {
    healthy = false
    const reply = await get('/health')
    healthy = true
    expect(reply.status).toBe(503)
    expect(await reply.json()).toEqual({ problem: { code: 'unavailable', message: 'The database cannot commit' } })
    expect((await get('/health')).status).toBe(200)
  })
})

describe('collectors', () => {
  /** No provider of Utrecht has the care type of these yet, so there is no place to ask them. */
  const WITHOUT_PROVIDER: readonly string[] = [
    'beschermd-thuis',
    'hulpmiddelen',
    'kinderopvang-plus',
    'thuisbegeleiding',
    'toegankelijkheid-stad',
    'woningaanpassing',
  ]

  test('each survey that a provider can ask is opened through an example link', async () => {
    const replies = await Promise.all(server.codes.map((code) => fetchCollector(server.origin, code)))
    const opened = new Set(replies.flatMap(({ surveys }) => surveys.map(({ id }) => id)))
    const all = [...server.house.deps.surveys.keys()]
    expect(all.filter((id) => !opened.has(id))).toEqual(WITHOUT_PROVIDER)
    for (const { collector, surveys, key, epoch, municipality } of replies) {
      expect(CHANNELS).toContain(collector.channel)
      expect(collector.provider.name).not.toBe(collector.provider.id)
      expect(collector.careType.name).not.toBe('')
      expect(collector.languages).toEqual(surveys[0]?.languages)
      expect(Buffer.from(key.publicKey, 'base64url')).toHaveLength(65)
      expect(epoch).not.toBe('')
      expect(Object.keys(municipality).sort()).toEqual(['help', 'id', 'name', 'productName', 'quickExit'])
    }
  })

  test('a code may be typed in small letters, with spaces and hyphens', async () => {
    const code = firstCode().toLowerCase()
    for (const typed of [code, `${code.slice(0, 3)} ${code.slice(3)}`, `${code.slice(0, 4)}-${code.slice(4)} `]) {
      const reply = (await (await get(`/api/v1/collectors/${encodeURIComponent(typed)}`)).json()) as CollectorReply
      expect(reply.collector.code).toBe(firstCode())
    }
  })

  test('a device may ask for the words of some languages only', async () => {
    const ask = async (query: string) => {
      const text = await (await get(`/api/v1/collectors/${firstCode()}${query}`)).text()
      return { length: text.length, reply: JSON.parse(text) as CollectorReply }
    }
    const whole = await ask('')
    const dutch = await ask('?languages=nl,xx')
    expect(languagesIn(whole.reply)).toEqual(expect.arrayContaining(['nl', 'en']))
    expect(languagesIn(dutch.reply)).toEqual(['nl'])
    expect(dutch.length).toBeLessThan(whole.length)
    expect(languagesIn((await ask('?languages=en')).reply)).toEqual(['en', 'nl'])
    expect((await ask('?languages=')).reply).toEqual(dutch.reply)
    expect(dutch.reply.surveys[0]?.languages).toEqual(whole.reply.surveys[0]?.languages)
    expect(dutch.reply.collector).toEqual(whole.reply.collector)
    expect((await ask(`?languages=${whole.reply.collector.languages}`)).reply).toEqual(whole.reply)
    expect((await ask('?languages=nl&languages=en')).reply).toEqual(whole.reply)
    const bare = await ask('?languages=nl&pictures=none')
    expect(bare.length).toBeLessThan(dutch.length / 2)
    expect(withPictures(bare.reply, whole.reply)).toEqual(dutch.reply)
    expect(withPictures(bare.reply, { ...whole.reply, surveys: [] })).toBeNull()
  })

  test.each(['ZZZZZZZ', 'O0O0O0O', 'x', "' or 1=1 --", 'A'.repeat(3000), '\u0000'])(
    '%j is an unknown collector',
    async (code) => {
      const reply = await get(`/api/v1/collectors/${encodeURIComponent(code)}`)
      expect(reply.status).toBe(404)
      expect(await reply.json()).toMatchObject({ problem: { code: 'unknown-collector' } })
    },
  )

  test('a closed collector is gone, and takes in what is under way', async () => {
    const { store, randomBytes } = server.house.deps
    const open = store.collector(firstCode()) ?? fail('no collector')
    store.saveCollector({ ...open, code: 'C2C3C4C' })
    const from = await fetchCollector(server.origin, 'C2C3C4C')
    store.closeCollector('C2C3C4C')
    const reply = await get('/api/v1/collectors/C2C3C4C')
    expect(reply.status).toBe(410)
    expect(await reply.json()).toMatchObject({ problem: { code: 'closed-collector' } })
    const sent = await postEnvelopes(
      server.origin,
      await sealMany(from, 1, seededChance(randomBytes(1)[0] ?? 1), '2026-11'),
    )
    expect(sent.results[0]?.verdict).toBe('stored')
  })

  test('travels compressed, is kept nowhere and has no mark to follow', async () => {
    const { headers, bytes } = await getRaw(`/api/v1/collectors/${firstCode()}`, { 'Accept-Encoding': 'gzip' })
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' })
    expect(headers).not.toHaveProperty('etag')
    expect(headers).not.toHaveProperty('set-cookie')
    expect(bytes.length).toBeLessThan(40_000)
  })
})

describe('responses', () => {
  const wrong: readonly [string, unknown][] = [
    ['no object', []],
    ['null', null],
    ['another protocol', { protocol: 2, envelopes: [{}] }],
    ['no envelopes', { protocol: 1 }],
    ['an empty list', { protocol: 1, envelopes: [] }],
    ['too many', { protocol: 1, envelopes: Array.from({ length: 51 }, () => ({})) }],
  ]
  test.each(wrong)('%s is a bad request as a whole', async (_name, body) => {
    const headers = { 'Content-Type': 'application/json' }
    const reply = await fetch(`${server.origin}/api/v1/responses`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ problem: { code: 'bad-request' } })
  })

  test('a flush is answered the same with and without a cookie, and sets none', async () => {
    const from = await fetchCollector(server.origin, firstCode())
    const [envelope] = await sealMany(from, 1, seededChance(99), '2026-11')
    const body = JSON.stringify({ protocol: 1, envelopes: [envelope] })
    const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9', Cookie: 'ew=x' }
    const reply = await fetch(`${server.origin}/api/v1/responses`, { method: 'POST', headers, body })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('set-cookie')).toBeNull()
    expect(reply.headers.get('content-encoding')).toBeNull()
    expect(await reply.json()).toEqual({
      protocol: 1,
      epoch: from.epoch,
      results: [{ id: envelope?.id, hash: envelope?.hash, verdict: 'stored' }],
    })
  })

  test('GET is not for this address', async () => {
    const reply = await get('/api/v1/responses')
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

test('an address of the API has one spelling, so that no reply is without its headers', async () => {
  const paths = [
    `/api/v1/collectors/${firstCode()}`,
    '/api/v1/session',
    '/api/v1/results',
    '/health',
    '/api/v1/codebook.csv',
  ]
  for (const path of paths) {
    for (const other of [path.replace('api', 'API'), path.replace('v1', 'V1'), path.toUpperCase()]) {
      if (other === path) continue
      const reply = await get(other)
      expect([other, reply.status, reply.headers.get('cache-control')]).toEqual([other, 404, 'no-store'])
      await reply.text()
    }
  }
})

describe('pages', () => {
  test.each([
    [() => firstCode(), 200, 'Begin'],
    [() => 'ZZZZZZZ', 404, 'Deze code kennen we niet.'],
    [() => 'x%20y', 404, 'Deze code kennen we niet.'],
  ])(
    'a code gets a page with its first words, kept nowhere, which the app may take over',
    async (code, status, words) => {
      const reply = await get(`/v/${code()}`)
      const page = await reply.text()
      expect(reply.status).toBe(status)
      expect(page).toContain(words)
      expect(page).toContain('<script src="/assets/respond-abc.js">')
      expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(reply.headers.get('x-robots-tag')).toBe('noindex')
      expect(reply.headers.get('cache-control')).toBe('no-store')
    },
  )

  test('the worker gets the app without a first screen', async () => {
    const reply = await get('/v/app')
    expect([reply.status, await reply.text()]).toEqual([200, BUILT['respond/index.html']])
    expect(reply.headers.get('cache-control')).toBe('no-cache')
  })

  test.each(['/resultaten', '/resultaten/dock', '/resultaten/a/b?survey=x'])('%s is the portal', async (path) => {
    expect(await (await get(path)).text()).toBe(BUILT['portal/index.html'])
  })

  test('assets stay for a year, travel compressed and have their type', async () => {
    const { headers } = await getRaw('/assets/respond-abc.js', { 'Accept-Encoding': 'gzip' })
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
  })

  test('the service worker is checked each time and may serve the whole site', async () => {
    const { headers } = await get('/sw.js')
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('service-worker-allowed')).toBe('/')
    expect(headers.get('content-type')).toContain('javascript')
  })

  test('the manifest carries the name that the municipality chose', async () => {
    const { productName } = server.house.deps.municipality
    expect(await (await get('/manifest.webmanifest')).json()).toEqual({
      name: productName,
      short_name: productName,
      start_url: '/',
    })
  })

  test('the start page takes a code and sends it on', async () => {
    const page = await (await get('/')).text()
    expect(page).toContain('<form action="/v" method="get">')
    expect(page).not.toMatch(/\{\{|<script|style=/)
    expect(await (await get('/plain.css')).text()).toContain('main {')
    const typed = ` ${firstCode().slice(0, 3).toLowerCase()} ${firstCode().slice(3)}`
    const sent = await get(`/v?code=${encodeURIComponent(typed)}`)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/v/${firstCode()}`])
    expect((await get('/v?code=')).headers.get('location')).toBe('/')
    expect((await get('/v?code=a&code=b')).headers.get('location')).toBe('/')
    expect((await get('/v?code=//elders.example')).headers.get('location')).toBe('/v/%2F%2Felders.example')
  })

  test('a code that was typed wrongly is sent on whole, whatever it is made of', async () => {
    const sent = await get(`/v?code=${encodeURIComponent(`${'a'.repeat(39)}😀😀`)}`)
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `/v/${'a'.repeat(39)}${encodeURIComponent('😀')}`,
    ])
  })

  test('robots are asked to stay away', async () => {
    expect(await (await get('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /\n')
  })

  test('what is not there says so: a page to a person, a problem to a program', async () => {
    const page = await get('/nergens', { Accept: 'text/html' })
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('Deze pagina is er niet')
    for (const path of ['/nergens', '/api/v1/nergens', '/assets/nergens.js']) {
      const reply = await get(path, { Accept: 'application/json' })
      expect(reply.status).toBe(404)
      expect(await reply.json()).toMatchObject({ problem: { code: 'not-found' } })
    }
  })

  test('HEAD tells of a missing page what GET tells', async () => {
    const [head, page] = await Promise.all(
      ['HEAD', 'GET'].map((method) => fetch(`${server.origin}/nergens`, { method, headers: { Accept: 'text/html' } })),
    )
    expect(head?.status).toBe(404)
    expect(head?.headers.get('content-type')).toBe(page?.headers.get('content-type'))
    await page?.text()
  })

  test.each(['/assets/respond-abc.js', '/icons'])('POST %s is a problem like any other', async (path) => {
    const reply = await fetch(server.origin + path, { method: 'POST' })
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'HEAD, GET'])
    expect(await reply.json()).toMatchObject({ problem: { code: 'method-not-allowed' } })
  })

  test.each([
    '/assets/../sw.js',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fserver/main.ts',
    '/.vite/manifest.json',
    '/assets/.hidden',
    '/assets/',
    '/icons/%00',
    '/v/../../etc/passwd',
    '//elders.example/..',
  ])('%s gives nothing that is not meant to be read', async (path) => {
    const { status, bytes } = await getRaw(path)
    expect([400, 403, 404]).toContain(status)
    expect(bytes.toString()).not.toMatch(/self\.x|root:|"dependencies"/)
  })

  test('without a build the pages say how to make one', async () => {
    const bare = await startInProcess({ clientDir: join(clientDir, 'nowhere') })
    const reply = await fetch(`${bare.origin}/v/ABCDEFG`)
    expect(reply.status).toBe(503)
    expect(await reply.text()).toContain('npm start')
    await bare.stop()
  })
})

test('no request of this file was logged', () => {
  expect(server.logged).toEqual([])
})
