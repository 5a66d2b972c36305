import { afterAll, beforeAll, expect, test } from 'vitest'
import { methodPage } from '../../server/pages/method.ts'
import { privacyPage, risksPage } from '../../server/pages/privacy.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())

const KINDS: readonly (readonly [string, string])[] = [
  ['/', 'text/html; charset=utf-8'],
  ['/privacy', 'text/html; charset=utf-8'],
  ['/robots.txt', 'text/plain; charset=utf-8'],
  ['/plain.css', 'text/css; charset=utf-8'],
  ['/health', 'application/json; charset=utf-8'],
  ['/api/v1/session', 'application/json; charset=utf-8'],
  ['/api/v1/results', 'application/json; charset=utf-8'],
  ['/api/v1/openapi.json', 'application/json; charset=utf-8'],
  ['/api/nowhere', 'application/json; charset=utf-8'],
  ['/nowhere', 'application/json; charset=utf-8'],
]

test.each(KINDS)('a reply says its kind and its letters, and lets no other site read it: %s', async (path, type) => {
  const reply = await fetch(server.origin + path, { headers: { Origin: 'https://elsewhere.example' } })
  expect(reply.headers.get('content-type')).toBe(type)
  expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  if (path.startsWith('/api')) expect(reply.headers.get('cache-control')).toBe('no-store')
})

test.each([
  '/.git/config',
  '/.git/HEAD',
  '/package.json',
  '/data/secret',
  '/server/main.ts',
  '/assets/',
  '/icons/',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/icons/%2e%2e/%2e%2e/%2e%2e/package.json',
])('nothing of the repository, and no list of files, is served: %s', async (path) => {
  const reply = await fetch(server.origin + path)
  expect([400, 404]).toContain(reply.status)
  expect(await reply.text()).not.toMatch(/"dependencies"|\[core\]|ref: |<li>/)
})

test('a new server has no account', () => {
  const { store } = server.house.deps
  expect([store.users(), store.tokens()]).toEqual([[], []])
})

test('words of a municipality are text in every plain page', () => {
  const words = `<img src=x onerror=alert(1)> & "q" 'a' {{contact}}`
  const line = { kind: 'help', name: { nl: words }, phone: words } as const
  const municipality = { productName: words, name: words, help: [line] }
  for (const html of [privacyPage(municipality), risksPage(municipality), methodPage(municipality)]) {
    expect(html).not.toMatch(/<img|"q"|'a'/)
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;')
    expect(html).toContain('{{contact}}')
  }
})
