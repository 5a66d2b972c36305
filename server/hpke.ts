import { createDecipheriv, createECDH, createHmac } from 'node:crypto'

/** An AEAD of RFC 9180 §7.3. */
interface Aead {
  readonly id: number
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm'
  readonly keyLength: number
}

/** The one this product seals with. */
export const AES_256_GCM: Aead = { id: 2, cipher: 'aes-256-gcm', keyLength: 32 }
/** The one of the published test vectors for P-256 (RFC 9180 appendix A.3). */
export const AES_128_GCM: Aead = { id: 1, cipher: 'aes-128-gcm', keyLength: 16 }

/** Bytes of an encapsulated key: an uncompressed P-256 point. */
export const ENC_LENGTH = 65
/** Bytes of the tag at the end of a ciphertext. */
export const TAG_LENGTH = 16
const NONCE_LENGTH = 12

/** Gives the plaintext, or null when it cannot be opened with this key, info and aad, whatever the reason. */
export type Opener = (enc: Uint8Array, ciphertext: Uint8Array, aad: Uint8Array) => Buffer | null

const none = Buffer.alloc(0)
const twoBytes = (value: number) => Buffer.from([value >> 8, value & 255])
const kemSuite = Buffer.concat([Buffer.from('KEM'), twoBytes(0x10)])

function extract(suite: Uint8Array, salt: Uint8Array, label: string, input: Uint8Array): Buffer {
  return createHmac('sha256', salt).update('HPKE-v1').update(suite).update(label).update(input).digest()
}

/** One round of HKDF-Expand is enough: nothing here is longer than one hash. */
function expand(suite: Uint8Array, secret: Uint8Array, label: string, info: Uint8Array, length: number): Buffer {
  const hmac = createHmac('sha256', secret).update(twoBytes(length)).update('HPKE-v1').update(suite).update(label)
  return hmac.update(info).update('\x01').digest().subarray(0, length)
}

/** Opens messages sealed for this P-256 private key (32 bytes): the receiver's side of HPKE, base mode, single shot,
 *  DHKEM(P-256, HKDF-SHA256) with HKDF-SHA256. What does not depend on the message is computed once.
 *  Source: RFC 9180 §4.1 (Decap), §5.1 (KeySchedule), §5.2 (Open), §7.1.1 (points). Throws on an invalid private key. */
export function hpkeOpener(privateKey: Uint8Array, info: string, aead: Aead = AES_256_GCM): Opener {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(privateKey)
  const publicKey = ecdh.getPublicKey()
  const suite = Buffer.concat([Buffer.from('HPKE'), twoBytes(0x10), twoBytes(1), twoBytes(aead.id)])
  const pskHash = extract(suite, none, 'psk_id_hash', none)
  const context = Buffer.concat([Buffer.from([0]), pskHash, extract(suite, none, 'info_hash', Buffer.from(info))])

  function sharedSecret(enc: Uint8Array): Buffer {
    const point = ecdh.computeSecret(enc)
    return expand(
      kemSuite,
      extract(kemSuite, none, 'eae_prk', point),
      'shared_secret',
      Buffer.concat([enc, publicKey]),
      32,
    )
  }

  return (enc, ciphertext, aad) => {
    if (enc.length !== ENC_LENGTH || ciphertext.length < TAG_LENGTH) return null
    try {
      const secret = extract(suite, sharedSecret(enc), 'secret', none)
      const key = expand(suite, secret, 'key', context, aead.keyLength)
      const nonce = expand(suite, secret, 'base_nonce', context, NONCE_LENGTH)
      const decipher = createDecipheriv(aead.cipher, key, nonce, { authTagLength: TAG_LENGTH }).setAAD(aad)
      decipher.setAuthTag(ciphertext.subarray(ciphertext.length - TAG_LENGTH))
      const plaintext = decipher.update(ciphertext.subarray(0, ciphertext.length - TAG_LENGTH))
      return Buffer.concat([plaintext, decipher.final()])
    } catch {
      // A point that is not on the curve, or a tag that does not fit: to the sender both are "cannot be opened".
      return null
    }
  }
}
