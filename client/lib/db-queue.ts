import type { Envelope } from '../../shared/wire.ts'
import type { Database, OutboxRecord, ReadTransaction, WriteTransaction } from './db.ts'
import { FRESH_SEND_STATE, type Marked, type OutboxItem, type Quarantined, type Queue, type Receipt } from './queue.ts'

/** The queue in the device's database. */
export function createQueue({ read, write }: Database): Queue {
  return {
    saveFinished: (envelope, runKey, mark) =>
      write(['outbox', 'quarantine', 'runs', 'collectors', 'device'], (tx) =>
        saveFinished(tx, envelope, runKey, marked(mark)),
      ),
    withdraw: (digest, mark) => write(['outbox', 'quarantine', 'withdrawals'], (tx) => withdraw(tx, digest, mark)),
    withdrawals: (limit) => read(['withdrawals'], (tx) => tx.objectStore('withdrawals').getAllKeys(null, limit)),
    withdrawn: (digests) =>
      write(['withdrawals'], async (tx) => {
        for (const digest of digests) await tx.objectStore('withdrawals').delete(digest)
      }),
    waiting: (limit) =>
      read(['outbox'], async (tx) => {
        const items = await tx.objectStore('outbox').index('state').getAll(inState('waiting'), limit)
        return items.map((item) => item.envelope)
      }),
    tried: (ids) => write(['outbox'], (tx) => tried(tx, ids), 'relaxed'),
    counts: () =>
      read(['outbox', 'quarantine'], async (tx) => ({
        waiting: await tx.objectStore('outbox').index('state').count(inState('waiting')),
        quarantined: await tx.objectStore('quarantine').count(),
      })),
    deliver: (receipts, deliveredAt, epoch) =>
      write(['outbox'], (tx) => deliver(tx, receipts, deliveredAt, epoch), 'relaxed'),
    quarantine: (items) => write(['outbox', 'quarantine'], (tx) => quarantine(tx, items)),
    quarantined: () => read(['quarantine'], (tx) => tx.objectStore('quarantine').getAll()),
    requeueQuarantined: (version) => write(['outbox', 'quarantine', 'meta'], (tx) => requeueQuarantined(tx, version)),
    // Read first: there is nearly never one, and this is asked after every reply.
    requeueDelivered: async (epoch) =>
      (await read(['outbox'], (tx) => hasOtherEpoch(tx, epoch)))
        ? write(['outbox'], (tx) => requeueDelivered(tx, epoch))
        : 0,
    forgetDelivered: (before) => write(['outbox'], (tx) => forgetDelivered(tx, before)),
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
  return read(['outbox', 'quarantine'], async (tx) => {
    const item = await tx.objectStore('outbox').get(id)
    if (item) return item.state
    const refused = await tx.objectStore('quarantine').count(IDBKeyRange.bound([id, ''], [id, '\uffff']))
    return refused > 0 ? 'quarantined' : null
  })
}

const inState = (state: OutboxItem['state']) => IDBKeyRange.bound([state, 0], [state, Infinity])

/** Nothing at all where there is no mark. */
const marked = (mark: string | undefined): Marked => (mark === undefined ? {} : { mark })

const newlyWaiting = ({ envelope, mark }: Marked & { readonly envelope: Envelope }): OutboxRecord => ({
  state: 'waiting',
  envelope,
  attempts: 0,
  ...marked(mark),
})

/** The person's own wish takes the place of a receipt: what was not sent yet never is. */
async function withdraw(tx: WriteTransaction, digest: string, mark: string): Promise<void> {
  await tx.objectStore('withdrawals').put({ digest })
  for (const item of await tx.objectStore('outbox').getAll()) {
    if (item.mark === mark) await tx.objectStore('outbox').delete(item.envelope.id)
  }
  for (const item of await tx.objectStore('quarantine').getAll()) {
    if (item.mark === mark) await tx.objectStore('quarantine').delete(quarantineKey(item.envelope))
  }
}

async function saveFinished(tx: WriteTransaction, envelope: Envelope, runKey: string, mark: Marked): Promise<void> {
  const outbox = tx.objectStore('outbox')
  const there = await outbox.get(envelope.id)
  if (!there) await outbox.put(newlyWaiting({ envelope: await numbered(tx, envelope), ...mark }))
  else if (there.envelope.hash !== envelope.hash)
    await putQuarantined(tx, { envelope: await numbered(tx, envelope), verdict: 'conflict', ...mark })
  await tx.objectStore('runs').delete(runKey)
  await tx.objectStore('collectors').delete(`${runKey}/run`)
}

/** With the next number of this device; as it is where nothing is numbered. */
async function numbered(tx: WriteTransaction, envelope: Envelope): Promise<Envelope> {
  const last = await tx.objectStore('device').get('seq')
  if (typeof last !== 'number') return envelope
  await tx.objectStore('device').put(last + 1, 'seq')
  return { ...envelope, seq: last + 1 }
}

async function tried(tx: WriteTransaction, ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const item = await waitingItem(tx, id)
      if (item) await tx.objectStore('outbox').put({ ...item, attempts: item.attempts + 1 })
    }),
  )
}

