import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const STYLE = '.ew-screen{color:red}.ew-never{color:blue}'
const LINK = '<link rel="stylesheet" crossorigin href="/assets/style-abc.css">'
const clientDir = temporaryFolder()
let server: InProcess

beforeAll(async () => {
  for (const folder of ['respond', 'assets']) mkdirSync(join(clientDir, folder))
  writeFileSync(
    join(clientDir, 'respond/index.html'),
    `<!doctype html><html lang="nl"><title>x</title>${LINK}<div id="app"></div>`,
  )
  writeFileSync(join(clientDir, 'assets/style-abc.css'), STYLE)
  server = await startInProcess({ clientDir })
})
afterAll(async () => {
  await server.stop()
  rmSync(clientDir, { recursive: true, force: true })
})

const ask = (path: string, encoding = 'identity') =>
  fetch(`${server.origin}${path}`, { headers: { 'accept-encoding': encoding } })
const link = () => `/v/${server.codes[0]}`
const styleOf = (reply: Response) => /style-src ([^;]*)/.exec(reply.headers.get('content-security-policy') ?? '')?.[1]

test('the first page has the style inside that it needs, allowed by its hash and by nothing wider', async () => {
  const reply = await ask(link())
  const page = await reply.text()
  expect(page).toContain('<meta name="style" content="/assets/style-abc.css">')
  expect(page).toContain('<style>.ew-screen{color:red}</style>')
  expect(page).not.toContain('stylesheet')
  // printf '.ew-screen{color:red}' | openssl dgst -sha256 -binary | base64
  expect(styleOf(reply)).toBe("'self' 'sha256-kIhFIRIdoGuCjvezzeUj68OWoOePmfoMl1Dk7Tgk+FI='")
})

test.each([
  ['the app without a first screen', () => '/v/app'],
  ['an unknown code', () => '/v/ZZZZZZZ'],
  ['the start page', () => '/'],
])('no style is allowed inside %s', async (_page, path) => {
  expect(styleOf(await ask(path()))).toBe("'self'")
})

test('a first page that is asked for again comes compressed once for all, and says the same', async () => {
  const plain = await (await ask(link())).text()
  const lengths = new Set<string | null>()
  // Until the short form is there the page is compressed as it goes.
  while (!lengths.has('br with its length')) {
    const reply = await ask(link(), 'br')
    expect(await reply.text()).toBe(plain)
    const { headers } = reply
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual(['br', 'Accept-Encoding'])
    lengths.add(headers.has('content-length') ? 'br with its length' : 'br')
  }
  const gzipped = await ask(link(), 'gzip')
  expect([gzipped.headers.get('content-encoding'), await gzipped.text()]).toEqual(['gzip', plain])
  expect((await ask(link())).headers.get('content-encoding')).toBeNull()
})
