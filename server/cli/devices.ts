import type { DeviceKind } from '../../shared/device-wire.ts'
import { type Channel, HELPER } from '../../shared/response.ts'
import { dayOf } from '../calendar.ts'
import { countNumbers } from '../device-numbers.ts'
import { readCode } from '../routes/collectors.ts'
import type { Collector, SharedDevice, Store } from '../store/store.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, texts, wrongUse } from './command.ts'
import { remarksOn, reportDevices, reportJson } from './device-report.ts'
import { KIND_WORDS, STATE_WORDS } from './device-words.ts'
import { orElse } from './or-else.ts'
import { table } from './table.ts'

const listing: Omit<Command, 'name' | 'example'> = {
  usage: '',
  summary: 'Laat zien hoe het met zuilen en tablets gaat.',
  about: [
    'Met naam, soort, meetpunten, versie, wanneer het toestel voor het laatst iets liet horen en wat er nog niet verzonden is.',
    'Daaronder staat wat u moet weten: een toestel dat stil is, antwoorden die ontbreken, en wat er aan een toestel mankeert.',
    'Elk antwoord op een toestel heeft een volgnummer. Ontbreekt er een, dan is dat antwoord verloren.',
  ],
  options: {},
  run: listDevices,
}

/** Commands for shared devices: kiosks (reactiezuilen) and interviewers' tablets. */
export const deviceCommands: readonly Command[] = [
  {
    name: 'device pair',
    usage: 'CODE --name NAAM --collector MEETPUNT [--collector MEETPUNT …] [--helper H07] [--replaces NAAM]',
    summary: 'Koppelt een zuil of tablet aan een meetpunt.',
    about: [
      'De code staat op het scherm van het toestel (open daar /zuil). Een code werkt een half uur en één keer.',
      'Een zuil krijgt meetpunten van het kanaal kiosk, een tablet van assisted of paper. Vanaf dan neemt zo’n meetpunt',
      'alleen nog antwoorden aan van toestellen die eraan gekoppeld zijn of waren.',
      '--helper is een schuilnaam voor wie met de tablet werkt, zoals H07. Aanbieders krijgen die nooit te zien.',
      '--replaces noemt het toestel waar dit voor in de plaats komt. Dat neemt dan niets nieuws meer aan. Zonder --name en',
      '--collector krijgt het nieuwe toestel de naam en de meetpunten van het oude.',
      'Is het toestel al gekoppeld, dan komt wat u hier geeft in de plaats van wat er was.',
    ],
    example: 'device pair 7KQ2MX --name zuil-hal --collector K7M2QXB',
    options: {
      collector: { type: 'string', multiple: true },
      name: { type: 'string' },
      helper: { type: 'string' },
      replaces: { type: 'string' },
    },
    positionals: { min: 1, max: 1 },
    run: pairDevice,
  },
  { ...listing, name: 'device list', example: 'device list' },
  { ...listing, name: 'devices', example: 'devices', summary: 'Doet hetzelfde als device list.' },
  {
    name: 'device show',
    usage: 'NAAM',
    summary: 'Laat alles zien wat er van één toestel bekend is.',
    about: ['Over het toestel. Over wie er antwoordde, weet het programma niets.'],
    example: 'device show zuil-hal',
    options: {},
    positionals: { min: 1, max: 1 },
    run: showDevice,
  },
  {
    name: 'device revoke',
    usage: 'NAAM',
    summary: 'Trekt een toestel in, bijvoorbeeld als het weg is.',
    about: [
      'Het toestel hoort dat binnen een minuut als het internet heeft, en begint dan geen vragenlijst meer.',
      'Wat het nog bewaart, komt gewoon binnen. Weer koppelen kan met een nieuwe code: device pair.',
    ],
    example: 'device revoke zuil-hal',
    options: {},
    positionals: { min: 1, max: 1 },
    run: revokeDevice,
  },
]

const CODE = /^[2-9A-HJKMNP-Z]{6}$/
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} .-]{0,38}[\p{L}\p{N}]$/u
const CHANNELS: Readonly<Record<DeviceKind, readonly Channel[]>> = { kiosk: ['kiosk'], tablet: ['assisted', 'paper'] }

/** Read and written in one go: the device itself, or another administrator, may be at it too. */
function pairDevice(given: Given): Outcome {
  const { store } = given.workplace()
  return store.together(() => pairNow(given, store))
}

