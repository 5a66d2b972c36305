import { FRESH_SEND_STATE, type Marked, type Quarantined, type Queue, type SendState } from '../../client/lib/queue.ts'
import type { Envelope } from '../../shared/wire.ts'

type Item = Marked & { readonly envelope: Envelope; readonly attempts: number } & (
    | { readonly state: 'waiting' }
    | { readonly state: 'delivered'; readonly deliveredAt: number; readonly epoch: string }
  )

/** What a device's database would hold; it outlives the tabs that use it. */
export interface Disk {
  readonly outbox: Map<string, Item>
  readonly quarantine: Map<string, Quarantined>
  readonly runs: Map<string, unknown>
  readonly withdrawals: Set<string>
  /** `<id> <hash>` of the delivered envelopes that `forgetDelivered` dropped; for the simulator's book-keeping. */
  readonly forgotten: Set<string>
  send: SendState
  version: string | null
  /** The last number given out; null where nothing is numbered. */
  seq: number | null
}

export function emptyDisk(): Disk {
  return {
    outbox: new Map(),
    quarantine: new Map(),
    runs: new Map(),
    withdrawals: new Set(),
    forgotten: new Set(),
    send: FRESH_SEND_STATE,
    version: null,
    seq: null,
  }
}

/** Called around each operation: it may throw (full disk, lost connection) or never come back (the tab was killed),
 *  before the operation, with nothing changed, or after it, with all of it on disk. */
export type Around = (moment: 'before' | 'after', operation: keyof Queue) => Promise<void>

/** A queue on that disk, in the semantics of client/lib/db-queue.ts: each operation is atomic and at once durable. */
export function memoryQueue(disk: Disk, around: Around = async () => undefined): Queue {
  const operations = operationsOn(disk)
  const guarded = <K extends keyof Queue>(name: K): Queue[K] => {
    const operation = operations[name] as (...args: unknown[]) => unknown
    const run = async (...args: unknown[]) => {
      await around('before', name)
      const result = operation(...structuredClone(args))
      await around('after', name)
      return structuredClone(result)
    }
    // The table below has the same names and arguments, without the promises.
    return run as unknown as Queue[K]
  }
  return {
    saveFinished: guarded('saveFinished'),
    withdraw: guarded('withdraw'),
    withdrawals: guarded('withdrawals'),
    withdrawn: guarded('withdrawn'),
    waiting: guarded('waiting'),
    tried: guarded('tried'),
    counts: guarded('counts'),
    deliver: guarded('deliver'),
    quarantine: guarded('quarantine'),
    quarantined: guarded('quarantined'),
    requeueQuarantined: guarded('requeueQuarantined'),
    requeueDelivered: guarded('requeueDelivered'),
    forgetDelivered: guarded('forgetDelivered'),
    sendState: guarded('sendState'),
    saveSendState: guarded('saveSendState'),
  }
}

type Operations = { [K in keyof Queue]: (...args: Parameters<Queue[K]>) => Awaited<ReturnType<Queue[K]>> }

function operationsOn(disk: Disk): Operations {
  const { outbox, quarantine, runs } = disk
  const all = () => [...outbox.values()]
  const isWaiting = (id: string, hash?: string) => {
    const item = outbox.get(id)
    return item?.state === 'waiting' && (hash === undefined || item.envelope.hash === hash) ? item : null
  }
  return {
    saveFinished: (envelope, runKey, mark) => {
      const there = outbox.get(envelope.id)
      const item = () => ({ envelope: numbered(disk, envelope), ...marked(mark) })
      if (!there) outbox.set(envelope.id, newlyWaiting(item()))
      else if (there.envelope.hash !== envelope.hash)
        quarantine.set(keyOf(envelope), { ...item(), verdict: 'conflict' })
      runs.delete(runKey)
    },
    withdraw: (digest, mark) => {
      disk.withdrawals.add(digest)
      for (const [id, item] of outbox) if (item.mark === mark) outbox.delete(id)
      for (const [key, item] of quarantine) if (item.mark === mark) quarantine.delete(key)
    },
    withdrawals: (limit) => [...disk.withdrawals].sort().slice(0, limit),
    withdrawn: (digests) => {
      for (const digest of digests) disk.withdrawals.delete(digest)
    },
    waiting: (limit) =>
      all()
        .filter((item) => item.state === 'waiting')
        .sort((a, b) => a.attempts - b.attempts || (a.envelope.id < b.envelope.id ? -1 : 1))
        .slice(0, limit)
        .map((item) => item.envelope),
    tried: (ids) => {
      for (const id of ids) {
        const item = isWaiting(id)
        if (item) outbox.set(id, { ...item, attempts: item.attempts + 1 })
      }
    },
    counts: () => ({
      waiting: all().filter((item) => item.state === 'waiting').length,
      quarantined: quarantine.size,
    }),
    deliver: (receipts, deliveredAt, epoch) => {
      for (const { id, hash } of receipts) {
        const item = isWaiting(id, hash)
        if (!item) continue
        const { envelope, mark } = item
        outbox.set(id, { state: 'delivered', envelope, deliveredAt, epoch, attempts: 0, ...marked(mark) })
      }
    },
    quarantine: (items) => {
      for (const item of items) {
        const { id, hash } = item.envelope
        const waiting = isWaiting(id, hash)
        if (!waiting) continue
        quarantine.set(keyOf(item.envelope), { ...item, ...marked(waiting.mark) })
        outbox.delete(id)
      }
    },
    quarantined: () => [...quarantine.values()],
    requeueQuarantined: (version) => requeueQuarantined(disk, version),
    requeueDelivered: (epoch) => {
      const others = all().filter((item) => item.state === 'delivered' && item.epoch !== epoch)
      for (const item of others) outbox.set(item.envelope.id, newlyWaiting(item))
      return others.length
    },
    forgetDelivered: (before) => {
      for (const item of all()) {
        if (item.state !== 'delivered' || item.deliveredAt >= before) continue
        disk.forgotten.add(keyOf(item.envelope))
        outbox.delete(item.envelope.id)
      }
    },
    sendState: () => disk.send,
    saveSendState: (state) => {
      disk.send = state
    },
  }
}

function numbered(disk: Disk, envelope: Envelope): Envelope {
  if (disk.seq === null) return envelope
  disk.seq += 1
  return { ...envelope, seq: disk.seq }
}

function requeueQuarantined(disk: Disk, version: string): number {
  if (disk.version === version) return 0
  disk.version = version
  let requeued = 0
  for (const item of [...disk.quarantine.values()]) {
    const { envelope } = item
    const there = disk.outbox.get(envelope.id)
    if (there && there.envelope.hash !== envelope.hash) continue
    if (!there) disk.outbox.set(envelope.id, newlyWaiting(item))
    disk.quarantine.delete(keyOf(envelope))
    requeued++
  }
  return requeued
}

const marked = (mark: string | undefined): Marked => (mark === undefined ? {} : { mark })
const newlyWaiting = ({ envelope, mark }: Marked & { readonly envelope: Envelope }): Item => ({
  state: 'waiting',
  envelope,
  attempts: 0,
  ...marked(mark),
})
const keyOf = ({ id, hash }: Envelope) => `${id} ${hash}`
