import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { signedText } from '../shared/device-wire.ts'
import { uuidOf } from './uuid.ts'

/** A request that says which device it comes from. */
export interface SignedRequest {
  readonly method: string
  readonly path: string
  /** The body exactly as it came. */
  readonly body: Uint8Array
  /** What the header `Device` says; null without it. */
  readonly device: string | null
  /** What the header `Device-Signature` says; null without it. */
  readonly signature: string | null
}

/** Bytes of an uncompressed point on P-256: 4, x and y. */
const POINT_BYTES = 65
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/

/** The key in that base64url of an uncompressed P-256 point; null when it is none. */
export function readPublicKey(text: string): KeyObject | null {
  const point = Buffer.from(text, 'base64url')
  if (point.length !== POINT_BYTES || point[0] !== 4 || point.toString('base64url') !== text) return null
  try {
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
    // Throws for a point that is not on the curve.
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
  } catch {
    return null
  }
}

/** Whether that key signed the request. */
export function isSignedBy(key: KeyObject, { method, path, body, signature }: SignedRequest): boolean {
  if (signature === null || !SIGNATURE.test(signature)) return false
  const text = Buffer.from(signedText(method, path, createHash('sha256').update(body).digest('hex')))
  return verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

/** The name of the device with that key: a device that comes back to a database without it has the same name. */
export function deviceIdOf(publicKey: string): string {
  return uuidOf(createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest())
}
