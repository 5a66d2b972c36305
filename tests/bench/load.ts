import autocannon from 'autocannon'

export interface Load {
  /** Requests answered a second, over the whole run. */
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly statuses: Readonly<Record<string, number>>
}

/** Sends each body once over that many keep-alive connections and measures. */
export async function load(url: string, bodies: readonly string[], connections: number): Promise<Load> {
  let next = 0
  const started = process.hrtime.bigint()
  // Of the last reply: the sender itself ends on a whole second.
  let ended = started
  const result = await autocannon({
    url,
    connections,
    amount: bodies.length,
    requests: [
      {
        method: 'POST',
        path: '/api/v1/responses',
        headers: { 'content-type': 'application/json' },
        onResponse: () => {
          ended = process.hrtime.bigint()
        },
        setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] ?? '' }),
      },
    ],
  })
  const seconds = Number(ended - started) / 1e9
  return {
    perSecond: bodies.length / seconds,
    p50: result.latency.p50,
    p99: result.latency.p99,
    statuses: { '2xx': result['2xx'], 'non-2xx': result.non2xx, errors: result.errors },
  }
}
