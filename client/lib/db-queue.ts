import type { Envelope } from '../../shared/wire.ts'
import type { Database, Names, ReadTransaction, WriteTransaction } from './db.ts'
import {
  FRESH_SEND_STATE,
  type Kept,
  type Marked,
  type Quarantined,
  type Queue,
  type Receipt,
  type Waiting,
} from './queue.ts'

const QUEUE: Names = ['outbox', 'waiting', 'delivered', 'quarantine']

/** The queue in the device's database. */
export function createQueue({ read, write }: Database): Queue {
  return {
    saveFinished: (envelope, runKey, mark) =>
      write([...QUEUE, 'runs', 'collectors', 'device'], (tx) => saveFinished(tx, envelope, runKey, marked(mark))),
    withdraw: (digest, mark) => write([...QUEUE, 'withdrawals'], (tx) => withdraw(tx, digest, mark)),
    withdrawals: (limit) => read(['withdrawals'], (tx) => tx.objectStore('withdrawals').getAllKeys(null, limit)),
    withdrawn: (digests) =>
      write(['withdrawals'], async (tx) => {
        for (const digest of digests) await tx.objectStore('withdrawals').delete(digest)
      }),
    waiting: (limit) =>
      read(QUEUE, async (tx) => {
        const ids = await tx.objectStore('waiting').index('attempts').getAllKeys(null, limit)
        return envelopesOf(tx.objectStore('outbox'), ids)
      }),
    tried: (ids) => write(['waiting'], (tx) => tried(tx, ids), 'relaxed'),
    counts: () =>
      read(QUEUE, async (tx) => ({
        waiting: await tx.objectStore('waiting').count(),
        quarantined: await tx.objectStore('quarantine').count(),
      })),
    deliver: (receipts, deliveredAt, epoch) =>
      write(['waiting', 'delivered'], (tx) => deliver(tx, receipts, deliveredAt, epoch), 'relaxed'),
    quarantine: (items) => write(QUEUE, (tx) => quarantine(tx, items)),
    quarantined: () => read(['quarantine'], (tx) => tx.objectStore('quarantine').getAll()),
    requeueQuarantined: (version) => write([...QUEUE, 'meta'], (tx) => requeueQuarantined(tx, version)),
    // Read first: there is nearly never one, and this is asked after every reply.
    requeueDelivered: async (epoch) =>
      (await read(['delivered'], (tx) => hasOtherEpoch(tx, epoch)))
        ? write(QUEUE, (tx) => requeueDelivered(tx, epoch))
        : 0,
    forgetDelivered: (before) => write(QUEUE, (tx) => forgetDelivered(tx, before)),
    sendState: () =>
      read(['meta'], async (tx) => {
        const state = await tx.objectStore('meta').get('send')
        return typeof state === 'object' ? state : FRESH_SEND_STATE
      }),
    saveSendState: (state) =>
      write(['meta'], async (tx) => void (await tx.objectStore('meta').put(state, 'send')), 'relaxed'),
  }
}

/** Where the envelope with that id is; null when it is not on this device (any more). A conflict leaves one in the
 *  queue and one in quarantine: the one in the queue counts. */
export function whereIs({ read }: Database, id: string): Promise<'waiting' | 'delivered' | 'quarantined' | null> {
  return read(QUEUE, async (tx) => {
    if (await tx.objectStore('waiting').getKey(id)) return 'waiting'
    if (await tx.objectStore('outbox').getKey(id)) return 'delivered'
    const refused = await tx.objectStore('quarantine').count(IDBKeyRange.bound([id, ''], [id, '\uffff']))
    return refused > 0 ? 'quarantined' : null
  })
}

/** Nothing at all where there is no mark. */
const marked = (mark: string | undefined): Marked => (mark === undefined ? {} : { mark })

const newlyWaiting = ({ id, hash, seq }: Envelope): Waiting => ({ id, hash, seq, attempts: 0 })

