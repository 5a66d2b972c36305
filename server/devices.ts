import type { KeyObject } from 'node:crypto'
import { type BeatReply, DEVICE_LIMITS, type EnrolReply } from '../shared/device-wire.ts'
import { PROTOCOL } from '../shared/wire.ts'
import { dayOf } from './calendar.ts'
import { checkBeat, checkEnrol } from './device-check.ts'
import { deviceIdOf, isSignedBy, readPublicKey, type SignedRequest } from './device-signature.ts'
import { clearText } from './random-text.ts'
import type { SharedDevice, Store } from './store/store.ts'

/** New pairing codes of all devices together: so many at once, and then one in two seconds. Whoever keeps asking can delay
 *  others, and do nothing else: a code gives nothing to who only knows it. */
const BUCKET = { size: 60, perSecond: 0.5 } as const
/** Devices that were never paired, at most; at that number those whose code is no longer open go. A device that is there
 *  asks again at its next heartbeat. */
const MOST_UNPAIRED = 500
/** A device that was never paired and is not heard of for so long is dropped. */
const UNPAIRED_MS = 7 * 86_400_000
const CODE_LENGTH = 6
/** Keys in memory, so that they need not be read anew at each request. */
const MOST_KEYS = 1000

/** What stands in the way of a whole request. */
export type DeviceProblem = {
  readonly problem: 'bad-request' | 'bad-signature' | 'unknown-device' | 'too-many-tries'
} & {
  readonly message: string
  /** Seconds, with too-many-tries. */
  readonly wait?: number
}

export interface Devices {
  /** Gives a device a pairing code, or the one that it has and can still be used. The request is signed with the key in it. */
  enrol(body: unknown, signed: SignedRequest): EnrolReply | DeviceProblem
  /** Takes in how a device is, and says what it is to us. */
  beat(body: unknown, signed: SignedRequest): BeatReply | DeviceProblem
  /** The device that signed the request. */
  signer(signed: SignedRequest): SharedDevice | DeviceProblem
}

export interface DeviceParts {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
}

/** Kiosks and tablets: pairing, signatures, heartbeats. */
export function createDevices({ store, now, randomBytes }: DeviceParts): Devices {
  const keys = new Map<string, KeyObject>()
  const waitFor = createBucket(now)

  function keyOf(publicKey: string): KeyObject | null {
    const known = keys.get(publicKey) ?? readPublicKey(publicKey)
    if (keys.size >= MOST_KEYS) keys.clear()
    if (known) keys.set(publicKey, known)
    return known
  }

  function signer(signed: SignedRequest): SharedDevice | DeviceProblem {
    if (signed.device === null) return badSignature('The header Device is missing')
    const device = store.device(signed.device)
    if (!device) return { problem: 'unknown-device', message: 'No device has this name; ask to be paired again' }
    const key = keyOf(device.publicKey)
    return key && isSignedBy(key, signed) ? device : badSignature('The signature is not right')
  }

  function enrol(body: unknown, signed: SignedRequest): EnrolReply | DeviceProblem {
    const request = checkEnrol(body)
    if (typeof request === 'string') return { problem: 'bad-request', message: request }
    const key = readPublicKey(request.publicKey)
    if (!key) return { problem: 'bad-request', message: '"publicKey" must be a point on P-256 in base64url' }
    if (!isSignedBy(key, signed)) return badSignature('The signature is not right')
    const id = deviceIdOf(request.publicKey)
    const known = store.device(id)
    if (known?.code && known.codeUntil > now()) return reply(id, known.code, known.codeUntil)
    const wait = waitFor() || (known ? 0 : makeRoom())
    if (wait > 0) return { problem: 'too-many-tries', message: 'Too many devices ask to be paired now', wait }
    const { kind, publicKey, version, lost = null } = request
    return store.together(() => {
      if (!known) store.saveDevice(newDevice({ id, publicKey, kind, version, heard: hourOf(now()) }))
      const [code, until] = [freeCode(), now() + DEVICE_LIMITS.code * 1000]
      store.askPairing({ id, code, until, version, lost })
      return reply(id, code, until)
    })
  }

  /** Seconds to wait; 0 when there is room for one more. */
  function makeRoom(): number {
    if (unpaired() < MOST_UNPAIRED) return 0
    store.dropUnpaired('', now())
    return unpaired() < MOST_UNPAIRED ? 0 : DEVICE_LIMITS.code
  }

  const unpaired = () => store.devices().filter(({ state, paired }) => state === 'waiting' && paired === null).length

  function freeCode(): string {
    const taken = new Set(store.devices().map(({ code }) => code))
    for (;;) {
      const code = clearText(CODE_LENGTH, randomBytes)
      if (!taken.has(code)) return code
    }
  }

  const reply = (device: string, code: string, until: number): EnrolReply => ({
    protocol: PROTOCOL,
    device,
    code,
    expires: Math.max(1, Math.floor((until - now()) / 1000)),
  })

  function beat(body: unknown, signed: SignedRequest): BeatReply | DeviceProblem {
    const known = signer(signed)
    if ('problem' in known) return known
    const request = checkBeat(body)
    if (typeof request === 'string') return { problem: 'bad-request', message: request }
    const { protocol, ...health } = request
    const today = dayOf(now())
    const lastAnswer = sensibleDay(health.lastAnswer, known, today)
    const taken = store.noteBeat(known.id, { ...health, lastAnswer, heard: hourOf(now()) })
    const { beat: highest, last } = taken ? health : known
    return beatReply(store, known, { now: now(), today, beat: highest, last })
  }

  return { enrol, beat, signer }
}

