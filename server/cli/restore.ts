import { randomUUID } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, linkSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { audit, COMMAND_LINE } from '../audit.ts'
import { dayOf } from '../calendar.ts'
import { CannotStart } from '../cannot-start.ts'
import { type DataFolder, openDataFolder } from '../data-folder.ts'
import { forgetOld } from '../forget.ts'
import { COMPANIONS, dropDatabase, restoringCopy } from '../left-copy.ts'
import { syncFolder } from '../secret-file.ts'
import { openStore } from '../store/sqlite.ts'
import type { PublishedSurvey, Store, Verification } from '../store/store.ts'
import { surveyHash } from '../survey-hash.ts'
import { readWithdrawn } from '../withdrawn-file.ts'
import { carryOver } from './carry-over.ts'
import { CommandError, type Given, type Outcome } from './command.ts'
import { orCannotStart, settingsOf } from './workplace.ts'

/** Puts a backup in the place of the database. The copy is checked, and made ready, beside it; the last step is one
 *  rename, so that a crash leaves either the old database or the new one. Throws when a server is running, or the file
 *  is not a sound backup; then nothing has changed. */
export function restoreBackup(given: Given): Outcome {
  const file = resolve(given.positionals[0] ?? '')
  assertDatabaseFile(file)
  const { dataDir } = settingsOf(given.io)
  return orCannotStart(() => {
    const folder = openDataFolder(dataDir, { lock: true })
    const copy = restoringCopy(folder.databaseFile)
    try {
      dropDatabase(copy)
      copyFileSync(file, copy)
      // A database that was not closed well has its newest part in a log beside it.
      if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
      const ready = makeReady(copy, { file, folder, dataDir, now: given.io.now })
      const kept = folder.hasDatabase
        ? putInPlace(copy, folder.databaseFile, dayOf(given.io.now()))
        : placeFirst(copy, folder)
      return outcome({ file, kept, ...ready, hasKeys: existsSync(folder.keysFolder) })
    } finally {
      dropDatabase(copy)
      folder.close()
    }
  })
}

/** Before SQLite sees it: it takes an empty file for a new database, and the missing end of a file for zeros.
 *  Source: sqlite.org/fileformat2.html, "The Database Header". */
function assertDatabaseFile(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new CommandError('no-such-file', `Het bestand ${file} is er niet.`)
  const header = headerOf(file)
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw notABackup(file, 'het is geen database')
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  if (statSync(file).size < header.readUInt32BE(28) * pageSize)
    throw notABackup(file, 'het einde van het bestand ontbreekt')
}

function headerOf(file: string): Buffer {
  const header = Buffer.alloc(100)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, header, 0, header.length, 0)
    return header
  } finally {
    closeSync(opened)
  }
}

function notABackup(file: string, why: string): CommandError {
  return new CommandError('not-a-backup', `${file} is niet terug te zetten: ${why}. Er is niets veranderd.`)
}

interface Ready {
  readonly responses: number
  readonly withdrawn: number
  /** Responses that are too old to keep, and are there only as counts now. */
  readonly forgotten: number
  /** False when the old database could not be read: what people did after the backup is not known then. */
  readonly carriedOver: boolean
  /** Whether what was withdrawn stood beside the database too. */
  readonly hasNoted: boolean
}

interface From {
  readonly file: string
  readonly folder: DataFolder
  readonly dataDir: string
  readonly now: () => number
}

/** Does to the copy all that a server must not begin without: what was withdrawn since is withdrawn again, and what is too old goes. */
function makeReady(copy: string, { file, folder, dataDir, now }: From): Ready {
  const restored = openCopy(copy, file, folder.secret)
  try {
    assertSound(restored, file)
    const old = folder.hasDatabase ? openOld(folder) : null
    const noted = readWithdrawn(dataDir)
    const withdrawn = (old ? carryOver(old, restored) : 0) + restored.bury(noted ?? [])
    old?.close()
    audit({ store: restored, now }, COMMAND_LINE, 'restore')
    restored.renewEpoch(randomUUID())
    restored.endSessionsBefore(now() + 1, now() + 1)
    const forgotten =
      forgetOld({ store: restored, now }, COMMAND_LINE).find(({ kind }) => kind === 'responses')?.count ?? 0
    const carriedOver = !folder.hasDatabase || old !== null
    return { responses: restored.verify().responses, withdrawn, forgotten, carriedOver, hasNoted: noted !== null }
  } finally {
    restored.close()
  }
}

