import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

// A device with passkeys, as Web Authentication Level 3 describes it, of which everything can be made wrong.

/** What may differ from what a sound device and an honest browser would say. */
export interface Told {
  readonly origin?: string
  readonly host?: string
  readonly counter?: number
  /** Whether the device knows who holds it; a press of a finger is always there. */
  readonly isVerified?: boolean
  readonly challenge?: string
  readonly handle?: string
  readonly type?: string
  readonly isSigned?: boolean
}

export interface Authenticator {
  readonly credential: string
  /** What a browser sends after it made a key for these options. */
  register(options: Offer, told?: Told): unknown
  /** What it sends to sign in. */
  signIn(options: { readonly challenge: string }, told?: Told): unknown
}

interface Offer {
  readonly challenge: string
  readonly user: { readonly id: string }
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest()

/** A device with one key, for that origin. It counts from one. */
export function createAuthenticator(site: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const credential = base64url(id)
  let count = 0
  let handle = ''

  const clientData = (type: string, { challenge }: { readonly challenge: string }, told: Told) =>
    Buffer.from(
      JSON.stringify({
        type: told.type ?? type,
        challenge: told.challenge ?? challenge,
        origin: told.origin ?? site,
        crossOrigin: false,
      }),
    )
  /** Source: Web Authentication Level 3, 6.1. */
  const data = ({ host = new URL(site).hostname, counter, isVerified = true }: Told, key: Uint8Array | null) => {
    count += 1
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (key ? 0x40 : 0)
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(counter ?? count)
    return Buffer.concat([sha256(host), Buffer.of(flags), counted, key ?? Buffer.alloc(0)])
  }
  return {
    credential,
    register(options, told = {}) {
      handle = options.user.id
      const key = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, coseKey(publicKey)])
      const attestationObject = noAttestation(data(told, key))
      const clientDataJSON = clientData('webauthn.create', options, told)
      return {
        id: credential,
        rawId: credential,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: base64url(clientDataJSON), attestationObject: base64url(attestationObject) },
      }
    },
    signIn(options, told = {}) {
      const clientDataJSON = clientData('webauthn.get', options, told)
      const authenticatorData = data(told, null)
      const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)])
      const signature = sign('sha256', told.isSigned === false ? Buffer.alloc(1) : signed, privateKey)
      return {
        id: credential,
        rawId: credential,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientDataJSON),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
          userHandle: told.handle ?? handle,
        },
      }
    },
  }
}

/** A point on P-256 for ES256, in CBOR. Source: RFC 9053, 7.1.1; RFC 8949. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const part = (text: string) => Buffer.concat([Buffer.of(0x58, 0x20), Buffer.from(text, 'base64url')])
  return Buffer.concat([Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21), part(x), Buffer.of(0x22), part(y)])
}

/** `{fmt: 'none', attStmt: {}, authData}` in CBOR. */
function noAttestation(authData: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.of(0x60 + word.length), Buffer.from(word)])
  return Buffer.concat([
    Buffer.of(0xa3),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.of(0xa0),
    text('authData'),
    Buffer.of(0x58, authData.length),
    authData,
  ])
}
