import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { DeviceKind, LostDevice } from '../../shared/device-wire.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { EnrolState } from './enrolment.ts'
import type { Delivery, Kept, Quarantined, SendState, Waiting } from './queue.ts'

/** An unfinished run: readable only with the key beside it, which no script can copy out and which goes with it. */
export interface LockedRun {
  readonly code: string
  readonly key: CryptoKey
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
  /** Day since 1970 on which it was last touched. */
  readonly day: number
}

/** By what a shared device is known to the server. */
export interface DeviceKey {
  /** No script can copy it out. */
  readonly privateKey: CryptoKey
  /** base64url of the uncompressed point. */
  readonly publicKey: string
  readonly kind: DeviceKind
  /** The server's name for it; null until the server has answered. */
  readonly device: string | null
  /** Once paired, everything it sends is signed. */
  readonly paired: boolean
}

/** What lies in the device's database; shared/wire.ts and queue.ts say what the parts mean. */
export interface Schema extends DBSchema {
  /** By code; `<code>/run` holds the reply that an unfinished run began with. */
  collectors: { key: string; value: { readonly code: string; readonly reply: CollectorReply } }
  runs: { key: string; value: LockedRun }
  /** Written once: what becomes of an envelope is in one of the two stores below. */
  outbox: { key: string; value: Kept }
  /** By id; `attempts` gives them in the order in which they are sent, `seq` finds numbered ones only. */
  waiting: { key: string; value: Waiting; indexes: { attempts: number; seq: number } }
  /** By the first of its ids. */
  delivered: { key: string; value: Delivery; indexes: { epoch: string; deliveredAt: number } }
  quarantine: { key: [string, string]; value: Quarantined; indexes: { seq: number } }
  /** Requests to withdraw, by the digest of the code; the code itself lies nowhere. */
  withdrawals: { key: string; value: { readonly digest: string } }
  /** `last`: the code of the collector that was opened last. */
  /** Of a kiosk or a tablet only: `beat` is the number of the last heartbeat, `seq` the last number given to an envelope,
   *  `day` that of the last answer. */
  device: {
    key: 'key' | 'state' | 'lost' | 'beat' | 'seq' | 'day'
    value: DeviceKey | EnrolState | LostDevice | number | string
  }
  meta: { key: 'send' | 'version' | 'probe' | 'last' | 'self-test'; value: SendState | string }
}

export type Names = readonly StoreNames<Schema>[]
export type ReadTransaction = IDBPTransaction<Schema, Names, 'readonly'>
export type WriteTransaction = IDBPTransaction<Schema, Names, 'readwrite'>

type UpgradeTransaction = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>

/** The device's database. Both calls reopen a connection that the browser has cut, at most three times, and reject
 *  with the browser's error when that does not help, or with a TimeoutError: what was asked for is then not certain. */
export interface Database {
  readonly read: <T>(stores: Names, work: (tx: ReadTransaction) => Promise<T>) => Promise<T>
  /** Resolves when all of it is on disk (durability strict), or with `relaxed` when the browser has it. `work` may await
   *  nothing but requests of `tx`, and is run again on a new connection when the first one is cut: it must give the same
   *  result twice. */
  readonly write: <T>(
    stores: Names,
    work: (tx: WriteTransaction) => Promise<T>,
    durability?: IDBTransactionDurability,
  ) => Promise<T>
  readonly close: () => void
}

/** Version of the database's layout; a change needs a step in `upgrade` and a fixture in tests/browser. */
export const DB_VERSION = 5
export const DB_NAME = 'ervaringwijzer'
const REOPENINGS = 3
/** A request that has not ended by then never will: Safari's storage can hang without an error. */
const ANSWER_MS = 10_000

/** The database, opened at its first use. It is never deleted here, whatever is wrong with it. */
export function createDatabase(name: string = DB_NAME): Database {
  let opening: Promise<IDBPDatabase<Schema>> | null = null
  const forget = () => {
    opening = null
  }
  const open = () => {
    opening ??= openOnce(name, forget).catch((error: unknown) => {
      forget()
      throw error
    })
    return opening
  }
  const use = async <T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    for (let reopened = 0; ; reopened++) {
      try {
        return await inTime(open().then(work))
      } catch (error) {
        if (!isCut(error) || reopened === REOPENINGS) throw error
        void opening?.then((db) => db.close()).catch(forget)
        forget()
      }
    }
  }
  return {
    read: (stores, work) => use((db) => work(db.transaction(stores, 'readonly'))),
    write: (stores, work, durability = 'strict') =>
      use((db) => committed(db.transaction(stores, 'readwrite', { durability }), work)),
    close: () => {
      void opening?.then((db) => db.close()).catch(forget)
      forget()
    },
  }
}

