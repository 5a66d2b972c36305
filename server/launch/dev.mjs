// `npm run dev`: the built server with a watch on its sources, and vite in front of it for the client.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { developersWords, ensureBuilt, ensureInstalled, root } from './prepare.mjs'

await ensureInstalled(developersWords)
await ensureBuilt(developersWords)

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
