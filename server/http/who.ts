import type { Request, Response } from 'express'
import { extraCuts } from '../../shared/results/cuts.ts'
import type { ResultsFilter } from '../../shared/results/results.ts'
import type { Asker as Person } from '../account.ts'
import { type Auth, type SignedIn, tokenHash, viewerOfSession, viewerOfToken } from '../auth.ts'
import type { Config } from '../config.ts'
import type { Asker, Deps, Viewer } from '../deps.ts'
import { hasRight, may, providersFor } from '../rights.ts'
import { problem } from './problem.ts'

/** Where people sign in and out. */
export const SESSION_PATH = '/api/v1/session'
const MARK_MS = 180 * 86_400_000

type Known = Pick<Deps, 'config' | 'store' | 'now'>

/** Who asks: a person by the session cookie or a machine by `Authorization: Bearer`; null for neither. A request with
 *  an Authorization header is judged by that alone. */
export function viewerOf(deps: Known, req: Request): Viewer | null {
  return safeViewer(askerOf(deps, req))
}

/** The same, where it may be somebody who sees no figure and no survey, such as the key of a monitor. */
export function askerOf(deps: Known, req: Request): Asker | null {
  const authorization = req.headers.authorization
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    return token === undefined ? null : viewerOfToken(deps.store, token)
  }
  const token = sessionTokenOf(deps.config, req)
  return token === null ? null : viewerOfSession(deps.store, deps.now, token)
}

/** Whoever may see nothing at all, such as a provider's account without a provider, is nobody. */
function safeViewer(asker: Asker | null): Viewer | null {
  if (!asker || !isViewer(asker)) return null
  return (['figures', 'city-figures', 'surveys'] as const).some((right) => hasRight(asker, right)) ? asker : null
}

function isViewer(asker: Asker): asker is Viewer {
  return asker.role !== 'monitor'
}

/** Like `viewerOf`; throws `not-signed-in` for nobody. */
export function requireViewer(deps: Known, req: Request): Viewer {
  const viewer = viewerOf(deps, req)
  if (!viewer) throw problem('not-signed-in', 'Log eerst in.')
  return viewer
}

/** The person who asks, with its session and the mark of the browser. Throws `forbidden` for a machine and `not-signed-in` for
 *  nobody. */
export function requirePerson(deps: Known, req: Request): Person {
  if (req.headers.authorization !== undefined) throw problem('forbidden', 'Dit is er alleen voor mensen.')
  requireViewer(deps, req)
  const session = deps.store.session(tokenHash(sessionTokenOf(deps.config, req) ?? ''))
  const user = session && deps.store.user(session.user)
  if (!session || !user) throw problem('not-signed-in', 'Log eerst in.')
  return { session, user, mark: deviceMarkOf(deps.config, req) }
}

/** Gives the browser its new session and mark. Whoever was signed in there, perhaps another, is so no more: it never goes on
 *  under a token that somebody else may know. */
export function letIn(
  config: Config,
  auth: Pick<Auth, 'signOut'>,
  [req, res]: readonly [Request, Response],
  { token, mark }: Pick<SignedIn, 'token' | 'mark'>,
): void {
  const before = sessionTokenOf(config, req)
  if (before !== null) auth.signOut(before)
  setSessionCookie(config, res, token)
  setDeviceMark(config, res, mark)
}

/** Throws `forbidden` when this viewer asks for another provider's figures, whether that provider exists or not. */
export function assertMaySee(viewer: Viewer, provider: string): void {
  if (may(viewer, 'figures', provider)) return
  switch (viewer.role) {
    case 'account-manager':
      throw problem('forbidden', 'U mag alleen de resultaten zien van de aanbieders op uw lijst.')
    case 'panel':
      throw problem('forbidden', 'Het panel ziet vragenlijsten en geen resultaten.')
    case 'reader':
      throw problem('forbidden', 'U mag alleen de resultaten van alle aanbieders samen zien.')
    default:
      throw problem('forbidden', 'U mag alleen de resultaten van uw eigen organisatie zien.')
  }
}

/** The provider whose figures this viewer gets when it asks for this one (null: for none in particular); null is all of
 *  them together. Throws `forbidden` for what it may not see. */
