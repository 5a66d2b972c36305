import type { Envelope, RefusalReason } from '../../shared/wire.ts'

/** An envelope in the device's queue, waiting or delivered. */
export interface Kept extends Marked {
  readonly envelope: Envelope
}

/** Of which envelope nobody has said yet that it has arrived. */
export interface Waiting {
  readonly id: string
  readonly hash: string
  /** Its number on a paired device. */
  readonly seq: number | undefined
  readonly attempts: number
}

/** What was delivered at one moment; kept 48 hours, and offered again to a new epoch. */
export interface Delivery {
  readonly ids: readonly string[]
  readonly deliveredAt: number
  readonly epoch: string
}

/** What an item in the queue or in quarantine may carry: by it the device finds what a withdrawal code belongs to. */
export interface Marked {
  readonly mark?: string
}

export interface Quarantined extends Marked {
  readonly envelope: Envelope
  readonly verdict: 'conflict' | 'refused' | 'too-large'
  readonly reason?: RefusalReason
}

/** The server's word that it has exactly these sealed bytes, or a tombstone for them. */
export interface Receipt {
  readonly id: string
  readonly hash: string
}

/** When the device may send again and which database it last spoke to. */
export interface SendState {
  /** Milliseconds since 1970; 0 is now. */
  readonly notBefore: number
  /** Failed tries in a row. */
  readonly failures: number
  readonly epoch: string | null
}

/** The device's queue as the outbox needs it. Two makers: client/lib/db-queue.ts (IndexedDB) and the simulator's
 *  memory; both pass tests/browser/queue-contract.ts. Every write is atomic before its promise resolves, and on disk
 *  (strict) but for `deliver`, `tried` and `saveSendState`: lost in a power cut, these send once more what the server then
 *  calls a duplicate. A write rejects when it is not certain. Nothing lets go of a waiting envelope but `deliver` (which asks a
 *  receipt), `quarantine` (which keeps it) and `withdraw` (which the person asks for). */
export interface Queue {
  /** One transaction: the envelope in, the unfinished run out. After this, and only after this: "Bewaard".
   *  On a paired device the envelope gets its number in the same transaction.
   *  The same id and hash again changes nothing; the same id with another hash goes to quarantine as a conflict. */
  saveFinished(envelope: Envelope, runKey: string, mark?: string): Promise<void>
  /** One transaction: the request to withdraw in, and what has that mark out, sent or not. */
  withdraw(digest: string, mark: string): Promise<void>
  /** At most `limit` requests to withdraw that the server has given no receipt for. */
  withdrawals(limit: number): Promise<readonly string[]>
  /** Receipts came for these: lets go of the requests. */
  withdrawn(digests: readonly string[]): Promise<void>
  /** At most `limit` waiting envelopes: the least often tried first, then in order of id. */
  waiting(limit: number): Promise<readonly Envelope[]>
  /** These were sent and must wait on: they go behind the others, so that one that always fails blocks nobody. */
  tried(ids: readonly string[]): Promise<void>
  counts(): Promise<{ readonly waiting: number; readonly quarantined: number }>
  /** A receipt came for exactly this id and hash: no longer waiting, kept until `forgetDelivered`. */
  deliver(receipts: readonly Receipt[], deliveredAt: number, epoch: string): Promise<void>
  /** Moves these out of the queue into quarantine, in one transaction; one that no longer waits is left alone. */
  quarantine(items: readonly Quarantined[]): Promise<void>
  quarantined(): Promise<readonly Quarantined[]>
  /** Puts quarantined envelopes back in the queue, once per version of the app; gives how many. An envelope whose id
   *  is in the queue with another hash stays. */
  requeueQuarantined(appVersion: string): Promise<number>
  /** Puts envelopes delivered to another epoch than this one back in the queue; gives how many. */
  requeueDelivered(epoch: string): Promise<number>
  /** Drops delivered envelopes from before that moment. */
  forgetDelivered(before: number): Promise<void>
  sendState(): Promise<SendState>
  saveSendState(state: SendState): Promise<void>
}

/** The state of a device that has never sent anything. */
export const FRESH_SEND_STATE: SendState = { notBefore: 0, failures: 0, epoch: null }
