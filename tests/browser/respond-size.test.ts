import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import names from '../../client/text/languages.json'
import { type InProcess, startInProcess } from '../support/server.ts'

const client = resolve(import.meta.dirname, '../../.build/client')

let server: InProcess

beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

const chunks = () => JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

/** The files that the browser must have before this one runs, itself included. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const other of chunk.imports ?? []) filesOf(manifest, other, seen)
  return seen
}

const gz = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length

test('the first question needs at most 30,000 bytes of JavaScript, compressed', () => {
  const files = [...filesOf(chunks(), 'respond/index.html')]
  expect(files.length).toBeGreaterThan(0)
  const bytes = files.map((file) => gz(readFileSync(join(client, file))))
  expect(sum(bytes)).toBeLessThanOrEqual(30_000)
})

/** Bytes that the server sends for that path to a browser that takes gzip, as they cross the network. */
async function sent(path: string): Promise<number> {
  const reply = await fetch(`${server.origin}${path}`, { headers: { 'accept-encoding': 'gzip' } })
  expect(reply.status, path).toBe(200)
  const body = new Uint8Array(await reply.arrayBuffer())
  return reply.headers.get('content-encoding') === 'gzip' ? gz(body) : body.length
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, each) => total + each, 0)
const total = async (paths: readonly string[]) => sum(await Promise.all(paths.map(sent)))

/** The files of words in a language other than Dutch, which comes with the app. */
const wordFiles = (language: string) =>
  readdirSync(join(client, 'assets')).filter((file) => new RegExp(`^(later\\.)?${language}-.*\\.json$`).test(file))

/** What every phone gets: the page's files and all that the worker keeps. Only a paired device asks for what
 *  signs, and none for `no-node`. */
function appFiles(): readonly string[] {
  const assets = readdirSync(join(client, 'assets')).filter(
    (file) => !/^(portal|assist|kiosk|signed-send|_no-node)-|\.json$/.test(file),
  )
  // The largest icon is for a screen that installs the app: the browser fetches it then.
  const icons = readdirSync(join(client, 'icons')).filter((icon) => icon !== 'icon-512.png')
  return [
    ...assets.map((file) => `/assets/${file}`),
    ...icons.map((file) => `/icons/${file}`),
    '/manifest.webmanifest',
    '/sw.js',
  ]
}

test('a whole first visit is at most 100,000 bytes, with a second language, pictures and everything offline', async () => {
  const app = await total(appFiles())
  const languages = Object.keys(names).filter((language) => wordFiles(language)[0])
  expect(languages).toContain('ar')
  for (const code of server.codes) {
    const collector = `/api/v1/collectors/${code}?languages=nl`
    const dutch = app + (await total([`/v/${code}`, collector]))
    for (const language of languages) {
      const words = wordFiles(language).map((file) => `/assets/${file}`)
      const other = await total([...words, `${collector},${language}&pictures=none`])
      expect(dutch + other, `${code} ${language}`).toBeLessThanOrEqual(100_000)
    }
  }
})

test('all style is in the one file that the page names: no lazy file brings its own', () => {
  const styles = Object.values(chunks()).flatMap(({ file }) => (file.endsWith('.css') ? file : []))
  expect(styles).toHaveLength(1)
  expect(readFileSync(join(client, 'respond/index.html'), 'utf8')).toContain(`/${styles[0]}`)
})

test('the worker keeps the phone app and nothing of the other apps or of paired devices', () => {
  const worker = readFileSync(join(client, 'sw.js'), 'utf8')
  expect(worker).toContain('respond/index.html')
  expect(worker).not.toMatch(/portal|signed-send|assist|kiosk/)
})
