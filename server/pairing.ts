import type { DeviceKind } from '../shared/device-wire.ts'
import { type Channel, HELPER } from '../shared/response.ts'
import { dayOf } from './calendar.ts'
import { currentCodes } from './device-report.ts'
import { KIND_WORDS } from './device-words.ts'
import { orElse } from './or-else.ts'
import { Refusal } from './refusal.ts'
import { readCode } from './routes/collectors.ts'
import type { Collector, Pairing, SharedDevice, Store } from './store/store.ts'

const CODE = /^[2-9A-HJKMNP-Z]{6}$/
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} .-]{0,38}[\p{L}\p{N}]$/u
const CHANNELS: Readonly<Record<DeviceKind, readonly Channel[]>> = { kiosk: ['kiosk'], tablet: ['assisted', 'paper'] }

/** What somebody asks for who has a device with a code on its screen; nothing is checked yet. */
export interface PairingWish {
  readonly code: string
  readonly name: string
  /** '' for none. */
  readonly helper: string
  /** Codes of collectors; [] for those of the device whose place it takes. */
  readonly collectors: readonly string[]
}

/** The pairing of the device with that code, not yet kept; `old` is the device whose place it takes. Throws Refusal for a code that is
 *  wrong, used or over, a name that is taken, and collectors that it cannot serve. */
export function newPairing(
  store: Store,
  wish: PairingWish,
  old: SharedDevice | null,
  now: number,
): { readonly device: SharedDevice; readonly pairing: Pairing } {
  const device = deviceWithCode(store, wish.code, now)
  if (old?.id === device.id)
    throw new Refusal('usage', `${old.name} is dit toestel zelf. Het komt niet in de plaats van zichzelf.`)
  const name = newName(store, device, old, wish.name)
  const helper = helperOf(device, wish.helper)
  const collectors = collectorsOf(store, device, old, wish.collectors).map(({ code }) => code)
  const oldName = old && (old.name === name ? freeName(store, name) : (old.name ?? ''))
  const replaces = old && oldName ? { id: old.id, name: oldName } : null
  return { device, pairing: { id: device.id, name, helper, day: dayOf(now), collectors, replaces } }
}

/** What says that a paired device stands in the place of another one, which is told after the pairing. It takes nothing from the new
 *  one. Throws Refusal for devices of which that cannot be so. */
export function laterReplaced(old: SharedDevice, by: SharedDevice): Pairing {
  const refuse = (why: string) => new Refusal('not-replaced', why)
  if (old.name === null || by.name === null || by.paired === null)
    throw refuse('Een van de twee is nog nooit gekoppeld.')
  if (old.id === by.id) throw refuse(`${old.name} komt niet in de plaats van zichzelf.`)
  if (old.kind !== by.kind)
    throw refuse(`${old.name} is een ${KIND_WORDS[old.kind]} en ${by.name} een ${KIND_WORDS[by.kind]}.`)
  if (old.replacedBy !== null) throw refuse(`${old.name} is al vervangen.`)
  if (by.state !== 'active') throw refuse(`${by.name} is nu niet gekoppeld. Koppel het eerst opnieuw.`)
  const { id, name, helper, paired } = by
  return { id, name, helper, day: paired, collectors: currentCodes(by), replaces: { id: old.id, name: old.name } }
}

/** The device with that code on its screen; throws what is wrong with the code. */
function deviceWithCode(store: Store, typed: string, now: number): SharedDevice {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  if (!CODE.test(code)) {
    throw new Refusal(
      'usage',
      `"${typed}" is geen koppelcode. Een code heeft zes letters en cijfers, zonder 0, O, 1, I en L.`,
    )
  }
  const device = store.devices().find((known) => known.code === code)
  if (!device) {
    throw new Refusal('unknown-code', `Er is geen toestel met de code ${code}. Kijk nog eens op het scherm ervan.`)
  }
  if (device.codeUntil === 0) {
    throw new Refusal('used-code', `De code ${code} is al gebruikt, voor ${device.name ?? 'een toestel'}.`)
  }
  if (device.codeUntil <= now) {
    throw new Refusal(
      'expired-code',
      `De code ${code} is verlopen: een code werkt een half uur. Op het scherm van het toestel staat een nieuwe.`,
    )
  }
  return device
}

function newName(store: Store, device: SharedDevice, old: SharedDevice | null, name: string): string {
  if (!NAME.test(name)) {
    throw new Refusal(
      'usage',
      `De naam "${name}" kan niet. Neem 2 tot 40 letters, cijfers, streepjes of spaties, zoals zuil-hal.`,
    )
  }
  const other = store.devices().find((known) => known.name === name)
  if (!other || other.id === device.id || other.id === old?.id) return name
  throw new Refusal(
    'name-in-use',
    `Er is al een toestel ${name}. Neem een andere naam. Komt dit ervoor in de plaats? Zeg dat bij het koppelen. Met een opdracht: device pair … --replaces ${name}.`,
  )
}

function freeName(store: Store, name: string): string {
  const names = store.devices().map((known) => known.name)
  let free = `${name}-oud`
  for (let count = 2; names.includes(free); count += 1) free = `${name}-oud-${count}`
  return free
}

function helperOf({ kind }: SharedDevice, given: string): string {
  const helper = given.toUpperCase()
  if (helper === '') return ''
  if (kind === 'kiosk') throw new Refusal('usage', 'Bij een zuil hoort geen --helper.')
  if (HELPER.test(helper)) return helper
  throw new Refusal(
    'usage',
    `"${given}" kan geen schuilnaam zijn. Neem 2 tot 12 letters, cijfers of streepjes, zoals H07. Geen echte naam.`,
  )
}

function collectorsOf(
  store: Store,
  device: SharedDevice,
  old: SharedDevice | null,
  given: readonly string[],
): readonly Collector[] {
  const before = old ? currentCodes(old) : []
  const asked = given.length > 0 ? given : before
  if (asked.length === 0)
    throw new Refusal('usage', '--collector ontbreekt. Bijvoorbeeld: --collector K7M2QXB. Zie: collector list')
  return asked.map((typed) => openCollectorFor(store, device, typed))
}

function openCollectorFor(store: Store, { kind }: SharedDevice, typed: string): Collector {
  const code = readCode(typed)
  const collector = code === null ? null : store.collector(code)
  const fitting = CHANNELS[kind]
  if (!collector) {
    const known = store.collectors().filter((one) => fitting.includes(one.channel) && !one.closed)
    const codes = known.map((one) => one.code).slice(0, 20)
    throw new Refusal('unknown-collector', `Er is geen meetpunt "${typed}". ${orElse(typed, codes)}`)
  }
  if (!fitting.includes(collector.channel)) {
    throw new Refusal(
      'other-channel',
      `Het meetpunt ${collector.code} heeft het kanaal ${collector.channel}. Een ${KIND_WORDS[kind]} kan alleen bij: ${fitting.join(' of ')}.`,
    )
  }
  if (collector.closed) throw new Refusal('closed-collector', `Het meetpunt ${collector.code} is gesloten.`)
  return collector
}
