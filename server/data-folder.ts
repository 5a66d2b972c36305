import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { writeSecretFile } from './secret-file.ts'
import { holdLock } from './store/sqlite.ts'

/** Where everything lies that this server keeps. */
export interface DataFolder {
  /** The database; the only file that goes into a backup. */
  readonly databaseFile: string
  /** Whether the database was there before. */
  readonly hasDatabase: boolean
  /** The folder of the private keys; never in a backup of the database. */
  readonly keysFolder: string
  /** 32 bytes, made once: what tombstones are derived with. */
  readonly secret: Buffer
  /** Lets go of the lock. */
  close(): void
}

/** Opens the data folder and makes what is not there yet, for its owner only. A server passes `lock`: it then is the
 *  only server on this folder until `close` or until its process ends, however it ends. The command line does not.
 *  Throws CannotStart when another server holds the folder, or it cannot be written. */
export function openDataFolder(dir: string, { lock = false }: { lock?: boolean } = {}): DataFolder {
  try {
    makeFolder(dir)
    assertWritable(`${dir}/`)
    const databaseFile = databaseFileOf(dir)
    const hasDatabase = existsSync(databaseFile)
    if (hasDatabase) assertWritable(databaseFile)
    const release = lock ? holdLock(lockFileOf(dir)) : () => {}
    if (release === null) throw new CannotStart(inUse(dir))
    return {
      databaseFile,
      hasDatabase,
      keysFolder: join(dir, 'keys'),
      secret: readSecret(join(dir, 'secret')),
      close: release,
    }
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(describeFailure(dir, codeOf(error)), { cause: error })
  }
}

/** Where the database of that data folder lies, whether there is one or not. */
export function databaseFileOf(dir: string): string {
  return join(dir, 'ervaringwijzer.sqlite')
}

/** The file whose lock makes a server, or a restore, the only one on that data folder. */
export function lockFileOf(dir: string): string {
  return join(dir, 'server.lock')
}

/** Makes the folder and those above it, one by one: below /proc the recursive mkdir of Node 20 never comes back. */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return
  makeFolder(dirname(dir))
  try {
    mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it at the same moment.
    if (codeOf(error) !== 'EEXIST' || !existsSync(dir)) throw error
  }
}

/** Asked before SQLite is, which tells less of why it cannot write. */
function assertWritable(path: string): void {
  accessSync(path, constants.R_OK | constants.W_OK)
}

function readSecret(path: string): Buffer {
  if (!existsSync(path)) writeSecretFile(path, `${randomBytes(32).toString('hex')}\n`)
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  if (secret.length === 32) return secret
  throw new CannotStart(`Het bestand ${path} is beschadigd. Zet het terug uit uw eigen kopie; haal het niet weg.`)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function inUse(dir: string): string {
  return `Er draait al een server op de gegevensmap ${dir}. Stop die eerst, of kies met DATA_DIR een andere map.`
}

function describeFailure(dir: string, code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return `De schijf van de gegevensmap ${dir} is vol. Maak ruimte en start opnieuw.`
  }
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return `De gegevensmap ${dir} is geen map. Kies met DATA_DIR een andere plek.`
  return `De gegevensmap ${dir} is niet te beschrijven (${code || 'onbekende fout'}). Geef de gebruiker van dit programma schrijfrechten, of kies met DATA_DIR een andere map.`
}
