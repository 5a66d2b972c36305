import { existsSync, rmSync } from 'node:fs'
import { lockFileOf } from './data-folder.ts'
import { holdLock } from './store/sqlite.ts'

/** What SQLite keeps beside a database while it is open: a log, its index, or what a write can be undone with. */
export const COMPANIONS: readonly string[] = ['-wal', '-shm', '-journal']

/** Where a restore makes its copy ready. */
export function restoringCopy(databaseFile: string): string {
  return `${databaseFile}.restoring`
}

/** Removes a database with what lies beside it; nothing happens when it is not there. */
export function dropDatabase(file: string): void {
  for (const ending of ['', ...COMPANIONS]) rmSync(file + ending, { force: true })
}

/** Removes the copy that a killed restore left behind: it holds every answer of the backup. A copy that a restore is
 *  working on stays, for that restore holds the lock of the data folder; `locked` says that this process holds it. */
export function dropLeftCopy(dataDir: string, databaseFile: string, locked: boolean): void {
  const copy = restoringCopy(databaseFile)
  if (!['', ...COMPANIONS].some((ending) => existsSync(copy + ending))) return
  const release = locked ? () => {} : holdLock(lockFileOf(dataDir))
  if (release === null) return
  try {
    dropDatabase(copy)
  } finally {
    release()
  }
}
