import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { noteBackup } from '../backup-file.ts'
import { dayOf } from '../calendar.ts'
import { showDecided } from '../open-answers.ts'
import { audited, begun } from './audited.ts'
import { type Command, CommandError, type Given, type Outcome } from './command.ts'
import { restoreBackup } from './restore.ts'
import { table } from './table.ts'

/** Commands that look after the database. */
export const upkeepCommands: readonly Command[] = [
  {
    name: 'release',
    usage: '',
    summary: 'Neemt nieuwe antwoorden mee in de resultaten.',
    about: [
      'De server doet dit zelf elk uur. Nieuwe antwoorden tellen pas mee als er van één vragenlijst, aanbieder, zorgvorm',
      `en maand minstens ${THRESHOLD} nieuwe zijn. Zo is nooit te zien wat één persoon heeft geantwoord.`,
    ],
    example: 'release',
    options: {},
    run: release,
  },
  {
    name: 'verify',
    usage: '',
    summary: 'Telt alle antwoorden opnieuw en vergelijkt dat met de tellingen.',
    about: ['Kijkt ook of het databasebestand heel is. Is er verschil, dan staat het erbij en is de uitkomst 1.'],
    example: 'verify',
    options: {},
    run: verify,
  },
  {
    name: 'backup',
    usage: 'BESTAND',
    summary: 'Maakt een reservekopie van de database. De server mag gewoon doorgaan.',
    about: [
      'De sleutels zitten er niet in. Bewaar de map "keys" en het bestand "secret" uit de gegevensmap apart en veilig:',
      'zonder de sleutels kan niemand antwoorden openen die nog onderweg zijn.',
      'Een bestand dat er al is, wordt niet overschreven.',
    ],
    example: 'backup kopie-2026-11-23.sqlite',
    options: {},
    positionals: { min: 1, max: 1 },
    run: backup,
  },
  {
    name: 'restore',
    usage: 'BESTAND',
    summary: 'Zet een reservekopie terug. Stop eerst de server.',
    about: [
      'De kopie wordt eerst nagekeken. De oude database blijft ernaast staan, met ".before-restore-" en de dag in de naam.',
      'Wat na de kopie is ingetrokken, blijft ingetrokken. Toestellen sturen wat zij de laatste 48 uur hebben verzonden',
      'nog een keer.',
    ],
    example: 'restore kopie-2026-11-23.sqlite',
    options: {},
    positionals: { min: 1, max: 1 },
    run: restoreBackup,
  },
  {
    name: 'refused list',
    usage: '',
    summary: 'Laat zien welke antwoorden de server heeft geweigerd, en waarom.',
    about: ['Geweigerde antwoorden blijven dicht en bewaard, tot refused retry ze alsnog goed kan verwerken.'],
    example: 'refused list',
    options: {},
    run: listRefused,
  },
  {
    name: 'refused retry',
    usage: '',
    summary: 'Probeert geweigerde antwoorden opnieuw.',
    about: ['Bijvoorbeeld nadat een vragenlijst, een meetpunt of een sleutel is teruggezet.'],
    example: 'refused retry',
    options: {},
    run: retryRefused,
  },
]

async function release(given: Given): Promise<Outcome> {
  const { store } = given.workplace()
  const day = dayOf(given.io.now())
  const { groups, responses, shown } = audited(given, store, ['release', day], () => ({
    ...store.release(day, THRESHOLD),
    ...showDecided({ store }),
  }))
  const open = shown === 0 ? '' : ` ${shown} open antwoorden zijn nu te lezen.`
  return {
    json: { released: day, groups, responses, openAnswers: shown },
    text: `${responses} nieuwe antwoorden (in ${groups} groepen) tellen nu mee in de resultaten.${open}`,
  }
}

async function verify(given: Given): Promise<Outcome> {
  const { store } = given.workplace()
  const { responses, differences, integrity } = store.verify()
  const bursts = [...store.bursts().values()].reduce((sum, count) => sum + count, 0)
  const well = differences.length === 0 && integrity === 'ok'
  const message = `De database klopt niet: ${differences.length} verschillen in de tellingen, bestand: ${integrity}.`
  return {
    json: { responses, bursts, differences, integrity, ok: well },
    text: [
      ...(well ? [`Alles klopt: ${responses} antwoorden, opnieuw geteld.`] : [message, ...differences]),
      ...burstLine(bursts),
    ].join('\n'),
    ...(well ? {} : { problem: { code: 'counts-differ', message } }),
  }
}

function burstLine(bursts: number): readonly string[] {
  return bursts === 0 ? [] : [`${bursts} daarvan kwamen in een snelle reeks en tellen niet mee.`]
}

async function backup(given: Given): Promise<Outcome> {
  const file = resolve(given.positionals[0] ?? '')
  if (existsSync(file))
    throw new CommandError('file-exists', `${file} bestaat al. Kies een andere naam, of haal het bestand eerst weg.`)
  if (!existsSync(dirname(file)))
    throw new CommandError('no-such-folder', `De map ${dirname(file)} bestaat niet. Maak die eerst.`)
  const { store, config } = given.workplace()
  // Before the copy is made, so that it is in the copy too.
  begun(given, store, 'backup')
  await store.backup(file)
  noteBackup(config.dataDir, given.io.now())
  const bytes = statSync(file).size
  return {
    json: { file, bytes },
    text: [
      `Reservekopie gemaakt: ${file} (${Math.ceil(bytes / 1024)} kB).`,
      `Let op: de sleutels zitten er niet in. Bewaar "keys" en "secret" uit ${config.dataDir} apart en veilig.`,
    ].join('\n'),
  }
}

async function listRefused(given: Given): Promise<Outcome> {
  const refused = given
    .workplace()
    .store.refused()
    .map(({ id, reason, month, kid }) => ({ id, reason, month, kid }))
  const rows = refused.map((one) => [one.id, one.reason, one.month, one.kid])
  return {
    json: { refused },
    text: table(['antwoord', 'reden', 'maand', 'sleutel'], rows, 'Er zijn geen geweigerde antwoorden.'),
  }
}

async function retryRefused(given: Given): Promise<Outcome> {
  const { store, ingest } = given.workplace()
  const counts = { tried: 0, stored: 0, refused: 0, later: 0 }
  begun(given, store, 'refused-retry')
  for (const { id, hash, kid, sealed, device } of store.refused()) {
    const reply = await ingest({ protocol: 1, envelopes: [{ id, hash, kid, sealed }] }, device)
    const verdict = reply.results[0]?.verdict
    const settled = verdict === 'stored' || verdict === 'duplicate' || verdict === 'withdrawn'
    if (settled) store.dropRefused(id, hash)
    counts.tried += 1
    counts[settled ? 'stored' : verdict === 'later' ? 'later' : 'refused'] += 1
  }
  return {
    json: counts,
    text: `${counts.tried} geprobeerd: ${counts.stored} alsnog verwerkt, ${counts.refused} weer geweigerd, ${counts.later} voor later.`,
  }
}
