import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Hidden names, which no reader of surveys looks at. */
const besides = (folder: string, id: string) => [join(folder, `.${id}.new`), join(folder, `.${id}.old`)] as const

/** A survey's folder made ready beside its place. */
export interface ReadyFolder {
  readonly path: string
  /** Where what stood in its place is kept, until somebody takes it away. */
  readonly aside: string
  /** Puts it in its place. */
  readonly place: () => void
  /** Puts back what stood there before. */
  readonly undo: () => void
}

/** Copies a survey's folder beside the place `id` in `folder`, whole and on disk. Throws what the disk throws and leaves nothing. */
export function readyFolder(from: string, folder: string, id: string): ReadyFolder {
  const [path, aside] = besides(folder, id)
  const target = join(folder, id)
  rmSync(path, { recursive: true, force: true })
  try {
    mkdirSync(folder, { recursive: true })
    cpSync(from, path, { recursive: true })
    syncAll(path)
  } catch (error) {
    rmSync(path, { recursive: true, force: true })
    throw error
  }
  return {
    path,
    aside,
    place() {
      rmSync(aside, { recursive: true, force: true })
      if (existsSync(target)) renameSync(target, aside)
      renameSync(path, target)
      sync(folder)
    },
    undo() {
      // Where it is in its place already, it goes back to be taken away.
      if (!existsSync(path) && existsSync(target)) renameSync(target, path)
      if (existsSync(aside)) renameSync(aside, target)
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Mends what a power cut left in a municipality's folder: a survey that was kept aside comes back where none took its place. */
export function mendFolders(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const id = /^\.([a-z0-9-]+)\.old$/.exec(name)?.[1]
    if (id && !existsSync(join(folder, id))) renameSync(join(folder, name), join(folder, id))
  }
}

function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncAll(path)
    else sync(path)
  }
  sync(folder)
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