/** A store that has its records by the id of an envelope. */
interface ById<T> {
  getAll(range: IDBKeyRange, count: number): Promise<T[]>
  get(id: string): Promise<T | undefined>
}

interface DeletedById {
  getAllKeys(range: IDBKeyRange, count: number): Promise<string[]>
  delete(which: string | IDBKeyRange): Promise<void>
}

/** What has these ids, in their order. Mostly nothing lies between them, and they are read at one go. */
async function allOf<T>(store: ById<T>, ids: readonly string[], idOf: (item: T) => string): Promise<readonly T[]> {
  const range = around(ids)
  if (!range) return []
  const near = new Map((await store.getAll(range, 2 * ids.length)).map((item) => [idOf(item), item]))
  const found = await Promise.all(ids.map((id) => near.get(id) ?? store.get(id)))
  return found.flatMap((item) => item ?? [])
}

/** Deletes these and no other: at one go only where nothing else lies between them. */
async function drop(store: DeletedById, ids: readonly string[]): Promise<void> {
  const range = around(ids)
  if (!range) return
  const between = await store.getAllKeys(range, ids.length + 1)
  const alone = between.length === ids.length && between.every((id) => ids.includes(id))
  await Promise.all((alone ? [range] : ids).map((which) => store.delete(which)))
}

/** All ids from the first to the last of these; null without any. */
function around(ids: readonly string[]): IDBKeyRange | null {
  const sorted = [...ids].sort()
  return sorted.length === 0 ? null : IDBKeyRange.bound(sorted[0], sorted.at(-1))
}

/** The person's own wish takes the place of a receipt: what was not sent yet never is. Where it was delivered its id stays in
 *  the list, and stands for nothing. */
async function withdraw(tx: WriteTransaction, digest: string, mark: string): Promise<void> {
  await tx.objectStore('withdrawals').put({ digest })
  for (const { mark: its, envelope } of await tx.objectStore('outbox').getAll()) {
    if (its !== mark) continue
    await tx.objectStore('outbox').delete(envelope.id)
    await tx.objectStore('waiting').delete(envelope.id)
  }
  for (const item of await tx.objectStore('quarantine').getAll()) {
    if (item.mark === mark) await tx.objectStore('quarantine').delete(quarantineKey(item.envelope))
  }
}

async function saveFinished(tx: WriteTransaction, envelope: Envelope, runKey: string, mark: Marked): Promise<void> {
  const there = await tx.objectStore('outbox').get(envelope.id)
  if (!there) await begin(tx, { envelope: await numbered(tx, envelope), ...mark })
  else if (there.envelope.hash !== envelope.hash)
    await putQuarantined(tx, { envelope: await numbered(tx, envelope), verdict: 'conflict', ...mark })
  await tx.objectStore('runs').delete(runKey)
  await tx.objectStore('collectors').delete(`${runKey}/run`)
}

async function begin(tx: WriteTransaction, item: Kept): Promise<void> {
  await tx.objectStore('outbox').put(item)
  await tx.objectStore('waiting').put(newlyWaiting(item.envelope))
}

/** With the next number of this device; as it is where nothing is numbered. */
async function numbered(tx: WriteTransaction, envelope: Envelope): Promise<Envelope> {
  const last = await tx.objectStore('device').get('seq')
  if (typeof last !== 'number') return envelope
  await tx.objectStore('device').put(last + 1, 'seq')
  return { ...envelope, seq: last + 1 }
}

async function tried(tx: WriteTransaction, ids: readonly string[]): Promise<void> {
  const waiting = tx.objectStore('waiting')
  const items = await waitingOf(waiting, ids)
  await Promise.all(items.map((item) => waiting.put({ ...item, attempts: item.attempts + 1 })))
}

