import { type Access, CHANNELS, type Channel } from '../../shared/response.ts'
import { dayOf } from '../calendar.ts'
import { readCode } from '../routes/collectors.ts'
import { freeCollectorCode } from '../seed.ts'
import type { Collector } from '../store/store.ts'
import { audited } from './audited.ts'
import { collectorWarnings, type Warning } from './collector-warnings.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, texts, wrongUse } from './command.ts'
import { orElse } from './or-else.ts'
import { assertProvider } from './roles.ts'
import { table } from './table.ts'
import type { Workplace } from './workplace.ts'

/** Where a collector of that channel is opened. */
const PAGES: Partial<Record<Channel, (code: string) => string>> = {
  'own-device': (code) => `/v/${code}`,
  kiosk: (code) => `/zuil/${code}`,
  assisted: (code) => `/afname/${code}`,
  paper: (code) => `/afname/${code}`,
}

const ACCESSES: readonly Access[] = ['open', 'invited']

/** Commands for collectors (meetpunten): the links and QR codes that people answer through. */
export const collectorCommands: readonly Command[] = [
  {
    name: 'collector add',
    usage:
      '--provider ID --care-type SLUG --channel own-device [--location ID] [--survey ID …] [--access open|invited]',
    summary: 'Maakt een meetpunt: een link waarmee cliënten een vragenlijst invullen.',
    about: [
      'Zonder --survey biedt het meetpunt de vragenlijsten aan die bij de zorgvorm horen, of anders de algemene lijst.',
      'Geef --survey vaker dan één keer voor meer vragenlijsten. De volgorde blijft zoals u die geeft.',
      `Kanalen: ${CHANNELS.join(', ')}. Toegang: open (iedereen met de link, gewoon) of invited (wie is uitgenodigd).`,
      'Namen van aanbieders en zorgvormen: providers en care-types.',
      'Past de zorgvorm of de dag niet bij de aanbieder of de locatie, dan staat er "Let op" bij. Het meetpunt is er dan wel.',
    ],
    example: 'collector add --provider dock --care-type sociaal-makelaarschap --channel own-device',
    options: {
      provider: { type: 'string' },
      'care-type': { type: 'string' },
      channel: { type: 'string' },
      location: { type: 'string' },
      access: { type: 'string' },
      survey: { type: 'string', multiple: true },
    },
    run: addCollector,
  },
  {
    name: 'collector list',
    usage: '',
    summary: 'Laat zien welke meetpunten er zijn.',
    about: ['Met code, aanbieder, zorgvorm, kanaal en vragenlijsten.'],
    example: 'collector list',
    options: {},
    run: listCollectors,
  },
  {
    name: 'collector close',
    usage: 'CODE',
    summary: 'Sluit een meetpunt.',
    about: ['De link opent dan geen vragenlijst meer. Antwoorden die nog onderweg zijn, komen gewoon binnen.'],
    example: 'collector close K7M2QXB',
    options: {},
    positionals: { min: 1, max: 1 },
    run: closeCollector,
  },
]

async function addCollector(given: Given): Promise<Outcome> {
  const { values, io } = given
  const provider = needed(values, 'provider', 'dock')
  const careType = needed(values, 'care-type', 'sociaal-makelaarschap')
  const channel = channelOf(needed(values, 'channel', 'own-device'))
  const access = accessOf(text(values, 'access') ?? 'open')
  const workplace = given.workplace()
  assertProvider(workplace, provider)
  assertCareType(workplace, careType)
  const collector: Collector = {
    code: freeCollectorCode(workplace.store, io.randomBytes),
    provider,
    careType,
    location: locationOf(workplace, provider, text(values, 'location')),
    channel,
    access,
    surveys: surveysOf(workplace, careType, texts(values, 'survey')),
    closed: false,
    demo: false,
  }
  const warnings = collectorWarnings(workplace, collector, dayOf(io.now()))
  audited(given, workplace.store, ['collector-add', collector.code], () => workplace.store.saveCollector(collector))
  return added(workplace, collector, warnings)
}

