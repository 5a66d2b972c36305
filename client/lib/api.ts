import { type CollectorReply, type FlushRequest, PATHS, type WithdrawRequest } from '../../shared/wire.ts'

export interface Answered {
  readonly ok: boolean
  readonly status: number
  /** What the server sent; null for a reply without a body (204). Not yet checked. */
  readonly json: unknown
  readonly headers: Headers
}

/** A request without a usable answer. `redirect` and `not-json` are how the sign-in page of a wifi network looks. */
export type Failed =
  | { readonly failed: 'network' | 'timeout' }
  | { readonly failed: 'redirect' | 'not-json'; readonly status: number; readonly headers: Headers }

export type Outcome = Answered | Failed

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  /** Default `same-origin`; `omit` where no cookie may travel. */
  readonly credentials?: RequestCredentials
  readonly timeoutMs?: number
  /** By which a paired device signs. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

const TIMEOUT_MS = 30_000

/** The only fetch of the client. Gives what came back, or how it failed; never throws and never follows a redirect. */
export async function request(path: string, asked: Asked = {}): Promise<Outcome> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), asked.timeoutMs ?? TIMEOUT_MS)
  try {
    return await readAnswer(await fetch(path, toInit(asked, stop.signal)))
  } catch {
    return { failed: stop.signal.aborted ? 'timeout' : 'network' }
  } finally {
    clearTimeout(timer)
  }
}

function toInit(
  { method = 'GET', body, credentials = 'same-origin', ...asked }: Asked,
  signal: AbortSignal,
): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', ...asked.headers }
  if (body !== undefined) headers['content-type'] = 'application/json'
  // `manual` follows no redirect, as `error` does, but lets us tell one from a lost connection.
  const init: RequestInit = { method, headers, credentials, signal, redirect: 'manual', cache: 'no-store' }
  return body === undefined ? init : { ...init, body: JSON.stringify(body) }
}

/** What a response is worth. Rejects when its body breaks off. */
export async function readAnswer(response: Response): Promise<Outcome> {
  const { ok, status, headers } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return { failed: 'redirect', status, headers }
  if (status === 204) return { ok, status, json: null, headers }
  const text = await response.text()
  if (/^application\/json\b/i.test(headers.get('content-type') ?? '')) {
    try {
      return { ok, status, json: JSON.parse(text), headers }
    } catch {
      // A truncated body: as good as no answer.
    }
  }
  return { failed: 'not-json', status, headers }
}

/** Asks for a collector with its surveys, in languages such as `nl,tr`. */
export function getCollector(code: string, languages: string): Promise<Outcome> {
  return request(PATHS.collector(code, languages), { credentials: 'omit', timeoutMs: 15_000 })
}

/** Sends sealed responses; what came back decides nothing until outbox.ts has judged it. */
export function postResponses(body: FlushRequest, headers?: Asked['headers']): Promise<Outcome> {
  return request(PATHS.responses, { method: 'POST', body, credentials: 'omit', headers })
}

/** Asks to take back what has these digests; what came back decides nothing until send-withdrawals.ts has judged it. */
export function postWithdrawals(body: WithdrawRequest): Promise<Outcome> {
  return request(PATHS.withdrawals, { method: 'POST', body, credentials: 'omit' })
}

/** The reply when the outcome is a collector that can be shown; null otherwise. */
export function collectorReply(outcome: Outcome): CollectorReply | null {
  if ('failed' in outcome || outcome.status !== 200) return null
  // Checked as far as a page needs it to start; the server is the source and wire-check stays out of the bundle.
  const reply = outcome.json as Partial<CollectorReply> | null
  return reply?.collector?.code && reply.surveys?.[0] && reply.key?.publicKey ? (reply as CollectorReply) : null
}
