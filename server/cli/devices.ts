import { countNumbers } from '../device-numbers.ts'
import { currentCodes, type DeviceReport, remarksOn, reportDevices, reportJson } from '../device-report.ts'
import { KIND_WORDS, STATE_WORDS } from '../device-words.ts'
import { orElse } from '../or-else.ts'
import { laterReplaced, newPairing } from '../pairing.ts'
import type { Pairing, SharedDevice, Store } from '../store/store.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, texts } from './command.ts'
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
    name: 'device replace',
    usage: 'OUD --by NIEUW',
    summary: 'Zegt dat een toestel in de plaats kwam van een ander.',
    about: [
      'Voor wie dat bij het koppelen niet zei: een toestel dat gewist is en nieuw gekoppeld werd, of een nieuw apparaat.',
      'Het oude neemt dan niets nieuws meer aan; wat het nog bewaart, komt gewoon binnen. Wat niet binnenkwam, staat daarna',
      'als ontbrekend in de lijst. Had u het mis? Koppel het oude toestel dan opnieuw.',
    ],
    example: 'device replace zuil-hal --by zuil-hal-2',
    options: { by: { type: 'string' } },
    positionals: { min: 1, max: 1 },
    run: replaceDevice,
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

/** Read and written in one go: the device itself, or another administrator, may be at it too. */
function pairDevice(given: Given): Outcome {
  const { store } = given.workplace()
  return store.together(() => pairNow(given, store))
}

function pairNow(given: Given, store: Store): Outcome {
  const { values, positionals, io } = given
  const replaces = text(values, 'replaces')
  const old = replaces === null ? null : deviceNamed(store, replaces)
  const wish = {
    code: positionals[0] ?? '',
    name: text(values, 'name') ?? old?.name ?? needed(values, 'name', 'zuil-hal'),
    helper: text(values, 'helper') ?? (old ? old.helper : ''),
    collectors: texts(values, 'collector'),
  }
  const { device, pairing } = newPairing(store, wish, old, io.now())
  audited(given, store, ['device-pair', device.id], () => store.pairDevice(pairing))
  const { name, helper, collectors } = pairing
  const oldName = pairing.replaces?.name ?? null
  return {
    json: {
      device: device.id,
      name,
      kind: device.kind,
      helper: helper === '' ? null : helper,
      collectors,
      replaces: oldName,
    },
    text: [
      `Gekoppeld: ${name} (${KIND_WORDS[device.kind]}) aan ${collectors.join(', ')}. Het toestel ziet dat binnen een minuut.`,
      ...(oldName ? [`Het oude toestel heet nu ${oldName} en neemt niets nieuws meer aan.`] : []),
      ...lossLines(store, device, old),
      ...(old || device.lost ? [] : besideLines(store, pairing)),
    ].join('\n'),
  }
}

/** What the device says that it has lost, and of which device. */
function lossLines(store: Store, { lost }: SharedDevice, old: SharedDevice | null): readonly string[] {
  if (!lost) return []
  const was = store.device(lost.device)
  const name = was?.name ?? 'een onbekend toestel'
  const lines = [`Dit toestel zegt dat het eerst ${name} was, en dat ${lost.unsent} antwoorden niet verzonden waren.`]
  return old || !was ? lines : [...lines, `Welke volgnummers ontbreken, staat in: device show ${was.name ?? ''}`]
}

/** Other devices at the same collectors, of which it may be the successor. */
function besideLines(store: Store, { id, name, collectors }: Pairing): readonly string[] {
  const kind = store.device(id)?.kind
  return store
    .devices()
    .filter((other) => other.id !== id && other.kind === kind && other.state === 'active')
    .filter((other) => currentCodes(other).some((code) => collectors.includes(code)))
    .map(
      (other) =>
        `Bij dit meetpunt hoort ook ${other.name}, laatst gehoord op ${other.heard.slice(0, 10)}. Komt ${name} daarvoor in de plaats? Zeg dat dan met: ${replaceLine(other.name, name)}`,
    )
}

function replaceLine(old: string | null, by: string | null): string {
  return `device replace "${old}" --by "${by}"`
}

function replaceDevice(given: Given): Outcome {
  const { store } = given.workplace()
  const by = needed(given.values, 'by', 'zuil-hal-2')
  const [old, successor] = store.together(() => {
    const pair = [deviceNamed(store, given.positionals[0] ?? ''), deviceNamed(store, by)] as const
    const pairing = laterReplaced(...pair)
    audited(given, store, ['device-replace', pair[0].id], () => store.pairDevice(pairing))
    return pair
  })
  return {
    json: { device: old.id, name: old.name, replacedBy: successor.name },
    text: `${old.name} is vervangen door ${successor.name}. Welke volgnummers ontbreken, staat in: device show "${old.name}"`,
  }
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
  const remarks = reports.flatMap((report) =>
    remarksAndWays(report).map((remark) => `${nameOf(report.device)}: ${remark}`),
  )
  return {
    json: { devices: reports.map(reportJson) },
    text: [table(headings, rows, none), ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n'),
  }
}

/** What is to be known, and with which commands something can be done about it. */
function remarksAndWays(report: DeviceReport): readonly string[] {
  const ways = report.maybeBy.map(({ name }) => `Dat zegt u met: ${replaceLine(report.device.name, name)}`)
  return [...remarksOn(report), ...ways]
}

/** Its name; before it was ever paired its code. */
function nameOf({ name, code }: SharedDevice): string {
  return name ?? `(code ${code ?? '-'})`
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
      ...remarksAndWays(report),
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
