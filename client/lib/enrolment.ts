import {
  type BeatReply,
  type BeatRequest,
  type BoundCollector,
  DEVICE_PATHS,
  type DeviceFault,
  type DeviceKind,
  type LostDevice,
} from '../../shared/device-wire.ts'
import { PROTOCOL } from '../../shared/wire.ts'
import { type Outcome, request } from './api.ts'
import { appRelease } from './app-release.ts'
import type { Database, DeviceKey } from './db.ts'
import { makeDeviceKey, readDeviceKey, signHeaders } from './device-key.ts'
import { enrol, isUnknownDevice } from './enrol.ts'
import { readHint, writeHint } from './loss-hint.ts'
import { type Numbers, startNumbers } from './numbers.ts'

/** What a shared device is to the server, as it was last told. `none`: it never asked. `revoked`: it takes nothing new,
 *  and what it holds still gets in; with a code when it asked to be paired anew. */
export type EnrolState =
  | { readonly state: 'none' }
  | { readonly state: 'waiting'; readonly code: string }
  | {
      readonly state: 'active'
      readonly name: string
      /** Pseudonym of the helper whose tablet it is. */
      readonly helper: string | null
      readonly collectors: readonly BoundCollector[]
      /** Where it asked to be paired anew. */
      readonly code?: string
    }
  | { readonly state: 'revoked'; readonly code?: string }

/** What a heartbeat tells, besides its number. */
export type Health = Numbers & { readonly faults: readonly DeviceFault[] }

/** `unknown`: the server did not know the device; it has asked to be paired again. `offline`: no answer that counts. */
export type Beaten =
  | { readonly state: 'answered'; readonly epoch: string; readonly day: string; readonly rebound: boolean }
  | { readonly state: 'unknown' | 'wiped' | 'offline' }

/** `busy`: the server has too many such questions now. `no-storage`: this device keeps nothing, so it cannot be paired. */
export type Asked = 'asked' | 'offline' | 'busy' | 'no-storage'

/** The pairing of this device with a server. */
export interface Enrolment {
  /** As last heard, offline too. */
  readonly state: () => EnrolState
  /** Calls the listener when the state changes. */
  readonly watch: (listener: (state: EnrolState) => void) => void
  /** The server's day when it last answered, `2026-11-26`; null when it has not since this page opened. */
  readonly serverDay: () => string | null
  /** What the device was, and held, before its storage was wiped; null when it was not, and once it is paired anew. */
  readonly lost: () => LostDevice | null
  /** Makes the key when there is none, and asks for a pairing code, which is then in the state. Never rejects. */
  readonly ask: (kind: DeviceKind) => Promise<Asked>
  /** Tells how the device is, and takes in what the server says of it. Never rejects. */
  readonly beat: (health: Health) => Promise<Beaten>
  /** Headers for a request with exactly that body; null where there is no key. */
  readonly sign: (method: string, path: string, body: string) => Promise<Record<string, string> | null>
  /** Remembers the day of an answer that was kept. Never rejects. */
  readonly answered: (day: string) => Promise<void>
  /** Remembers, beside the database, how much would be lost with it. */
  readonly note: (numbers: Pick<Numbers, 'last' | 'unsent'>) => void
}

