import { createDatabase, DB_NAME } from '../../client/lib/db.ts'
import { createQueue } from '../../client/lib/db-queue.ts'
import { type Device, type KeepState, openDevice } from '../../client/lib/device.ts'
import { type Enrolment, type EnrolState, openEnrolment } from '../../client/lib/enrolment.ts'
import { type Heartbeat, startHeartbeat } from '../../client/lib/heartbeat.ts'
import { startNumbers } from '../../client/lib/numbers.ts'
import { openSharedDevice } from '../../client/lib/shared-device.ts'
import type { DeviceFault, DeviceKind, LostDevice } from '../../shared/device-wire.ts'
import type { Response } from '../../shared/response.ts'
import { newRun } from '../../shared/run.ts'
import { envelope, RULES } from './queue-contract.ts'

/** What a test may ask of the page; everything in and out is plain JSON. */
export interface DevicePage {
  readonly checkRule: (index: number) => Promise<void>
  readonly open: () => Promise<Device['storage']>
  readonly collector: (code: string) => Promise<string>
  /** Begins a run with that answer and keeps it on the device, unfinished. */
  readonly begin: (code: string, canary: string) => Promise<void>
  readonly runAnswer: (code: string) => Promise<unknown>
  readonly keep: (code: string, id: string, text?: string, how?: number) => Promise<Kept>
  readonly counts: () => Promise<{ readonly waiting: number; readonly quarantined: number }>
  readonly startSending: () => void
  readonly exportQuarantine: () => Promise<string>
  /** Puts made-up envelopes in the queue, past the sealing. */
  readonly fill: (ids: readonly string[]) => Promise<void>
  readonly waiting: () => Promise<readonly string[]>
  /** Everything in the database as text, to look for what may not be there. */
  readonly dump: () => Promise<string>
  readonly bells: () => number
  /** Failed tries in a row, as the device remembers them. */
  readonly failures: () => Promise<number>
  /** From here on the page is that of a shared device: it tells how it is, and what it sends is signed once paired. */
  readonly share: (kind: DeviceKind, faults?: readonly DeviceFault[]) => Promise<EnrolState>
  /** Asks for a pairing code. */
  readonly ask: (kind: DeviceKind) => Promise<string>
  readonly beat: () => Promise<EnrolState>
  readonly enrolState: () => EnrolState
  readonly lost: () => LostDevice | null
  readonly serverDay: () => string | null
  /** Numbers of the envelopes that wait, in their order. */
  readonly waitingNumbers: () => Promise<readonly number[]>
  /** Tries to copy the private key out: the name of the error. */
  readonly copyKey: () => Promise<string>
}

export interface Kept {
  readonly state: KeepState['state']
  readonly problem?: string
  readonly file?: string
}

let device: Device | null = null
let bells = 0
let enrolment: Enrolment | null = null
let heartbeat: Heartbeat | null = null
const database = createDatabase()
const queue = createQueue(database)

async function opened(): Promise<Device> {
  device ??= await openDevice()
  return device
}

const sending = async () => (await opened()).sending()

async function enrolled(): Promise<Enrolment> {
  enrolment ??= await openEnrolment(database)
  return enrolment
}

const stateNow = (): EnrolState => enrolment?.state() ?? { state: 'none' }

async function share(kind: DeviceKind, faults: readonly DeviceFault[] = []): Promise<EnrolState> {
  const known = await enrolled()
  device = await openSharedDevice(database, known)
  const part = await device.sending()
  part.poke()
  heartbeat = startHeartbeat({ database, enrolment: known, kind, sending: part, faults: () => faults })
  await heartbeat.beat()
  return stateNow()
}

async function copyKey(): Promise<string> {
  const key = await database.read(['device'], (tx) => tx.objectStore('device').get('key'))
  if (typeof key !== 'object' || !('privateKey' in key)) return 'no key'
  return crypto.subtle.exportKey('pkcs8', key.privateKey).then(
    () => 'copied',
    (error: Error) => error.name,
  )
}

function respond(code: string, id: string, text: string, how: number): Response {
  return {
    id,
    collector: code,
    survey: { id: 'simulator', version: 1 },
    month: '2026-11',
    channel: 'kiosk',
    language: 'nl',
    answeredBy: 'self',
    answers: { how, more: text },
  }
}

async function keep(code: string, id: string, text = 'goed', how = 3): Promise<Kept> {
  const loaded = await (await opened()).collector(code)
  if (loaded.state !== 'ready') throw new Error(`collector is ${loaded.state}`)
  const state = await (await opened()).keep(code, respond(code, id, text, how), loaded.reply.key)
  if (state.state !== 'not-kept') return { state: state.state }
  const file = await state.sealedFile?.text()
  return { state: state.state, problem: state.problem, ...(file === undefined ? {} : { file }) }
}

async function begin(code: string, canary: string): Promise<void> {
  const loaded = await (await opened()).collector(code)
  const survey = loaded.state === 'ready' && loaded.reply.surveys[0]
  if (!survey) throw new Error(`collector is ${loaded.state}`)
  const run = newRun('00000000-0000-4000-8000-000000000000', code, survey, 'nl')
  await (await opened()).saveRun(code, { ...run, answers: { more: canary } })
}

/** Reads with the bare API, so that nothing of our own hides what is there. */
async function dump(): Promise<string> {
  const open = indexedDB.open(DB_NAME)
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    open.onsuccess = () => resolve(open.result)
    open.onerror = () => reject(open.error)
  })
  const parts: unknown[] = []
  for (const name of db.objectStoreNames) {
    const all = db.transaction(name).objectStore(name).getAll()
    parts.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))))
  }
  db.close()
  return JSON.stringify(parts, (_, value) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value))
}

const page: DevicePage = {
  checkRule: async (index) => {
    const name = `contract-${index}`
    let database = createDatabase(name)
    const again = async () => {
      database.close()
      database = createDatabase(name)
      return createQueue(database)
    }
    await RULES[index]?.check(createQueue(database), again, (after) => startNumbers(database, after))
  },
  open: async () => {
    const found = await opened()
    void found.sending().then((part) => part.watch(() => void bells++))
    return found.storage
  },
  collector: async (code) => (await (await opened()).collector(code)).state,
  begin,
  runAnswer: async (code) => (await (await opened()).loadRun(code))?.answers.more ?? null,
  keep,
  counts: async () => (await sending()).counts(),
  startSending: () => void sending().then((part) => part.poke()),
  exportQuarantine: async () => (await (await sending()).exportQuarantine()).text(),
  fill: async (ids) => {
    for (const id of ids) await queue.saveFinished(envelope(id), 'run')
  },
  waiting: async () => (await queue.waiting(1000)).map((item) => item.id),
  dump,
  bells: () => bells,
  failures: async () => (await queue.sendState()).failures,
  share,
  ask: async (kind) => (await enrolled()).ask(kind),
  beat: async () => {
    await heartbeat?.beat()
    return stateNow()
  },
  enrolState: stateNow,
  lost: () => enrolment?.lost() ?? null,
  serverDay: () => enrolment?.serverDay() ?? null,
  waitingNumbers: async () => (await queue.waiting(1000)).map((item) => item.seq ?? 0).sort((a, b) => a - b),
  copyKey,
}

declare global {
  interface Window {
    devicePage: DevicePage
  }
}
window.devicePage = page
