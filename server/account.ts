import type { AccountLinkReply, AccountReply, NewSecondStep, RecoveryCodes } from '../shared/account.ts'
import { userOfLink } from './account-links.ts'
import { audit } from './audit.ts'
import { ABSOLUTE_MS, type Auth, createAuth, IDLE_MS, type SignedIn } from './auth.ts'
import { dayOf } from './calendar.ts'
import type { Deps } from './deps.ts'
import { createDeviceMarks } from './device-mark.ts'
import { problem } from './http/problem.ts'
import { type Challenges, createChallenges } from './passkey-challenges.ts'
import { createPasswords, type Passwords, passwordFault } from './passwords.ts'
import { createSecondSteps, type SecondSteps } from './second-step.ts'
import type { Session, User } from './store/people.ts'
import { createThrottle } from './throttle.ts'

/** Characters of a session's hash by which its owner names it. */
const ID_LENGTH = 16

export interface AccountParts extends Pick<Deps, 'store' | 'now' | 'randomBytes' | 'municipality'> {
  readonly auth: Auth
  readonly passwords: Passwords
  readonly secondSteps: SecondSteps
  readonly challenges: Challenges
  /** Origin for which passkeys are. */
  readonly publicUrl: string
}

/** What signing in and accounts are built from: one throttle for both. */
export function createAccounts(deps: Deps, passwords: Passwords = createPasswords()): AccountParts {
  const { store, now, randomBytes, deviceSecret, municipality, config } = deps
  const marks = createDeviceMarks(deviceSecret, randomBytes)
  const secondSteps = createSecondSteps({ store, now, randomBytes, secret: deviceSecret })
  const auth = createAuth({ store, now, randomBytes, passwords, throttle: createThrottle(now), marks, secondSteps })
  const challenges = createChallenges(now, randomBytes)
  const { publicUrl } = config
  return { store, now, randomBytes, municipality, auth, passwords, secondSteps, challenges, publicUrl }
}

/** Who asks: a person with a session, and by what mark the browser is known. */
export interface Asker {
  readonly user: User
  readonly session: Session
  readonly mark: string | null
}

/** Whose link it is, with a second step to set up where there is none. Throws `expired-link`. */
export function openLink(parts: AccountParts, secret: string): AccountLinkReply {
  const { id, login } = ownerOf(parts, secret)
  const { secondSteps, municipality } = parts
  return { login, step: secondSteps.isOn(id) ? null : secondSteps.propose(login, municipality.productName) }
}

/** What somebody chose on the page of an invitation. */
export interface Choosing {
  readonly link: string
  readonly password: string
  /** Of the new second step; '' where there is one already. */
  readonly secret: string
  readonly code: string
}

/** Gives the account a password, and a second step unless it has one, ends its sessions and uses the link up, all or nothing;
 *  then begins a session. A link alone does not get past a second step: its code is asked, and each try counts. Throws
 *  `expired-link`, `bad-request` for a weak password, `wrong-code` and `too-many-tries`.
 *  Source: OWASP Application Security Verification Standard 5.0, 6.4.3. */
export async function acceptLink(
  parts: AccountParts,
  { link, password, secret, code }: Choosing,
  mark: string | null,
): Promise<SignedIn & RecoveryCodes> {
  const { store, auth, passwords, secondSteps } = parts
  assertStrong(parts, ownerOf(parts, link).login, password)
  const passwordHash = await passwords.hash(password)
  const { user, recovery } = store.together(() => {
    // Read anew: hashing takes its time, and another may have used the link meanwhile.
    const owner = { ...ownerOf(parts, link), passwordHash }
    store.saveUser(owner)
    const codes = secondSteps.isOn(owner.id)
      ? auth.isCode(owner, code, mark) && []
      : secondSteps.setUp(owner.id, { secret, code })
    if (!codes) throw wrongCode()
    store.dropAccountLink(owner.id)
    store.endSessionsOf(owner.id)
    audit(parts, owner.login, 'account-accept', owner.login)
    return { user: owner, recovery: codes }
  })
  return { ...auth.begin(user), recovery }
}

function ownerOf(parts: AccountParts, link: string): User {
  const user = userOfLink(parts, link)
  if (user) return user
  throw problem('expired-link', 'Deze link werkt niet meer. Vraag een beheerder van de gemeente om een nieuwe link.')
}

