import type { Database } from 'better-sqlite3'
import { CannotStart } from '../cannot-start.ts'
import start from './migrations/001-start.sql?raw'
import withdrawal from './migrations/002-withdrawal.sql?raw'
import devices from './migrations/003-devices.sql?raw'
import batches from './migrations/004-batches.sql?raw'
import openAnswers from './migrations/005-open-answers.sql?raw'
import portfolio from './migrations/006-portfolio.sql?raw'
import reach from './migrations/007-reach.sql?raw'
import audit from './migrations/008-audit.sql?raw'
import interpretation from './migrations/011-interpretation.sql?raw'
import keeping from './migrations/012-keeping.sql?raw'
import accounts from './migrations/013-accounts.sql?raw'
import invitations from './migrations/015-invitations.sql?raw'
import imports from './migrations/016-imports.sql?raw'
import feedback from './migrations/017-feedback.sql?raw'
import panel from './migrations/018-panel.sql?raw'
import passkeys from './migrations/019-passkeys.sql?raw'
import careGiven from './migrations/021-care-given.sql?raw'
import paused from './migrations/022-paused.sql?raw'
import releasedAnew from './migrations/023-released-anew.sql?raw'

/** In order; the first brings an empty database to version 1. A migration that has run anywhere never changes. */
const MIGRATIONS: readonly string[] = [
  start,
  withdrawal,
  devices,
  batches,
  openAnswers,
  portfolio,
  reach,
  audit,
  interpretation,
  keeping,
  accounts,
  invitations,
  imports,
  feedback,
  panel,
  passkeys,
  careGiven,
  paused,
  releasedAnew,
]

/** Says in the file's header that it is one of ours ("Ervw"). */
const APPLICATION_ID = 0x45727677

/** Throws CannotStart on a database that is newer than this program, or not one of ours; changes nothing. */
export function assertKnown(db: Database, file: string, known = MIGRATIONS.length): void {
  const version = versionOf(db)
  if (version > known) throw new CannotStart(tooNew(file, version, known))
  const isNew = version === 0 && db.prepare('select count(*) from sqlite_schema').pluck().get() === 0
  if (isNew || db.pragma('application_id', { simple: true }) === APPLICATION_ID) return
  throw new CannotStart(
    `${file} is een database van een ander programma. Er is niets aan veranderd. Kies met DATA_DIR een andere map.`,
  )
}

/** Brings the database to the newest version; each step is one transaction, so that a killed start ends before or after
 *  it. Throws CannotStart as `assertKnown` does. */
export function migrate(db: Database, file: string, migrations: readonly string[] = MIGRATIONS): void {
  const step = db.transaction((): void => {
    // Asked again inside the transaction: another process may just have done this step.
    assertKnown(db, file, migrations.length)
    const version = versionOf(db)
    const sql = migrations[version]
    if (sql === undefined) return
    db.exec(sql)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${version + 1}`)
  })
  while (versionOf(db) !== migrations.length) step.immediate()
}

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

function tooNew(file: string, version: number, known: number): string {
  return `De database ${file} is van een nieuwere versie van dit programma (${version}; dit programma kent ${known}). Er is niets aan veranderd. Start de nieuwere versie.`
}