/** Moving what a kiosk holds into a newer layout may take longer, and is no sign of a storage that hangs. */
let upgrading = false

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    const look = () => {
      if (upgrading) timer = setTimeout(look, ANSWER_MS)
      else reject(new DOMException('the storage does not answer', 'TimeoutError'))
    }
    timer = setTimeout(look, ANSWER_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function openOnce(name: string, lost: () => void): Promise<IDBPDatabase<Schema>> {
  let refuse: (error: Error) => void = () => undefined
  const blocked = new Promise<never>((_, reject) => {
    refuse = reject
  })
  const opened = openDB<Schema>(name, DB_VERSION, {
    upgrade,
    blocked: () => {
      refuse(new DOMException('another tab holds an older database', 'BlockedError'))
      void opened.then((db) => db.close()).catch(lost)
    },
    // Another tab wants a newer layout: stand aside; this tab's next use is refused with a VersionError.
    blocking: () => {
      lost()
      void opened.then((db) => db.close())
    },
    terminated: lost,
  })
  return Promise.race([opened, blocked]).finally(() => {
    upgrading = false
  })
}

function upgrade(db: IDBPDatabase<Schema>, from: number, _to: unknown, tx: UpgradeTransaction): void {
  upgrading = true
  if (from < 1) {
    db.createObjectStore('collectors', { keyPath: 'code' })
    db.createObjectStore('runs', { keyPath: 'code' })
    db.createObjectStore('outbox', { keyPath: 'envelope.id' })
    db.createObjectStore('quarantine')
    db.createObjectStore('meta')
  }
  if (from < 2) db.createObjectStore('withdrawals', { keyPath: 'digest' })
  if (from < 3) {
    db.createObjectStore('device')
    tx.objectStore('quarantine').createIndex('seq', 'envelope.seq')
  }
  if (from < 5) {
    const waiting = db.createObjectStore('waiting', { keyPath: 'id' })
    for (const name of ['attempts', 'seq'] as const) waiting.createIndex(name, name)
    const delivered = db.createObjectStore('delivered')
    for (const name of ['epoch', 'deliveredAt'] as const) delivered.createIndex(name, name)
    // What cannot be told apart leaves the older layout as it was.
    void tellApart(tx).catch(() => tx.abort())
  }
}

/** Until version 5 each envelope carried with it what had become of it, and indexes found it by that. */
type Before =
  | { readonly state: 'waiting'; readonly attempts: number }
  | { readonly state: 'delivered'; readonly deliveredAt: number; readonly epoch: string }

async function tellApart(tx: UpgradeTransaction): Promise<void> {
  const outbox = tx.objectStore('outbox')
  // The names of indexes that this layout has no more.
  for (const name of [...outbox.indexNames]) outbox.deleteIndex(name as never)
  for (let at = await outbox.openCursor(); at; at = await at.continue()) {
    const { envelope, ...before } = at.value as Kept & Before
    const { id, hash, seq } = envelope
    if (before.state === 'delivered') {
      const { deliveredAt, epoch } = before
      void tx.objectStore('delivered').put({ ids: [id], deliveredAt, epoch }, id)
    } else {
      void tx.objectStore('waiting').put({ id, hash, seq, attempts: before.attempts })
    }
  }
}

/** A put that succeeded says nothing: only the transaction's end says that it is on disk. */
async function committed<T>(tx: WriteTransaction, work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
  const [result] = await Promise.all([work(tx), tx.done])
  return result
}

/** The connection is gone or going. Safari says UnknownError for a lost storage process (WebKit bug 277615). */
function isCut(error: unknown): boolean {
  return error instanceof DOMException && ['InvalidStateError', 'AbortError', 'UnknownError'].includes(error.name)
}

/** True when the device really keeps things: a write, a read and a delete. False in some private modes, in a full or
 *  blocked storage, and for a database that a newer version of the app has made. */
export async function keepsThings(database: Database): Promise<boolean> {
  try {
    const mark = `${Math.random()}`
    // Read back in the same transaction: another tab may be trying the same thing.
    const found = await database.write(['meta'], async (tx) => {
      const meta = tx.objectStore('meta')
      await meta.put(mark, 'probe')
      return meta.get('probe')
    })
    await database.write(['meta'], (tx) => tx.objectStore('meta').delete('probe'))
    return found === mark
  } catch {
    return false
  }
}
