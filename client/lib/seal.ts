import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { Response } from '../../shared/response.ts'
import { PADS, SEAL_INFO } from '../../shared/sealing.ts'
import type { Envelope, ServerKey } from '../../shared/wire.ts'

/** The response sealed for the server (RFC 9180, base mode; the id is bound as associated data). The length of the
 *  result tells one of five sizes and nothing more. Throws RangeError when the response is larger than 16 kB. */
export async function seal(response: Response, key: ServerKey): Promise<Envelope> {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const text = new TextEncoder()
  const sealed = await suite.seal(
    {
      recipientPublicKey: await suite.kem.deserializePublicKey(fromBase64Url(key.publicKey)),
      info: text.encode(SEAL_INFO),
    },
    padded(text.encode(JSON.stringify(response))),
    text.encode(response.id),
  )
  const bytes = new Uint8Array(sealed.enc.byteLength + sealed.ct.byteLength)
  bytes.set(new Uint8Array(sealed.enc))
  bytes.set(new Uint8Array(sealed.ct), sealed.enc.byteLength)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return { id: response.id, hash: toHex(hash), kid: key.kid, sealed: toBase64Url(bytes) }
}

/** JSON allows spaces at its end, so the server needs no length field to take the padding off. */
function padded(json: Uint8Array): Uint8Array {
  const size = PADS.find((pad) => json.length <= pad)
  if (size === undefined) throw new RangeError(`response of ${json.length} bytes is larger than ${PADS.at(-1)}`)
  const bytes = new Uint8Array(size).fill(0x20)
  bytes.set(json)
  return bytes
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}
