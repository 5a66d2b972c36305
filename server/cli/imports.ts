import { appendFileSync, createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { RefusedLine } from '../../shared/imports.ts'
import { COMMAND_LINE } from '../audit.ts'
import type { Loaded } from '../import/load.ts'
import { refusedLines } from '../import/refused-lines.ts'
import { bringIn, shownImports, takeOut } from '../import-desk.ts'
import { type Command, CommandError, type Given, isOn, needed, type Outcome, text } from './command.ts'
import { table } from './table.ts'

/** Lines between two words of progress. */
const TOLD = 10_000

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
  const file = existing(needed(values, 'file', 'cto-2023.csv'))
  const mappingText = readFileSync(existing(needed(values, 'mapping', 'cto-2023.json')), 'utf8')
  const out = text(values, 'refused')
  if (out !== null) writeFileSync(out, '')
  const report = refusedLines(out === null ? null : (part) => appendFileSync(out, part))
  const dryRun = isOn(values, 'dry-run')
  const { store, municipality } = given.workplace()
  const loaded = await bringIn({ store, municipality, now: io.now, randomBytes: io.randomBytes }, COMMAND_LINE, {
    name,
    file: () => createReadStream(file),
    mapping: parsed(mappingText),
    mappingText,
    dryRun,
    skipRefused: isOn(values, 'skip-refused'),
    refused: report.add,
    progress: (lines) => {
      if (lines % TOLD === 0) io.err(`${lines} regels bekeken …`)
    },
  })
  report.end()
  return outcomeOf(name, dryRun, loaded, report.first)
}

function outcomeOf(name: string, dryRun: boolean, loaded: Loaded, first: readonly RefusedLine[]): Outcome {
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
  const imports = shownImports(given.workplace().store)
  const rows = imports.map((one) => [one.name, one.source, one.day, String(one.responses)])
  return {
    json: { imports },
    text: table(['naam', 'bron', 'dag', 'antwoorden'], rows, 'Er is nog geen eerder onderzoek ingelezen.'),
  }
}

function remove(given: Given): Outcome {
  const name = given.positionals[0] ?? ''
  const { store } = given.workplace()
  const removed = takeOut({ store, now: given.io.now }, COMMAND_LINE, name)
  return { json: { name, removed }, text: `${removed} antwoorden van "${name}" zijn weg, met hun cijfers.` }
}

function existing(given: string): string {
  const file = resolve(given)
  if (existsSync(file)) return file
  throw new CommandError('no-such-file', `Het bestand ${file} is er niet.`)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
