// `npm run dev`: the server under tsx with a watch, and vite in front of it for the client.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs'

const words = {
  install: 'Installing packages: 1 to 3 minutes, the first time only.',
  compiler: 'Installing build tools (python3, make, g++).',
  installFailed: 'Installing the packages failed; the reason is above.',
  compilerMissing: 'Install python3, make and g++ first (Debian: apt-get install python3 make g++), then try again.',
  buildClient: 'Building the app once, for the pages that the server itself serves.',
  buildServer: 'Building the server once.',
  buildFailed: 'The build failed; the reason is above.',
}
await ensureInstalled(words)
await ensureBuilt(words)

const children = [
  spawn(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--watch', '--mode', 'server'],
    { cwd: root, stdio: 'inherit' },
  ),
  spawn(process.execPath, ['--watch-path', join(root, '.build', 'server'), join(root, '.build', 'server', 'main.js')], {
    cwd: root,
    stdio: 'inherit',
  }),
  spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js')], { cwd: root, stdio: 'inherit' }),
]
console.error(
  `API and pages on http://localhost:${process.env.PORT || 3000}; the client with hot reload on http://localhost:5173 (respond/ and portal/).`,
)
const stop = () => {
  for (const child of children) child.kill()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