function pairNow(given: Given, store: Store): Outcome {
  const { values, positionals, io } = given
  const device = deviceWithCode(store, positionals[0] ?? '', io.now())
  const replaces = text(values, 'replaces')
  const old = replaces === null ? null : deviceNamed(store, replaces)
  if (old?.id === device.id) throw wrongUse(`${replaces} is dit toestel zelf. Laat --replaces weg.`)
  const name = newName(store, device, old, text(values, 'name') ?? old?.name ?? needed(values, 'name', 'zuil-hal'))
  const helper = helperOf(device, text(values, 'helper') ?? (old ? old.helper : ''))
  const collectors = collectorsOf(store, device, old, texts(values, 'collector'))
  const oldName = old && (old.name === name ? freeName(store, name) : (old.name ?? ''))
  audited(given, store, ['device-pair', device.id], () =>
    store.pairDevice({
      id: device.id,
      name,
      helper,
      day: dayOf(io.now()),
      collectors: collectors.map(({ code }) => code),
      replaces: old && oldName ? { id: old.id, name: oldName } : null,
    }),
  )
  const codes = collectors.map(({ code }) => code)
  return {
    json: {
      device: device.id,
      name,
      kind: device.kind,
      helper: helper === '' ? null : helper,
      collectors: codes,
      replaces: oldName,
    },
    text: [
      `Gekoppeld: ${name} (${KIND_WORDS[device.kind]}) aan ${codes.join(', ')}. Het toestel ziet dat binnen een minuut.`,
      ...(oldName ? [`Het oude toestel heet nu ${oldName} en neemt niets nieuws meer aan.`] : []),
      ...lossLines(store, device, old),
    ].join('\n'),
  }
}

/** The device with that code on its screen; throws what is wrong with the code. */
function deviceWithCode(store: Store, typed: string, now: number): SharedDevice {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  if (!CODE.test(code)) {
    throw wrongUse(`"${typed}" is geen koppelcode. Een code heeft zes letters en cijfers, zonder 0, O, 1, I en L.`)
  }
  const device = store.devices().find((known) => known.code === code)
  if (!device) {
    throw new CommandError('unknown-code', `Er is geen toestel met de code ${code}. Kijk nog eens op het scherm ervan.`)
  }
  if (device.codeUntil === 0) {
    throw new CommandError('used-code', `De code ${code} is al gebruikt, voor ${device.name ?? 'een toestel'}.`)
  }
  if (device.codeUntil <= now) {
    throw new CommandError(
      'expired-code',
      `De code ${code} is verlopen: een code werkt een half uur. Op het scherm van het toestel staat een nieuwe.`,
    )
  }
  return device
}

