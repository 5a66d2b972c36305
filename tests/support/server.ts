import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { createApp } from '../../server/app.ts'
import type { Config } from '../../server/config.ts'
import type { Deps } from '../../server/deps.ts'
import { createHttpServer, listen, stopListening } from '../../server/http/http-server.ts'
import { type House, openHouse } from '../../server/start-up.ts'
import { testChance } from './chance.ts'

const root = resolve(import.meta.dirname, '../..')

/** A folder of its own for a test; remove it with `rmSync(…, {recursive: true})`. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ervaringwijzer-test-'))
}

/** The built speech engine. */
export const engineFile = join(root, '.build/server/speech-engine.js')

export interface InProcess {
  readonly origin: string
  readonly house: House
  /** What the server logged. */
  readonly logged: readonly string[]
  /** Codes of the collectors it was seeded with, in no order that means something. */
  readonly codes: readonly string[]
  /** Stops it and removes its data folder, unless `dataDir` was given. */
  stop(): Promise<void>
}

/** The real server with the real surveys and a real database, in this process, on a free port. */
export async function startInProcess(
  given: Partial<Config> & {
    readonly now?: () => number
    /** Puts other parts in before the server is made of them. */
    readonly change?: (deps: Deps) => Deps
  } = {},
): Promise<InProcess> {
  const { now = Date.now, change = (deps: Deps) => deps, ...settings } = given
  const dataDir = settings.dataDir ?? temporaryFolder()
  const server = createHttpServer()
  const port = await listen(server, 0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  const config: Config = {
    port,
    host: '127.0.0.1',
    municipality: 'utrecht',
    publicUrl: origin,
    clientDir: join(root, '.build/client'),
    surveysDir: join(root, 'surveys'),
    clipsDir: join(root, '.build/no-audio'),
    engineFile,
    rendersSpeech: false,
    textDir: join(root, 'client/text'),
    ...settings,
    dataDir,
  }
  const house = openHouse(config, { lock: true, now, randomBytes: testChance() })
  const logged: string[] = []
  server.on(
    'request',
    createApp(change(house.deps), (line) => logged.push(line)),
  )
  const stop = async () => {
    await stopListening(server, 1000)
    house.close()
    if (settings.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  return { origin, house, logged, codes: house.deps.store.collectors().map(({ code }) => code), stop }
}

let bundle: Promise<string> | null = null

/** Bundles the server as the build does, once per test process, into a folder of its own; gives the path of main.js. */
export function bundledServer(): Promise<string> {
  bundle ??= bundleServer()
  return bundle
}

async function bundleServer(): Promise<string> {
  removeLeftBundles()
  const outDir = join(root, '.build', `test-server-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __APP_VERSION__: '"test"' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input: { main: join(root, 'server/main.ts'), cli: join(root, 'server/cli.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return join(outDir, 'main.js')
}

/** Of test processes that are no more: they are ended without a chance to clean up. */
function removeLeftBundles(): void {
  for (const name of existsSync(join(root, '.build')) ? readdirSync(join(root, '.build')) : []) {
    const pid = /^test-server-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(root, '.build', name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

export interface ServerProcess {
  readonly origin: string
  readonly pid: number
  /** Codes of the links that it printed. */
  readonly codes: readonly string[]
  /** All that it wrote to standard output and standard error so far. */
  readonly output: () => string
  /** Sends that signal and waits until the process is gone; gives its exit code, null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const running = new Set<ChildProcess>()

/** Ends the servers that a failed test left behind; for `afterAll`. */
export function killLeftServers(): void {
  for (const child of running) child.kill('SIGKILL')
}

interface ProcessSettings {
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
  /** A command to run it under: `['strace', '-f', …]`. */
  readonly under?: readonly string[]
  /** Kills it with SIGKILL after so many milliseconds, wherever it is. */
  readonly killAfterMs?: number
}

/** Runs the real server in a process of its own, on a free port; resolves when it says what to open. Rejects with what
 *  it printed when it ends before that. */
export async function startProcess({
  dataDir,
  env = {},
  under = [],
  killAfterMs,
}: ProcessSettings): Promise<ServerProcess> {
  const [command = '', ...args] = [...under, process.execPath, await bundledServer()]
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, SPEECH: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  let printed = ''
  running.add(child)
  const gone = new Promise<number | null>((done) => child.once('close', done))
  child.once('close', () => running.delete(child))
  await new Promise<void>((ready, failed) => {
    const take = (data: Buffer) => {
      printed += data.toString()
      if (printed.includes('Ctrl-C')) ready()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', failed)
    void gone.then((code) => failed(new Error(`the server ended with ${code}:\n${printed}`)))
  })
  const port = /http:\/\/localhost:(\d+)\/resultaten/.exec(printed)?.[1]
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    codes: [...printed.matchAll(/\/v\/([2-9A-Z]{7})/g)].flatMap((match) => match[1] ?? []),
    output: () => printed,
    stop: (signal = 'SIGTERM') => send(child, signal, gone),
  }
}

function send(child: ChildProcess, signal: NodeJS.Signals, gone: Promise<number | null>): Promise<number | null> {
  child.kill(signal)
  return gone
}
