import { createHmac, timingSafeEqual } from 'node:crypto'

const MARK = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/

/** Marks by which a browser shows that this login signed in from it before. No right goes with one: it only keeps the
 *  tries of strangers from making that browser wait. Source: OWASP, "Slow Down Online Guessing Attacks with Device
 *  Cookies". */
export interface DeviceMarks {
  /** A new mark for that login. */
  issue(login: string): string
  /** Whether that mark was issued here for that login. */
  holds(login: string, mark: string): boolean
}

/** Marks that need no keeping: each holds its own proof, made with the secret. */
export function createDeviceMarks(secret: Uint8Array, randomBytes: (length: number) => Uint8Array): DeviceMarks {
  const proof = (login: string, name: string) =>
    createHmac('sha256', secret).update(`device mark\n${name}\n${login}`).digest('base64url')
  return {
    issue: (login) => {
      const name = Buffer.from(randomBytes(16)).toString('base64url')
      return `${name}.${proof(login, name)}`
    },
    holds: (login, mark) => {
      if (!MARK.test(mark)) return false
      const [name = '', given = ''] = mark.split('.')
      return timingSafeEqual(Buffer.from(given), Buffer.from(proof(login, name)))
    },
  }
}