function newName(store: Store, device: SharedDevice, old: SharedDevice | null, name: string): string {
  if (!NAME.test(name)) {
    throw wrongUse(`De naam "${name}" kan niet. Neem 2 tot 40 letters, cijfers, streepjes of spaties, zoals zuil-hal.`)
  }
  const other = store.devices().find((known) => known.name === name)
  if (!other || other.id === device.id || other.id === old?.id) return name
  throw new CommandError(
    'name-in-use',
    `Er is al een toestel ${name}. Neem een andere naam, of geef --replaces ${name} als dit ervoor in de plaats komt.`,
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
  if (kind === 'kiosk') throw wrongUse('Bij een zuil hoort geen --helper.')
  if (HELPER.test(helper)) return helper
  throw wrongUse(
    `"${given}" kan geen schuilnaam zijn. Neem 2 tot 12 letters, cijfers of streepjes, zoals H07. Geen echte naam.`,
  )
}

function collectorsOf(
  store: Store,
  device: SharedDevice,
  old: SharedDevice | null,
  given: readonly string[],
): readonly Collector[] {
  const before = old ? old.collectors.filter(({ current }) => current).map(({ code }) => code) : []
  const asked = given.length > 0 ? given : before
  if (asked.length === 0)
    throw wrongUse('--collector ontbreekt. Bijvoorbeeld: --collector K7M2QXB. Zie: collector list')
  return asked.map((typed) => openCollectorFor(store, device, typed))
}

function openCollectorFor(store: Store, { kind }: SharedDevice, typed: string): Collector {
  const code = readCode(typed)
  const collector = code === null ? null : store.collector(code)
  const fitting = CHANNELS[kind]
  if (!collector) {
    const known = store.collectors().filter((one) => fitting.includes(one.channel) && !one.closed)
    const codes = known.map((one) => one.code).slice(0, 20)
    throw new CommandError('unknown-collector', `Er is geen meetpunt "${typed}". ${orElse(typed, codes)}`)
  }
  if (!fitting.includes(collector.channel)) {
    throw new CommandError(
      'other-channel',
      `Het meetpunt ${collector.code} heeft het kanaal ${collector.channel}. Een ${KIND_WORDS[kind]} kan alleen bij: ${fitting.join(' of ')}.`,
    )
  }
  if (collector.closed) throw new CommandError('closed-collector', `Het meetpunt ${collector.code} is gesloten.`)
  return collector
}

/** What the device says that it has lost, and of which device. */
function lossLines(store: Store, { lost }: SharedDevice, old: SharedDevice | null): readonly string[] {
  if (!lost) return []
  const was = store.device(lost.device)
  const name = was?.name ?? 'een onbekend toestel'
  const lines = [`Dit toestel zegt dat het eerst ${name} was, en dat ${lost.unsent} antwoorden niet verzonden waren.`]
  return old || !was ? lines : [...lines, `Welke volgnummers ontbreken, staat in: device show ${was.name ?? ''}`]
}

function listDevices(given: Given): Outcome {
  const { store, config } = given.workplace()
  const reports = reportDevices(store, config.clientDir, given.io.now())
  const rows = reports.map(({ device, heard, old, missing }) => [
    nameOf(device),
    KIND_WORDS[device.kind],
    currentCodes(device).join(', ') || '-',
    STATE_WORDS[device.state],
    device.version + (old === true ? ' (oud)' : ''),
    heard,
    String(device.unsent),
    String(device.quarantined),
    String(countNumbers(missing)),
  ])
  const headings = ['naam', 'soort', 'meetpunten', 'stand', 'versie', 'gehoord', 'niet verzonden', 'apart', 'ontbreekt']
  const none = 'Er zijn nog geen toestellen. Open /zuil op een toestel; daar staat een code.'
  const remarks = reports.flatMap((report) => remarksOn(report).map((remark) => `${nameOf(report.device)}: ${remark}`))
  return {
    json: { devices: reports.map(reportJson) },
    text: [table(headings, rows, none), ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n'),
  }
}

/** Its name; before it was ever paired its code. */
function nameOf({ name, code }: SharedDevice): string {
  return name ?? `(code ${code ?? '-'})`
}

function currentCodes(device: SharedDevice): readonly string[] {
  return device.collectors.filter(({ current }) => current).map(({ code }) => code)
}

function showDevice(given: Given): Outcome {
  const { store, config } = given.workplace()
  const { id } = deviceNamed(store, given.positionals[0] ?? '')
  const report = reportDevices(store, config.clientDir, given.io.now()).find(({ device }) => device.id === id)
  if (!report) throw new CommandError('unknown-device', 'Het toestel is er niet meer.')
  const { device, heard } = report
  const earlier = device.collectors.filter(({ current }) => !current).map(({ code }) => code)
  return {
    json: reportJson(report),
    text: [
      `${nameOf(device)}: ${KIND_WORDS[device.kind]}, ${STATE_WORDS[device.state]}`,
      `Meetpunten: ${currentCodes(device).join(', ') || 'geen'}${earlier.length > 0 ? ` (eerder: ${earlier.join(', ')})` : ''}`,
      ...(device.helper === '' ? [] : [`Helper: ${device.helper}`]),
      `Versie: ${device.version}. Laatst gehoord: ${heard}. Gekoppeld: ${device.paired ?? 'nog niet'}.`,
      `Volgnummers tot nu toe: ${device.last}. Nog niet verzonden: ${device.unsent}.`,
      ...remarksOn(report),
    ].join('\n'),
  }
}

function revokeDevice(given: Given): Outcome {
  const { store } = given.workplace()
  const device = deviceNamed(store, given.positionals[0] ?? '')
  audited(given, store, ['device-revoke', device.id], () => store.revokeDevice(device.id))
  return {
    json: { device: device.id, name: device.name, state: 'revoked' },
    text: [
      `${device.name} is ingetrokken. Het toestel neemt niets nieuws meer aan, binnen een minuut als het internet heeft.`,
      'Wat het nog bewaart, komt gewoon binnen.',
    ].join('\n'),
  }
}

function deviceNamed(store: Store, name: string): SharedDevice {
  const named = store.devices().filter((device) => device.name !== null)
  const device = named.find((known) => known.name === name)
  if (device) return device
  throw new CommandError(
    'unknown-device',
    `Er is geen toestel "${name}". ${orElse(
      name,
      named.map((known) => known.name ?? ''),
    )}`,
  )
}