/** What somebody may know of the own account. */
export function account({ store, secondSteps, now }: AccountParts, { user, session }: Asker): AccountReply {
  const isOver = ({ created, lastSeen }: Session) => now() - created >= ABSOLUTE_MS || now() - lastSeen >= IDLE_MS
  return {
    login: user.login,
    hasSecondStep: secondSteps.isOn(user.id),
    recoveryLeft: store.recoveryLeft(user.id),
    passkeys: store.passkeysOf(user.id).map(({ id, name, made, used }) => ({ id, name, made, used })),
    sessions: store
      .sessionsOf(user.id)
      .filter((one) => !isOver(one))
      .map(({ tokenHash, created, lastSeen }) => ({
        id: tokenHash.slice(0, ID_LENGTH),
        begun: dayOf(created),
        used: dayOf(lastSeen),
        own: tokenHash === session.tokenHash,
      })),
  }
}

/** A new second step to set up; nothing is kept. */
export function proposeStep({ secondSteps, municipality }: AccountParts, { user }: Asker): NewSecondStep {
  return secondSteps.propose(user.login, municipality.productName)
}

/** Sets it up, in the place of an earlier one. Throws `bad-request` for a wrong password, and `wrong-code`. */
export async function setUpStep(
  parts: AccountParts,
  asker: Asker,
  { password, secret, code }: Omit<Choosing, 'link'>,
): Promise<RecoveryCodes> {
  await assertPassword(parts, asker, password)
  const { store, secondSteps } = parts
  return store.together(() => {
    assertSameStill(parts, asker)
    const recovery = secondSteps.setUp(asker.user.id, { secret, code })
    if (!recovery) throw wrongCode()
    audit(parts, asker.user.login, 'account-second-step', asker.user.login)
    return { recovery }
  })
}

/** Gives the own account another password, ends its other sessions and takes an open link away. Throws `bad-request` for a
 *  wrong or a weak one. */
export async function changeOwnPassword(
  parts: AccountParts,
  asker: Asker,
  { password, next }: { readonly password: string; readonly next: string },
): Promise<void> {
  const { store, passwords } = parts
  await assertPassword(parts, asker, password)
  assertStrong(parts, asker.user.login, next)
  const passwordHash = await passwords.hash(next)
  store.together(() => {
    const user = assertSameStill(parts, asker)
    store.saveUser({ ...user, passwordHash })
    // A link that somebody else may have would undo it.
    store.dropAccountLink(user.id)
    endOthers(parts, asker)
    audit(parts, user.login, 'account-password', user.login)
  })
}

/** Ends one of the own sessions; nothing happens when it is over already. */
export function endOwnSession({ store }: AccountParts, { user }: Asker, id: string): void {
  const found = store.sessionsOf(user.id).find(({ tokenHash }) => tokenHash.slice(0, ID_LENGTH) === id)
  if (found) store.endSession(found.tokenHash)
}

/** Ends all sessions of this account but the one that asks. */
export function endOthers({ store }: AccountParts, { user, session }: Asker): void {
  for (const { tokenHash } of store.sessionsOf(user.id)) {
    if (tokenHash !== session.tokenHash) store.endSession(tokenHash)
  }
}

/** Throws `bad-request` unless this is the password of who asks; each try counts. */
export async function assertPassword({ auth }: AccountParts, { user, mark }: Asker, password: string): Promise<void> {
  if (!(await auth.isPassword(user, password, mark))) throw problem('bad-request', 'Uw wachtwoord klopt niet.')
}

/** The account as it is now. Throws `not-signed-in` when it was closed, signed out or given another password since it was
 *  asked for its own: hashing takes its time. */
export function assertSameStill({ store }: AccountParts, { user, session }: Asker): User {
  const still = store.user(user.id)
  if (still && !still.disabled && still.passwordHash === user.passwordHash && store.session(session.tokenHash))
    return still
  throw problem('not-signed-in', 'Log eerst in.')
}

function assertStrong({ municipality }: AccountParts, login: string, password: string): void {
  const fault = passwordFault(password, [login, municipality.productName, municipality.name, municipality.id])
  if (fault !== null) throw problem('bad-request', fault)
}

function wrongCode() {
  return problem('wrong-code', 'De code klopt niet. Wacht tot uw app een nieuwe code geeft.')
}