export function providerSeen(viewer: Viewer, asked: string | null): string | null {
  const provider = asked ?? (hasRight(viewer, 'city-figures') ? null : viewer.provider)
  if (provider !== null) assertMaySee(viewer, provider)
  else if (!hasRight(viewer, 'city-figures')) throw problem('forbidden', 'Dit account hoort niet bij een organisatie.')
  return provider
}

/** Whether this takes all providers together, and leaves them so where this viewer may see them in no other way: a location
 *  or a road by which people answered may be of one provider alone. */
export function seesCity(viewer: Viewer, asked: ResultsFilter): boolean {
  if (asked.provider !== null || !hasRight(viewer, 'city-figures')) return false
  const apart = asked.by.includes('provider') || extraCuts(asked).length > 0
  return !apart || providersFor(viewer, 'figures') === 'all'
}

/** Throws `forbidden` when somebody who may see the city as a whole takes it apart by who gave the care. */
export function assertWholeCity(viewer: Viewer, asked: ResultsFilter): void {
  if (asked.provider !== null || seesCity(viewer, asked)) return
  throw problem('forbidden', 'Deze cijfers zijn er voor u alleen van alle aanbieders samen.')
}

/** Throws `foreign-origin` unless the browser says that this request comes from one of our own pages. For every request
 *  that changes something for a person with a session; `forbidden` for a machine, whose key only reads. Source: Fetch
 *  Metadata (W3C), RFC 6454. */
export function requireOwnOrigin(config: Config, req: Request): void {
  if (req.headers.authorization !== undefined) throw problem('forbidden', 'Met een sleutel kunt u alleen lezen.')
  const site = req.headers['sec-fetch-site']
  const origin = req.headers.origin
  const own = site === undefined ? isOwnOrigin(config, origin, req.headers.host) : site === 'same-origin'
  if (!own || (origin !== undefined && !isOwnOrigin(config, origin, req.headers.host))) {
    throw problem('foreign-origin', 'Dit kan alleen vanaf de eigen pagina van dit programma.')
  }
}

/** Throws `foreign-origin` when the browser says that a form came from another site. For forms without a session: a
 *  browser that says nothing is believed, since old ones do not, and a stranger's form could do no more than a stranger
 *  can without. */
export function refuseForeignOrigin(config: Config, req: Request): void {
  const { origin, host, 'sec-fetch-site': site } = req.headers
  const foreign = site === 'cross-site' || site === 'same-site'
  if (foreign || (origin !== undefined && origin !== 'null' && !isOwnOrigin(config, origin, host))) {
    throw problem('foreign-origin', 'Dit kan alleen vanaf de eigen pagina van dit programma.')
  }
}

/** By the address set for people, or by the address that the request itself came to. */
function isOwnOrigin(config: Config, origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  return origin === config.publicUrl || (host !== undefined && new URL(origin).host === host)
}

/** With https the `__Host-` name, which a browser takes only when Secure, from this host and for the whole site. */
function cookieName(config: Config): string {
  return isSecure(config) ? '__Host-ew' : 'ew'
}

function isSecure(config: Config): boolean {
  return config.publicUrl.startsWith('https:')
}

/** The token in the session cookie; null without one, and with two, since the second may be planted. */
export function sessionTokenOf(config: Config, req: Request): string | null {
  return cookieOf(req, cookieName(config))
}

function cookieOf(req: Request, name: string): string | null {
  const start = `${name}=`
  const found = (req.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(start))
  return found.length === 1 ? (found[0]?.slice(start.length) ?? null) : null
}

/** The mark that this browser got when somebody last signed in from it; unchecked. Null without one. */
export function deviceMarkOf(config: Config, req: Request): string | null {
  return cookieOf(req, markName(config))
}

/** Gives the browser that mark, for half a year; it goes to the address of signing in only. */
function setDeviceMark(config: Config, res: Response, mark: string): void {
  const options = { httpOnly: true, sameSite: 'strict', path: SESSION_PATH, secure: isSecure(config) } as const
  res.cookie(markName(config), mark, { ...options, maxAge: MARK_MS })
}

function markName(config: Config): string {
  return isSecure(config) ? '__Secure-ew-device' : 'ew-device'
}

/** Gives the browser its session token, for as long as the browser is open; null takes it away. */
export function setSessionCookie(config: Config, res: Response, token: string | null): void {
  const options = { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure(config) } as const
  if (token === null) res.clearCookie(cookieName(config), options)
  else res.cookie(cookieName(config), token, options)
}
