import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './processes.ts'

const PLACES = {
  'own-device': ['--provider', 'lister', '--care-type', 'individuele-begeleiding'],
  kiosk: ['--provider', 'dock', '--care-type', 'sociaal-makelaarschap'],
} as const

/** Makes a collector beside the running server of that data folder; gives its code. */
export function openCollector(dataDir: string, channel: keyof typeof PLACES = 'own-device'): string {
  const args = [
    join(root, '.build/server/cli.js'),
    'collector',
    'add',
    ...PLACES[channel],
    '--channel',
    channel,
    '--json',
  ]
  const printed = execFileSync(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir }, cwd: root })
  return (JSON.parse(printed.toString()) as { code: string }).code
}
