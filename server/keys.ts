import { createECDH, createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SEAL_INFO } from '../shared/sealing.ts'
import type { RefusalReason, ServerKey } from '../shared/wire.ts'
import { CannotStart } from './cannot-start.ts'
import { ENC_LENGTH, hpkeOpener, type Opener, TAG_LENGTH } from './hpke.ts'
import { writeSecretFile } from './secret-file.ts'

/** What a key file holds; the highest sequence is the key that devices seal for. */
interface KeyFile {
  readonly sequence: number
  /** base64url of the 32 bytes of the P-256 private key. */
  readonly privateKey: string
}

/** Opens a sealed response; `sealed` are the bytes `enc ‖ ciphertext`. */
export type OpenSeal = (envelope: {
  readonly id: string
  readonly kid: string
  readonly sealed: Uint8Array
}) => { readonly plaintext: Buffer } | { readonly fault: Extract<RefusalReason, 'unknown-key' | 'unreadable-seal'> }

/** The keys of a data folder. */
export interface Keys {
  /** The newest: devices seal for it. */
  readonly current: ServerKey
  /** Opens what was sealed for any key of the folder, one added later by another process included. Never throws on a
   *  bad envelope. */
  readonly openSeal: OpenSeal
}

interface LoadedKey {
  readonly key: ServerKey
  readonly sequence: number
  readonly open: Opener
}

/** The keys in that folder. Makes the first one when there is none, unless `mayCreate` is false (a database without
 *  its keys: answers that are under way could never be opened). Throws CannotStart. */
export function openKeys(folder: string, { mayCreate = true }: { mayCreate?: boolean } = {}): Keys {
  makeFolder(folder)
  if (kidsIn(folder).length === 0) {
    if (!mayCreate) throw new CannotStart(missingKeys(folder))
    addKey(folder)
  }
  const keys = new Map(kidsIn(folder).map((kid) => [kid, loadKey(folder, kid)]))
  const find = (kid: string) => keys.get(kid) ?? loadLater(folder, kid, keys)
  return {
    current: newest([...keys.values()]).key,
    openSeal: (envelope) => openWith(find(envelope.kid)?.open, envelope),
  }
}

/** Adds a key to the folder and gives its public half; from the next start devices seal for it. Older keys still open. */
export function addKey(folder: string): ServerKey {
  makeFolder(folder)
  const sequences = kidsIn(folder).map((kid) => loadKey(folder, kid).sequence)
  const ecdh = createECDH('prime256v1')
  const key = serverKey(ecdh.generateKeys())
  // A leading zero byte is dropped by getPrivateKey: put it back.
  const privateKey = Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url')
  const file: KeyFile = { sequence: Math.max(0, ...sequences) + 1, privateKey }
  writeSecretFile(join(folder, `${key.kid}.json`), `${JSON.stringify(file)}\n`)
  return key
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

function kidsIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => /^([0-9a-f]{8})\.json$/.exec(name)?.[1] ?? [])
}

function loadKey(folder: string, kid: string): LoadedKey {
  try {
    const file = JSON.parse(readFileSync(join(folder, `${kid}.json`), 'utf8')) as Partial<KeyFile>
    const privateKey = Buffer.from(String(file.privateKey), 'base64url')
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(privateKey)
    const key = serverKey(ecdh.getPublicKey())
    if (key.kid !== kid || !Number.isSafeInteger(file.sequence)) throw new Error('another key than its name says')
    return { key, sequence: Number(file.sequence), open: hpkeOpener(privateKey, SEAL_INFO) }
  } catch (cause) {
    throw new CannotStart(brokenKey(folder, kid), { cause })
  }
}

/** The command line may have added a key beside this server. */
function loadLater(folder: string, kid: string, keys: Map<string, LoadedKey>): LoadedKey | undefined {
  if (!/^[0-9a-f]{8}$/.test(kid)) return undefined
  try {
    const key = loadKey(folder, kid)
    keys.set(kid, key)
    return key
  } catch {
    return undefined
  }
}

function newest(keys: readonly LoadedKey[]): LoadedKey {
  return keys.reduce((best, key) =>
    key.sequence > best.sequence || (key.sequence === best.sequence && key.key.kid > best.key.kid) ? key : best,
  )
}

function serverKey(publicKey: Buffer): ServerKey {
  const kid = createHash('sha256').update(publicKey).digest('hex').slice(0, 8)
  return { kid, publicKey: publicKey.toString('base64url') }
}

function openWith(open: Opener | undefined, { id, sealed }: { id: string; sealed: Uint8Array }): ReturnType<OpenSeal> {
  if (!open) return { fault: 'unknown-key' }
  if (sealed.length < ENC_LENGTH + TAG_LENGTH) return { fault: 'unreadable-seal' }
  const plaintext = open(sealed.subarray(0, ENC_LENGTH), sealed.subarray(ENC_LENGTH), Buffer.from(id, 'latin1'))
  return plaintext ? { plaintext } : { fault: 'unreadable-seal' }
}

function missingKeys(folder: string): string {
  return `Er is een database, maar de sleutels ontbreken in ${folder}. Zet de map met sleutels terug uit uw eigen kopie: zonder sleutels zijn antwoorden die nog onderweg zijn niet te openen.`
}

function brokenKey(folder: string, kid: string): string {
  return `De sleutel ${join(folder, `${kid}.json`)} is niet te lezen. Zet het bestand terug uit uw eigen kopie van de map met sleutels.`
}
