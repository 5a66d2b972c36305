import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

interface Source {
  readonly path: string
  readonly text: string
}

/** Every source of these folders, without what starts and builds the project. */
function sourcesIn(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
  )
}

const server = sourcesIn('server')
const client = sourcesIn('client')
const shared = sourcesIn('shared')
const all = [...server, ...client, ...shared]

/** `path: what was found`, for each place where the pattern is. */
function found(sources: readonly Source[], pattern: RegExp): readonly string[] {
  return sources.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([what]) => `${path}: ${what}`))
}

test('the sources are found', () => {
  expect([server.length > 150, client.length > 100, shared.length > 50]).toEqual([true, true, true])
})

test('no code is made of text, and no HTML by hand', () => {
  expect(found(all, /\beval\(|new Function\(|set(?:Timeout|Interval)\(\s*['"`]|\bnode:vm\b/g)).toEqual([])
  const byHand =
    /\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc/g
  expect(found(client, byHand)).toEqual([])
})

test('no process is started through a shell', () => {
  expect(
    found(
      all,
      /(?<!\.)\bexec(?:File)?(?:Sync)?\(|shell:\s*true|import \{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child/g,
    ),
  ).toEqual([])
})

test('the server asks nothing of others', () => {
  expect(
    found(server, /\bfetch\(|https?\.(?:request|get)\(|from 'node:(?:https|net|tls|dgram|http2|dns)'|new WebSocket/g),
  ).toEqual([
    // The type of a connection, for replies to what is no HTTP.
  ])
})

test('every hash, cipher and key is one of the list', () => {
  const hashes = found(server, /create(?:Hash|Hmac)\(\s*[^,)]+/g).map((place) => place.replace(/^.*\(\s*/, ''))
  expect([...new Set(hashes)]).toEqual(["'sha256'"])
  const ciphers = found(server, /create(?:C|Dec)ipheriv\(\s*[^,)]+/g).map((place) => place.replace(/^.*\(\s*/, ''))
  expect([...new Set(ciphers)].sort()).toEqual(["'aes-256-gcm'", 'CIPHER', 'aead.cipher'])
  const named = found(server, /(?:CIPHER =|\bcipher:) *'[^']*'/g).map((place) => place.replace(/^.*[=:] *(?=')/, ''))
  // The shorter one opens the published vector of the RFC.
  expect([...new Set(named)].sort()).toEqual(["'aes-128-gcm'", "'aes-256-gcm'"])
  expect(found(all, /\b(?:md5|sha-?1|des|rc4|ecb|cbc|RSA[-\w]*)\b(?=['"])/gi)).toEqual(['server/second-step.ts: SHA1'])
})

test('chance that must not be guessed comes from the system', () => {
  expect(found(server, /Math\.random/g)).toEqual([])
  expect(
    found(server, /randomBytes(?:,| as| }).*from .*/g).filter((place) => !place.includes("'node:crypto'")),
  ).toEqual([])
  expect(found(server, /TOKEN_BYTES = .*/g)).toEqual(['server/auth.ts: TOKEN_BYTES = 32'])
})

test('a password is typed in a field that hides it, and that may be pasted and filled in', () => {
  const portal = client.filter(({ path }) => path.startsWith('client/portal'))
  const fields = portal.flatMap(({ text }) => [...text.matchAll(/<input[^>]*?name="(?:password|next)"[\s\S]*?\/>/g)])
  const hidden = found(portal, /type="password"/g)
  expect(hidden.length).toBeGreaterThan(1)
  for (const [field] of fields) expect(field).toContain('type="password"')
  expect(
    found(portal, /onPaste|onpaste|autocomplete="off"[^>]*type="password"|type="password"[^>]*autocomplete="off"/g),
  ).toEqual([])
  expect(found(portal, /(?:new|current)-password/g).length).toBeGreaterThan(1)
})

test('every package has an exact version, and its hash in the lock', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(root, name), 'utf8')) as Record<string, Record<string, never>>
  const { dependencies = {}, devDependencies = {}, overrides = {} } = read('package.json')
  const versions: readonly string[] = [dependencies, devDependencies, overrides].flatMap((part) => Object.values(part))
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  const packages = Object.entries(read('package-lock.json').packages ?? {}) as [string, { integrity?: string }][]
  expect(packages.length).toBeGreaterThan(200)
  const bare = packages.filter(([name, { integrity }]) => name !== '' && !/^sha512-/.test(integrity ?? ''))
  expect(bare.map(([name]) => name)).toEqual([])
})
