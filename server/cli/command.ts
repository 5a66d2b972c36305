import type { ParseArgsConfig } from 'node:util'
import type { Workplace } from './workplace.ts'

/** The outside of a command: what it may read and where it may write. Tests give their own. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  /** All of standard input as text. */
  readonly stdin: () => Promise<string>
  /** Writes a line to standard output. */
  readonly out: (line: string) => void
  /** Writes a line to standard error. */
  readonly err: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
}

/** Options as given: a text, several texts, or a switch; checked by `text`, `texts` and `isOn`. */
export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

export interface Given {
  readonly values: Values
  readonly positionals: readonly string[]
  readonly io: Io
  /** Opens database, surveys and municipality; made when missing. The same one on a second call. */
  readonly workplace: () => Workplace
}

/** What a command has to say: one object for `--json`, text for people. */
export interface Outcome {
  readonly json: Readonly<Record<string, unknown>>
  readonly text: string
  /** The command worked and found something wrong; exit code 1. */
  readonly problem?: { readonly code: string; readonly message: string }
}

export interface Command {
  /** `user add` */
  readonly name: string
  /** What follows the name: `--login NAAM [--provider ID]`. */
  readonly usage: string
  /** One line, in Dutch. */
  readonly summary: string
  /** Further lines of the help, in Dutch. */
  readonly about: readonly string[]
  /** What to type, without `npm run cli --`. */
  readonly example: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** How many words may follow; 0 when left out. */
  readonly positionals?: { readonly min: number; readonly max: number }
  readonly run: (given: Given) => Promise<Outcome> | Outcome
}

/** A command that cannot be done; `message` says in Dutch how to mend it. Exit code 1, or 2 for wrong use. */
export class CommandError extends Error {
  readonly code: string
  readonly exitCode: 1 | 2

  constructor(code: string, message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.code = code
    this.exitCode = exitCode
  }
}

/** The error for a command typed wrongly. */
export function wrongUse(message: string): CommandError {
  return new CommandError('usage', message, 2)
}

/** Text of that option; null when it was not given. Throws `usage` for an empty one. */
export function text(values: Values, name: string): string | null {
  const value = values[name]
  if (typeof value !== 'string') return null
  if (value.trim() === '') throw wrongUse(`--${name} is leeg.`)
  return value.trim()
}

/** Like `text`; throws `usage` when it was not given. */
export function needed(values: Values, name: string, example: string): string {
  const value = text(values, name)
  if (value === null) throw wrongUse(`--${name} ontbreekt. Bijvoorbeeld: --${name} ${example}`)
  return value
}

/** Texts of an option that may be given more than once. */
export function texts(values: Values, name: string): readonly string[] {
  const value = values[name]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** Whether that switch was given. */
export function isOn(values: Values, name: string): boolean {
  return values[name] === true
}
