import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

function backupFile(dataDir: string): string {
  return join(dataDir, 'last-backup')
}

/** Leaves in the data folder when the last backup was made, for who watches over the server. It lies beside the database and not
 *  in it: a database that was put back would else say what an older one knew. A disk that is full keeps no backup from having been made. */
export function noteBackup(dataDir: string, now: number): void {
  const file = backupFile(dataDir)
  try {
    writeFileSync(`${file}.new`, `${new Date(now).toISOString()}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}

/** When the last backup was made, in milliseconds since 1970; null where none is known. */
export function lastBackup(dataDir: string): number | null {
  try {
    const at = Date.parse(readFileSync(backupFile(dataDir), 'utf8').trim())
    return Number.isNaN(at) ? null : at
  } catch {
    return null
  }
}
