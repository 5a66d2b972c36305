import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { audit, COMMAND_LINE } from '../audit.ts'
import { dayOf } from '../calendar.ts'
import { withoutFormula } from '../export/csv.ts'
import { type Loaded, loadImport } from '../import/load.ts'
import { checkMapping, type Mapping } from '../import/mapping.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, isOn, needed, type Outcome, text, wrongUse } from './command.ts'
import { table } from './table.ts'

/** Refused lines that are named on the screen; a file has them all. */
const NAMED = 20

/** Commands for earlier surveys (eerder onderzoek), from CSV files. */
export const importCommands: readonly Command[] = [
  {
    name: 'import load',
    usage: '--name NAAM --file BESTAND.csv --mapping KOPPELING.json [--dry-run] [--skip-refused] [--refused UIT.csv]',
    summary: 'Leest een eerder cliëntonderzoek in uit een CSV-bestand.',
    about: [
      'De koppeling zegt bij welke vragenlijst de kolommen horen, en wat de woorden daarin betekenen.',
      'Kijk eerst met --dry-run: dan staat er welke regels niet goed zijn, en waarom. Er wordt dan niets bewaard.',
      'Is er één regel niet goed, dan komt er niets in. Met --skip-refused blijven alleen die regels weg.',
      'Met --refused staan alle regels die niet goed zijn in een bestand.',
      'Deze antwoorden tellen nooit mee met die van nu. U ziet ze apart, bij het kanaal import.',
      'Open antwoorden worden niet ingelezen. Weer weghalen: import remove NAAM.',
    ],
    example: 'import load --name cto-2023 --file cto-2023.csv --mapping cto-2023.json --dry-run',
    options: {
      name: { type: 'string' },
      file: { type: 'string' },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'skip-refused': { type: 'boolean' },
      refused: { type: 'string' },
    },
    run: load,
  },
  {
    name: 'import list',
    usage: '',
    summary: 'Laat zien welke eerdere onderzoeken zijn ingelezen.',
    about: ['Met --json staat de koppeling erbij.'],
    example: 'import list',
    options: {},
    run: list,
  },
  {
    name: 'import remove',
    usage: 'NAAM',
    summary: 'Haalt een eerder onderzoek weer weg.',
    about: ['Met alle antwoorden en cijfers daarvan. De antwoorden van nu blijven.'],
    example: 'import remove cto-2023',
    options: {},
    positionals: { min: 1, max: 1 },
    run: remove,
  },
]

async function load(given: Given): Promise<Outcome> {
  const { values, io } = given
  const name = needed(values, 'name', 'cto-2023')
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(name)) throw wrongUse('--name mag kleine letters, cijfers en streepjes hebben.')
  const file = existing(needed(values, 'file', 'cto-2023.csv'))
  const { mapping, mappingText } = readMapping(existing(needed(values, 'mapping', 'cto-2023.json')))
  const report = refusedReport(text(values, 'refused'))
  const workplace = given.workplace()
  const { store, municipality } = workplace
  const loaded = await loadImport(
    { store, municipality, now: io.now, randomBytes: io.randomBytes },
    {
      name,
      file,
      mapping,
      mappingText,
      dryRun: isOn(values, 'dry-run'),
      skipRefused: isOn(values, 'skip-refused'),
      refused: report.add,
      progress: (lines) => io.err(`${lines} regels bekeken …`),
    },
    (accepted) => audit({ store, now: io.now }, COMMAND_LINE, 'import-load', `${name} ${accepted}`),
  )
  report.end()
  return outcomeOf(name, isOn(values, 'dry-run'), loaded, report.first)
}

function outcomeOf(
  name: string,
  dryRun: boolean,
  loaded: Loaded,
  first: readonly { readonly line: number; readonly reason: string }[],
): Outcome {
  const { encoding, lines, accepted, refused, kept } = loaded
  const message = `Er is niets ingelezen: ${refused} van ${lines} regels zijn niet goed.`
  const guessed =
    encoding === 'windows-1252'
      ? ['Let op: het bestand is geen UTF-8. Het is gelezen als windows-1252. Kijk of letters met een accent kloppen.']
      : []
  return {
    json: { name, encoding, lines, accepted, refused, kept, dryRun, refusedLines: first },
    text: [
      kept ? `${accepted} antwoorden ingelezen als "${name}".` : dryRun ? 'Alleen gekeken, niets bewaard.' : message,
      `${lines} regels, ${accepted} goed, ${refused} niet goed. Tekens: ${encoding}.`,
      ...guessed,
      ...first.map(({ line, reason }) => `regel ${line}: ${reason}`),
      ...(refused > first.length ? [`En nog ${refused - first.length}. Met --refused UIT.csv ziet u ze alle.`] : []),
    ].join('\n'),
    ...(kept || dryRun ? {} : { problem: { code: 'refused-lines', message } }),
  }
}

function list(given: Given): Outcome {
  const imports = given.workplace().store.imports()
  const rows = imports.map((one) => [one.name, one.source, one.day, String(one.responses)])
  const shown = imports.map(({ digest, mapping, ...one }) => ({ ...one, mapping: JSON.parse(mapping) as unknown }))
  return {
    json: { imports: shown },
    text: table(['naam', 'bron', 'dag', 'antwoorden'], rows, 'Er is nog geen eerder onderzoek ingelezen.'),
  }
}

function remove(given: Given): Outcome {
  const name = given.positionals[0] ?? ''
  const { store } = given.workplace()
  const removed = audited(given, store, ['import-remove', name], () => {
    const count = store.removeImport(name)
    if (count === null) throw new CommandError('unknown-import', `"${name}" is er niet. Zie: import list`)
    store.release(dayOf(given.io.now()), THRESHOLD)
    return count
  })
  return { json: { name, removed }, text: `${removed} antwoorden van "${name}" zijn weg, met hun cijfers.` }
}

function existing(given: string): string {
  const file = resolve(given)
  if (existsSync(file)) return file
  throw new CommandError('no-such-file', `Het bestand ${file} is er niet.`)
}

function readMapping(file: string): { readonly mapping: Mapping; readonly mappingText: string } {
  const mappingText = readFileSync(file, 'utf8')
  const checked = checkMapping(parsed(mappingText))
  if ('source' in checked) return { mapping: checked, mappingText }
  throw new CommandError('bad-mapping', [`De koppeling ${file} klopt niet:`, ...checked].join('\n'))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** Remembers the first refused lines, and writes all of them to that file, if there is one. */
function refusedReport(file: string | null) {
  const first: { readonly line: number; readonly reason: string }[] = []
  let rows: string[] = []
  const flush = () => {
    if (file !== null) appendFileSync(file, rows.map((row) => `${row}\r\n`).join(''))
    rows = []
  }
  if (file !== null) writeFileSync(file, '\uFEFFregel;reden\r\n')
  return {
    first,
    add: (line: number, reason: string) => {
      if (first.length < NAMED) first.push({ line, reason })
      if (file === null) return
      rows.push(`${line};"${withoutFormula(reason).replaceAll('"', '""')}"`)
      if (rows.length === 1000) flush()
    },
    end: flush,
  }
}
