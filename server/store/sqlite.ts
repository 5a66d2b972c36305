import { randomUUID } from 'node:crypto'
import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CannotStart } from '../cannot-start.ts'
import { agedIn } from './sqlite-aged.ts'
import { auditIn } from './sqlite-audit.ts'
import { careGivenIn } from './sqlite-care-given.ts'
import { collectorsIn } from './sqlite-collectors.ts'
import { demoIn } from './sqlite-demo.ts'
import { devicesIn } from './sqlite-devices.ts'
import { feedbackIn } from './sqlite-feedback.ts'
import { forgettingIn } from './sqlite-forgetting.ts'
import { importsIn } from './sqlite-imports.ts'
import { interpretationsIn } from './sqlite-interpretations.ts'
import { invitationsIn } from './sqlite-invitations.ts'
import { assertKnown, migrate } from './sqlite-migrate.ts'
import { openAnswersIn } from './sqlite-open-answers.ts'
import { passkeysIn } from './sqlite-passkeys.ts'
import { peopleIn } from './sqlite-people.ts'
import { reachIn } from './sqlite-reach.ts'
import { refusedIn } from './sqlite-refused.ts'
import { releasesIn } from './sqlite-release.ts'
import { responsesIn } from './sqlite-responses.ts'
import { surveyCommentsIn } from './sqlite-survey-comments.ts'
import { surveysIn } from './sqlite-surveys.ts'
import { tablesIn } from './sqlite-tables.ts'
import { talliesIn } from './sqlite-tallies.ts'
import { verifyIn } from './sqlite-verify.ts'
import { afterErasing, tombstonesIn, withdrawalsIn } from './sqlite-withdrawals.ts'
import { type Store, StoreUnavailable } from './store.ts'

/** How long a write waits for another process, such as the command line beside the server, in milliseconds. */
const BUSY_MS = 4000

/** SQLite before this can damage a WAL database that two connections write to.
 *  Source: sqlite.org/wal.html, "The WAL-reset bug". */
const OLDEST_SQLITE = '3.51.3'

/** Primary result codes after which the same write may succeed later. Source: sqlite.org/rescode.html. */
const PASSING = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL|CORRUPT)(_|$)/

export interface StoreOptions {
  /** At least 32 bytes of the data folder, outside the database: tombstones are derived with it. */
  readonly secret: Uint8Array
  /** Names the life of a new database; a random name unless given. */
  readonly newEpoch?: () => string
  /** How long a write waits for another process, in milliseconds; 4000 unless given. */
  readonly busyMs?: number
}

/** The store in that SQLite file, made and migrated where needed; ':memory:' is for tests. Throws CannotStart when the
 *  file, the library or the disk cannot keep what a store promises. */
export function openStore(file: string, { secret, newEpoch = randomUUID, busyMs = BUSY_MS }: StoreOptions): Store {
  const db = openFile(file, busyMs)
  try {
    assertVersion(db)
    assertKnown(db, file)
    configure(db)
    migrate(db, file)
    if (file !== ':memory:') {
      chmodSync(file, 0o600)
      assertDurable(db)
      foldLog(db)
    }
    return asStore(db, secret, newEpoch)
  } catch (error) {
    db.close()
    throw error instanceof CannotStart ? error : cannotOpen(file, error)
  }
}

function openFile(file: string, busyMs: number): Database.Database {
  try {
    return new Database(file, { timeout: busyMs })
  } catch (error) {
    throw cannotOpen(file, error)
  }
}

function cannotOpen(file: string, cause: unknown): CannotStart {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new CannotStart(`De database ${file} is niet te openen: ${why}.`, { cause })
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = wal')
  // Said at every open: this SQLite is compiled to reopen a WAL database with synchronous = NORMAL, which acknowledges
  // a commit before it is on disk.
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  db.pragma('secure_delete = on')
  db.pragma('mmap_size = 0')
  db.pragma('journal_size_limit = 67108864')
}

function assertVersion(db: Database.Database): void {
  const version = String(db.prepare('select sqlite_version()').pluck().get())
  const older = version.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) < 0
  if (older)
    throw new CannotStart(
      `SQLite ${version} is te oud: nodig is ${OLDEST_SQLITE} of nieuwer. Installeer opnieuw met npm ci.`,
    )
}

/** Throws CannotStart unless a commit on this connection is on disk when it returns. Reads the settings back after a
 *  statement: until then SQLite may report what was asked and not what is so. */
