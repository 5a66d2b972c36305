import { createHash } from 'node:crypto'
import { WITHDRAWAL_DAYS } from '../shared/keeping.ts'
import { LIMITS, PROTOCOL, type WithdrawReply, type WithdrawRequest } from '../shared/wire.ts'
import { readWithdrawalCode } from '../shared/withdrawal-code.ts'
import { createBucket } from './bucket.ts'
import { monthOf, monthsBefore } from './calendar.ts'
import { isObject } from './envelope-check.ts'
import type { Store } from './store/store.ts'

const DAY_MS = 86_400_000

/** All tries together: 120 at once, and then one in two seconds. Guessing 120 bits is hopeless at any speed; this keeps
 *  rubbish from filling the disk with tombstones. No address is looked at, so whoever keeps at it can delay others: what
 *  a device asks waits there and is tried again. */
const BUCKET = { size: 120, perSecond: 0.5 } as const

const DIGEST = /^[0-9a-f]{64}$/

/** The first month, `2027-01`, in which a response that arrives now is no longer found by its code: at least 30 days
 *  away. Months only, so that it tells nothing about the day of answering. */
export function withdrawableUntil(now: number): string {
  return monthsBefore(monthOf(now + WITHDRAWAL_DAYS * DAY_MS), -1)
}

/** The request in a parsed body, or what is wrong with it, for a developer. */
export function checkWithdrawRequest(body: unknown): WithdrawRequest | string {
  if (!isObject(body)) return 'The body must be {"protocol": 1, "withdrawals": […]}'
  const { protocol, withdrawals } = body
  if (protocol !== PROTOCOL) return `"protocol" must be ${PROTOCOL}`
  if (!Array.isArray(withdrawals) || withdrawals.length === 0 || withdrawals.length > LIMITS.withdrawals)
    return `"withdrawals" must be a list of 1 to ${LIMITS.withdrawals}`
  const digests: readonly unknown[] = withdrawals
  if (!digests.every(isDigest)) return 'Each withdrawal must be a SHA-256 in lower-case hex'
  return { protocol, withdrawals: digests }
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && DIGEST.test(value)
}

/** The digest by which the server knows a code that a person typed; null when it is no code. */
export function digestOfCode(typed: string): string | null {
  const code = readWithdrawalCode(typed)
  return code === null ? null : createHash('sha256').update(code).digest('hex')
}

export interface Withdrawals {
  /** The reply, after all of it is on disk; or how many seconds to wait, and then nothing was done. */
  readonly take: (digests: readonly string[]) => WithdrawReply | { readonly wait: number }
}

export interface WithdrawalParts {
  readonly store: Pick<Store, 'marksToCome' | 'withdrawByCode' | 'epoch'>
  /** Keeps these marks outside the database, on disk when it returns; throws where it cannot, and then nothing is withdrawn. */
  readonly note: (marks: readonly string[]) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Takes responses back by the digests of their codes. One bucket of tries for all who ask, in whatever way. */
export function createWithdrawals({ store, note, now }: WithdrawalParts): Withdrawals {
  const bucket = createBucket(BUCKET, now)
  return {
    take: (digests) => {
      const wait = bucket.take(digests.length)
      if (wait > 0) return { wait }
      // Before the database: what was asked for may be done twice, and not be forgotten.
      note(store.marksToCome(digests))
      store.withdrawByCode(digests)
      const results = digests.map((withdrawal) => ({ withdrawal, verdict: 'withdrawn' as const }))
      return { protocol: PROTOCOL, epoch: store.epoch(), results }
    },
  }
}
