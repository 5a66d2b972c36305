import { randomBytes } from 'node:crypto'
import { tokenHash } from '../../server/auth.ts'
import type { InProcess } from './server.ts'

/** The cookie of a session that begins now, of the user with that id. */
export function cookieFor({ house }: InProcess, user: string): string {
  const token = randomBytes(32).toString('base64url')
  const now = house.deps.now()
  house.deps.store.saveSession({ tokenHash: tokenHash(token), user, created: now, lastSeen: now })
  return `ew=${token}`
}
