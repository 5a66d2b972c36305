// `npm start` and `npm run cli`: makes a fresh clone ready, then runs the server or one command.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs'

const words = {
  install:
    'Stap 1 van 3: pakketten ophalen en installeren. Dit duurt 1 tot 3 minuten, en langer op een drukke computer. Het is nodig bij de eerste start, en als de pakketten zijn veranderd.',
  compiler: 'Bouwgereedschap installeren (python3, make, g++).',
  installFailed: 'Het installeren van de pakketten is niet gelukt. Hierboven staat waarom.',
  compilerMissing:
    'Installeer eerst python3, make en g++ (Debian: apt-get install python3 make g++). Start daarna opnieuw.',
  buildClient: 'Stap 2 van 3: app bouwen. Meestal minder dan een minuut.',
  buildServer: 'Stap 3 van 3: server bouwen. Meestal minder dan een minuut. Daarna begint de server.',
  buildFailed: 'Het bouwen is niet gelukt. Hierboven staat waarom.',
}

const [program = 'main', ...args] = process.argv.slice(2)
await ensureInstalled(words)
await ensureBuilt(words)

const child = spawn(process.execPath, [join(root, '.build', 'server', `${program}.js`), ...args], { stdio: 'inherit' })
// The server decides how it stops; this process only passes the wish on and waits.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
