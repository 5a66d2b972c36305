import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceKind, NumberRange } from '../shared/device-wire.ts'
import { countNumbers, missingNumbers } from './device-numbers.ts'
import { faultWords, numberWords } from './device-words.ts'
import { hourOf } from './devices.ts'
import type { SharedDevice, Store } from './store/store.ts'

/** What is to be said of a device. */
export interface DeviceReport {
  readonly device: SharedDevice
  /** Day it was last heard of. */
  readonly heard: string
  /** Not heard of for more than a day. */
  readonly silent: boolean
  /** True for a release that this server no longer gives; null when that cannot be told. */
  readonly old: boolean | null
  readonly missing: readonly NumberRange[]
  /** Responses to its collectors that came in a burst. */
  readonly bursts: number
  /** Name of the device that took its place. */
  readonly replacedBy: string | null
  /** Devices that may have taken its place, or be it after its storage was wiped, without anybody having said so. */
  readonly maybeBy: readonly SharedDevice[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FOLDERS: Readonly<Record<DeviceKind, string>> = { kiosk: 'kiosk', tablet: 'assist' }

/** Reports on every device, by name. */
export function reportDevices(store: Store, clientDir: string, now: number): readonly DeviceReport[] {
  const devices = store.devices()
  const bursts = store.bursts()
  const releases = { kiosk: releaseOf(clientDir, 'kiosk'), tablet: releaseOf(clientDir, 'tablet') }
  return devices.map((device) => {
    const successor = successorOf(device, devices, now)
    const silent = device.heard < hourOf(now - DAY_MS)
    const arrived = store.arrived(device.id)
    const last = Math.max(device.last, arrived.at(-1)?.[1] ?? 0, successor?.lost?.last ?? 0)
    const { waiting, quarantine } = device
    const release = releases[device.kind]
    return {
      device,
      heard: device.heard.slice(0, 10),
      silent,
      old: release === null || device.version === 'dev' ? null : device.version !== release,
      missing: missingNumbers({ last, arrived, waiting, quarantine, gone: silent || successor !== null }),
      bursts: device.collectors.reduce((sum, { code }) => sum + (bursts.get(code) ?? 0), 0),
      replacedBy: successor?.name ?? null,
      maybeBy: successor === null && device.heard < hourOf(now - HOUR_MS) ? laterAt(device, devices) : [],
    }
  })
}

/** The paired device that stands in its place: named so at its pairing, or by its own word once the old one has been silent
 *  for an hour. */
function successorOf(
  { id, replacedBy, heard }: SharedDevice,
  devices: readonly SharedDevice[],
  now: number,
): SharedDevice | null {
  const says = ({ lost, paired }: SharedDevice) =>
    lost?.device === id && paired !== null && heard < hourOf(now - HOUR_MS)
  return devices.find((other) => other.id === replacedBy || says(other)) ?? null
}

/** Devices in use at one of its collectors that were paired when it was last heard of, or later, and that went on after it. */
function laterAt(device: SharedDevice, devices: readonly SharedDevice[]): readonly SharedDevice[] {
  const { id, kind, state, heard } = device
  if (state !== 'active') return []
  const codes = currentCodes(device)
  return devices.filter(
    (other) =>
      other.id !== id &&
      other.kind === kind &&
      other.state === 'active' &&
      other.heard > heard &&
      (other.paired ?? '') >= heard.slice(0, 10) &&
      currentCodes(other).some((code) => codes.includes(code)),
  )
}

/** Codes of the collectors that it is bound to now. */
export function currentCodes({ collectors }: Pick<SharedDevice, 'collectors'>): readonly string[] {
  return collectors.filter(({ current }) => current).map(({ code }) => code)
}

/** The release that this server gives to that kind of device; null where it is not built. */
function releaseOf(clientDir: string, kind: DeviceKind): string | null {
  try {
    const page = readFileSync(join(clientDir, FOLDERS[kind], 'index.html'), 'utf8')
    return /<script[^>]+src="[^"]*-([\w-]{8})\.js"/.exec(page)?.[1] ?? null
  } catch {
    return null
  }
}

/** What an administrator should know or do, in sentences. */
export function remarksOn({
  device,
  silent,
  old,
  missing,
  bursts,
  replacedBy,
  maybeBy,
}: DeviceReport): readonly string[] {
  const { lost, lastAnswer, state } = device
  const count = countNumbers(missing)
  return [
    ...(replacedBy === null ? [] : [`Vervangen door ${replacedBy}.`]),
    ...(silent && replacedBy === null && state !== 'revoked' ? ['Al meer dan een dag niets van gehoord.'] : []),
    ...maybeBy.map(
      ({ name }) =>
        `Misschien gewist, of vervangen door ${name}: dat kwam later bij hetzelfde meetpunt. Klopt dat? Zeg het dan. Daarna staat hier wat er ontbreekt.`,
    ),
    ...(count === 0
      ? []
      : [
          count === 1
            ? `Volgnummer ${numberWords(missing)} ontbreekt (1 antwoord).`
            : `Volgnummers ${numberWords(missing)} ontbreken (${count} antwoorden).`,
        ]),
    ...(lost ? [`Zegt dat het zijn opslag kwijt is, met ${lost.unsent} antwoorden die niet verzonden waren.`] : []),
    ...(device.quarantined > 0 ? [`Geweigerd en apart gezet op het toestel: ${device.quarantined}.`] : []),
    ...(old === true ? ['Draait een oude versie. Start het toestel opnieuw met internet.'] : []),
    ...(bursts > 0 ? [`In een snelle reeks ingevuld: ${bursts}. Deze tellen niet mee.`] : []),
    ...(lastAnswer === null ? [] : [`Laatste antwoord: ${lastAnswer}.`]),
    ...device.faults.map(faultWords),
  ]
}

/** The report as data. */
export function reportJson(report: DeviceReport): Readonly<Record<string, unknown>> {
  const { device, heard, silent, old, missing, bursts, replacedBy, maybeBy } = report
  const { id, name, kind, state, helper, version, last, unsent, quarantined, lastAnswer, lost, faults } = device
  return {
    device: id,
    name,
    kind,
    state,
    collectors: currentCodes(device),
    earlierCollectors: device.collectors.filter(({ current }) => !current).map(({ code }) => code),
    helper: helper === '' ? null : helper,
    version,
    oldVersion: old,
    heard,
    silent,
    last,
    unsent,
    quarantined,
    lastAnswer,
    missing,
    missingCount: countNumbers(missing),
    bursts,
    lost,
    replacedBy,
    maybeReplacedBy: maybeBy.map((other) => other.name),
    faults: faults.map((code) => ({ code, message: faultWords(code) })),
  }
}
