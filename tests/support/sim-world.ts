import { createSimDevice, type PlantInPorts, type SimTab, STORAGE_FAULTS, type StorageFault } from './sim-device.ts'
import { createSimNetwork, DELIVERIES, type Delivery } from './sim-network.ts'
import { CANARY, type Pool } from './sim-pool.ts'
import { type CommitFault, createSimServer, type PlantInStore, type SimServer } from './sim-server.ts'

/** One thing that happens. Numbers point at something that exists, modulo how many there are. */
export type Event =
  | { readonly do: 'submit'; readonly tab: number; readonly item: number }
  | { readonly do: 'flush' | 'open-tab' | 'meet-epoch'; readonly tab: number }
  | { readonly do: 'deliver'; readonly which: number; readonly how: Delivery }
  | { readonly do: 'crash-tab'; readonly tab: number; readonly steps: number }
  | { readonly do: 'storage-fault'; readonly tab: number; readonly fault: StorageFault }
  | { readonly do: 'clock-jump' | 'time-passes'; readonly ms: number }
  | { readonly do: 'app-update' | 'locks-break' | 'server-restart' | 'backup' | 'restore' }
  | { readonly do: 'commit-fault'; readonly fault: CommitFault }
  | { readonly do: 'withdraw'; readonly item: number }
  | { readonly do: 'type-code'; readonly tab: number; readonly item: number }

export { DELIVERIES, STORAGE_FAULTS }

export interface Plants {
  readonly ports?: PlantInPorts
  readonly store?: PlantInStore
}

/** Plays a history and then lets the world be fair. Throws when an invariant is broken. */
export type Play = (history: readonly Event[]) => Promise<void>

const START = Date.UTC(2026, 10, 23)
const HOUR = 3_600_000
/** Rounds of fair network after which the outbox must be empty. */
const FAIR_ROUNDS = 60

/** The player of histories over one pool; it uses one database again and again, so play one history at a time. */
export function createWorld(pool: Pool, plants: Plants = {}): Play {
  let time = START
  const server = createSimServer(pool, () => time, plants.store)
  return async (history) => {
    time = START
    server.reset()
    const world = startHistory(pool, server, plants, {
      now: () => time,
      pass: (ms) => {
        time += ms
      },
    })
    for (const event of history) await world.play(event)
    // A device learns of a restored database in one of two ways.
    await world.beFair(history.length % 2 === 0 ? 'page-opens' : 'next-answer')
    world.checkEnd()
  }
}

interface Time {
  readonly now: () => number
  readonly pass: (ms: number) => void
}

