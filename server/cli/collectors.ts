import { CHANNELS } from '../../shared/response.ts'
import { dayOf } from '../calendar.ts'
import type { Warning } from '../collector-warnings.ts'
import { collectorUrl, newCollector, setPaused } from '../new-collector.ts'
import { orElse } from '../or-else.ts'
import { readCode } from '../routes/collectors.ts'
import type { Collector } from '../store/store.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, texts } from './command.ts'
import { table } from './table.ts'
import type { Workplace } from './workplace.ts'

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
  {
    name: 'collector pause',
    usage: 'CODE',
    summary: 'Zet een meetpunt op pauze.',
    about: [
      'Wie de link of de zuil opent, leest dat de vragenlijst nu even niet open is. De poster kan blijven hangen.',
      'Wie al begonnen was, kan het afmaken. Antwoorden die nog onderweg zijn, komen gewoon binnen.',
      'De pauze stopt met: collector resume',
    ],
    example: 'collector pause K7M2QXB',
    options: {},
    positionals: { min: 1, max: 1 },
    run: (given) => pauseCollector(given, true),
  },
  {
    name: 'collector resume',
    usage: 'CODE',
    summary: 'Stopt de pauze van een meetpunt.',
    about: ['De link, de zuil en de tablet werken dan weer.'],
    example: 'collector resume K7M2QXB',
    options: {},
    positionals: { min: 1, max: 1 },
    run: (given) => pauseCollector(given, false),
  },
]

async function addCollector(given: Given): Promise<Outcome> {
  const { values, io } = given
  const wish = {
    provider: needed(values, 'provider', 'dock'),
    careType: needed(values, 'care-type', 'sociaal-makelaarschap'),
    channel: needed(values, 'channel', 'own-device'),
    access: text(values, 'access') ?? 'open',
    location: text(values, 'location'),
    surveys: texts(values, 'survey'),
  }
  const workplace = given.workplace()
  const { collector, warnings } = newCollector(workplace, wish, { day: dayOf(io.now()), randomBytes: io.randomBytes })
  audited(given, workplace.store, ['collector-add', collector.code], () => workplace.store.saveCollector(collector))
  return added(workplace, collector, warnings)
}

function added(workplace: Workplace, collector: Collector, warnings: readonly Warning[]): Outcome {
  const { closed, paused, demo, ...shown } = collector
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
    [stateOf(collector), ...(collector.demo ? ['voorbeeld'] : [])].join(', '),
  ])
  const headings = ['code', 'aanbieder', 'zorgvorm', 'kanaal', 'vragenlijsten', 'stand']
  return {
    json: { collectors },
    text: table(headings, rows, 'Er zijn nog geen meetpunten. Maak er een met: collector add'),
  }
}

function stateOf({ closed, paused }: Collector): string {
  if (closed) return 'gesloten'
  return paused ? 'pauze' : 'open'
}

async function closeCollector(given: Given): Promise<Outcome> {
  const { store, collector } = typedCollector(given)
  audited(given, store, ['collector-close', collector.code], () => store.closeCollector(collector.code))
  return { json: { code: collector.code, closed: true }, text: `Het meetpunt ${collector.code} is gesloten.` }
}

async function pauseCollector(given: Given, paused: boolean): Promise<Outcome> {
  const { store, collector } = typedCollector(given)
  const { code } = collector
  if (collector.closed) throw new CommandError('closed-collector', `Het meetpunt ${code} is gesloten.`)
  // Said twice is done once.
  if (paused !== (collector.paused ?? false))
    audited(given, store, [paused ? 'collector-pause' : 'collector-resume', code], () =>
      setPaused(store, collector, paused),
    )
  return { json: { code, paused }, text: `Het meetpunt ${code} is ${paused ? 'op pauze' : 'weer open'}.` }
}

/** The collector that was typed. Throws CommandError, naming those that there are. */
function typedCollector(given: Given): { readonly store: Workplace['store']; readonly collector: Collector } {
  const typed = given.positionals[0] ?? ''
  const { store } = given.workplace()
  const code = readCode(typed)
  const collector = code === null ? null : store.collector(code)
  if (collector) return { store, collector }
  const codes = store.collectors().map((known) => known.code)
  throw new CommandError('unknown-collector', `Er is geen meetpunt "${typed}". ${orElse(typed, codes.slice(0, 20))}`)
}
