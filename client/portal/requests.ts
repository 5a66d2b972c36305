import type { NearestView, ResultsBackground } from '../../shared/results/background.ts'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import type { SignedIn } from '../../shared/roles.ts'
import type { ProblemReply } from '../../shared/wire.ts'
import { type Asked, request } from '../lib/api.ts'
import { askedOf, type View } from './view.ts'

/** What came of a question to the server. `unknown` is: it does not know or not allow what was asked. */
export type Reply<T> =
  | { readonly state: 'ok'; readonly value: T }
  | {
      readonly state: 'signed-out' | 'wrong' | 'too-many' | 'unknown' | 'no-connection'
      /** What the server says of it, in Dutch, where what was sent is to be mended. */
      readonly message?: string
      /** Of a sign-in: whether the code of the second step is what is missing or wrong. */
      readonly code?: 'missing' | 'wrong'
    }

/** Who is signed in; null, and no error, when nobody is. */
export async function getSignedIn(): Promise<Reply<SignedIn | null>> {
  const reply = await ask<SignedIn | { readonly viewer: null }>('/api/v1/session')
  if (reply.state !== 'ok') return reply
  return { state: 'ok', value: 'rights' in reply.value ? reply.value : null }
}

/** What this viewer can choose from. */
export function getChoices(): Promise<Reply<ResultsChoices>> {
  return ask('/api/v1/results/choices')
}

/** The published results of a view: the whole range as one figure a question, or by quarter. */
export function getResults(view: View): Promise<Reply<PublishedResults>> {
  return ask(`/api/v1/results${askedOf(view)}`)
}

/** All other providers of the care type together; for a view from `mirrorOf`. */
export function getOthers(view: View): Promise<Reply<PublishedResults>> {
  return ask(`/api/v1/results/others${askedOf(view)}`)
}

/** How many people answered, and what is not to be relied on. */
export function getBackground(view: View): Promise<Reply<ResultsBackground>> {
  return ask(`/api/v1/results/background${askedOf(view)}`)
}

/** A view that has figures, near one that has none. */
export function getNearest(view: View): Promise<Reply<{ readonly nearest: NearestView | null }>> {
  return ask(`/api/v1/results/nearest${askedOf(view)}`)
}

/** Signs in; the session is a cookie that scripts cannot read. */
export function signIn(given: {
  readonly login: string
  readonly password: string
  /** Of the second step; '' for none yet. */
  readonly code: string
}): Promise<Reply<unknown>> {
  return ask('/api/v1/session', { method: 'POST', body: given })
}

/** Ends the session. */
export function signOut(): Promise<Reply<unknown>> {
  return ask('/api/v1/session', { method: 'DELETE' })
}

/** What a view can be taken along as, the usual ones first. */
export const DOWNLOADS = ['xlsx', 'nl', 'open', 'ods', 'sps', 'json'] as const

/** Address of a download of what a view shows. */
export function downloadUrl(view: View, as: (typeof DOWNLOADS)[number]): string {
  const asked = askedOf(view)
  if (as === 'nl' || as === 'open') return `/api/v1/results.csv${asked}&flavour=${as}`
  return as === 'json' ? `/api/v1/results${asked}` : `/api/v1/results.${as}${asked}`
}

export const CODEBOOK_URL = '/api/v1/codebook.csv?flavour=nl'

let lastAsked = 0

/** When this page asked the server something last, in milliseconds since 1970. */
export function askedLast(): number {
  return lastAsked
}

/** Asks, and says what came of it in the words of a page. */
export async function ask<T>(path: string, what: Asked = {}): Promise<Reply<T>> {
  lastAsked = Date.now()
  const outcome = await request(path, what)
  if ('failed' in outcome) return { state: 'no-connection' }
  // The server is our own and its replies are typed there; what it refuses has another status.
  if (outcome.ok) return { state: 'ok', value: outcome.json as T }
  const { code, message } = (outcome.json as Partial<ProblemReply> | null)?.problem ?? {}
  const said = message === undefined ? {} : { message }
  if (code === 'second-step-needed' || code === 'wrong-code')
    return { state: 'unknown', ...said, code: code === 'wrong-code' ? 'wrong' : 'missing' }
  if (outcome.status === 401) return { state: what.method === 'POST' ? 'wrong' : 'signed-out' }
  if (outcome.status === 429) return { state: 'too-many' }
  if (outcome.status >= 500) return { state: 'no-connection' }
  return { state: 'unknown', ...said }
}
