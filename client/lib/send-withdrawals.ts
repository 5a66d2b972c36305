import { LIMITS, PROTOCOL } from '../../shared/wire.ts'
import type { Outcome } from './api.ts'
import { restAfter } from './judge.ts'
import type { Ports } from './outbox.ts'

/** What is left of the requests to withdraw, and how long the server wishes to be left alone. */
interface Asked {
  readonly waiting: number
  readonly restMs: number
}

/** Asks the server to take back what waits to be withdrawn, and lets go of what it gave a receipt for. Answers need not
 *  wait for it: in whatever order the two arrive, what was withdrawn does not stay. */
export async function sendWithdrawals({ queue, withdraw, now }: Ports): Promise<Asked> {
  for (;;) {
    const asked = await queue.withdrawals(LIMITS.withdrawals)
    if (asked.length === 0) return { waiting: 0, restMs: 0 }
    const outcome = await withdraw({ protocol: PROTOCOL, withdrawals: asked })
    const done = withdrawalsDone(asked, outcome)
    if (done.length > 0) await queue.withdrawn(done)
    if (done.length < asked.length) return { waiting: asked.length - done.length, restMs: restAfter(outcome, now()) }
  }
}

/** Those of the digests for which the outcome is a receipt: status 200, JSON, our protocol, and a result with exactly that
 *  digest that says withdrawn. */
export function withdrawalsDone(asked: readonly string[], outcome: Outcome): readonly string[] {
  if ('failed' in outcome || outcome.status !== 200) return []
  const reply = outcome.json as { protocol?: unknown; results?: unknown } | null
  if (reply?.protocol !== PROTOCOL || !Array.isArray(reply.results)) return []
  const results: readonly unknown[] = reply.results
  return asked.filter((digest) => results.some((result) => isReceipt(result, digest)))
}

function isReceipt(result: unknown, digest: string): boolean {
  if (typeof result !== 'object' || result === null) return false
  const { withdrawal, verdict } = result as { withdrawal?: unknown; verdict?: unknown }
  return withdrawal === digest && verdict === 'withdrawn'
}