function added(workplace: Workplace, collector: Collector, warnings: readonly Warning[]): Outcome {
  const { closed, demo, ...shown } = collector
  const url = collectorUrl(workplace, collector)
  const link = url === null ? `Het kanaal ${collector.channel} heeft geen eigen link.` : `Link: ${url}`
  return {
    json: { ...shown, url, warnings },
    text: [
      `Meetpunt gemaakt: ${collector.code}`,
      link,
      `Vragenlijsten: ${collector.surveys.join(', ')}`,
      ...warnings.map(({ message }) => `Let op: ${message}`),
    ].join('\n'),
  }
}

/** The address that people open; null for channels that have no page of their own. */
function collectorUrl(workplace: Pick<Workplace, 'config'>, collector: Collector): string | null {
  const path = PAGES[collector.channel]
  return path ? `${workplace.config.publicUrl}${path(collector.code)}` : null
}

function channelOf(given: string): Channel {
  const channel = CHANNELS.find((known) => known === given)
  if (!channel) throw wrongUse(`Het kanaal "${given}" bestaat niet. Kies uit: ${CHANNELS.join(', ')}.`)
  return channel
}

function accessOf(given: string): Access {
  const access = ACCESSES.find((known) => known === given)
  if (!access) throw wrongUse(`De toegang "${given}" bestaat niet. Kies uit: ${ACCESSES.join(', ')}.`)
  return access
}

function assertCareType(workplace: Workplace, careType: string): void {
  const ids = workplace.municipality.careTypes.map((known) => known.id)
  if (!ids.includes(careType)) {
    throw new CommandError('unknown-care-type', `De zorgvorm "${careType}" bestaat niet. ${orElse(careType, ids)}`)
  }
}

function locationOf(workplace: Workplace, provider: string, given: string | null): string {
  if (given === null) return ''
  const ids = workplace.store
    .locations()
    .filter((location) => location.provider === provider)
    .map((location) => location.id)
  if (ids.includes(given)) return given
  throw new CommandError(
    'unknown-location',
    `De locatie "${given}" bestaat niet bij ${provider}. ${orElse(given, ids)}`,
  )
}

/** The surveys asked for; without any those of the care type, else the general ones. */
function surveysOf(workplace: Workplace, careType: string, asked: readonly string[]): readonly string[] {
  const ids = [...workplace.surveys.keys()]
  for (const id of asked) {
    if (!ids.includes(id)) {
      throw new CommandError('unknown-survey', `De vragenlijst "${id}" bestaat niet. ${orElse(id, ids)}`)
    }
  }
  if (asked.length > 0) return [...new Set(asked)]
  const offered = workplace.offers.filter((offer) => offer.careTypes.includes(careType))
  const chosen = offered.length > 0 ? offered : workplace.offers.filter((offer) => offer.fallback)
  if (chosen.length > 0) return chosen.map((offer) => offer.survey)
  throw new CommandError(
    'no-survey',
    `Er is geen vragenlijst voor ${careType} en geen algemene lijst. Geef --survey: ${ids.join(', ')}.`,
  )
}

async function listCollectors(given: Given): Promise<Outcome> {
  const workplace = given.workplace()
  const collectors = workplace.store
    .collectors()
    .map((collector) => ({ ...collector, url: collectorUrl(workplace, collector) }))
  const rows = collectors.map((collector) => [
    collector.code,
    collector.provider + (collector.location === '' ? '' : ` / ${collector.location}`),
    collector.careType,
    collector.channel,
    collector.surveys.join(', '),
    [collector.closed ? 'gesloten' : 'open', ...(collector.demo ? ['voorbeeld'] : [])].join(', '),
  ])
  const headings = ['code', 'aanbieder', 'zorgvorm', 'kanaal', 'vragenlijsten', 'stand']
  return {
    json: { collectors },
    text: table(headings, rows, 'Er zijn nog geen meetpunten. Maak er een met: collector add'),
  }
}

async function closeCollector(given: Given): Promise<Outcome> {
  const typed = given.positionals[0] ?? ''
  const { store } = given.workplace()
  const code = readCode(typed)
  const collector = code === null ? null : store.collector(code)
  if (!collector) {
    const codes = store.collectors().map((known) => known.code)
    throw new CommandError('unknown-collector', `Er is geen meetpunt "${typed}". ${orElse(typed, codes.slice(0, 20))}`)
  }
  audited(given, store, ['collector-close', collector.code], () => store.closeCollector(collector.code))
  return { json: { code: collector.code, closed: true }, text: `Het meetpunt ${collector.code} is gesloten.` }
}
