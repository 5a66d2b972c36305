import type { ManagedPlace, PlaceFields } from '../../shared/places.ts'
import { COMMAND_LINE } from '../audit.ts'
import { dayOf } from '../calendar.ts'
import { changeCare } from '../care-given.ts'
import { orElse } from '../or-else.ts'
import { addProvider, changePlace, type PlaceKind } from '../places.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, texts, wrongUse } from './command.ts'

const DAYS = { from: { type: 'string' }, until: { type: 'string' }, successor: { type: 'string' } } as const
const ONE = { min: 1, max: 1 } as const
const ENDED =
  'Na de laatste dag gaan de open meetpunten dicht; is die vandaag of eerder, dan nu. Wat nog onderweg is, komt binnen.'
const EMPTY = 'Met het woord "geen" maakt u een dag of opvolger weer leeg.'

/** Commands that make, change and close providers and locations. */
export const placeCommands: readonly Command[] = [
  {
    name: 'provider add',
    usage: '--name NAAM [--id ID] [--from DAG] [--until DAG] [--successor ID]',
    summary: 'Maakt een aanbieder.',
    about: ['Zonder --id krijgt de aanbieder een id van toeval. Een id verandert nooit.'],
    example: 'provider add --name "Zorg in Zuilen" --id zorg-in-zuilen --from 2026-01-01',
    options: { name: { type: 'string' }, id: { type: 'string' }, ...DAYS },
    run: add,
  },
  {
    name: 'provider change',
    usage: 'ID [--name NAAM] [--from DAG] [--until DAG] [--successor ID]',
    summary: 'Verandert een aanbieder.',
    about: ['Wat u niet noemt, blijft zoals het is.', EMPTY, ENDED],
    example: 'provider change dock --name "DOCK Utrecht"',
    options: { name: { type: 'string' }, ...DAYS },
    positionals: ONE,
    run: (given) => change(given, 'provider', wishIn(given)),
  },
  {
    name: 'provider close',
    usage: 'ID [--until DAG] [--successor ID]',
    summary: 'Sluit een aanbieder. Zonder --until is vandaag de laatste dag.',
    about: [ENDED],
    example: 'provider close dock --until 2026-12-31 --successor lister',
    options: { until: DAYS.until, successor: DAYS.successor },
    positionals: ONE,
    run: (given) => change(given, 'provider', closingIn(given)),
  },
  {
    name: 'provider care',
    usage:
      'ID ZORGVORM [--from DAG] [--until DAG] [--contract-from DAG] [--contract-until DAG] [--contract-note TEKST]',
    summary: 'Zegt welke zorgvorm een aanbieder geeft, en onder welk contract. Of verandert wat daarvan bekend is.',
    about: [
      'Wat u niet noemt, blijft zoals het is.',
      'Met het woord "geen" maakt u een dag of het nummer weer leeg.',
      'Met --remove haalt u een zorgvorm weg die er niet bij hoort.',
      'Na de laatste dag gaan de open meetpunten van deze zorgvorm dicht; is die vandaag of eerder, dan nu.',
    ],
    example: 'provider care dock sociaal-makelaarschap --contract-until 2028-12-31',
    options: {
      from: DAYS.from,
      until: DAYS.until,
      'contract-from': { type: 'string' },
      'contract-until': { type: 'string' },
      'contract-note': { type: 'string' },
      remove: { type: 'boolean' },
    },
    positionals: { min: 2, max: 2 },
    run: care,
  },
  {
    name: 'location change',
    usage: 'ID [--name NAAM] [--area wijk=noordwest …] [--from DAG] [--until DAG] [--successor ID]',
    summary: 'Verandert een locatie.',
    about: [
      'Wat u niet noemt, blijft zoals het is.',
      EMPTY,
      'Met --area wijk= haalt u de locatie uit die indeling.',
      ENDED,
    ],
    example: 'location change dock-k7m2qxbz --area wijk=noordwest',
    options: { name: { type: 'string' }, area: { type: 'string', multiple: true }, ...DAYS },
    positionals: ONE,
    run: (given) => change(given, 'location', wishIn(given)),
  },
  {
    name: 'location close',
    usage: 'ID [--until DAG] [--successor ID]',
    summary: 'Sluit een locatie. Zonder --until is vandaag de laatste dag.',
    about: [ENDED],
    example: 'location close dock-k7m2qxbz',
    options: { until: DAYS.until, successor: DAYS.successor },
    positionals: ONE,
    run: (given) => change(given, 'location', closingIn(given)),
  },
]