/** All at once: one after the other, each waits for the one before, and fifty of them hold up a kiosk that has thousands. */
async function deliver(tx: WriteTransaction, receipts: readonly Receipt[], deliveredAt: number, epoch: string) {
  await Promise.all(
    receipts.map(async ({ id, hash }) => {
      const item = await waitingItem(tx, id)
      if (item?.envelope.hash !== hash) return
      const { envelope, mark } = item
      await tx
        .objectStore('outbox')
        .put({ state: 'delivered', envelope, deliveredAt, epoch, attempts: 0, ...marked(mark) })
    }),
  )
}

async function quarantine(tx: WriteTransaction, items: readonly Quarantined[]): Promise<void> {
  for (const quarantined of items) {
    const { id, hash } = quarantined.envelope
    const item = await waitingItem(tx, id)
    if (item?.envelope.hash !== hash) continue
    await putQuarantined(tx, { ...quarantined, ...marked(item.mark) })
    await tx.objectStore('outbox').delete(id)
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
    if (!there) await tx.objectStore('outbox').put(newlyWaiting({ envelope, ...marked(mark) }))
    await tx.objectStore('quarantine').delete(quarantineKey(envelope))
    requeued++
  }
  return requeued
}

/** All epochs but this one. */
const otherEpochs = (epoch: string) => [IDBKeyRange.upperBound(epoch, true), IDBKeyRange.lowerBound(epoch, true)]

async function hasOtherEpoch(tx: ReadTransaction, epoch: string): Promise<boolean> {
  const byEpoch = tx.objectStore('outbox').index('epoch')
  const counts = await Promise.all(otherEpochs(epoch).map((others) => byEpoch.count(others)))
  return counts.some((count) => count > 0)
}

/** Looks at none that has this epoch: of those there may be thousands. */
async function requeueDelivered(tx: WriteTransaction, epoch: string): Promise<number> {
  const byEpoch = tx.objectStore('outbox').index('epoch')
  let requeued = 0
  for (const others of otherEpochs(epoch)) {
    for (const item of await byEpoch.getAll(others)) {
      await tx.objectStore('outbox').put(newlyWaiting(item))
      requeued++
    }
  }
  return requeued
}

async function forgetDelivered(tx: WriteTransaction, before: number): Promise<void> {
  const old = IDBKeyRange.upperBound(before, true)
  for (const id of await tx.objectStore('outbox').index('deliveredAt').getAllKeys(old)) {
    await tx.objectStore('outbox').delete(id)
  }
}

async function waitingItem(tx: WriteTransaction, id: string): Promise<OutboxRecord | undefined> {
  const item = await tx.objectStore('outbox').get(id)
  return item?.state === 'waiting' ? item : undefined
}

async function putQuarantined(tx: WriteTransaction, item: Quarantined): Promise<void> {
  await tx.objectStore('quarantine').put(item, quarantineKey(item.envelope))
}

/** A damaged record may lack its hash; it must be kept all the same. */
const quarantineKey = ({ id, hash }: Envelope): [string, string] => [String(id), String(hash)]
