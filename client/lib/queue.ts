import type { Envelope, RefusalReason } from '../../shared/wire.ts'

/** An envelope in the device's queue. `delivered` ones are kept 48 hours and offered again to a new epoch. */
export type OutboxItem =
  | { readonly state: 'waiting'; readonly envelope: Envelope; readonly attempts: number }
  | { readonly state: 'delivered'; readonly envelope: Envelope; readonly deliveredAt: number; readonly epoch: string }

export interface Quarantined {
  readonly envelope: Envelope
  readonly verdict: 'conflict' | 'refused' | 'too-large'
  readonly reason?: RefusalReason
}

/** When the device may send again and which database it last spoke to. */
export interface SendState {
  /** Milliseconds since 1970; 0 is now. */
  readonly notBefore: number
  /** Failed tries in a row. */
  readonly failures: number
  readonly epoch: string | null
}

/** The device's queue as the outbox needs it. Two makers: client/lib/db.ts (IndexedDB) and the simulator's memory;
 *  both pass tests/browser/queue-contract. Every write is atomic and on disk (strict) before its promise resolves; it
 *  rejects when that is not certain. Nothing deletes a waiting envelope but `deliver`, `quarantine` and `withdraw`. */
export interface Queue {
  /** One transaction: the envelope in, the unfinished run out. After this, and only after this: "Bewaard". */
  saveFinished(envelope: Envelope, runKey: string): Promise<void>
  /** At most `limit` waiting envelopes, in order of id. */
  waiting(limit: number): Promise<readonly Envelope[]>
  counts(): Promise<{ readonly waiting: number; readonly quarantined: number }>
  /** A receipt came for exactly this id and hash: no longer waiting, kept until `forgetDelivered`. */
  deliver(receipts: readonly { readonly id: string; readonly hash: string }[], deliveredAt: number, epoch: string): Promise<void>
  /** Moves it out of the queue into quarantine, in one transaction. */
  quarantine(items: readonly Quarantined[]): Promise<void>
  quarantined(): Promise<readonly Quarantined[]>
  /** Puts quarantined envelopes back in the queue (after an app update). */
  requeueQuarantined(): Promise<number>
  /** Puts envelopes delivered to another epoch than this one back in the queue. */
  requeueDelivered(epoch: string): Promise<number>
  /** Drops delivered envelopes from before that moment. */
  forgetDelivered(before: number): Promise<void>
  sendState(): Promise<SendState>
  saveSendState(state: SendState): Promise<void>
}
