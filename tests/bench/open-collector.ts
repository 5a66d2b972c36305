import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './processes.ts'

/** Makes a collector beside the running server of that data folder; gives its code. */
export function openCollector(dataDir: string): string {
  const place = ['--provider', 'lister', '--care-type', 'individuele-begeleiding', '--channel', 'own-device']
  const args = [join(root, '.build/server/cli.js'), 'collector', 'add', ...place, '--json']
  const printed = execFileSync(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir }, cwd: root })
  return (JSON.parse(printed.toString()) as { code: string }).code
}
