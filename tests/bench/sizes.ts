import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}

const gz = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length

export interface Sizes {
  /** Bytes gz of the JavaScript that must be there before the first question can be answered. */
  readonly entryJs: number
  /** Bytes gz of all JavaScript and CSS of the phone app, lazy parts too. */
  readonly wholeApp: number
  readonly html: number
}

/** Reads Vite's manifest in the built client. */
export function respondSizes(clientDir: string): Sizes {
  const manifest = JSON.parse(readFileSync(join(clientDir, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const entry = Object.keys(manifest).find((name) => name.startsWith('respond/') && manifest[name]?.isEntry)
  if (!entry) throw new Error('the manifest has no respond entry')
  const eager = reach(manifest, [entry], false)
  const all = reach(manifest, [entry], true)
  const js = (names: ReadonlySet<string>) =>
    new Set([...names].map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js')))
  const css = Object.values(manifest).flatMap(({ file }) => (file.endsWith('.css') ? file : []))
  const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + gz(join(clientDir, file)), 0)
  return { entryJs: sum(js(eager)), wholeApp: sum(js(all)) + sum(css), html: gz(join(clientDir, 'respond/index.html')) }
}

function reach(manifest: Record<string, Chunk>, from: readonly string[], lazyToo: boolean): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [...from]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const chunk = manifest[name]
    queue.push(...(chunk?.imports ?? []), ...(lazyToo ? (chunk?.dynamicImports ?? []) : []))
  }
  return found
}