function beatReply(
  store: Store,
  device: SharedDevice,
  { now, today, beat, last }: { now: number; today: string; beat: number; last: number },
): BeatReply {
  const { id, state, code, codeUntil, name, helper } = device
  const collectors = state === 'active' ? device.collectors.filter(({ current }) => current) : []
  return {
    protocol: PROTOCOL,
    state,
    ...(code !== null && codeUntil > now ? { code } : {}),
    ...(name === null ? {} : { name }),
    ...(helper === '' ? {} : { helper }),
    collectors: collectors.flatMap((bound) => {
      const collector = store.collector(bound.code)
      return collector ? { code: collector.code, channel: collector.channel } : []
    }),
    epoch: store.epoch(),
    day: today,
    beat,
    last: Math.max(last, store.arrived(id).at(-1)?.[1] ?? 0),
  }
}

/** A device's clock may be anything: a day before it was paired, or one that is yet to come, says nothing. */
function sensibleDay(day: string | null, { paired, lastAnswer }: SharedDevice, today: string): string | null {
  return day !== null && day.length === today.length && day <= today && day >= (paired ?? today) ? day : lastAnswer
}

function newDevice(made: Pick<SharedDevice, 'id' | 'publicKey' | 'kind' | 'version' | 'heard'>): SharedDevice {
  const nothing = { last: 0, unsent: 0, waiting: [], quarantined: 0, quarantine: [], lastAnswer: null, faults: [] }
  const unpaired = { code: null, codeUntil: 0, name: null, helper: '', paired: null, lost: null, replacedBy: null }
  return { ...made, ...nothing, ...unpaired, state: 'waiting', beat: 0, collectors: [] }
}

function badSignature(message: string): DeviceProblem {
  return { problem: 'bad-signature', message }
}

/** `2026-11-26T14`, in UTC: no finer, for a device may tell us so the moment that somebody has answered. */
export function hourOf(now: number): string {
  return new Date(now).toISOString().slice(0, 13)
}

/** Drops devices that were never paired and have not been heard of for a week; gives how many. */
export function dropSilentUnpaired(store: Pick<Store, 'dropUnpaired'>, now: number): number {
  return store.dropUnpaired(hourOf(now - UNPAIRED_MS), 0)
}

/** Seconds to wait for the next one; 0 when it may come now. */
function createBucket(now: () => number): () => number {
  let bucket = { tries: BUCKET.size as number, filled: now() }
  return () => {
    const seconds = Math.max(0, now() - bucket.filled) / 1000
    bucket = { tries: Math.min(BUCKET.size, bucket.tries + seconds * BUCKET.perSecond), filled: now() }
    if (bucket.tries < 1) return Math.ceil((1 - bucket.tries) / BUCKET.perSecond)
    bucket.tries -= 1
    return 0
  }
}
