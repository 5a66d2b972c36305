import {
  type BeatRequest,
  DEVICE_LIMITS,
  type EnrolRequest,
  type LostDevice,
  type NumberRange,
} from '../shared/device-wire.ts'
import { PROTOCOL } from '../shared/wire.ts'
import { isObject } from './envelope-check.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const VERSION = /^[\w.-]{1,40}$/
const DAY = /^\d{4,6}-\d{2}-\d{2}$/
const FAULT = /^[a-z-]{1,40}$/
/** No device gives out so many numbers. */
const MOST = 1_000_000_000

/** The request in a parsed body, or what is wrong with it, for a developer. */
export function checkEnrol(body: unknown): EnrolRequest | string {
  if (!isObject(body)) return 'The body must be {"protocol": 1, "kind": …, "publicKey": …, "version": …}'
  const { protocol, kind, publicKey, version, lost } = body
  if (protocol !== PROTOCOL) return `"protocol" must be ${PROTOCOL}`
  if (kind !== 'kiosk' && kind !== 'tablet') return '"kind" must be kiosk or tablet'
  if (typeof publicKey !== 'string') return '"publicKey" must be a text'
  if (!isText(version, VERSION)) return '"version" must be a short text'
  if (lost === undefined) return { protocol, kind, publicKey, version }
  if (!isLost(lost)) return '"lost" must be {"device", "last", "unsent"}'
  return { protocol, kind, publicKey, version, lost: { device: lost.device, last: lost.last, unsent: lost.unsent } }
}

function isLost(value: unknown): value is LostDevice {
  return isObject(value) && isText(value.device, UUID) && isCount(value.last) && isCount(value.unsent)
}

/** The heartbeat in a parsed body, or what is wrong with it, for a developer. Faults that this server has no words for are
 *  kept, so that a newer device is not held up. */
export function checkBeat(body: unknown): BeatRequest | string {
  if (!isObject(body)) return 'The body must be an object'
  const { protocol, beat, version, last, unsent, waiting, quarantined, quarantine, lastAnswer, faults } = body
  if (protocol !== PROTOCOL) return `"protocol" must be ${PROTOCOL}`
  if (![beat, last, unsent, quarantined].every(isCount)) return 'A number is missing or is no whole number'
  if (!isText(version, VERSION)) return '"version" must be a short text'
  if (!isRanges(waiting) || !isRanges(quarantine)) return 'Numbers must be a list of [from, to], in order'
  if (lastAnswer !== null && !isText(lastAnswer, DAY)) return '"lastAnswer" must be a day or null'
  const known: readonly unknown[] = Array.isArray(faults) ? faults : [null]
  if (known.length > DEVICE_LIMITS.faults || !known.every((fault) => isText(fault, FAULT)))
    return '"faults" must be a list of codes'
  // Each field was just checked; codes of a newer device count as faults.
  return { protocol, beat, version, last, unsent, waiting, quarantined, quarantine, lastAnswer, faults } as BeatRequest
}

function isRanges(value: unknown): value is readonly NumberRange[] {
  if (!Array.isArray(value) || value.length > DEVICE_LIMITS.ranges) return false
  let after = 0
  return value.every((range: unknown) => {
    if (!Array.isArray(range) || range.length !== 2 || !range.every(isCount)) return false
    const [from, to] = range as [number, number]
    const inOrder = from > after && to >= from
    after = to
    return inOrder
  })
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < MOST
}

/** The number in an item of a flush; null where there is none that could be one. */
export function numberOf(item: unknown): number | null {
  const number = isObject(item) ? item.seq : null
  return isCount(number) && number > 0 ? number : null
}
