import { createHash } from 'node:crypto'
import { SESSION_IDLE_MS } from '../shared/session.ts'
import { audit, NOBODY_KNOWN } from './audit.ts'
import type { Asker, Deps, Viewer } from './deps.ts'
import type { DeviceMarks } from './device-mark.ts'
import { ProblemError, problem } from './http/problem.ts'
import type { Passwords } from './passwords.ts'
import type { SecondSteps } from './second-step.ts'
import type { User } from './store/people.ts'
import { type Store, StoreUnavailable } from './store/store.ts'
import type { Throttle } from './throttle.ts'

/** A session ends this many milliseconds after its last use, */
export const IDLE_MS = SESSION_IDLE_MS
/** and this many after it began. */
export const ABSOLUTE_MS = 12 * 3_600_000
/** A session's last use is written at most once in this many milliseconds: each write is a disk flush. It may end this
 *  much before its 30 minutes are over, never after. */
const TOUCH_MS = 60_000

/** Bytes of a session's or a machine's token. */
const TOKEN_BYTES = 32
/** Opens every machine token, so that people and scanners know one when they see it. */
const MACHINE_PREFIX = 'ew_'

const SESSION_TOKEN = /^[A-Za-z0-9_-]{43}$/
const MACHINE_TOKEN = /^ew_[A-Za-z0-9_-]{43}$/

type Chance = Deps['randomBytes']

/** A session that has just begun. */
export interface SignedIn {
  readonly viewer: Viewer
  /** Goes to the browser only; the database keeps its SHA-256. */
  readonly token: string
  /** By which the browser is known when this login signs in again. */
  readonly mark: string
}

/** `code`: of the second step, '' when it was not asked for yet. */
interface Credentials {
  readonly login: string
  readonly password: string
  readonly code: string
}

export interface Auth {
  /** A new session; `mark` is what the browser got when somebody signed in from it before, or null. Throws `wrong-credentials`, the same for an unknown login, a disabled one and a wrong password, and
   *  `too-many-tries` with the seconds to wait; with the right password `second-step-needed` where a code is missing and `wrong-code`. */
  signIn(given: Credentials, mark: string | null): Promise<SignedIn>
  /** Whether this is the user's password; each try counts. Throws `too-many-tries`. For who is signed in already. */
  isPassword(user: User, password: string, mark: string | null): Promise<boolean>
  /** Whether this is a code of the user's second step, which is used up; each try counts. Throws `too-many-tries`. */
  isCode(user: User, code: string, mark: string | null): boolean
  /** A new session of that user, without asking anything. */
  begin(user: User): SignedIn
  /** Ends that session; nothing happens when there is none. */
  signOut(token: string): void
}

