import { resolve } from 'node:path'
import { COMMAND_LINE } from '../audit.ts'
import { freeze, isYear } from '../snapshots.ts'
import { type Command, type Given, needed, type Outcome, text, wrongUse } from './command.ts'
import { writeOrSay } from './print.ts'
import { table } from './table.ts'

/** Overviews of a year, frozen. */
export const snapshotCommands: readonly Command[] = [
  {
    name: 'snapshot make',
    usage: '--year 2026 [--kind year|council] [--out BESTAND.pdf]',
    summary: 'Maakt het overzicht van een jaar en bevriest het.',
    about: [
      'year: alle zorgvormen op toegankelijkheid, kwaliteit en effect, met elke vraag. council: in het kort, voor de raad.',
      'Alle aanbieders staan samen in één cijfer. Wat bevroren is, verandert niet meer.',
    ],
    example: 'snapshot make --year 2026 --out overzicht.pdf',
    options: { year: { type: 'string' }, kind: { type: 'string' }, out: { type: 'string' } },
    run: make,
  },
  {
    name: 'snapshot list',
    usage: '',
    summary: 'Toont de bevroren overzichten.',
    about: ['Het nieuwste eerst.'],
    example: 'snapshot list',
    options: {},
    run: list,
  },
]

async function make({ values, workplace, io }: Given): Promise<Outcome> {
  const year = needed(values, 'year', '2026')
  if (!isYear(year, io)) throw wrongUse(`"${year}" is geen jaar dat begonnen is. Bijvoorbeeld: --year 2026`)
  const kind = text(values, 'kind') ?? 'year'
  if (kind !== 'year' && kind !== 'council') throw wrongUse(`Het overzicht "${kind}" is er niet. Kies year of council.`)
  const known = { ...workplace(), now: io.now, randomBytes: io.randomBytes }
  const made = await freeze(known, COMMAND_LINE, kind, year)
  const given = text(values, 'out')
  const out = given === null ? null : resolve(given)
  if (out !== null) writeOrSay(out, Buffer.from(known.store.snapshot(made.id)?.file ?? []))
  return { json: { ...made, out }, text: `Overzicht ${made.id} gemaakt en bevroren (${kind}, ${year}).` }
}

function list({ workplace }: Given): Outcome {
  const snapshots = workplace().store.snapshots()
  const rows = snapshots.map(({ id, kind, year, day }) => [id, kind, year, day])
  return {
    json: { snapshots },
    text: table(['overzicht', 'soort', 'jaar', 'gemaakt'], rows, 'Er zijn nog geen overzichten.'),
  }
}
