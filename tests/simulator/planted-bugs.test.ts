import { expect, test } from 'vitest'
import type { Outcome } from '../../client/lib/api.ts'
import type { Queue } from '../../client/lib/queue.ts'
import type { Store } from '../../server/store/store.ts'
import type { FlushRequest } from '../../shared/wire.ts'
import type { Disk } from '../support/memory-queue.ts'
import { sealPool } from '../support/sim-pool.ts'
import { createWorld, type Plants } from '../support/sim-world.ts'
import { playHistories } from './histories.ts'

/** Takes envelopes out of the queue as it hands them out, and puts them back when the network fails: what a well-known
 *  background-sync library does. */
const deletesBeforeReceipt: Plants = {
  ports: (ports, disk) => ({
    ...ports,
    queue: { ...ports.queue, waiting: (limit) => takeOut(ports.queue, disk, limit) },
    send: async (request) => {
      const outcome = await ports.send(request)
      if ('failed' in outcome) for (const envelope of request.envelopes) await ports.queue.saveFinished(envelope, '')
      return outcome
    },
  }),
}

async function takeOut(queue: Queue, disk: Disk, limit: number) {
  const taken = await queue.waiting(limit)
  for (const { id } of taken) disk.outbox.delete(id)
  return taken
}

/** Reads a receipt into whatever came with status 200. */
const trustsAny200: Plants = {
  ports: (ports) => ({
    ...ports,
    send: async (request) => {
      const outcome = await ports.send(request)
      return 'status' in outcome && outcome.status === 200 ? receiptFor(request) : outcome
    },
  }),
}

function receiptFor({ envelopes }: FlushRequest): Outcome {
  const results = envelopes.map(({ id, hash }) => ({ id, hash, verdict: 'stored' }))
  return { ok: true, status: 200, json: { protocol: 1, epoch: 'any', results }, headers: new Headers() }
}

/** Takes whatever came with status 200 for the word that all was withdrawn. */
const forgetsWithdrawals: Plants = {
  ports: (ports) => ({
    ...ports,
    withdraw: async (request) => {
      const outcome = await ports.withdraw(request)
      if (!('status' in outcome) || outcome.status !== 200) return outcome
      const results = request.withdrawals.map((withdrawal) => ({ withdrawal, verdict: 'withdrawn' }))
      return { ok: true, status: 200, json: { protocol: 1, epoch: 'any', results }, headers: new Headers() }
    },
  }),
}

/** Gives what it already has a new id and stores it again. */
function storesTwice(store: Store): Pick<Store, 'saveResponses' | 'known'> {
  let copies = 0
  const freshId = () => `ffffffff-0000-4000-8000-${String(copies++).padStart(12, '0')}`
  return {
    known: () => null,
    saveResponses: (batch) =>
      store.saveResponses(
        batch.map((accepted) =>
          store.known(accepted.response.id, accepted.hash) === 'duplicate'
            ? { ...accepted, response: { ...accepted.response, id: freshId() } }
            : accepted,
        ),
      ),
  }
}

test.each([
  { flaw: 'delete before receipt', plants: deletesBeforeReceipt, invariant: 'I1' },
  { flaw: 'trust any 200', plants: trustsAny200, invariant: 'I1' },
  { flaw: 'trust any 200 about a withdrawal', plants: forgetsWithdrawals, invariant: 'I4' },
  { flaw: 'no dedupe', plants: { store: storesTwice }, invariant: 'I2' },
])('the simulator finds a planted flaw: $flaw', async ({ plants, invariant }) => {
  const found = await playHistories(createWorld(await sealPool(8), plants), 1, 2000).catch((error: Error) => error)
  expect(found, 'no history broke an invariant').toBeInstanceOf(Error)
  const { message, cause } = found as Error
  expect(String(cause)).toContain(`${invariant}:`)
  expect(message, 'the seed and path to repeat it').toMatch(/seed: 1, path: /)
})
