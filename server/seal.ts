import { createHash } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { Response } from '../shared/response.ts'
import { PADS, SEAL_INFO } from '../shared/sealing.ts'
import type { Envelope, ServerKey } from '../shared/wire.ts'

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** A response sealed for this server as a device would do it (HPKE, RFC 9180, base mode). Throws RangeError
 *  when it is larger than the largest size to which responses are padded. */
export async function sealForServer(response: Response, key: ServerKey): Promise<Envelope> {
  const json = Buffer.from(JSON.stringify(response))
  const size = PADS.find((pad) => json.length <= pad)
  if (size === undefined) throw new RangeError(`a response of ${json.length} bytes is too large to seal`)
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(Buffer.from(key.publicKey, 'base64url')))
  const padded = bytesOf(Buffer.concat([json], size).fill(' ', json.length))
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: bytesOf(Buffer.from(SEAL_INFO)) },
    padded,
    bytesOf(Buffer.from(response.id)),
  )
  const bytes = Buffer.concat([Buffer.from(enc), Buffer.from(ct)])
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { id: response.id, hash, kid: key.kid, sealed: bytes.toString('base64url') }
}

/** A buffer of its own: a Buffer may be a window on a larger one. */
function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer
}
