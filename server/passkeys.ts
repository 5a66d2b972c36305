import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type AccountParts, type Asker, assertPassword, assertSameStill } from './account.ts'
import { audit } from './audit.ts'
import type { SignedIn } from './auth.ts'
import { dayOf } from './calendar.ts'
import { nameIn } from './given-name.ts'
import { type ProblemError, problem } from './http/problem.ts'
import { orProblem } from './http/refused.ts'
import { CHALLENGE_MS } from './passkey-challenges.ts'
import { uuidOf } from './uuid.ts'

/** More keys than anybody has devices. */
const MOST_PASSKEYS = 10

const SIGN_IN = 'sign in'

type Named = { readonly name: string }

/** What a browser needs to make a key for this account; nothing is kept. Throws `bad-request` for a wrong password, a name that
 *  is none, and one key too many. */
export async function offerPasskey(
  parts: AccountParts,
  asker: Asker,
  { password, name }: Named & { readonly password: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  readName(name)
  await assertPassword(parts, asker, password)
  const { store, challenges, municipality } = parts
  const { user } = asker
  assertRoom(parts, asker)
  return await generateRegistrationOptions({
    rpName: municipality.productName,
    rpID: hostOf(parts),
    userName: user.login,
    userDisplayName: user.login,
    userID: new Uint8Array(Buffer.from(handleOf(parts, asker), 'base64url')),
    challenge: challenges.make(purposeOf(asker)),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: store.passkeysOf(user.id).map(({ credential }) => ({ id: credential })),
    // The key names the account by itself, and its device knows its owner: it stands for both steps.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Keeps the key that the browser made. Throws `bad-request` for what does not answer to an offer to this very session, and
 *  `not-signed-in` when the account changed meanwhile. */
export async function addPasskey(
  parts: AccountParts,
  asker: Asker,
  { name: typed, response }: Named & { readonly response: unknown },
): Promise<void> {
  const name = readName(typed)
  const { store, challenges, randomBytes, now } = parts
  const made = await orNull(async () => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      // Anything else than this makes it throw.
      response: response as RegistrationResponseJSON,
      expectedChallenge: (challenge) => challenges.take(challenge, purposeOf(asker)),
      expectedOrigin: parts.publicUrl,
      expectedRPID: hostOf(parts),
      requireUserVerification: true,
    })
    return verified ? registrationInfo.credential : null
  })
  if (!made || store.passkey(made.id)) throw problem('bad-request', 'De passkey is niet gemaakt. Probeer het opnieuw.')
  store.together(() => {
    const { id: user, login } = assertSameStill(parts, asker)
    assertRoom(parts, asker)
    const day = dayOf(now())
    const { id: credential, publicKey, counter } = made
    const handle = handleOf(parts, asker)
    const id = uuidOf(randomBytes(16))
    store.savePasskey({ id, user, credential, handle, name, publicKey, counter, made: day, used: null })
    audit(parts, login, 'account-passkey-add', login)
  })
}

/** Takes one of the own keys away. Throws `bad-request` for a wrong password and `not-found`. */
export async function removePasskey(parts: AccountParts, asker: Asker, id: string, password: string): Promise<void> {
  await assertPassword(parts, asker, password)
  parts.store.together(() => {
    const { id: user, login } = assertSameStill(parts, asker)
    if (!parts.store.dropPasskey(user, id)) throw problem('not-found', 'Deze passkey is er niet meer.')
    audit(parts, login, 'account-passkey-remove', login)
  })
}

/** What a browser needs to ask its devices for a key. The same for everybody: no account is named. */
export async function askPasskey(parts: AccountParts): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return await generateAuthenticationOptions({
    rpID: hostOf(parts),
    challenge: parts.challenges.make(SIGN_IN),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  })
}

/** A new session for whose key signed. Throws `wrong-credentials`, in the same words whatever is wrong. */
export async function signInByPasskey(parts: AccountParts, response: unknown): Promise<SignedIn> {
  const { store, auth, challenges, now } = parts
  const { id, handle } = readNames(response)
  const known = store.passkey(id)
  // Whose key it is says the database; what the device says of it may not differ. Source: Web Authentication Level 3, 7.2.
  if (!known || known.handle !== handle) throw unknownPasskey()
  const counter = await orNull(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // Anything else than this makes it throw.
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => challenges.take(challenge, SIGN_IN),
      expectedOrigin: parts.publicUrl,
      expectedRPID: hostOf(parts),
      credential: { id, publicKey: new Uint8Array(known.publicKey), counter: known.counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  })
  if (counter === null) throw unknownPasskey()
  return store.together(() => {
    const user = store.user(known.user)
    const isUsable = user !== null && !user.disabled && user.passwordHash !== ''
    if (!isUsable || !store.usePasskey(known.id, counter, dayOf(now()))) throw unknownPasskey()
    return auth.begin(user)
  })
}

function unknownPasskey(): ProblemError {
  return problem('wrong-credentials', 'Inloggen met deze passkey lukt niet.')
}

function assertRoom({ store }: AccountParts, { user }: Asker): void {
  if (store.passkeysOf(user.id).length >= MOST_PASSKEYS)
    throw problem('bad-request', `U hebt al ${MOST_PASSKEYS} passkeys. Haal er eerst een weg.`)
}

/** To this session only, and only while the password is what it was. */
function purposeOf({ user, session }: Asker): string {
  return JSON.stringify(['add', user.id, session.tokenHash, user.passwordHash])
}

/** The same for all keys of an account, so that a device keeps one of them; also where a restore gave the account another id. */
function handleOf({ store }: AccountParts, { user }: Asker): string {
  return store.passkeysOf(user.id)[0]?.handle ?? Buffer.from(user.id).toString('base64url')
}

function hostOf({ publicUrl }: AccountParts): string {
  return new URL(publicUrl).hostname
}

function readName(typed: string): string {
  return orProblem(() => nameIn(typed))
}

/** By what a device names its key and the account; '' for what it does not say. */
function readNames(given: unknown): { readonly id: string; readonly handle: string } {
  const { id, response } = objectOf(given)
  const { userHandle } = objectOf(response)
  return { id: textOf(id), handle: textOf(userHandle) }
}

function objectOf(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {}
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : ''
}

/** The library throws for whatever does not fit; what it says is for developers. */
async function orNull<T>(work: () => Promise<T | null>): Promise<T | null> {
  try {
    return await work()
  } catch {
    return null
  }
}
