import type { Queue } from '../../client/lib/queue.ts'
import type { Envelope } from '../../shared/wire.ts'

/** One rule that every maker of a Queue keeps. Runs in a page as well as in Node, so it needs no test library: a broken
 *  rule throws. `again` opens the same storage anew, as the next start of the app would. */
export interface Rule {
  readonly title: string
  readonly check: (queue: Queue, again: () => Promise<Queue>, numberAfter: NumberAfter) => Promise<void>
}

/** From now on envelopes are numbered, from above that number. */
export type NumberAfter = (number: number) => Promise<void>

/** A made-up envelope: the queue looks at nothing but id and hash. */
export function envelope(id: string, hash = `hash-of-${id}`): Envelope {
  return { id, hash, kid: 'k1', sealed: `sealed-${id}-${hash}` }
}

const receiptFor = ({ id, hash }: Envelope) => ({ id, hash })
const refused = (item: Envelope) => ({ envelope: item, verdict: 'refused', reason: 'invalid-answer' }) as const

function equal(found: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: found ${a}, expected ${b}`)
}

async function waitingIds(queue: Queue, limit = 100): Promise<string[]> {
  return (await queue.waiting(limit)).map((item) => item.id)
}

async function save(queue: Queue, ...ids: string[]): Promise<void> {
  for (const id of ids) await queue.saveFinished(envelope(id), 'run')
}

/** The contract of client/lib/queue.ts. */
export const RULES: readonly Rule[] = [
  {
    title: 'a saved envelope waits, whole, also after a restart',
    check: async (queue, again) => {
      await save(queue, 'b', 'a')
      equal(await (await again()).waiting(10), [envelope('a'), envelope('b')], 'waiting')
    },
  },
  {
    title: 'an empty queue has nothing waiting, nothing quarantined and no pause',
    check: async (queue) => {
      equal(await queue.waiting(10), [], 'waiting')
      equal(await queue.counts(), { waiting: 0, quarantined: 0 }, 'counts')
      equal(await queue.sendState(), { notBefore: 0, failures: 0, epoch: null }, 'send state')
    },
  },
  {
    title: 'from the moment that it starts to number, each new envelope has the next number, wherever it goes',
    check: async (queue, again, numberAfter) => {
      await save(queue, 'a')
      await numberAfter(0)
      await save(queue, 'b', 'b', 'c')
      await queue.saveFinished(envelope('b', 'other'), 'run')
      await queue.deliver([receiptFor(envelope('b'))], 1, 'e1')
      await save(queue, 'b')
      await queue.requeueDelivered('e2')
      await numberAfter(2)
      const next = await again()
      await numberAfter(7)
      await save(next, 'd')
      equal(
        (await next.waiting(10)).map(({ id, seq }) => [id, seq ?? null]),
        [
          ['a', null],
          ['b', 1],
          ['c', 2],
          ['d', 8],
        ],
        'waiting',
      )
      equal(
        (await next.quarantined()).map((item) => item.envelope.seq),
        [3],
        'quarantined',
      )
    },
  },
  {
    title: 'waiting gives no more than asked for',
    check: async (queue) => {
      await save(queue, 'c', 'a', 'b')
      equal(await waitingIds(queue, 2), ['a', 'b'], 'waiting')
    },
  },
  {
    title: 'what was tried goes behind what was not',
    check: async (queue, again) => {
      await save(queue, 'a', 'b', 'c')
      await queue.tried(['a', 'b', 'nobody'])
      await queue.tried(['a'])
      equal(await waitingIds(await again()), ['c', 'b', 'a'], 'order')
    },
  },
  {
    title: 'saving the same envelope twice changes nothing, also after its delivery',
    check: async (queue) => {
      await save(queue, 'a', 'a')
      await queue.deliver([receiptFor(envelope('a'))], 1, 'e1')
      await save(queue, 'a')
      equal(await queue.counts(), { waiting: 0, quarantined: 0 }, 'counts')
    },
  },
  {
    title: 'another envelope with a known id is kept in quarantine and replaces nothing',
    check: async (queue) => {
      const second = envelope('a', 'other')
      await save(queue, 'a')
      await queue.saveFinished(second, 'run')
      equal(await queue.waiting(10), [envelope('a')], 'waiting')
      equal(await queue.quarantined(), [{ envelope: second, verdict: 'conflict' }], 'quarantined')
    },
  },
  {
    title: 'a receipt for another hash or an unknown id delivers nothing',
    check: async (queue) => {
      await save(queue, 'a')
      await queue.deliver([{ id: 'a', hash: 'wrong' }, receiptFor(envelope('z'))], 1, 'e1')
      equal(await waitingIds(queue), ['a'], 'waiting')
    },
  },
  {
    title: 'a delivered envelope no longer waits, also after a restart',
    check: async (queue, again) => {
      await save(queue, 'a', 'b')
      await queue.deliver([receiptFor(envelope('a'))], 1, 'e1')
      equal(await waitingIds(await again()), ['b'], 'waiting')
    },
  },
  {
    title: 'a delivered envelope is offered again to another epoch and not to its own',
    check: async (queue) => {
      await save(queue, 'a')
      await queue.deliver([receiptFor(envelope('a'))], 1, 'e1')
      equal(await queue.requeueDelivered('e1'), 0, 'own epoch')
      equal(await waitingIds(queue), [], 'waiting')
      equal(await queue.requeueDelivered('e2'), 1, 'other epoch')
      equal(await queue.waiting(10), [envelope('a')], 'waiting')
    },
  },
  {
    title: 'only envelopes delivered before that moment are forgotten',
    check: async (queue) => {
      await save(queue, 'a', 'b', 'c')
      await queue.deliver([receiptFor(envelope('a'))], 10, 'e1')
      await queue.deliver([receiptFor(envelope('b'))], 20, 'e1')
      await queue.forgetDelivered(20)
      equal(await queue.requeueDelivered('e2'), 1, 'left')
      equal(await waitingIds(queue), ['b', 'c'], 'waiting')
    },
  },
  {
    title: 'a waiting envelope is never forgotten, however old',
    check: async (queue) => {
      await save(queue, 'a')
      await queue.forgetDelivered(Number.MAX_SAFE_INTEGER)
      equal(await waitingIds(queue), ['a'], 'waiting')
    },
  },
  {
    title: 'quarantine keeps the envelope and its reason, and the others wait on',
    check: async (queue, again) => {
      await save(queue, 'a', 'b')
      await queue.quarantine([refused(envelope('a'))])
      const next = await again()
      equal(await waitingIds(next), ['b'], 'waiting')
      equal(await next.quarantined(), [refused(envelope('a'))], 'quarantined')
      equal(await next.counts(), { waiting: 1, quarantined: 1 }, 'counts')
    },
  },
  {
    title: 'what does not wait with that hash cannot be quarantined',
    check: async (queue) => {
      await save(queue, 'a', 'b')
      await queue.deliver([receiptFor(envelope('b'))], 1, 'e1')
      await queue.quarantine([refused(envelope('a', 'other')), refused(envelope('b')), refused(envelope('z'))])
      equal(await queue.counts(), { waiting: 1, quarantined: 0 }, 'counts')
    },
  },
  {
    title: 'quarantined envelopes come back once per version of the app',
    check: async (queue, again) => {
      await save(queue, 'a')
      await queue.quarantine([refused(envelope('a'))])
      equal(await queue.requeueQuarantined('v1'), 1, 'first look of v1')
      await queue.quarantine([refused(envelope('a'))])
      equal(await (await again()).requeueQuarantined('v1'), 0, 'second look of v1')
      equal(await queue.requeueQuarantined('v2'), 1, 'first look of v2')
      equal(await queue.counts(), { waiting: 1, quarantined: 0 }, 'counts')
    },
  },
  {
    title: 'a quarantined conflict stays as long as its id is taken',
    check: async (queue) => {
      await save(queue, 'a')
      await queue.saveFinished(envelope('a', 'other'), 'run')
      equal(await queue.requeueQuarantined('v1'), 0, 'requeued')
      equal(await queue.counts(), { waiting: 1, quarantined: 1 }, 'counts')
    },
  },
  {
    title: 'a record without a hash can still be quarantined',
    check: async (queue) => {
      const damaged = { id: 'a', kid: 'k1', sealed: 'x' } as unknown as Envelope
      await queue.saveFinished(damaged, 'run')
      await queue.quarantine([{ envelope: damaged, verdict: 'refused', reason: 'malformed-envelope' }])
      equal(await queue.counts(), { waiting: 0, quarantined: 1 }, 'counts')
    },
  },
  {
    title: 'a withdrawal takes away what has its mark, wherever it is, and nothing else',
    check: async (queue, again) => {
      for (const id of ['a', 'b', 'c']) await queue.saveFinished(envelope(id), 'run', `mark-${id}`)
      await save(queue, 'd')
      await queue.deliver([receiptFor(envelope('a'))], 1, 'e1')
      await queue.quarantine([refused(envelope('b'))])
      for (const id of ['a', 'b', 'z']) await queue.withdraw(`digest-${id}`, `mark-${id}`)
      const next = await again()
      equal(await waitingIds(next), ['c', 'd'], 'waiting')
      equal(await next.counts(), { waiting: 2, quarantined: 0 }, 'counts')
      equal(await next.requeueDelivered('e2'), 0, 'delivered')
      equal(await next.withdrawals(10), ['digest-a', 'digest-b', 'digest-z'], 'requests')
    },
  },
  {
    title: 'a mark goes along from queue to delivered, back, to quarantine and back',
    check: async (queue) => {
      await queue.saveFinished(envelope('a'), 'run', 'mark-a')
      await queue.deliver([receiptFor(envelope('a'))], 1, 'e1')
      await queue.requeueDelivered('e2')
      await queue.quarantine([refused(envelope('a'))])
      await queue.requeueQuarantined('v1')
      equal(await waitingIds(queue), ['a'], 'waiting')
      await queue.saveFinished(envelope('a', 'other'), 'run', 'mark-other')
      await queue.withdraw('digest-other', 'mark-other')
      equal(await queue.counts(), { waiting: 1, quarantined: 0 }, 'without the conflict')
      await queue.withdraw('digest-a', 'mark-a')
      equal(await queue.counts(), { waiting: 0, quarantined: 0 }, 'counts')
    },
  },
  {
    title: 'a request to withdraw waits until a receipt comes for it, and is one however often asked',
    check: async (queue, again) => {
      for (const digest of ['1', '2', '2', '3']) await queue.withdraw(digest, 'mark')
      equal(await queue.withdrawals(2), ['1', '2'], 'no more than asked for')
      await queue.withdrawn(['2', 'unknown'])
      equal(await (await again()).withdrawals(10), ['1', '3'], 'requests')
    },
  },
  {
    title: 'the send state is remembered',
    check: async (queue, again) => {
      await queue.saveSendState({ notBefore: 5, failures: 2, epoch: 'e1' })
      equal(await (await again()).sendState(), { notBefore: 5, failures: 2, epoch: 'e1' }, 'send state')
    },
  },
]
