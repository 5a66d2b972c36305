import { type ParseArgsConfig, parseArgs } from 'node:util'
import { orElse } from '../or-else.ts'
import { Refusal } from '../refusal.ts'
import { type Command, CommandError, type Given, type Io, type Outcome, wrongUse } from './command.ts'
import { COMMANDS } from './commands.ts'
import { commandHelp, groupHelp, wholeHelp } from './help.ts'
import { troubleOf } from './trouble.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

/** Options that every command takes. */
const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

/** Runs one command and gives the exit code: 0 done, 1 it could not be done or found something wrong, 2 typed wrongly.
 *  With `--json` standard output holds exactly one JSON object, on one line; else text for people. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const json = argv.includes('--json')
  try {
    const outcome = await perform(argv, io)
    io.out(
      json
        ? JSON.stringify({ ...outcome.json, ...(outcome.problem ? { problem: outcome.problem } : {}) })
        : outcome.text,
    )
    return outcome.problem ? 1 : 0
  } catch (error) {
    const known = error instanceof CommandError ? error : error instanceof Refusal ? refused(error) : unexpected(error)
    if (json) io.out(JSON.stringify({ problem: { code: known.code, message: known.message } }))
    else io.err(known.message)
    return known.exitCode
  }
}

/** What is not foreseen: its message is for the person at this keyboard, who owns the database. */
/** What the rules of the house say no to. */
function refused({ code, message }: Refusal): CommandError {
  return new CommandError(code, message, code === 'usage' ? 2 : 1)
}

function unexpected(error: unknown): CommandError {
  const trouble = troubleOf(error)
  if (trouble) return new CommandError(trouble.code, trouble.message)
  return new CommandError('internal', `Er ging iets mis: ${error instanceof Error ? error.message : String(error)}`)
}

async function perform(argv: readonly string[], io: Io): Promise<Outcome> {
  const words = argv.filter((word) => word !== '--json')
  const command = COMMANDS.find((known) => startsWith(words, known.name.split(' ')))
  if (!command) return withoutCommand(words)
  const { values, positionals } = parse(command, words.slice(command.name.split(' ').length))
  if (values.help === true) return helpOutcome(commandHelp(command))
  const opened: Workplace[] = []
  const workplace = () => {
    const [first = openWorkplace(io)] = opened
    opened[0] = first
    return first
  }
  try {
    return await command.run({ values, positionals, io, workplace })
  } finally {
    opened[0]?.close()
  }
}

function startsWith(words: readonly string[], name: readonly string[]): boolean {
  return name.every((word, index) => words[index] === word)
}

/** Help for `--help`, nothing at all, or the first half of a name; else the nearest command. */
function withoutCommand(words: readonly string[]): Outcome {
  const typed = words.filter((word) => !word.startsWith('-'))
  const group = COMMANDS.filter((command) => command.name.startsWith(`${typed[0]} `))
  const asksHelp = words.some((word) => word === '--help' || word === '-h') || typed[0] === 'help'
  if (asksHelp || words.length === 0) return helpOutcome(group.length > 0 ? groupHelp(group) : wholeHelp(COMMANDS))
  if (group.length > 0 && typed.length === 1) {
    throw wrongUse(`"${typed[0]}" is niet af. Kies uit: ${group.map((command) => command.name).join(', ')}.`)
  }
  const given = typed.slice(0, 2).join(' ')
  const names = group.length > 0 ? group.map((command) => command.name) : COMMANDS.map((command) => command.name)
  throw wrongUse(`De opdracht "${given}" bestaat niet. ${orElse(given, names)} Alle opdrachten: --help`)
}

function helpOutcome(help: string): Outcome {
  return { json: { help }, text: help }
}

function parse(command: Command, args: readonly string[]): Pick<Given, 'values' | 'positionals'> {
  const options: NonNullable<ParseArgsConfig['options']> = { ...command.options, ...COMMON }
  const parsed = parseStrictly(command, args, options)
  const { min, max } = command.positionals ?? { min: 0, max: 0 }
  const asksHelp = parsed.values.help === true
  if (parsed.positionals.length > max) {
    throw wrongUse(`"${parsed.positionals[max]}" is te veel. Zo hoort het: ${command.name} ${command.usage}`)
  }
  if (parsed.positionals.length < min && !asksHelp) {
    throw wrongUse(`Er ontbreekt iets. Zo hoort het: ${command.name} ${command.usage}`)
  }
  return parsed
}

function parseStrictly(
  command: Command,
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): Pick<Given, 'values' | 'positionals'> {
  const names = Object.keys(options)
  const unknown = args.find(
    (arg) => arg.startsWith('--') && arg !== '--' && !names.includes(arg.slice(2).split('=')[0] ?? ''),
  )
  if (unknown !== undefined) {
    const name = unknown.split('=')[0] ?? unknown
    throw wrongUse(
      `${name} kent deze opdracht niet. ${orElse(
        name,
        names.map((known) => `--${known}`),
      )}`,
    )
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch {
    throw wrongUse(`Dit begrijpt het programma niet: ${args.join(' ')}. Zo hoort het: ${command.name} ${command.usage}`)
  }
}