/** Signing in and out. Not for machines: they have tokens. */
export function createAuth(parts: {
  readonly store: Store
  readonly now: () => number
  readonly randomBytes: Chance
  readonly passwords: Passwords
  readonly throttle: Throttle
  readonly marks: DeviceMarks
  readonly secondSteps: Pick<SecondSteps, 'isOn' | 'check'>
}): Auth {
  const { store, now, randomBytes, passwords, throttle, marks, secondSteps } = parts

  /** Counts a try of that login; gives what the browser is known by there, or null. */
  const counted = (login: string, mark: string | null): string | null => {
    const device = mark !== null && marks.holds(login, mark) ? mark : null
    const wait = throttle.tryNow(login, device)
    if (wait > 0) throw problem('too-many-tries', `Te veel pogingen. Probeer het over ${wait} seconden opnieuw.`, wait)
    return device
  }

  const begin = (user: User): SignedIn => {
    const token = Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')
    store.together(() => {
      store.saveSession({ tokenHash: tokenHash(token), user: user.id, created: now(), lastSeen: now() })
      audit(parts, user.login, 'sign-in', user.login)
    })
    return { token, viewer: viewerOfUser(user), mark: marks.issue(user.login) }
  }

  const checkedUser = async (login: string, password: string): Promise<User> => {
    const user = store.userByLogin(login)
    const usable = user !== null && !user.disabled && user.passwordHash !== ''
    const { fits, weaker } = await passwords.verify(usable ? user.passwordHash : null, password)
    const stronger = fits && weaker ? await passwords.hash(password) : null
    // Read anew: hashing takes its time, and the user may have been disabled or given another password meanwhile.
    const still = user && store.user(user.id)
    if (!fits || !still || still.disabled || still.passwordHash !== user.passwordHash) throw wrongCredentials()
    if (stronger !== null) store.saveUser({ ...still, passwordHash: stronger })
    return still
  }

  const checked = async ({ login, password, code }: Credentials): Promise<User> => {
    const user = await checkedUser(login, password)
    if (secondSteps.isOn(user.id)) {
      if (code.trim() === '') throw problem('second-step-needed', 'Vul ook de code uit uw app in.')
      if (!secondSteps.check(user.id, code))
        throw problem('wrong-code', 'De code klopt niet. Wacht op een nieuwe code.')
    }
    return user
  }

  return {
    async signIn({ login: givenLogin, password, code }, mark) {
      const login = normalLogin(givenLogin)
      const device = counted(login, mark)
      const user = await checked({ login, password, code }).catch((error: unknown) => {
        noteFailure(parts, login, error)
        throw error
      })
      throttle.succeeded(login, device)
      return begin(user)
    },
    async isPassword(user, password, mark) {
      const device = counted(user.login, mark)
      const { fits } = await passwords.verify(user.passwordHash === '' ? null : user.passwordHash, password)
      if (fits) throttle.succeeded(user.login, device)
      return fits
    },
    isCode(user, code, mark) {
      const device = counted(user.login, mark)
      const fits = secondSteps.check(user.id, code)
      if (fits) throttle.succeeded(user.login, device)
      return fits
    },
    begin,
    signOut(token) {
      const hash = tokenHash(token)
      const session = store.session(hash)
      const user = session && store.user(session.user)
      store.together(() => {
        store.endSession(hash)
        if (user) audit(parts, user.login, 'sign-out', user.login)
      })
    },
  }
}

/** Of whom: only an account that there is, since people type passwords where their login should be. */
function noteFailure(
  parts: { readonly store: Store; readonly now: () => number },
  login: string,
  error: unknown,
): void {
  if (!(error instanceof ProblemError) || !['wrong-credentials', 'wrong-code'].includes(error.code)) return
  try {
    audit(parts, NOBODY_KNOWN, 'sign-in-wrong', parts.store.userByLogin(login)?.login ?? '')
  } catch (cause) {
    // A full disk keeps the log as it is; the answer to a wrong password stays the same.
    if (!(cause instanceof StoreUnavailable)) throw cause
  }
}

function wrongCredentials(): ProblemError {
  return problem('wrong-credentials', 'De inlognaam of het wachtwoord klopt niet.')
}

/** A login as it is kept and compared: without spaces around it, in lower case. */
export function normalLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase()
}

/** Who this session belongs to; null when it is unknown, over, or its user is disabled. Renews its last use. */
export function viewerOfSession(store: Store, now: () => number, token: string): Viewer | null {
  if (!SESSION_TOKEN.test(token)) return null
  const session = store.session(tokenHash(token))
  if (!session) return null
  const time = now()
  const user = store.user(session.user)
  const over = time - session.created >= ABSOLUTE_MS || time - session.lastSeen >= IDLE_MS
  if (over || !user || user.disabled) {
    whenItCan(() => store.endSession(session.tokenHash))
    return null
  }
  if (time - session.lastSeen >= TOUCH_MS) whenItCan(() => store.touchSession(session.tokenHash, time))
  return viewerOfUser(user)
}

/** A full disk must not keep people from reading. Without this write a session ends sooner, never later. */
function whenItCan(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
  }
}

/** What a machine's token may see; null when it is unknown or revoked. */
export function viewerOfToken(store: Store, token: string): Asker | null {
  if (!MACHINE_TOKEN.test(token)) return null
  const known = store.token(tokenHash(token))
  return known ? { role: known.role, provider: known.provider, name: known.name } : null
}

/** A new token for a machine; shown once, kept as its SHA-256. */
export function newMachineToken(randomBytes: Chance): string {
  return MACHINE_PREFIX + Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')
}

/** SHA-256 of a token in hex, the form in which it is kept. A plain hash will do: a token has 256 bits of chance. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function viewerOfUser(user: User): Viewer {
  const { role, provider, login, portfolio } = user
  return { role, provider, name: login, ...(portfolio && { portfolio }) }
}