/** The envelopes themselves stay where they are: a kiosk that has thousands writes a few words for each fifty. */
async function deliver(tx: WriteTransaction, receipts: readonly Receipt[], deliveredAt: number, epoch: string) {
  const waiting = tx.objectStore('waiting')
  const items = await waitingOf(
    waiting,
    receipts.map(({ id }) => id),
  )
  const ids = items.flatMap(({ id, hash }) => (receipts.some((one) => one.id === id && one.hash === hash) ? id : []))
  if (ids[0] === undefined) return
  await drop(waiting, ids)
  await tx.objectStore('delivered').put({ ids, deliveredAt, epoch }, ids[0])
}

async function quarantine(tx: WriteTransaction, items: readonly Quarantined[]): Promise<void> {
  for (const quarantined of items) {
    const { id, hash } = quarantined.envelope
    const item = await tx.objectStore('outbox').get(id)
    if (item?.envelope.hash !== hash || !(await tx.objectStore('waiting').getKey(id))) continue
    await putQuarantined(tx, { ...quarantined, ...marked(item?.mark) })
    await tx.objectStore('outbox').delete(id)
    await tx.objectStore('waiting').delete(id)
  }
}

async function requeueQuarantined(tx: WriteTransaction, version: string): Promise<number> {
  const meta = tx.objectStore('meta')
  if ((await meta.get('version')) === version) return 0
  await meta.put(version, 'version')
  let requeued = 0
  for (const { envelope, mark } of await tx.objectStore('quarantine').getAll()) {
    const there = await tx.objectStore('outbox').get(envelope.id)
    if (there && there.envelope.hash !== envelope.hash) continue
    if (!there) await begin(tx, { envelope, ...marked(mark) })
    await tx.objectStore('quarantine').delete(quarantineKey(envelope))
    requeued++
  }
  return requeued
}

/** All epochs but this one. */
const otherEpochs = (epoch: string) => [IDBKeyRange.upperBound(epoch, true), IDBKeyRange.lowerBound(epoch, true)]

async function hasOtherEpoch(tx: ReadTransaction, epoch: string): Promise<boolean> {
  const byEpoch = tx.objectStore('delivered').index('epoch')
  const counts = await Promise.all(otherEpochs(epoch).map((others) => byEpoch.count(others)))
  return counts.some((count) => count > 0)
}

/** Looks at none that has this epoch: of those there may be thousands. */
async function requeueDelivered(tx: WriteTransaction, epoch: string): Promise<number> {
  const delivered = tx.objectStore('delivered')
  let requeued = 0
  for (const others of otherEpochs(epoch)) {
    for (const { ids } of await delivered.index('epoch').getAll(others)) {
      const items = await envelopesOf(tx.objectStore('outbox'), ids)
      await Promise.all(items.map((envelope) => tx.objectStore('waiting').put(newlyWaiting(envelope))))
      await delivered.delete(String(ids[0]))
      requeued += items.length
    }
  }
  return requeued
}

async function forgetDelivered(tx: WriteTransaction, before: number): Promise<void> {
  const delivered = tx.objectStore('delivered')
  for (const { ids } of await delivered.index('deliveredAt').getAll(IDBKeyRange.upperBound(before, true))) {
    await drop(tx.objectStore('outbox'), ids)
    await delivered.delete(String(ids[0]))
  }
}

function waitingOf(waiting: ById<Waiting>, ids: readonly string[]): Promise<readonly Waiting[]> {
  return allOf(waiting, ids, ({ id }) => id)
}

async function envelopesOf(outbox: ById<Kept>, ids: readonly string[]): Promise<readonly Envelope[]> {
  const items = await allOf(outbox, ids, ({ envelope }) => envelope.id)
  return items.map(({ envelope }) => envelope)
}

async function putQuarantined(tx: WriteTransaction, item: Quarantined): Promise<void> {
  await tx.objectStore('quarantine').put(item, quarantineKey(item.envelope))
}

/** A damaged record may lack its hash; it must be kept all the same. */
const quarantineKey = ({ id, hash }: Envelope): [string, string] => [String(id), String(hash)]
