import { type FlushResult, flush, type Ports } from '../../client/lib/outbox.ts'
import { save } from '../../client/lib/sending.ts'
import type { Envelope, FlushRequest, WithdrawRequest } from '../../shared/wire.ts'
import { type Disk, emptyDisk, memoryQueue } from './memory-queue.ts'
import type { SimNetwork } from './sim-network.ts'
import type { Poolling } from './sim-pool.ts'

/** What the next operation of a tab on its storage meets. `-after`: it was done, and the browser says it was not. */
export const STORAGE_FAULTS = ['quota', 'quota-after', 'cut', 'cut-after'] as const
export type StorageFault = (typeof STORAGE_FAULTS)[number]

/** One open page. Killing it leaves its promises hanging for ever, as a killed page does. */
export interface SimTab {
  readonly submit: (item: Poolling) => void
  /** The person types the code of that item. */
  readonly withdraw: (item: Poolling) => void
  readonly flush: () => void
  /** The page opens again, and the server has told its epoch. */
  readonly meet: (epoch: string) => void
  readonly update: (version: string) => void
  /** Dies after this many more steps; a step is the moment before or after a storage operation or a send. */
  readonly dieIn: (steps: number) => void
  readonly failStorage: (fault: StorageFault) => void
  readonly isAlive: () => boolean
  /** How the last flush of this tab ended. */
  readonly lastFlush: () => FlushResult | null
}

export interface SimDevice {
  readonly disk: Disk
  /** What the screen called "Bewaard". */
  readonly kept: readonly Envelope[]
  /** Digests that a person was told about: "Uw antwoorden gaan weg". */
  readonly promised: ReadonlySet<string>
  readonly openTab: () => SimTab
  readonly breakLocks: () => void
  /** True when it went on without end and was stopped. */
  readonly ranAway: () => boolean
  /** Resolves when every tab waits for the network, has finished, or is dead. */
  readonly settled: () => Promise<void>
}

/** A flaw to put into the ports, to see whether the simulator finds it. */
export type PlantInPorts = (ports: Ports, disk: Disk) => Ports

/** Far more than any history needs: what goes on longer goes on for ever. */
const MOST_STEPS = 20_000
const hang = () => new Promise<never>(() => undefined)

export function createSimDevice(
  network: SimNetwork,
  clock: { readonly now: () => number; readonly random: () => number },
  plant: PlantInPorts = (ports) => ports,
): SimDevice {
  const disk = emptyDisk()
  const kept: Envelope[] = []
  const promised = new Set<string>()
  let locksWork = true
  let taken = 0
  let holder: { readonly alive: () => boolean } | null = null

  function openTab(): SimTab {
    let steps: number | null = null
    let alive = true
    let fault: StorageFault | null = null
    let result: FlushResult | null = null
    let flushing = false

    const step = async () => {
      if (++taken > MOST_STEPS) throw new Error('the device does not stop')
      if (alive && steps !== null && steps-- <= 0) alive = false
      if (!alive) await hang()
    }
    const queue = memoryQueue(disk, async (moment) => {
      await step()
      if (fault === null || fault.endsWith('-after') !== (moment === 'after')) return
      const name = fault.startsWith('quota') ? 'QuotaExceededError' : 'InvalidStateError'
      fault = null
      throw new DOMException(name, name)
    })
    const start = (work: () => Promise<void>) => {
      // A storage that fails makes the work reject; the app tries again at its next trigger.
      if (alive) void work().catch(() => undefined)
    }
    const lock: Ports['lock'] = async (work) => {
      if (locksWork && holder?.alive()) return null
      const mine = { alive: () => alive }
      holder = mine
      try {
        return await work()
      } finally {
        if (holder === mine) holder = null
      }
    }
    const ask = async (request: FlushRequest | WithdrawRequest) => {
      await step()
      const outcome = await network.send(request)
      await step()
      return outcome
    }
    const ports = plant({ queue, send: ask, withdraw: ask, lock, ...clock }, disk)

    return {
      submit: ({ envelope, mark }) =>
        start(async () => {
          if ((await save(queue, envelope, 'run', mark)) === null) kept.push(envelope)
        }),
      withdraw: ({ digest, mark }) =>
        start(async () => {
          await queue.withdraw(digest, mark)
          promised.add(digest)
        }),
      flush: () => {
        if (flushing) return
        flushing = true
        start(async () => {
          try {
            result = await flush(ports)
          } finally {
            flushing = false
          }
        })
      },
      meet: (epoch) => start(async () => void (await queue.requeueDelivered(epoch))),
      update: (version) => start(async () => void (await queue.requeueQuarantined(version))),
      dieIn: (count) => {
        steps = count
      },
      failStorage: (next) => {
        fault = next
      },
      isAlive: () => alive,
      lastFlush: () => result,
    }
  }

  return {
    disk,
    kept,
    promised,
    openTab,
    ranAway: () => taken > MOST_STEPS,
    breakLocks: () => {
      locksWork = false
    },
    // Nothing here but the network waits for more than promises.
    settled: () => new Promise((resolve) => void setImmediate(resolve)),
  }
}
