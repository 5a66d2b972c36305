import type { Command } from './command.ts'

const START = 'npm run cli --'

/** All commands, each with its line. */
export function wholeHelp(commands: readonly Command[]): string {
  return [
    `Gebruik: ${START} OPDRACHT [opties]`,
    '',
    ...lines(commands),
    '',
    `Meer over één opdracht: ${START} OPDRACHT --help`,
    'Met --json komt er precies één JSON-object uit. Gebruik dan: npm run --silent cli -- …',
    'Instellingen komen uit de omgeving: DATA_DIR (gewoon ./data), MUNICIPALITY (utrecht), PUBLIC_URL en PORT.',
    'Geef dezelfde als aan de server: anders kloppen de links niet die een opdracht laat zien.',
  ].join('\n')
}

/** The commands that begin with one word. */
export function groupHelp(commands: readonly Command[]): string {
  return [...lines(commands), '', `Meer over één opdracht: ${START} OPDRACHT --help`].join('\n')
}

/** What one command does, with an example to type over. */
export function commandHelp(command: Command): string {
  return [
    command.summary,
    '',
    `Gebruik:    ${START} ${`${command.name} ${command.usage}`.trim()} [--json]`,
    `Voorbeeld:  ${START} ${command.example}`,
    '',
    ...command.about,
  ].join('\n')
}

function lines(commands: readonly Command[]): readonly string[] {
  const width = Math.max(...commands.map((command) => command.name.length))
  return commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
}
