import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long somebody has to touch the device. */
export const CHALLENGE_MS = 5 * 60_000

const NONCE_BYTES = 16
const TIME_BYTES = 8
const MARK_BYTES = 32

/** What a device signs to show that it has a key: each good once, for five minutes, and for one purpose. */
export interface Challenges {
  /** A new one. Nothing is kept, so that whoever asks for many takes no room. */
  make(purpose: string): Uint8Array<ArrayBuffer>
  /** Whether it was made here for that purpose, is not over, and was not taken before; takes it. */
  take(challenge: string, purpose: string): boolean
}

/** They carry their end and a mark of this process, so that none of an earlier one is good any more. */
export function createChallenges(now: () => number, randomBytes: (length: number) => Uint8Array): Challenges {
  const key = randomBytes(MARK_BYTES)
  /** Those that were taken, with their end. */
  const taken = new Map<string, number>()
  const markOf = (body: Uint8Array, purpose: string) => createHmac('sha256', key).update(body).update(purpose).digest()

  const forgetOver = () => {
    for (const [challenge, end] of taken) {
      if (end > now()) return
      taken.delete(challenge)
    }
  }
  return {
    make(purpose) {
      const body = new Uint8Array(NONCE_BYTES + TIME_BYTES)
      body.set(randomBytes(NONCE_BYTES))
      new DataView(body.buffer).setBigUint64(NONCE_BYTES, BigInt(now() + CHALLENGE_MS))
      const challenge = new Uint8Array(body.length + MARK_BYTES)
      challenge.set(body)
      challenge.set(markOf(body, purpose), body.length)
      return challenge
    },
    take(given, purpose) {
      const bytes = Buffer.from(given, 'base64url')
      if (bytes.length !== NONCE_BYTES + TIME_BYTES + MARK_BYTES) return false
      const body = bytes.subarray(0, NONCE_BYTES + TIME_BYTES)
      if (!timingSafeEqual(bytes.subarray(body.length), markOf(body, purpose))) return false
      const end = Number(body.readBigUInt64BE(NONCE_BYTES))
      forgetOver()
      // By its bytes: one challenge can be written in more than one way.
      const name = bytes.toString('base64url')
      if (end <= now() || taken.has(name)) return false
      taken.set(name, end)
      return true
    },
  }
}
