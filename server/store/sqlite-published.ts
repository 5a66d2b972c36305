import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CannotStart } from '../cannot-start.ts'
import { assertKnown } from './sqlite-migrate.ts'
import { surveysIn } from './sqlite-surveys.ts'
import type { PublishedSurvey } from './store.ts'

/** What the files of surveys are compared with. */
export interface KeptBefore {
  /** Every version that was published, as `Store.surveys` gives them. */
  readonly published: readonly PublishedSurvey[]
  readonly providers: readonly { readonly id: string }[]
}

/** What the database in this file has, without opening a store: nothing is written, migrated or locked, and a server may be
 *  running on it. Nothing for an empty database. Throws CannotStart for a file that is no database of ours, is newer than this
 *  program or cannot be read. */
export function keptIn(file: string): KeptBefore {
  const db = openToRead(file)
  try {
    assertKnown(db, file)
    if (db.pragma('user_version', { simple: true }) === 0) return { published: [], providers: [] }
    const providers = db.prepare<[], { readonly id: string }>('select id from provider order by id').all()
    return { published: surveysIn(db).functions.surveys(), providers }
  } catch (error) {
    throw error instanceof CannotStart ? error : cannotRead(file, error)
  } finally {
    db.close()
  }
}

/** A read-only connection would make a log beside a database that was closed well, and leave it there; an ordinary one
 *  takes it away again. Where a log is already, an ordinary connection might fold it in at its end.
 *  Source: sqlite.org/wal.html, "Read-Only Databases". */
function openToRead(file: string): Database.Database {
  try {
    const db = new Database(file, { fileMustExist: true, readonly: existsSync(`${file}-wal`) })
    db.pragma('query_only = on')
    return db
  } catch (error) {
    throw cannotRead(file, error)
  }
}

function cannotRead(file: string, cause: unknown): CannotStart {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new CannotStart(`De database ${file} is niet te lezen: ${why}.`, { cause })
}
