import { type Outcome, readAnswer } from '../../client/lib/api.ts'
import type { FlushReply, FlushRequest, WithdrawRequest } from '../../shared/wire.ts'
import type { SimServer } from './sim-server.ts'

/** What happens to one request that is under way. */
export const DELIVERIES = [
  'well',
  'request-lost',
  'response-lost',
  'response-slow',
  'twice',
  'late',
  'error-500',
  'busy-503',
  'too-large-413',
  'captive-portal',
  'portal-json',
  'redirect',
  'truncated',
  'empty',
  'other-protocol',
  'wrong-hash',
  'receipt-for-other-bytes',
  'unknown-word',
  'half-the-results',
  'doubled-results',
] as const
export type Delivery = (typeof DELIVERIES)[number]

interface UnderWay {
  readonly body: string
  /** Null when nobody waits for the reply any more. */
  answer: ((outcome: Outcome) => void) | null
  /** What the server said already, where that is still on its way back. */
  reply?: string | null
}

export interface SimNetwork {
  readonly send: (request: FlushRequest | WithdrawRequest) => Promise<Outcome>
  readonly underWay: () => number
  /** Handles one of the requests under way, whichever the number points at. */
  readonly deliver: (which: number, how: Delivery) => Promise<void>
}

const LOST: Outcome = { failed: 'network' }

/** A network in which every request waits until `deliver` says what becomes of it; so requests of two tabs overtake each
 *  other, arrive twice, or arrive long after their sender gave up. Replies are real Responses, read by the real api.ts. */
export function createSimNetwork(server: SimServer): SimNetwork {
  const requests: UnderWay[] = []
  const remove = (request: UnderWay) => void requests.splice(requests.indexOf(request), 1)
  return {
    send: (request) =>
      new Promise((answer) => {
        requests.push({ body: JSON.stringify(request), answer })
      }),
    underWay: () => requests.length,
    deliver: async (which, how) => {
      const request = requests[which % requests.length]
      if (!request) return
      if (how === 'response-slow') {
        request.reply = await server.handle(request.body)
        return
      }
      const { answer } = request
      if (how === 'late' || how === 'twice') request.answer = null
      else remove(request)
      const came = await outcome(server, request, how)
      answer?.(came)
    },
  }
}

async function outcome(server: SimServer, { body, reply: early }: UnderWay, how: Delivery): Promise<Outcome> {
  if (how === 'request-lost' || how === 'late') return LOST
  if (how === 'receipt-for-other-bytes') return read(otherReceipt(server, body))
  const other = withoutServer(how)
  if (other) return read(other)
  const reply = early === undefined ? await server.handle(body) : early
  if (reply === null || how === 'response-lost') return LOST
  return read(new Response(spoiled(reply, how), { headers: { 'content-type': 'application/json; charset=utf-8' } }))
}

const read = (response: Response) => readAnswer(response).catch((): Outcome => LOST)

/** What comes back when the request never reached the server; null when it did. */
function withoutServer(how: Delivery): Response | null {
  const html = { 'content-type': 'text/html' }
  const json = { 'content-type': 'application/json' }
  switch (how) {
    case 'error-500':
      return new Response('<h1>Bad gateway</h1>', { status: 502, headers: html })
    case 'busy-503':
      return new Response('{"problem":{"code":"unavailable","message":""}}', {
        status: 503,
        headers: { ...json, 'retry-after': '120' },
      })
    case 'too-large-413':
      return new Response('<h1>Too large</h1>', { status: 413, headers: html })
    case 'captive-portal':
      return new Response('<h1>Welkom op onze wifi</h1>', { status: 200, headers: html })
    case 'portal-json':
      return new Response('{"ok":true,"results":[]}', { status: 200, headers: json })
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: 'https://wifi.example/login' } })
    default:
      return null
  }
}

/** The database's word about other bytes with the same ids, as a confused cache on the way may give. */
function otherReceipt(server: SimServer, body: string): Response {
  const { envelopes = [], withdrawals = [] } = JSON.parse(body) as Partial<FlushRequest & WithdrawRequest>
  const results = [
    ...envelopes.map(({ id }) => ({ id, hash: '0'.repeat(64), verdict: 'stored' })),
    ...withdrawals.map(() => ({ withdrawal: '0'.repeat(64), verdict: 'withdrawn' })),
  ]
  return Response.json({ protocol: 1, epoch: server.store().epoch(), results })
}

/** A reply of the server that something on the way has damaged, or that speaks another language. */
function spoiled(reply: string, how: Delivery): string {
  // An error has no results.
  const parsed = JSON.parse(reply) as Omit<FlushReply, 'results'> & Partial<FlushReply>
  const results = (change: (results: FlushReply['results']) => readonly unknown[]) =>
    JSON.stringify({ ...parsed, results: change(parsed.results ?? []) })
  switch (how) {
    case 'truncated':
      return reply.slice(0, reply.length / 2)
    case 'empty':
      return ''
    case 'other-protocol':
      return JSON.stringify({ ...parsed, protocol: 2 })
    case 'wrong-hash':
      // Of an envelope its hash, of a withdrawal its digest.
      return reply.replaceAll(/("(?:hash|withdrawal)":")./g, '$1x')
    case 'unknown-word':
      return results((all) => all.map((result) => ({ ...result, verdict: 'archived' })))
    case 'half-the-results':
      return results((all) => all.slice(0, Math.floor(all.length / 2)))
    case 'doubled-results':
      return results((all) => [...all, ...all])
    default:
      return reply
  }
}
