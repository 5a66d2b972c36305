import { createHash } from 'node:crypto'
import { PADS } from '../shared/sealing.ts'
import type { Envelope, RefusalReason } from '../shared/wire.ts'
import { ENC_LENGTH, TAG_LENGTH } from './hpke.ts'

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const SHA_256 = /^[0-9a-f]{64}$/
const BASE64URL = /^[A-Za-z0-9_-]+$/

/** Longest name of a key that is worth keeping with a refused envelope. */
const MAX_KID = 64
const LONGEST_PAD = Math.max(...PADS)
const MAX_SEALED = Math.ceil(((ENC_LENGTH + LONGEST_PAD + TAG_LENGTH) * 4) / 3)
/** Longest id or hash that is said back to the sender of a malformed envelope. */
const MAX_ECHO = 100

/** An envelope whose four fields have the right form; `bytes` are those of the seal, and their hash is right. */
export type CheckedEnvelope =
  | { readonly envelope: Envelope; readonly bytes: Buffer }
  | {
      readonly reason: Extract<RefusalReason, 'malformed-envelope' | 'hash-mismatch'>
      readonly envelope: Envelope | null
    }

/** Checks the form and the hash of one item of a flush. With a fault, `envelope` is there only when it is fit to be kept:
 *  a usable id and hash, and nothing oversized. */
export function checkEnvelope(item: unknown): CheckedEnvelope {
  const envelope = toEnvelope(item)
  if (!envelope || !BASE64URL.test(envelope.sealed)) return { reason: 'malformed-envelope', envelope }
  const bytes = Buffer.from(envelope.sealed, 'base64url')
  const right = createHash('sha256').update(bytes).digest('hex') === envelope.hash
  return right ? { envelope, bytes } : { reason: 'hash-mismatch', envelope }
}

function toEnvelope(item: unknown): Envelope | null {
  if (!isObject(item)) return null
  const { id, hash, kid, sealed } = item
  if (typeof id !== 'string' || !UUID_V4.test(id)) return null
  if (typeof hash !== 'string' || !SHA_256.test(hash)) return null
  if (typeof kid !== 'string' || kid.length > MAX_KID) return null
  if (typeof sealed !== 'string' || sealed.length > MAX_SEALED) return null
  return { id, hash, kid, sealed }
}

/** The id and hash to put in the verdict on this item: as sent, so that its device knows it again, or '' where they are
 *  no text or too long. */
export function echoOf(item: unknown): { readonly id: string; readonly hash: string } {
  const { id, hash } = isObject(item) ? item : {}
  const echo = (value: unknown) => (typeof value === 'string' && value.length <= MAX_ECHO ? value : '')
  return { id: echo(id), hash: echo(hash) }
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
