import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { clearText } from './random-text.ts'
import type { People } from './store/people.ts'

/** How many codes there are for who loses the telephone, and how long each is. */
export const RECOVERY_CODES = 8
const RECOVERY_LENGTH = 10

/** Bytes of chance in a new secret. Source: RFC 4226, 4 (R6). */
const SECRET_BYTES = 20
const PERIOD_SECONDS = 30
/** A code counts in its own half minute and in the one before and after it: clocks differ. Source: RFC 6238, 5.2. */
const WINDOW = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What somebody puts into an app to set up a second step. */
export interface Proposal {
  /** Base32. */
  readonly secret: string
  /** `otpauth://…`, for a QR code. */
  readonly uri: string
}

/** The second step of signing in: codes of an app (TOTP, RFC 6238), each good once, and codes for who loses it. */
export interface SecondSteps {
  /** A new secret for that login; nothing is kept. */
  propose(login: string, issuer: string): Proposal
  /** Keeps it when the code shows that the app has it, and gives the recovery codes, which are shown once. Null for a wrong
   *  code or a text that is no secret. To be called in a transaction. */
  setUp(user: string, given: { readonly secret: string; readonly code: string }): readonly string[] | null
  isOn(user: string): boolean
  /** Whether the code is the app's, or a recovery code; neither is good a second time. */
  check(user: string, code: string): boolean
}

type Parts = {
  readonly store: Pick<People, 'saveSecondStep' | 'secondStep' | 'useStep' | 'useRecovery'>
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
  /** Of the data folder, beside the database: a copy of the database alone makes no codes. */
  readonly secret: Uint8Array
}

export function createSecondSteps({ store, now, randomBytes, secret }: Parts): SecondSteps {
  const key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'second step', 32))
  const seal = sealer(key, randomBytes)
  const hashOf = (user: string, code: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([user, code]))
      .digest('hex')

  /** Number of the half minute whose code this is; null for none. */
  const stepOf = (base32: string, code: string): number | null => {
    const digits = code.replace(/\s/g, '')
    if (!/^\d{6}$/.test(digits)) return null
    const delta = totp(base32).validate({ token: digits, timestamp: now(), window: WINDOW })
    return delta === null ? null : TOTP.counter({ period: PERIOD_SECONDS, timestamp: now() }) + delta
  }

  return {
    propose(login, issuer) {
      const base32 = new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32
      return { secret: base32, uri: totp(base32, { issuer, label: login }).toString() }
    },
    setUp(user, { secret: base32, code }) {
      if (!/^[A-Z2-7]{32}$/.test(base32)) return null
      const step = stepOf(base32, code)
      if (step === null) return null
      const codes = Array.from({ length: RECOVERY_CODES }, () => clearText(RECOVERY_LENGTH, randomBytes))
      const hashes = codes.map((one) => hashOf(user, one))
      store.saveSecondStep(user, { sealedSecret: seal.close(user, base32), lastStep: step }, hashes)
      return codes.map((one) => `${one.slice(0, RECOVERY_LENGTH / 2)}-${one.slice(RECOVERY_LENGTH / 2)}`)
    },
    isOn: (user) => store.secondStep(user) !== null,
    check(user, code) {
      const known = store.secondStep(user)
      if (!known) return false
      const base32 = seal.open(user, known.sealedSecret)
      const step = base32 === null ? null : stepOf(base32, code)
      if (step !== null) return store.useStep(user, step)
      return store.useRecovery(user, hashOf(user, code.replace(/[\s-]/g, '').toUpperCase()))
    },
  }
}

function totp(base32: string, named: { readonly issuer: string; readonly label: string } | null = null): TOTP {
  return new TOTP({ ...named, secret: Secret.fromBase32(base32), algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS })
}

/** Closes a text for one user: moved to another's row it does not open. */
function sealer(key: Buffer, randomBytes: Parts['randomBytes']) {
  return {
    close(user: string, text: string): string {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(user))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    /** Null when it was closed with another key or for another user. */
    open(user: string, sealed: string): string | null {
      const bytes = Buffer.from(sealed, 'base64url')
      const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)]
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(user)).setAuthTag(tag)
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return null
      }
    },
  }
}
