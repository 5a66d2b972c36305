import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from './secret-file.ts'
import { type Store, StoreUnavailable } from './store/store.ts'

/** Beside the database, and only ever added to: the marks of all that was withdrawn, so that a restore can do it again where
 *  the database is lost. They name nobody. */
const NAME = 'withdrawn'

const MARK = /^[0-9a-f]{64}$/

/** The marks in the file; null when there is none. What a crash left half written is no mark. */
export function readWithdrawn(dataDir: string): readonly string[] | null {
  const file = join(dataDir, NAME)
  if (!existsSync(file)) return null
  return readFileSync(file, 'latin1')
    .split('\n')
    .filter((line) => MARK.test(line))
}

/** Adds these marks; they are on disk when it returns. Throws StoreUnavailable when that cannot be. */
export function noteWithdrawn(dataDir: string, marks: readonly string[]): void {
  if (marks.length === 0) return
  const path = join(dataDir, NAME)
  const isNew = !existsSync(path)
  try {
    const file = openSync(path, 'a', 0o600)
    try {
      // Begins a line of its own, after what a crash may have left half written.
      const text = `\n${marks.join('\n')}\n`
      if (writeSync(file, text) < text.length) throw new Error('the disk is full')
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (isNew) syncFolder(dataDir)
  } catch (cause) {
    throw new StoreUnavailable('what is withdrawn cannot be noted now', { cause })
  }
}

/** Adds what the database knows and the file does not. */
export function keepWithdrawn(dataDir: string, store: Pick<Store, 'tombstones'>): void {
  const noted = new Set(readWithdrawn(dataDir))
  noteWithdrawn(
    dataDir,
    store.tombstones().filter((mark) => !noted.has(mark)),
  )
}
