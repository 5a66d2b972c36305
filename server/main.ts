import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { THRESHOLD } from '../shared/results/threshold.ts'
import { leaveAddress } from './address-file.ts'
import { createApp } from './app.ts'
import { CannotStart } from './cannot-start.ts'
import { type Config, readConfig } from './config.ts'
import { withoutMessage } from './http/endpoint.ts'
import { createHttpServer, listen, stopListening } from './http/http-server.ts'
import { startSpeech } from './speech/at-start.ts'
import { type House, openHouse } from './start-up.ts'
import { startUpkeep } from './upkeep.ts'
import { welcome } from './welcome.ts'

// What nobody caught ends the process, so that it starts anew; told without its message, which may hold what a person sent.
process.on('uncaughtException', (error) => {
  console.error(`De server stopt door een fout.\n${withoutMessage(error)}`)
  process.exit(1)
})

// A line that cannot be printed, on a full disk or into a pipe that nobody reads any more, is no reason to stop taking answers.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

async function start(): Promise<void> {
  const config = readConfig()
  if ('faults' in config) throw new CannotStart(config.faults.join('\n'))
  const house = openHouse(config, { lock: true, now: Date.now, randomBytes })
  try {
    await serve(config, house)
  } catch (error) {
    house.close()
    throw error
  }
}

async function serve(config: Config, house: House): Promise<void> {
  const server = createHttpServer(config.publicUrl)
  const port = await listen(server, config.port, config.host).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart(cannotListen(error.code, config), { cause: error })
  })
  // Only now the address is known; not one request has been read yet.
  const publicUrl = config.port === 0 ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl
  const deps = { ...house.deps, config: { ...config, port, publicUrl } }
  server.on('request', createApp(deps))
  const stopUpkeep = startUpkeep(deps, THRESHOLD, console.error)
  const takeAddress = leaveAddressOrTell(config.dataDir, publicUrl)
  let speech = { stop: async () => {} }
  let stopping = false
  const stop = async () => {
    // Not hurried by a second signal: the same Ctrl-C comes twice, from the terminal and from `npm start`.
    if (stopping) return
    stopping = true
    stopUpkeep()
    await speech.stop()
    await stopListening(server)
    // While the data folder is still locked: after that it may be the address of the next server.
    takeAddress()
    house.close()
    console.log('De server is gestopt.')
  }
  for (const signal of SIGNALS) process.on(signal, () => void stop())
  console.log(welcome(deps, existsSync(join(config.clientDir, 'respond/index.html'))))
  speech = startSpeech(deps, console.log)
}

/** Without the address commands print links that may be wrong; that is no reason not to serve. */
function leaveAddressOrTell(dataDir: string, publicUrl: string): () => void {
  try {
    return leaveAddress(dataDir, publicUrl)
  } catch (error) {
    console.error(`Let op: geef opdrachten dezelfde PORT of PUBLIC_URL als de server.\n${withoutMessage(error)}`)
    return () => {}
  }
}

function cannotListen(code: string | undefined, { port, host }: Config): string {
  if (code === 'EADDRINUSE') {
    return `Poort ${port} is al in gebruik. Stop het andere programma, of kies een andere poort: PORT=${port + 1} npm start`
  }
  if (code === 'EACCES')
    return `Poort ${port} mag dit programma niet gebruiken. Kies een poort boven 1023: PORT=3000 npm start`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `Deze machine heeft het adres "${host}" niet. Haal HOST weg, of kies HOST=127.0.0.1.`
  }
  return `De server kan niet luisteren op poort ${port} (${code ?? 'onbekende fout'}).`
}

await start().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : `De server kan niet starten.\n${withoutMessage(error)}`)
  process.exit(1)
})