/** Reads what this device is; `none` where its storage cannot be read. Never rejects. */
export async function openEnrolment(database: Database): Promise<Enrolment> {
  const listeners = new Set<(state: EnrolState) => void>()
  let known = await readKnown(database).catch(() => EMPTY)
  let day: string | null = null
  let noted: LostDevice | null = null

  /** On disk first, so that a reload shows the same. */
  async function become(next: Partial<Known>): Promise<void> {
    const { key, state, lost } = { ...known, ...next }
    await database.write(['device'], async (tx) => {
      const store = tx.objectStore('device')
      if (key) await store.put(key, 'key')
      await store.put(state, 'state')
      await (lost ? store.put(lost, 'lost') : store.delete('lost'))
    })
    const changed = JSON.stringify(state) !== JSON.stringify(known.state)
    known = { key, state, lost }
    if (changed) for (const listener of listeners) listener(state)
  }

  async function ask(kind: DeviceKind): Promise<Asked> {
    try {
      const key = known.key ?? (await keepFirst(database, await makeDeviceKey(kind)))
      const lost = known.lost ?? (key.device === null ? readHint() : null)
      known = { ...known, key, lost }
      const { reply, outcome } = await enrol(key, lost)
      if (!reply) return 'status' in outcome && outcome.status === 429 ? 'busy' : 'offline'
      await become({ key: { ...key, device: reply.device }, lost, state: withCode(known.state, reply.code) })
      return 'asked'
    } catch {
      return 'no-storage'
    }
  }

  async function beat(health: Health): Promise<Beaten> {
    const key = await readDeviceKey(database)
    if (!key) return wiped()
    if (key.device === null) return { state: (await ask(key.kind)) === 'asked' ? 'unknown' : 'offline' }
    const body = await beatOf(database, health)
    const headers = await signHeaders(key, 'POST', DEVICE_PATHS.beat, JSON.stringify(body))
    const outcome = await request(DEVICE_PATHS.beat, { method: 'POST', body, headers, credentials: 'omit' })
    if (isUnknownDevice(outcome)) {
      // Put back to an older state, or tidied up: the same key is the same device, and waits to be paired again.
      const before = known
      known = { ...known, state: EMPTY.state }
      if ((await ask(key.kind)) !== 'asked') known = before
      return { state: 'unknown' }
    }
    const reply = beatReply(outcome)
    return reply ? takeIn(key, reply, body) : { state: 'offline' }
  }

  async function takeIn(key: DeviceKey, reply: BeatReply, sent: BeatRequest): Promise<Beaten> {
    const state = stateOf(reply)
    const paired = key.paired || state.state === 'active'
    if (paired && (!key.paired || reply.last > sent.last)) await startNumbers(database, reply.last)
    if (reply.beat > sent.beat)
      await database.write(['device'], (tx) => tx.objectStore('device').put(reply.beat, 'beat'))
    const rebound = state.state === 'active' && codesOf(state) !== codesOf(known.state)
    const lost = state.state === 'active' ? null : known.lost
    const same = paired === key.paired && lost === known.lost && JSON.stringify(state) === JSON.stringify(known.state)
    if (!same) await become({ key: { ...key, paired }, state, lost })
    day = reply.day
    if (reply.state === 'waiting' && reply.code === undefined) await ask(key.kind)
    return { state: 'answered', epoch: reply.epoch, day: reply.day, rebound }
  }

  /** Somebody emptied the storage while this page was open: it still knows what it was, and begins anew. */
  function wiped(): Beaten {
    if (!known.key) return { state: 'offline' }
    const lost = noted ?? readHint() ?? known.lost
    known = { ...EMPTY, lost }
    for (const listener of listeners) listener(known.state)
    return { state: 'wiped' }
  }

  return {
    state: () => known.state,
    watch: (listener) => void listeners.add(listener),
    serverDay: () => day,
    lost: () => known.lost,
    ask,
    beat: (health) => beat(health).catch(() => ({ state: 'offline' })),
    sign: async (method, path, body) => known.key && signHeaders(known.key, method, path, body),
    answered: (today) =>
      database
        .write(['device'], async (tx) => void (await tx.objectStore('device').put(today, 'day')), 'relaxed')
        .catch(() => undefined),
    note: ({ last, unsent }) => {
      if (!known.key?.paired || known.key.device === null) return
      noted = { device: known.key.device, last, unsent }
      writeHint(noted)
    },
  }
}

interface Known {
  readonly key: DeviceKey | null
  readonly state: EnrolState
  readonly lost: LostDevice | null
}

const EMPTY: Known = { key: null, state: { state: 'none' }, lost: null }

async function readKnown(database: Database): Promise<Known> {
  const known = await database.read(['device'], async (tx) => {
    const store = tx.objectStore('device')
    const [key, state, lost] = [await store.get('key'), await store.get('state'), await store.get('lost')]
    // Written by this file only.
    return { key: key ?? null, state: state ?? EMPTY.state, lost: lost ?? null } as Known
  })
  return known.key ? known : { ...known, lost: readHint() }
}

/** Two windows that ask at the same moment are one device. */
function keepFirst(database: Database, made: DeviceKey): Promise<DeviceKey> {
  return database.write(['device'], async (tx) => {
    const store = tx.objectStore('device')
    const there = await store.get('key')
    if (there) return there as DeviceKey
    await store.put(made, 'key')
    return made
  })
}

function withCode(state: EnrolState, code: string): EnrolState {
  return state.state === 'none' || state.state === 'waiting' ? { state: 'waiting', code } : { ...state, code }
}

/** The heartbeat with the next number, which is on disk before it is sent. */
async function beatOf(database: Database, { faults, ...numbers }: Health): Promise<BeatRequest> {
  const { beat, lastAnswer } = await database.write(
    ['device'],
    async (tx) => {
      const store = tx.objectStore('device')
      const [before, day] = [await store.get('beat'), await store.get('day')]
      const next = typeof before === 'number' ? before + 1 : 1
      await store.put(next, 'beat')
      return { beat: next, lastAnswer: typeof day === 'string' ? day : null }
    },
    'relaxed',
  )
  return { protocol: PROTOCOL, beat, version: appRelease(), ...numbers, lastAnswer, faults }
}

function beatReply(outcome: Outcome): BeatReply | null {
  if ('failed' in outcome || outcome.status !== 200) return null
  const reply = outcome.json as Partial<BeatReply> | null
  const whole = reply?.protocol === PROTOCOL && Array.isArray(reply.collectors) && typeof reply.epoch === 'string'
  return whole ? (reply as BeatReply) : null
}

function stateOf({ state, code, name = '', helper, collectors }: BeatReply): EnrolState {
  const asked = code === undefined ? {} : { code }
  if (state === 'active') return { state, name, helper: helper ?? null, collectors, ...asked }
  return state === 'revoked' ? { state, ...asked } : { state: 'waiting', code: code ?? '' }
}

function codesOf(state: EnrolState): string {
  return state.state === 'active' ? boundTo(state) : ''
}

/** The codes of the collectors that it takes answers for, as one text. */
export function boundTo({ collectors }: { readonly collectors: readonly BoundCollector[] }): string {
  return collectors
    .map(({ code }) => code)
    .sort()
    .join()
}
