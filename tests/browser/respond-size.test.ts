import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const client = resolve(import.meta.dirname, '../../.build/client')

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

/** The files that the browser must have before this one runs, itself included. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const other of chunk.imports ?? []) filesOf(manifest, other, seen)
  return seen
}

test('the first question needs at most 30 KB of JavaScript, compressed', () => {
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const files = [...filesOf(manifest, 'respond/index.html')]
  expect(files.length).toBeGreaterThan(0)
  const bytes = files.map((file) => gzipSync(readFileSync(join(client, file)), { level: 9 }).length)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(30 * 1024)
})

test('the worker keeps the phone app and nothing of the portal', () => {
  const worker = readFileSync(join(client, 'sw.js'), 'utf8')
  expect(worker).toContain('respond/index.html')
  expect(worker).not.toContain('portal')
})
