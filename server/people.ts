import { createHash, randomUUID } from 'node:crypto'
import type { AccountRights, Invited, PeopleReply, Person } from '../shared/account.ts'
import { ROLES } from '../shared/roles.ts'
import { newAccountLink } from './account-links.ts'
import { type Audited, audit } from './audit.ts'
import { normalLogin } from './auth.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { Refusal } from './refusal.ts'
import { hasRight } from './rights.ts'
import type { User } from './store/people.ts'
import type { Store } from './store/store.ts'

/** Everybody who can sign in, for who decides on that. Administrators only. */
export function people({ store, now }: Deps, viewer: Viewer): PeopleReply {
  assertManages(viewer)
  const links = new Map(store.accountLinks().map((link) => [link.user, link.expires]))
  return {
    people: store.users().map((user): Person => {
      const expires = links.get(user.id) ?? 0
      return {
        id: user.id,
        login: user.login,
        ...rightsIn(user),
        disabled: user.disabled,
        hasPassword: user.passwordHash !== '',
        hasSecondStep: store.secondStep(user.id) !== null,
        invitedUntil: expires > now() ? dayOf(expires) : null,
        own: user.login === viewer.name,
        version: versionOf(user),
      }
    }),
    providers: store
      .providers()
      .map(({ id, name }) => ({ id, name }))
      .sort((one, other) => one.name.localeCompare(other.name, 'nl')),
  }
}

/** Makes an account and a link for its password. Throws `bad-request`, in words to show, for what cannot be. */
export function invite(deps: Deps, viewer: Viewer, body: unknown): Invited {
  assertManages(viewer)
  const login = loginIn(fieldsOf(body).login)
  const rights = rightsOf(deps.store, body)
  if (deps.store.userByLogin(login)) throw problem('bad-request', `Er is al een account ${login}.`)
  return deps.store.together(() => {
    const user = { id: randomUUID(), login, passwordHash: '', ...forStore(rights), disabled: false }
    deps.store.saveUser(user)
    audit(deps, viewer.name, 'user-invite', login)
    return newAccountLink(deps, user)
  })
}

/** A new link for who has none or forgot the password; what there is keeps working until it is used. With `{afresh: true}`
 *  it is for who lost the telephone too: password, second step and passkeys go, and whoever is signed in is out. Throws `bad-request`
 *  for a closed account, and for the last administrator afresh. */
export function inviteAgain(deps: Deps, viewer: Viewer, id: string, body: unknown): Invited {
  assertManages(viewer)
  const { store } = deps
  const { afresh } = fieldsOf(body)
  if (typeof afresh !== 'boolean') throw problem('bad-request', 'Send {"afresh": false}')
  return store.together(() => {
    const user = userOf(store, id)
    if (user.disabled) throw problem('bad-request', 'Dit account is dicht. Open het eerst.')
    if (afresh) beginAfresh(deps, viewer, user)
    audit(deps, viewer.name, 'user-invite', user.login)
    return newAccountLink(deps, user)
  })
}

function beginAfresh(deps: Deps, viewer: Viewer, user: User): void {
  const { store } = deps
  const empty = { ...user, passwordHash: '' }
  orBadRequest(() => assertAdminLeft(store, empty))
  store.saveUser(empty)
  store.dropSecondStep(user.id)
  store.dropPasskeysOf(user.id)
  shutOut(store, user.id)
  audit(deps, viewer.name, 'user-second-step-off', user.login)
}

/** Gives an account other rights: `{role, provider, portfolio, version}`. Throws `changed-meanwhile` when somebody else changed it
 *  since it was read, and `bad-request` for the last administrator. */
export function changePerson(deps: Deps, viewer: Viewer, id: string, body: unknown): void {
  change(deps, viewer, id, body, ({ login, ...user }) => {
    const rights = rightsOf(deps.store, body)
    const { portfolio: _before, ...kept } = user
    return { user: { ...kept, login, ...forStore(rights) }, action: 'user-change' }
  })
}

/** Closes an account or opens it again: `{disabled, version}`; who is signed in with it is out at once. */
export function setDisabled(deps: Deps, viewer: Viewer, id: string, body: unknown): void {
  const { disabled } = fieldsOf(body)
  if (typeof disabled !== 'boolean') throw problem('bad-request', 'Send {"disabled": true}')
  change(deps, viewer, id, body, (user) => ({
    user: { ...user, disabled },
    action: disabled ? 'user-disable' : 'user-enable',
  }))
}

