import { existsSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { databaseFileOf, openDataFolder } from '../data-folder.ts'
import { holdLock, openStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { begun } from './audited.ts'
import { type Command, CommandError, type Given, type Outcome } from './command.ts'
import { restoreBackup } from './restore.ts'

/** The command that shows whether a backup can be put back. */
export const drillCommand: Command = {
  name: 'drill',
  usage: '[BESTAND]',
  summary: 'Oefent het terugzetten van een reservekopie, en kijkt of alles er is.',
  about: [
    'Maakt een kopie, zet die terug in een eigen map en telt daar alle antwoorden opnieuw. De map gaat daarna weg.',
    'Geeft u een bestand, dan oefent de opdracht met die kopie. Aan uw gegevens verandert niets, en de server mag doorgaan.',
    'Lukt de oefening niet, dan is de uitkomst 1. Zet de opdracht dus na elke nachtelijke kopie.',
  ],
  example: 'drill kopie-2026-11-23.sqlite',
  options: {},
  positionals: { min: 0, max: 1 },
  run: drill,
}

/** How much there is: responses, and those that are there only as counts. */
interface Amount {
  readonly responses: number
  readonly aged: number
}

async function drill(given: Given): Promise<Outcome> {
  const { store, config } = given.workplace()
  const release = holdLock(join(config.dataDir, 'drill.lock'))
  if (release === null) throw new CommandError('drill-busy', 'Er is al een oefening bezig. Wacht tot die klaar is.')
  // In the data folder, for it holds every answer: nobody else may read there, and what a killed drill left is found again.
  const folder = join(config.dataDir, 'drill')
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { mode: 0o700 })
    begun(given, store, 'drill')
    return await rehearse(given, store, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    release()
  }
}

async function rehearse(given: Given, store: Store, folder: string): Promise<Outcome> {
  const { now } = given.io
  const [wanted] = given.positionals
  const file = wanted === undefined ? join(folder, 'copy.sqlite') : resolve(wanted)
  assertRoom(folder, wanted === undefined ? databaseFileOf(given.workplace().config.dataDir) : file)
  const [begin, tombstones, expected] = [now(), store.tombstones().length, amountOf(store)]
  if (wanted === undefined) await store.backup(file)
  const withdrawn = store.tombstones().length - tombstones
  const copied = now()
  const dataDir = join(folder, 'data')
  const env = { ...given.io.env, DATA_DIR: dataDir }
  restoreBackup({ ...given, positionals: [file], io: { ...given.io, env } })
  const restored = now()
  const found = lookThrough(dataDir)
  const counted = now()
  // What a device brought meanwhile may be in the copy; what was withdrawn meanwhile may not.
  const missing = wanted === undefined ? Math.max(0, sum(expected) - withdrawn - sum(found)) : 0
  return outcome({
    file: wanted === undefined ? null : file,
    bytes: statSync(file).size,
    ...found,
    expected: sum(expected),
    missing,
    seconds: { copy: seconds(begin, copied), restore: seconds(copied, restored), count: seconds(restored, counted) },
  })
}

/** Throws when two copies do not fit: a full disk would be in the way of answers that arrive. */
function assertRoom(folder: string, database: string): void {
  if (!existsSync(database)) throw new CommandError('no-such-file', `Het bestand ${database} is er niet.`)
  const { bavail, bsize } = statfsSync(folder)
  const needed = 3 * statSync(database).size
  if (bavail * bsize < needed) {
    const megabytes = Math.ceil(needed / 1_000_000)
    throw new CommandError('no-room', `Voor de oefening is ${megabytes} MB vrije ruimte nodig. Maak eerst ruimte.`)
  }
}

function amountOf(store: Store): Amount {
  return { responses: store.verify().responses, aged: store.agedResponses() }
}

const sum = ({ responses, aged }: Amount) => responses + aged
const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10

/** What is in the database that was put back, and what is wrong with it. */
function lookThrough(dataDir: string): Amount & { readonly faults: readonly string[] } {
  const folder = openDataFolder(dataDir, { lock: true })
  const store = openStore(folder.databaseFile, { secret: folder.secret })
  try {
    const { differences, integrity } = store.verify()
    const faults = [
      ...differences,
      ...(integrity === 'ok' ? [] : [`bestand: ${integrity}`]),
      ...(store.verifyAudit().fault === null ? [] : ['het logboek klopt niet']),
    ]
    return { ...amountOf(store), faults }
  } finally {
    store.close()
    folder.close()
  }
}

interface Done extends Amount {
  readonly file: string | null
  readonly bytes: number
  readonly faults: readonly string[]
  readonly expected: number
  readonly missing: number
  readonly seconds: Readonly<Record<'copy' | 'restore' | 'count', number>>
}

function outcome({ faults, ...done }: Done): Outcome {
  const { responses, aged, expected, missing } = done
  const well = faults.length === 0 && missing === 0
  const message = `De oefening is niet gelukt: ${missing} antwoorden ontbreken en ${faults.length} dingen kloppen niet.`
  const took = (value: number) => `${value.toLocaleString('nl-NL')} seconden`
  return {
    json: { ok: well, ...done, faults },
    text: [
      ...(well ? ['De oefening is gelukt: deze kopie is terug te zetten.'] : [message, ...faults]),
      ...(done.file === null ? [`Kopie maken: ${took(done.seconds.copy)}.`] : []),
      `Terugzetten: ${took(done.seconds.restore)}. Opnieuw tellen: ${took(done.seconds.count)}.`,
      `In de kopie: ${responses} antwoorden${aged > 0 ? `, en ${aged} die alleen nog geteld zijn` : ''}.`,
      `Op de server toen de oefening begon: ${expected}.`,
      'De sleutels horen niet bij de kopie. Kijk zelf of u "keys" en "secret" ook apart bewaart.',
    ].join('\n'),
    ...(well ? {} : { problem: { code: 'drill-failed', message } }),
  }
}