function openCopy(copy: string, file: string, secret: Buffer): Store {
  try {
    return openStore(copy, { secret })
  } catch (error) {
    if (error instanceof CannotStart) throw notABackup(file, error.message.replaceAll(copy, file).replace(/\.$/, ''))
    throw error
  }
}

function assertSound(store: Store, file: string): void {
  const { integrity, differences, surveys } = checked(store, file)
  if (integrity !== 'ok') throw notABackup(file, `het bestand is beschadigd (${integrity})`)
  if (differences.length > 0) throw notABackup(file, `de tellingen kloppen niet (${differences.length} verschillen)`)
  if (surveys.length === 0) throw notABackup(file, 'de database is leeg')
  const changed = surveys.find(({ survey, hash }) => surveyHash(survey) !== hash)
  if (changed) throw notABackup(file, `de vragenlijst ${changed.survey.id} erin is beschadigd`)
}

/** A damaged file may not even be counted. */
function checked(store: Store, file: string): Verification & { readonly surveys: readonly PublishedSurvey[] } {
  try {
    return { ...store.verify(), surveys: store.surveys() }
  } catch (error) {
    throw notABackup(file, `het bestand is beschadigd (${error instanceof Error ? error.message : String(error)})`)
  }
}

/** Null when it cannot be read: that may be why it is replaced. */
function openOld(folder: DataFolder): Store | null {
  try {
    return openStore(folder.databaseFile, { secret: folder.secret })
  } catch (error) {
    if (error instanceof CannotStart) return null
    throw error
  }
}

/** Keeps the old database under a name of its own, which it gives, and puts the copy in its place. */
function putInPlace(copy: string, database: string, day: string): string {
  const kept = freeName(`${database}.before-restore-${day}`)
  linkSync(database, kept)
  // A log of the old database beside the new one would damage it.
  for (const companion of COMPANIONS) {
    if (existsSync(database + companion)) renameSync(database + companion, kept + companion)
  }
  renameSync(copy, database)
  syncFolder(dirname(database))
  return kept
}

function placeFirst(copy: string, folder: DataFolder): null {
  renameSync(copy, folder.databaseFile)
  syncFolder(dirname(folder.databaseFile))
  return null
}

function freeName(name: string): string {
  let free = name
  for (let count = 2; existsSync(free); count += 1) free = `${name}-${count}`
  return free
}

function outcome(done: Ready & { file: string; kept: string | null; hasKeys: boolean }): Outcome {
  const { file, kept, responses, withdrawn, forgotten, carriedOver, hasNoted, hasKeys } = done
  return {
    json: { file, kept, responses, withdrawn, forgotten, carriedOver },
    text: [
      `Teruggezet: ${file} (${responses} antwoorden).`,
      ...(kept === null
        ? []
        : [`De oude database staat nog in ${kept}. Haal dat bestand weg als u het niet meer nodig hebt.`]),
      ...(withdrawn > 0 ? [`${withdrawn} antwoorden die na de kopie waren ingetrokken, zijn weer weggehaald.`] : []),
      ...(forgotten > 0 ? [`${forgotten} antwoorden waren te oud. Alleen de tellingen daarvan zijn er nog.`] : []),
      ...(carriedOver ? [] : [notCarriedOver(hasNoted)]),
      ...(hasKeys
        ? []
        : ['LET OP: de map met sleutels is er niet. Zet die terug uit uw eigen kopie voordat u de server start.']),
      'Iedereen moet opnieuw inloggen. Start nu de server.',
    ].join('\n'),
  }
}

function notCarriedOver(hasNoted: boolean): string {
  const lost = 'LET OP: de oude database was niet te lezen. Accounts en meetpunten zijn weer als in de kopie.'
  return `${lost} ${hasNoted ? 'Wat is ingetrokken, blijft weg.' : 'Wat na de kopie is ingetrokken, kan terug zijn.'}`
}
