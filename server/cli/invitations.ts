import { createWriteStream, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { audit, COMMAND_LINE } from '../audit.ts'
import { writeCsv } from '../export/csv.ts'
import {
  INVITATION_COLUMNS,
  invitationRows,
  MAX_INVITATIONS,
  markOf,
  type NewInvitations,
  newInvitations,
  shownBatches,
} from '../invitations.ts'
import { findCollector } from '../routes/collectors.ts'
import type { Collector } from '../store/store.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, needed, type Outcome } from './command.ts'
import { table } from './table.ts'
import type { Workplace } from './workplace.ts'

/** Commands for invitations (uitnodigingen): links that one person may answer by, once. */
export const invitationCommands: readonly Command[] = [
  {
    name: 'invitation make',
    usage: '--collector CODE --count AANTAL --out BESTAND.csv',
    summary: 'Maakt uitnodigingen: links waarmee iemand één keer kan antwoorden.',
    about: [
      'Het bestand heeft een regel per uitnodiging: nummer, link, code, en het adres waar iemand de code typt.',
      'Gebruik het om brieven samen te voegen.',
      'De server bewaart de links niet. Raakt het bestand weg, maak dan nieuwe.',
      'Het meetpunt is voor telefoons (--channel own-device), alleen op uitnodiging (--access invited), met één vragenlijst.',
      'De server onthoudt alleen dat een link is gebruikt. Niet wanneer, en niet met welk antwoord.',
      `Hooguit ${MAX_INVITATIONS} tegelijk. Bewaar het bestand niet langer dan nodig: wie een link heeft, kan antwoorden.`,
    ],
    example: 'invitation make --collector K7M2QXB --count 200 --out uitnodigingen.csv',
    options: { collector: { type: 'string' }, count: { type: 'string' }, out: { type: 'string' } },
    run: makeInvitations,
  },
  {
    name: 'invitation list',
    usage: '',
    summary: 'Laat zien hoeveel uitnodigingen er zijn, en hoeveel er zijn gebruikt.',
    about: [
      'De aantallen zijn hele tientallen, net als in het portaal: aan een precies aantal ziet u wie net antwoordde.',
      'Wie een uitnodiging gebruikte, weet de server niet.',
    ],
    example: 'invitation list',
    options: {},
    run: listInvitations,
  },
  {
    name: 'invitation remove',
    usage: '--collector CODE --batch NAAM',
    summary: 'Haalt de uitnodigingen van een serie weg die niet zijn gebruikt.',
    about: [
      'Bijvoorbeeld na een verkeerde verzending. Antwoorden die er zijn, blijven.',
      'Hoeveel het er waren, zegt de opdracht niet: daaraan ziet u hoeveel mensen antwoordden.',
    ],
    example: 'invitation remove --collector K7M2QXB --batch 2026-11-Q4TR',
    options: { collector: { type: 'string' }, batch: { type: 'string' } },
    run: removeInvitations,
  },
]

async function makeInvitations(given: Given): Promise<Outcome> {
  const { values, io } = given
  const typed = needed(values, 'collector', 'K7M2QXB')
  const count = needed(values, 'count', '200')
  const out = resolve(needed(values, 'out', 'uitnodigingen.csv'))
  const workplace = given.workplace()
  const { config, store } = workplace
  const { now, randomBytes } = io
  const made = newInvitations({ config, now, randomBytes }, collectorOf(workplace, typed), count)
  // First the file: a link that nobody has is of no use, and one that the server does not know would turn somebody away.
  await writeInvitations(out, made)
  const { collector, batch } = made
  try {
    audited(given, store, ['invitation-make', `${collector.code} ${batch} ${count}`], () =>
      store.addInvitations({ collector: collector.code, batch }, made.secrets),
    )
  } catch (error) {
    rmSync(out, { force: true })
    throw error
  }
  return {
    json: { collector: collector.code, batch, count: made.secrets.length, out },
    text: `${made.secrets.length} uitnodigingen gemaakt (serie ${batch}): ${out}`,
  }
}

function listInvitations(given: Given): Outcome {
  const invitations = shownBatches(given.workplace().store)
  const said = (count: number | null) => (count === null ? 'minder dan 10' : String(count))
  const rows = invitations.map(({ collector, batch, made, used }) => [collector, batch, said(made), said(used)])
  return {
    json: { invitations },
    text: table(['meetpunt', 'serie', 'gemaakt', 'gebruikt'], rows, 'Er zijn geen uitnodigingen.'),
  }
}

function removeInvitations(given: Given): Outcome {
  const typed = needed(given.values, 'collector', 'K7M2QXB')
  const batch = needed(given.values, 'batch', '2026-11-Q4TR')
  const workplace = given.workplace()
  const { store } = workplace
  const of = { collector: collectorOf(workplace, typed).code, batch }
  if (!store.invitationBatches().some((one) => one.collector === of.collector && one.batch === batch))
    throw new CommandError('unknown-batch', 'Deze serie is er niet. Zie: invitation list')
  store.together(() => {
    if (store.dropInvitations(of) === 0) return
    audit({ store, now: given.io.now }, COMMAND_LINE, 'invitation-remove', `${of.collector} ${markOf(batch)}`)
  })
  return { json: of, text: 'Weggehaald wat van deze serie niet was gebruikt.' }
}

function collectorOf(workplace: Workplace, typed: string): Collector {
  const collector = findCollector(workplace, typed)
  if (!collector) throw new CommandError('unknown-collector', `Er is geen meetpunt "${typed}". Zie: collector list`)
  return collector
}

/** For its owner only, and never over a file that is there: that may hold the links of letters that were sent. */
async function writeInvitations(out: string, made: NewInvitations): Promise<void> {
  const file = createWriteStream(out, { flags: 'wx', mode: 0o600, flush: true })
  try {
    await writeCsv(file, 'nl', INVITATION_COLUMNS, invitationRows(made))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend'
    if (code !== 'EEXIST') rmSync(out, { force: true })
    throw code === 'EEXIST'
      ? new CommandError('file-exists', `${out} bestaat al. Kies een andere naam, of haal het bestand eerst weg.`)
      : new CommandError('not-written', `Het bestand ${out} kan niet worden geschreven (${code}).`)
  }
}
