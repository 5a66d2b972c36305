import type { Invited } from '../shared/account.ts'
import { tokenHash } from './auth.ts'
import { dayOf } from './calendar.ts'
import type { User } from './store/people.ts'
import type { Store } from './store/store.ts'

/** How long the link of an invitation works. */
export const LINK_DAYS = 7
const DAY_MS = 86_400_000
const LINK_BYTES = 32
const LINK = /^[A-Za-z0-9_-]{43}$/

/** Page on which somebody chooses a password; the secret stands behind its #. */
export const WELCOME_PATH = '/resultaten/welkom'

interface Place {
  readonly store: Pick<Store, 'saveAccountLink' | 'accountLink' | 'user'>
  readonly now: () => number
}

/** A new link with which this user chooses a password; an earlier one works no more. */
export function newAccountLink(
  {
    store,
    now,
    randomBytes,
    config,
  }: Place & {
    readonly randomBytes: (length: number) => Uint8Array
    readonly config: { readonly publicUrl: string }
  },
  { id, login }: Pick<User, 'id' | 'login'>,
): Invited {
  const secret = Buffer.from(randomBytes(LINK_BYTES)).toString('base64url')
  const expires = now() + LINK_DAYS * DAY_MS
  store.saveAccountLink({ tokenHash: tokenHash(secret), user: id, expires })
  return { id, login, link: `${config.publicUrl}${WELCOME_PATH}#${secret}`, until: dayOf(expires) }
}

/** Whose link this is; null for one that is unknown, used, too old, or of a closed account. */
export function userOfLink({ store, now }: Place, secret: string): User | null {
  if (!LINK.test(secret)) return null
  const link = store.accountLink(tokenHash(secret))
  const user = link && now() < link.expires ? store.user(link.user) : null
  return user && !user.disabled ? user : null
}