export function assertDurable(db: Database.Database): void {
  db.prepare('select count(*) from sqlite_schema').get()
  const journal = db.pragma('journal_mode', { simple: true })
  const synchronous = db.pragma('synchronous', { simple: true })
  if (journal === 'wal' && synchronous === 2) return
  throw new CannotStart(
    `De database bewaart niet veilig genoeg (journal_mode=${String(journal)}, synchronous=${String(synchronous)}; nodig: wal en 2). Zet de gegevensmap op een gewone, lokale schijf.`,
  )
}

/** Writes what a process that was killed left in the log into the database itself, and that to disk. A commit whose sync failed
 *  can be read back from memory without being on disk, and its device would be told that it is there. Where this fails now, the next
 *  write fails too. */
function foldLog(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(passive)')
  } catch {
    return
  }
}

function asStore(db: Database.Database, secret: Uint8Array, newEpoch: () => string): Store {
  const surveys = surveysIn(db)
  const tombstones = tombstonesIn(db, secret)
  const aged = agedIn(db, tombstones)
  const store: Store = {
    ...responsesIn(db, { tombstones, aged, counted: surveys.counted }),
    ...withdrawalsIn(db, tombstones, surveys.counted),
    ...invitationsIn(db, tombstones),
    ...importsIn(db, surveys.counted),
    ...refusedIn(db),
    ...surveys.functions,
    ...collectorsIn(db),
    ...devicesIn(db),
    ...talliesIn(db),
    ...releasesIn(db),
    ...openAnswersIn(db),
    ...peopleIn(db),
    ...passkeysIn(db),
    ...reachIn(db),
    ...surveyCommentsIn(db),
    ...interpretationsIn(db),
    ...careGivenIn(db),
    ...feedbackIn(db),
    ...auditIn(db),
    ...forgettingIn(db, aged, surveys.counted),
    ...demoIn(db),
    ...verifyIn(db, surveys.counted),
    ...tablesIn(db),
    ...lifeOf(db, newEpoch),
  }
  return { ...passingErrors(store), close: () => void db.close() }
}

function lifeOf(
  db: Database.Database,
  newEpoch: () => string,
): Pick<Store, 'epoch' | 'renewEpoch' | 'together' | 'probe' | 'foldLog' | 'backup' | 'close'> {
  const read = db.prepare<[], string>(`select value from meta where name = 'epoch'`).pluck()
  const first = db.prepare<[string]>(`insert into meta (name, value) values ('epoch', ?) on conflict do nothing`)
  const write = db.prepare<[string]>(`update meta set value = ? where name = 'epoch'`)
  const addProbe = db.prepare(`insert into meta (name, value) values ('probe', '')`)
  const dropProbe = db.prepare(`delete from meta where name = 'probe'`)
  // Adding and removing a row writes the page, so the commit goes all the way to the disk and leaves nothing.
  const probe = db.transaction(() => {
    addProbe.run()
    dropProbe.run()
  })
  if (read.get() === undefined) first.run(newEpoch())
  return {
    epoch: () => read.get() ?? '',
    renewEpoch: (epoch) => void write.run(epoch),
    together: (writes) => db.transaction(writes).immediate(),
    probe: () => probe.immediate(),
    foldLog: () => afterErasing(db, undefined),
    backup: async (file) => {
      await db.backup(file)
      chmodSync(file, 0o600)
    },
    close: () => void db.close(),
  }
}

/** The same functions, where an error that may pass becomes StoreUnavailable. */
function passingErrors(store: Store): Store {
  const wrap =
    <A extends unknown[], R>(fn: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return fn(...args)
      } catch (error) {
        if (!(error instanceof Database.SqliteError) || !PASSING.test(error.code)) throw error
        throw new StoreUnavailable(`the database cannot do this now (${error.code})`, { cause: error })
      }
    }
  return {
    ...store,
    saveResponses: wrap(store.saveResponses),
    keepRefused: wrap(store.keepRefused),
    withdrawByCode: wrap(store.withdrawByCode),
    askPairing: wrap(store.askPairing),
    noteBeat: wrap(store.noteBeat),
    probe: wrap(store.probe),
    saveUser: wrap(store.saveUser),
    saveSession: wrap(store.saveSession),
    touchSession: wrap(store.touchSession),
    endSession: wrap(store.endSession),
    note: wrap(store.note),
    together: (writes) => wrap(() => store.together(writes))(),
  }
}

/** Takes a lock on that file which ends with this process, however it ends; gives what lets go of it, or null when
 *  another process (or this one) holds it. The operating system keeps the lock, so a file left behind by a crash or a
 *  process number used again means nothing. */
export function holdLock(file: string): (() => void) | null {
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('locking_mode = exclusive')
    db.exec('begin exclusive')
    return () => void db.close()
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
}
