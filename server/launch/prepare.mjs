// Makes a fresh clone ready: packages and build. Plain JavaScript without packages, since it runs before they are there.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
/** What developers' commands say while they make ready; `npm start` has its own, in Dutch. */
export const developersWords = {
  install: 'Installing packages. 1 to 3 minutes, the first time only.',
  compiler: 'Installing build tools (python3, make, g++).',
  installFailed: 'Installing the packages failed; the reason is above.',
  compilerMissing: 'Install python3, make and g++ first (Debian: apt-get install python3 make g++), then try again.',
  buildClient: 'Building the app.',
  buildServer: 'Building the server.',
  buildFailed: 'The build failed; the reason is above.',
}

const installStamp = join(root, 'node_modules', '.cache', 'installed')
const buildStamp = join(root, '.build', 'built')

/** Runs a step that may take long and gives its exit code and what it printed. Every ten seconds it names what goes on,
 *  which is the first sentence of the title: the line that said so first may have scrolled away, or be in no log. */
export function runSlow(title, command, args, { tellMs = 10_000, ...options } = {}) {
  return new Promise((done) => {
    const started = Date.now()
    const [step] = title.split(/[.(]/)
    console.error(`→ ${title}`)
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    child.stdout.on('data', (data) => {
      output += data
    })
    child.stderr.on('data', (data) => {
      output += data
    })
    const ticker = setInterval(() => {
      console.error(`  … ${step.trim()}: ${Math.round((Date.now() - started) / 1000)} s`)
    }, tellMs)
    child.on('error', (error) => {
      clearInterval(ticker)
      done({ code: 1, output: output + error.message })
    })
    child.on('close', (code) => {
      clearInterval(ticker)
      if (code === 0) console.error(`  ✓ ${Math.max(1, Math.round((Date.now() - started) / 1000))} s`)
      done({ code: code ?? 1, output })
    })
  })
}

function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function stampIs(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value
}

function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, value)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`This needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.`)
  process.exit(1)
}

function isRootWithApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Installs Debian packages when that is possible here (root and apt-get); true when it worked. */
export async function aptInstall(title, packages) {
  if (!isRootWithApt()) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runSlow('apt-get update', 'apt-get', ['update', '-q'], { env })
  return (
    (await runSlow(title, 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })).code ===
    0
  )
}

/** Installs the packages of package-lock.json unless exactly these are there already. `words` are printed. */
export async function ensureInstalled(words) {
  checkNode()
  const wanted = digest([
    readFileSync(join(root, 'package-lock.json')),
    process.version,
    process.platform,
    process.arch,
  ])
  if (stampIs(installStamp, wanted)) return
  const install = () => runSlow(words.install, 'npm', ['ci', '--no-audit', '--no-fund'])
  let result = await install()
  // better-sqlite3 is compiled where no ready-made binary can be fetched.
  const compilerMissing = ['python3', 'make', 'g++'].some((tool) => spawnSync('which', [tool]).status !== 0)
  if (result.code !== 0 && compilerMissing && (await aptInstall(words.compiler, ['python3', 'make', 'g++']))) {
    result = await install()
  }
  if (result.code !== 0) {
    console.error(result.output.split('\n').slice(-40).join('\n'))
    console.error(words.installFailed)
    if (compilerMissing) console.error(words.compilerMissing)
    process.exit(1)
  }
  writeStamp(installStamp, wanted)
}

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sourceFiles(path)
    else yield path
  }
}

/** Builds client and server unless the sources are the ones built last. */
export async function ensureBuilt(words) {
  const files = ['client', 'server', 'shared'].flatMap((folder) => [...sourceFiles(join(root, folder))])
  files.push(...['package-lock.json', 'vite.config.ts'].map((name) => join(root, name)))
  const wanted = digest(files.sort().map((file) => `${file} ${digest([readFileSync(file)])}`))
  const complete = ['server/main.js', 'server/cli.js', 'client/sw.js'].every((file) =>
    existsSync(join(root, '.build', file)),
  )
  if (complete && stampIs(buildStamp, wanted)) return
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  for (const [title, args] of [
    [words.buildClient, ['build']],
    [words.buildServer, ['build', '--mode', 'server']],
  ]) {
    const { code, output } = await runSlow(title, process.execPath, [vite, ...args])
    if (code !== 0) {
      console.error(output.split('\n').slice(-40).join('\n'))
      console.error(words.buildFailed)
      process.exit(1)
    }
  }
  // Which texts lack in which language; survey files with faults are told at the start of the server.
  const cli = join(root, '.build', 'server', 'cli.js')
  const told = spawnSync(process.execPath, [cli, 'survey', 'languages', '--brief'], { cwd: root, encoding: 'utf8' })
  if (told.status === 0) console.error(told.stdout.trimEnd())
  writeStamp(buildStamp, wanted)
}
