// `npm run bench`: makes ready, then measures. Everything is a ratio against a bare limit measured in the same run.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { developersWords, ensureBuilt, ensureInstalled, root, runSlow } from '../../server/launch/prepare.mjs'
import { ensureBrowser } from '../support/find-tools.mjs'

await ensureInstalled(developersWords)
await ensureBuilt(developersWords)
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const built = await runSlow('Building the bench.', process.execPath, [vite, 'build', '--mode', 'bench'])
if (built.code !== 0) {
  console.error(built.output)
  process.exit(1)
}
process.env.CHROMIUM = await ensureBrowser()
const child = spawn(process.execPath, [join(root, '.build', 'bench', 'bench.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
child.on('close', (code) => process.exit(code ?? 1))
