// `npm run bench`: makes ready, then measures. Everything is a ratio against a bare limit measured in the same run.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root, runSlow } from '../../server/launch/prepare.mjs'

const words = {
  install: 'Installing packages: 1 to 3 minutes, the first time only.',
  compiler: 'Installing build tools (python3, make, g++).',
  installFailed: 'Installing the packages failed; the reason is above.',
  compilerMissing: 'Install python3, make and g++ first (Debian: apt-get install python3 make g++), then try again.',
  buildClient: 'Building the app.',
  buildServer: 'Building the server.',
  buildFailed: 'The build failed; the reason is above.',
}

await ensureInstalled(words)
await ensureBuilt(words)
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const built = await runSlow('Building the bench.', process.execPath, [vite, 'build', '--mode', 'bench'])
if (built.code !== 0) {
  console.error(built.output)
  process.exit(1)
}
const child = spawn(process.execPath, [join(root, '.build', 'bench', 'bench.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
child.on('close', (code) => process.exit(code ?? 1))
