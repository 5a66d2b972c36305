import { resolve } from 'node:path'

/** Settings of the server; only this file reads the environment. */
export interface Config {
  readonly port: number
  /** Empty: every address of this machine. */
  readonly host: string
  readonly dataDir: string
  readonly municipality: string
  /** Origin that people use, without a slash at the end: `https://ervaring.example`. */
  readonly publicUrl: string
  /** Folder with the built client. */
  readonly clientDir: string
  /** Folder with the survey files. */
  readonly surveysDir: string
  /** Folder of the sentences that a voice of the computer said. */
  readonly clipsDir: string
  /** The built speech engine. */
  readonly engineFile: string
  /** Whether the server makes the clips that are missing. */
  readonly rendersSpeech: boolean
  /** Folder with the interface's words. */
  readonly textDir: string
}

type Environment = Readonly<Record<string, string | undefined>>
type Read = { readonly value: string } | { readonly fault: string }

/** The settings, or every fault in them at once, in Dutch for the person who starts the server.
 *  An empty variable counts as not set. Folders become absolute; relative ones start at the working directory. */
export function readConfig(env: Environment = process.env): Config | { readonly faults: readonly string[] } {
  const port = readPort(env)
  const host = readHost(env)
  const publicUrl = readPublicUrl(env, 'value' in port ? port.value : '3000')
  const municipality = readMunicipality(env)
  const speech = readSpeech(env)
  const faults = [port, host, publicUrl, municipality, speech].flatMap((read) => ('fault' in read ? [read.fault] : []))
  if ('fault' in port || 'fault' in host || 'fault' in publicUrl || 'fault' in municipality || 'fault' in speech)
    return { faults }
  return {
    port: Number(port.value),
    host: host.value,
    dataDir: resolve(setting(env, 'DATA_DIR') ?? 'data'),
    municipality: municipality.value,
    publicUrl: publicUrl.value,
    clientDir: resolve('.build/client'),
    surveysDir: resolve(setting(env, 'SURVEYS_DIR') ?? 'surveys'),
    clipsDir: resolve('.build/audio'),
    engineFile: resolve('.build/server/speech-engine.js'),
    rendersSpeech: speech.value === 'on',
    textDir: resolve('client/text'),
  }
}

function setting(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined
}

function readPort(env: Environment): Read {
  const given = setting(env, 'PORT') ?? '3000'
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return { value: String(Number(given)) }
  return { fault: `PORT is "${given}". Geef een getal van 0 tot en met 65535, bijvoorbeeld PORT=3000.` }
}

/** Empty is: every address of this machine. */
function readHost(env: Environment): Read {
  const given = setting(env, 'HOST') ?? ''
  if (/^[A-Za-z0-9.:_-]*$/.test(given)) return { value: given }
  return { fault: `HOST is "${given}". Geef een naam of IP-adres, bijvoorbeeld HOST=127.0.0.1 of HOST=0.0.0.0.` }
}

function readPublicUrl(env: Environment, port: string): Read {
  const given = setting(env, 'PUBLIC_URL')
  if (given === undefined) return { value: `http://localhost:${port}` }
  const url = URL.canParse(given) ? new URL(given) : null
  const plain = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  if (plain && (url.protocol === 'https:' || url.protocol === 'http:')) return { value: url.origin }
  return {
    fault: `PUBLIC_URL is "${given}". Geef het adres zonder pad erachter, bijvoorbeeld PUBLIC_URL=https://ervaring.example.nl.`,
  }
}

function readMunicipality(env: Environment): Read {
  const given = setting(env, 'MUNICIPALITY') ?? 'utrecht'
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given)) return { value: given }
  return {
    fault: `MUNICIPALITY is "${given}". Geef de naam van een map in surveys: kleine letters, cijfers en streepjes, bijvoorbeeld MUNICIPALITY=utrecht.`,
  }
}

function readSpeech(env: Environment): Read {
  const given = setting(env, 'SPEECH') ?? 'on'
  if (given === 'on' || given === 'off') return { value: given }
  return { fault: `SPEECH is "${given}". Kies SPEECH=on, of SPEECH=off als de server geen gesproken tekst mag maken.` }
}