function add(given: Given): Outcome {
  const { values, io } = given
  const wish = { ...wishIn(given), name: needed(values, 'name', '"Zorg in Zuilen"') }
  const house = { ...given.workplace(), now: io.now, randomBytes: io.randomBytes }
  return said('Gemaakt', addProvider(house, COMMAND_LINE, wish, text(values, 'id')))
}

function change(given: Given, kind: PlaceKind, wish: PlaceFields): Outcome {
  const id = given.positionals[0] ?? ''
  if (Object.keys(wish).length === 0) throw wrongUse('Zeg wat er verandert, bijvoorbeeld met --name.')
  const workplace = given.workplace()
  const known = (kind === 'provider' ? workplace.store.providers() : workplace.store.locations()).map((one) => one.id)
  const what = kind === 'provider' ? 'De aanbieder' : 'De locatie'
  if (!known.includes(id))
    throw new CommandError(`unknown-${kind}`, `${what} "${id}" bestaat niet. ${orElse(id, known)}`)
  const house = { ...workplace, now: given.io.now }
  return said('Bewaard', changePlace(house, COMMAND_LINE, [kind, id], { wish, seen: null }))
}

function care(given: Given): Outcome {
  const [id = '', careType = ''] = given.positionals
  const workplace = given.workplace()
  const providers = workplace.store.providers().map((one) => one.id)
  if (!providers.includes(id))
    throw new CommandError('unknown-provider', `De aanbieder "${id}" bestaat niet. ${orElse(id, providers)}`)
  const careTypes = workplace.municipality.careTypes.map((one) => one.id)
  if (!careTypes.includes(careType))
    throw new CommandError(
      'unknown-care-type',
      `De zorgvorm "${careType}" bestaat niet. ${orElse(careType, careTypes)}`,
    )
  const wish = given.values.remove === true ? { given: '' } : careWishIn(given)
  const house = { ...workplace, now: given.io.now }
  const all = changeCare(house, COMMAND_LINE, [id, careType], { wish, seen: null })
  const names = all.map(({ name }) => name).join(', ')
  return { json: { provider: id, care: all }, text: `Bewaard. ${id} geeft: ${names || 'nog geen zorgvorm'}.` }
}

function careWishIn({ values }: Given): PlaceFields {
  const named = [
    ['validFrom', 'from'],
    ['validUntil', 'until'],
    ['contractFrom', 'contract-from'],
    ['contractUntil', 'contract-until'],
    ['contractNote', 'contract-note'],
  ] as const
  return Object.fromEntries(
    named.flatMap(([field, option]) => {
      const value = text(values, option)
      return value === null ? [] : [[field, value === 'geen' ? '' : value]]
    }),
  )
}

function said(done: string, place: ManagedPlace): Outcome {
  const { id, fields, openCollectors } = place
  return { json: { ...place }, text: `${done}: ${id}, ${fields.name}. Open meetpunten: ${openCollectors}.` }
}

function closingIn(given: Given): PlaceFields {
  return { validUntil: dayOf(given.io.now()), ...wishIn(given) }
}

/** The fields that were given; "geen" is an empty one. */
function wishIn({ values }: Given): PlaceFields {
  const named = [
    ['name', 'name'],
    ['validFrom', 'from'],
    ['validUntil', 'until'],
    ['succeededBy', 'successor'],
  ] as const
  const fields = named.flatMap(([field, option]) => {
    const value = text(values, option)
    return value === null ? [] : [[field, value === 'geen' && field !== 'name' ? '' : value] as const]
  })
  const areas = texts(values, 'area').map((typed) => {
    const [scheme = '', area, ...more] = typed.split('=')
    if (scheme === '' || area === undefined || more.length > 0)
      throw wrongUse('--area is indeling=gebied, zoals wijk=noordwest.')
    return [`area:${scheme}`, area] as const
  })
  return Object.fromEntries([...fields, ...areas])
}
