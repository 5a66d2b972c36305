import { createIngest } from '../../server/ingest.ts'
import { openStore } from '../../server/store/sqlite.ts'
import { type Accepted, type Store, StoreUnavailable } from '../../server/store/store.ts'
import { createWithdrawals, type Withdrawals } from '../../server/withdrawals.ts'
import type { FlushRequest, WithdrawRequest } from '../../shared/wire.ts'
import { COLLECTOR, type Pool, SURVEY } from './sim-pool.ts'

/** What the next commit of the server meets. */
export type CommitFault = 'crash-before' | 'crash-after' | 'full-disk'

/** The real ingest on a real SQLite database, with a process around it that can be killed. */
export interface SimServer {
  /** The reply to that body as text; null when the process was or got killed and no reply came. */
  readonly handle: (body: string) => Promise<string | null>
  readonly failNextCommit: (fault: CommitFault | null) => void
  /** Starts the process again when it is dead; the database is as the dead one left it. */
  readonly restart: () => void
  readonly backup: () => void
  /** Puts the last backup back, as the command line does: tombstones carried over, a new epoch. */
  readonly restore: () => void
  readonly withdraw: (id: string) => void
  readonly store: () => Store
  /** Empty database, running process. */
  readonly reset: () => void
}

/** A flaw to put into the store, to see whether the simulator finds it. */
export type PlantInStore = (store: Store) => Pick<Store, 'saveResponses' | 'known'>

const SECRET = new Uint8Array(32).fill(7)

export function createSimServer(pool: Pool, now: () => number, plant: PlantInStore = (store) => store): SimServer {
  let store = newStore('epoch-0')
  let epochs = 0
  let dirty = false
  let stored = new Map<string, Accepted>()
  let saved = new Map<string, Accepted>()
  let fault: CommitFault | null = null
  let alive = true
  let withdrawals: Withdrawals
  let ingest = start()

  function start() {
    alive = true
    withdrawals = createWithdrawals({ store, now, note: () => {} })
    const planted = plant(store)
    return createIngest({
      store: { ...store, ...planted, saveResponses: (batch) => commit(planted.saveResponses, batch) },
      openSeal: pool.openSeal,
      now,
      retryAfter: 1,
      report: () => undefined,
    })
  }

  function commit(save: Store['saveResponses'], batch: readonly Accepted[]) {
    const met = fault
    fault = null
    if (!alive) throw new Error('a dead process commits nothing')
    if (met === 'full-disk') throw new StoreUnavailable('SQLITE_FULL')
    alive = met === null
    if (met === 'crash-before') throw new Error('killed')
    const verdicts = save(batch)
    batch.forEach((accepted, index) => {
      if (verdicts[index] === 'stored') stored.set(accepted.response.id, accepted)
    })
    return verdicts
  }

  /** The real one on the same database; what it met is told as HTTP would: not at all, or as an error. */
  function takeBack({ withdrawals: digests }: WithdrawRequest) {
    const met = fault
    fault = null
    if (met === 'full-disk' || met === 'crash-before') {
      alive = met === 'full-disk'
      return { problem: { code: 'unavailable', message: '' } }
    }
    alive = met === null
    const reply = withdrawals.take(digests)
    for (const [id, { response }] of stored) if (digests.includes(response.withdrawal ?? '')) stored.delete(id)
    dirty = true
    return 'wait' in reply ? { problem: { code: 'too-many-tries', message: '' } } : reply
  }

  return {
    handle: async (body) => {
      if (!alive) return null
      const request = JSON.parse(body) as FlushRequest | WithdrawRequest
      const reply = 'withdrawals' in request ? takeBack(request) : await ingest(request)
      return alive ? JSON.stringify(reply) : null
    },
    failNextCommit: (next) => {
      fault = next
    },
    restart: () => {
      if (!alive) ingest = start()
    },
    backup: () => {
      saved = new Map(stored)
    },
    restore: () => {
      // The same database emptied and filled again stands for the older copy: opening one costs more than a history.
      const tombstones = store.tombstones()
      store.removeDemo()
      addCollector(store)
      store.saveResponses([...saved.values()])
      store.bury(tombstones)
      store.renewEpoch(`epoch-${++epochs}`)
      stored = new Map(saved)
      ingest = start()
    },
    withdraw: (id) => {
      store.withdraw(id)
      stored.delete(id)
      dirty = true
    },
    store: () => store,
    reset: () => {
      if (dirty) {
        store.close()
        store = newStore('epoch-0')
      } else {
        store.removeDemo()
        addCollector(store)
        store.renewEpoch('epoch-0')
      }
      dirty = false
      stored = new Map()
      saved = new Map()
      fault = null
      ingest = start()
    },
  }
}

function newStore(epoch: string): Store {
  const store = openStore(':memory:', { secret: SECRET, newEpoch: () => epoch })
  store.publishSurvey(SURVEY, 'hash-of-survey', '2026-11-01')
  store.saveProvider({ id: 'p', name: 'P', validFrom: null, validUntil: null, succeededBy: null })
  addCollector(store)
  return store
}

/** A demo, so that `removeDemo` empties the database between two histories. */
function addCollector(store: Store): void {
  store.saveCollector({
    code: COLLECTOR,
    provider: 'p',
    careType: 'c',
    location: '',
    channel: 'kiosk',
    access: 'open',
    surveys: [SURVEY.id],
    closed: false,
    demo: true,
  })
}