type Change = (user: User) => { readonly user: User; readonly action: Audited }

function change(deps: Deps, viewer: Viewer, id: string, body: unknown, make: Change): void {
  assertManages(viewer)
  const { store } = deps
  store.together(() => {
    const before = userOf(store, id)
    if (fieldsOf(body).version !== versionOf(before))
      throw problem(
        'changed-meanwhile',
        `Iemand anders heeft ${before.login} net veranderd. Kijk het na en kies opnieuw.`,
      )
    const { user, action } = make(before)
    if (versionOf(user) === versionOf(before)) return
    orBadRequest(() => assertAdminLeft(store, user))
    store.saveUser(user)
    // Rights are read anew at each request; a closed account is out at once.
    if (user.disabled) shutOut(store, user.id)
    audit(deps, viewer.name, action, user.login)
  })
}

/** Ends the sessions of an account and takes its open link away: both would outlive a closing, or a new password. */
export function shutOut(store: Pick<Store, 'endSessionsOf' | 'dropAccountLink'>, id: string): void {
  store.endSessionsOf(id)
  store.dropAccountLink(id)
}

/** Throws Refusal when after this change nobody would be left who runs everything. */
export function assertAdminLeft(store: Pick<Store, 'users'>, changed: User): void {
  const runs = (user: User) => user.role === 'admin' && !user.disabled && user.passwordHash !== ''
  const users = store.users()
  const others = users.filter(({ id }) => id !== changed.id)
  if (users.some(runs) && !others.some(runs) && !runs(changed))
    throw new Refusal('last-admin', 'Dit is de laatste beheerder. Maak eerst een andere beheerder.')
}

function assertManages(viewer: Viewer): void {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}

function userOf(store: Store, id: string): User {
  const user = store.user(id)
  if (!user) throw problem('not-found', 'Dit account is er niet.')
  return user
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
}

function loginIn(given: unknown): string {
  const login = typeof given === 'string' ? normalLogin(given) : ''
  if (/^[^\s\p{C}]{3,100}$/u.test(login)) return login
  throw problem('bad-request', 'Neem een inlognaam van 3 tot 100 tekens zonder spaties, zoals een e-mailadres.')
}

function rightsOf(store: Store, body: unknown): AccountRights {
  const fields = fieldsOf(body)
  const role = ROLES.find((known) => known === fields.role)
  if (!role) throw problem('bad-request', 'Kies wat deze persoon doet.')
  const known = new Set(store.providers().map(({ id }) => id))
  const provider = role === 'provider' ? fields.provider : null
  if (provider !== null && !(typeof provider === 'string' && known.has(provider)))
    throw problem('bad-request', 'Kies een aanbieder.')
  const followed: unknown = role === 'account-manager' ? fields.portfolio : []
  const portfolio: readonly unknown[] = Array.isArray(followed) ? followed : []
  if (role === 'account-manager' && portfolio.length === 0) throw problem('bad-request', 'Kies een of meer aanbieders.')
  const isKnown = (id: unknown): id is string => typeof id === 'string' && known.has(id)
  if (!portfolio.every(isKnown)) throw problem('bad-request', 'Kies aanbieders uit de lijst.')
  return { role, provider, portfolio: [...new Set(portfolio)].sort() }
}

function forStore({ role, provider, portfolio }: AccountRights) {
  return { role, provider, ...(role === 'account-manager' && { portfolio }) }
}

function rightsIn({ role, provider, portfolio = [] }: User): AccountRights {
  return { role, provider, portfolio }
}

/** Tells two states of an account apart; says nothing of its password. */
function versionOf(user: User): string {
  const { role, provider, portfolio } = rightsIn(user)
  const told = JSON.stringify([user.login, role, provider, [...portfolio].sort(), user.disabled])
  return createHash('sha256').update(told).digest('hex').slice(0, 16)
}

function orBadRequest(work: () => void): void {
  try {
    work()
  } catch (error) {
    throw error instanceof Refusal ? problem('bad-request', error.message) : error
  }
}
