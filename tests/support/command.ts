import { randomBytes } from 'node:crypto'
import type { Io } from '../../server/cli/command.ts'
import { runCli } from '../../server/cli/run.ts'
import { type Config, readConfig } from '../../server/config.ts'

export interface Ran {
  readonly code: number
  /** Standard output, line by line as written. */
  readonly out: readonly string[]
  readonly err: readonly string[]
  /** The one object of `--json`. Throws unless standard output is exactly one line of JSON. */
  readonly json: () => Readonly<Record<string, unknown>>
}

/** Runs one command in this process on that data folder. */
export async function command(dataDir: string, argv: readonly string[], given: Partial<Io> = {}): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(argv, {
    env: { DATA_DIR: dataDir, PUBLIC_URL: 'https://ervaring.example' },
    stdin: async () => '',
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: Date.now,
    randomBytes,
    ...given,
  })
  return { code, out, err, json: () => oneObject(out) }
}

function oneObject(out: readonly string[]): Readonly<Record<string, unknown>> {
  const [line, ...more] = out
  if (line === undefined || more.length > 0 || line.includes('\n')) throw new Error(`not one line: ${out.join('\n')}`)
  return JSON.parse(line) as Readonly<Record<string, unknown>>
}

/** The settings that those commands work with. */
export function settingsFor(dataDir: string): Config {
  const config = readConfig({ DATA_DIR: dataDir })
  if ('faults' in config) throw new Error(config.faults.join('\n'))
  return config
}
