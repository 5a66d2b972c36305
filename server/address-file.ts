import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

function addressFile(dataDir: string): string {
  return join(dataDir, 'address')
}

/** Leaves the running server's public URL in its data folder, for the links that commands print; gives the function
 *  that takes it away again. A server that is killed leaves it behind. Throws what the disk throws. */
export function leaveAddress(dataDir: string, publicUrl: string): () => void {
  const file = addressFile(dataDir)
  // Renamed into place: a command that reads at this moment finds the whole address or none.
  writeFileSync(`${file}.new`, `${publicUrl}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return () => rmSync(file, { force: true })
}

/** The public URL that a server on this data folder left, without a slash at the end; null when there is none or it is
 *  no such address. */
export function leftAddress(dataDir: string): string | null {
  try {
    const text = readFileSync(addressFile(dataDir), 'utf8').trim()
    return /^https?:/.test(text) && new URL(text).origin === text ? text : null
  } catch {
    // Not there, not readable or damaged: then it is as if no server had run.
    return null
  }
}
