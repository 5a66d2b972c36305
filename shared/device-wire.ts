import type { Channel } from './response.ts'

/** What shared devices (a kiosk, an interviewer's tablet) and the server say to each other besides answers. An addition
 *  to version 1 of the wire: a phone knows nothing of it. */

/** Paths of the requests of shared devices. */
export const DEVICE_PATHS = { enrol: '/api/v1/devices', beat: '/api/v1/devices/beat' } as const

/** Headers of a signed request. */
export const DEVICE_HEADERS = { device: 'Device', signature: 'Device-Signature' } as const

export const DEVICE_LIMITS = {
  /** Seconds that a pairing code can be used. */
  code: 1800,
  /** Seconds between two heartbeats; a device that is revoked hears so within a minute. */
  beat: 45,
  /** Ranges of numbers in one list of a heartbeat. */
  ranges: 100,
  /** Faults in a heartbeat. */
  faults: 20,
  /** Bytes of a request. */
  body: 16_384,
} as const

/** What a device signs (ECDSA P-256, SHA-256, the raw 64 bytes `r ‖ s`, base64url): the request, with the SHA-256 of its
 *  body in lower-case hex. There is no clock in it, for a device may think that it is 1970; a request that is sent twice
 *  does no harm: batches are idempotent, and heartbeats carry a rising number. */
export function signedText(method: string, path: string, bodyHash: string): string {
  return `ervaringwijzer device 1\n${method} ${path}\n${bodyHash}`
}

export type DeviceKind = 'kiosk' | 'tablet'

/** From and to, both included, from 1 on. */
export type NumberRange = readonly [from: number, to: number]

/** What a device remembers of the one that it was before its storage was wiped. */
export interface LostDevice {
  readonly device: string
  /** The highest number that it had given out. */
  readonly last: number
  /** Answers that it had not sent yet. */
  readonly unsent: number
}

/** Signed with the key that it brings, without the header `Device`. */
export interface EnrolRequest {
  readonly protocol: 1
  readonly kind: DeviceKind
  /** base64url of the uncompressed P-256 point, 65 bytes. */
  readonly publicKey: string
  readonly version: string
  readonly lost?: LostDevice
}

/** Status 201. The same key is the same device. */
export interface EnrolReply {
  readonly protocol: 1
  /** UUID, derived from the key. */
  readonly device: string
  /** Six characters that an administrator types in. No secret: who only knows it can do nothing with it. */
  readonly code: string
  /** Seconds that the code can still be used. */
  readonly expires: number
}

/** What is wrong with a device, by its own tests; `server/device-words.ts` has it in plain words. */
export type DeviceFault =
  | 'storage'
  | 'not-persistent'
  | 'disk-full'
  | 'clock'
  | 'no-sound'
  | 'no-encryption'
  | 'no-worker'
  | 'not-full-screen'
  | 'collector-closed'
  | 'collector-unknown'
  | 'survey-missing'
  | 'page-error'

/** Signed. About the device, never about people. */
export interface BeatRequest {
  readonly protocol: 1
  /** Rises with each heartbeat; one that is not above the last is answered and otherwise ignored. */
  readonly beat: number
  readonly version: string
  /** The highest number that was given out. */
  readonly last: number
  /** Answers in the queue, numbered or not. */
  readonly unsent: number
  /** Numbers in the queue; with more than 100 ranges some numbers between them are there too. */
  readonly waiting: readonly NumberRange[]
  readonly quarantined: number
  readonly quarantine: readonly NumberRange[]
  /** Day of the last answer by the device's clock, `2026-11-26`. */
  readonly lastAnswer: string | null
  readonly faults: readonly DeviceFault[]
}

/** A collector that a device takes answers for. */
export interface BoundCollector {
  readonly code: string
  readonly channel: Channel
}

export interface BeatReply {
  readonly protocol: 1
  readonly state: 'waiting' | 'active' | 'revoked'
  /** The open pairing code, where there is one. */
  readonly code?: string
  /** What the administrator calls it; absent before it was ever paired. */
  readonly name?: string
  /** Pseudonym of the helper whose tablet it is. */
  readonly helper?: string
  readonly collectors: readonly BoundCollector[]
  readonly epoch: string
  /** The server's day, `2026-11-26`. */
  readonly day: string
  /** The highest heartbeat and the highest number that the server knows of this device: one that was put back to an
   *  older state goes on from there. */
  readonly beat: number
  readonly last: number
}
