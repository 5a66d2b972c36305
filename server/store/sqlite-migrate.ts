import type { Database } from 'better-sqlite3'
import { CannotStart } from '../cannot-start.ts'
import start from './migrations/001-start.sql?raw'

/** In order; the first brings an empty database to version 1. A migration that has run anywhere never changes. */
const MIGRATIONS: readonly string[] = [start]

/** Says in the file's header that it is one of ours ("Ervw"). */
const APPLICATION_ID = 0x45727677

/** Brings the database to the newest version; each step is one transaction, so that a killed start ends before or after
 *  it. Throws CannotStart on a database that is newer than this program, or not one of ours. */
export function migrate(db: Database, file: string, migrations: readonly string[] = MIGRATIONS): void {
  const step = db.transaction((): boolean => {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) throw new CannotStart(tooNew(file, version, migrations.length))
    assertOurs(db, file, version)
    const sql = migrations[version]
    if (sql === undefined) return false
    db.exec(sql)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${version + 1}`)
    return true
  })
  while (Number(db.pragma('user_version', { simple: true })) !== migrations.length) step.immediate()
  assertOurs(db, file, migrations.length)
}

function assertOurs(db: Database, file: string, version: number): void {
  const isNew = version === 0 && db.prepare('select count(*) from sqlite_schema').pluck().get() === 0
  if (isNew || db.pragma('application_id', { simple: true }) === APPLICATION_ID) return
  throw new CannotStart(
    `${file} is een database van een ander programma. Er is niets aan veranderd. Kies met DATA_DIR een andere map.`,
  )
}

function tooNew(file: string, version: number, known: number): string {
  return `De database ${file} is van een nieuwere versie van dit programma (${version}; dit programma kent ${known}). Er is niets aan veranderd. Start de nieuwere versie.`
}