function startHistory(pool: Pool, server: SimServer, plants: Plants, time: Time) {
  const network = createSimNetwork(server)
  let skew = 0
  let version = 1
  let restores = 0
  let draws = 0
  const withdrawn = new Set<string>()
  /** Digests of the codes that were typed on the device, whether or not it could keep the request. */
  const asked = new Set<string>()
  const clock = { now: () => time.now() + skew, random: () => ((draws++ * 7919) % 100) / 100 }
  const device = createSimDevice(network, clock, plants.ports)
  const tabs: SimTab[] = [device.openTab()]
  const tabAt = (index: number) => tabs[index % tabs.length] as SimTab
  const itemAt = (index: number) => pool.items[index % pool.items.length] as Pool['items'][number]

  async function happen(event: Event): Promise<void> {
    switch (event.do) {
      case 'submit':
        return tabAt(event.tab).submit(itemAt(event.item))
      case 'type-code':
        asked.add(itemAt(event.item).digest)
        return tabAt(event.tab).withdraw(itemAt(event.item))
      case 'flush':
        return tabAt(event.tab).flush()
      case 'meet-epoch':
        return tabAt(event.tab).meet(server.store().epoch())
      case 'open-tab':
        // At most two: a new one takes the place of the last.
        tabs.splice(1, 1, device.openTab())
        return
      case 'deliver':
        return network.underWay() > 0 ? network.deliver(event.which, event.how) : undefined
      case 'crash-tab':
        tabAt(event.tab).dieIn(event.steps)
        return
      case 'storage-fault':
        tabAt(event.tab).failStorage(event.fault)
        return
      case 'clock-jump':
        skew += event.ms
        return
      case 'time-passes':
        time.pass(event.ms)
        return
      case 'app-update':
        tabs.splice(0, 2, device.openTab())
        return tabAt(0).update(`version ${++version}`)
      case 'locks-break':
        return device.breakLocks()
      case 'server-restart':
        return server.restart()
      case 'commit-fault':
        return server.failNextCommit(event.fault)
      case 'backup':
        return server.backup()
      case 'restore':
        restores++
        return server.restore()
      case 'withdraw':
        withdrawn.add(itemAt(event.item).envelope.id)
        return server.withdraw(itemAt(event.item).envelope.id)
    }
  }

  async function play(event: Event): Promise<void> {
    await happen(event)
    await device.settled()
    for (const tab of tabs) if (!tab.isAlive()) tabs[tabs.indexOf(tab)] = device.openTab()
    check(event)
  }

  /** What must hold at every moment. */
  function check(event: Event): void {
    const where = `after ${JSON.stringify(event)}`
    for (const envelope of device.kept) {
      if (!onDevice(envelope) && !onServer(envelope) && !excused(envelope))
        throw broken('I1', `${envelope.id} is lost ${where}`)
    }
    for (const id of withdrawn) {
      if (server.store().response(id)) throw broken('I4', `${id} was withdrawn and is back ${where}`)
    }
  }

  /** The server stops failing, the network delivers, the pages open again: the outbox must empty. */
  async function beFair(how: 'page-opens' | 'next-answer'): Promise<void> {
    server.failNextCommit(null)
    server.restart()
    await deliverAll()
    await play({ do: 'app-update' })
    if (how === 'page-opens') tabAt(0).meet(server.store().epoch())
    else tabAt(0).submit(pool.next)
    await device.settled()
    for (let round = 0; round < FAIR_ROUNDS && waiting() + device.disk.withdrawals.size > 0; round++) {
      await play({ do: 'flush', tab: 0 })
      await deliverAll()
      const ended = tabAt(0).lastFlush()
      if (ended?.state === 'wait') time.pass(Math.max(1, Math.min(HOUR, ended.until - clock.now())))
    }
  }

  async function deliverAll(): Promise<void> {
    while (network.underWay() > 0) await play({ do: 'deliver', which: 0, how: 'well' })
  }

  /** What must hold when all is quiet. */
  function checkEnd(): void {
    if (device.ranAway()) throw broken('I5', 'the device does not stop')
    if (waiting() > 0) throw broken('I5', `${waiting()} envelopes still wait after ${FAIR_ROUNDS} fair rounds`)
    for (const envelope of device.kept) {
      if (!onServer(envelope) && !rightlyQuarantined(envelope) && !excused(envelope)) {
        throw broken('I1', `${envelope.id} was called kept and never reached the server`)
      }
    }
    if (device.disk.withdrawals.size > 0) throw broken('I5', 'a withdrawal still waits')
    for (const { envelope, digest } of pool.items) {
      if (device.promised.has(digest) && server.store().known(envelope.id, envelope.hash) === 'duplicate')
        throw broken('I4', `${envelope.id} was to be withdrawn by its code and is there`)
    }
    checkCounts()
    const left = JSON.stringify([...device.disk.outbox.values(), ...device.disk.quarantine.values()])
    if (left.includes(CANARY)) throw broken('I6', 'an answer can be read on the device')
  }

  function checkCounts(): void {
    const ids = new Set([pool.next.envelope.id, ...pool.items.map((item) => item.envelope.id)])
    const stored = [...ids].filter((id) => server.store().response(id) !== null).length
    const { responses, differences, integrity } = server.store().verify()
    if (responses !== stored) throw broken('I2', `${responses} rows for ${stored} ids`)
    if (differences.length > 0 || integrity !== 'ok') throw broken('I3', `${differences.join('; ')} ${integrity}`)
  }

  const waiting = () => [...device.disk.outbox.values()].filter((item) => item.state === 'waiting').length

  function onDevice({ id, hash }: { id: string; hash: string }): boolean {
    return device.disk.outbox.get(id)?.envelope.hash === hash || device.disk.quarantine.has(`${id} ${hash}`)
  }

  /** In the database with these bytes, or withdrawn. */
  function onServer({ id, hash }: { id: string; hash: string }): boolean {
    const known = server.store().known(id, hash)
    return known === 'duplicate' || known === 'withdrawn'
  }

  /** Only what the server must refuse, and the second of two answers with one id, may end in quarantine. */
  function rightlyQuarantined({ id, hash }: { id: string; hash: string }): boolean {
    const item = pool.items.find((candidate) => candidate.envelope.hash === hash)
    const shared = pool.items.filter((candidate) => candidate.envelope.id === id).length > 1
    return device.disk.quarantine.has(`${id} ${hash}`) && (item?.good === false || shared)
  }

  /** The limit that we state: a delivered copy is given up after 48 hours or for room on a full disk; a server that goes
   *  back to a backup after that has lost it. */
  function excused({ id, hash }: { id: string; hash: string }): boolean {
    // What its person withdrew may be gone from everywhere.
    if (pool.items.some((item) => item.envelope.hash === hash && asked.has(item.digest))) return true
    return restores > 0 && device.disk.forgotten.has(`${id} ${hash}`)
  }

  return { play, beFair, checkEnd }
}

function broken(invariant: string, what: string): Error {
  return new Error(`${invariant}: ${what}`)
}
