import { MAX_MARK_REASON } from '../../shared/reach.ts'
import { orElse } from '../or-else.ts'
import { aboutMark, clientsIn, isMonth, isQuarter } from '../reach.ts'
import type { Reach, Unreliable } from '../store/store.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, wrongUse } from './command.ts'
import { table } from './table.ts'

const PLACE = { provider: { type: 'string' }, 'care-type': { type: 'string' } } as const
const MARK = { ...PLACE, survey: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } as const
const QUARTER = { ...PLACE, quarter: { type: 'string' } } as const

/** Commands for what people say of figures from outside: how many clients there were, and what is not to be relied on. */
export const reachCommands: readonly Command[] = [
  {
    name: 'reach set',
    usage: '--provider ID --care-type ID --quarter 2026-Q3 --clients AANTAL',
    summary: 'Zegt hoeveel cliënten een aanbieder had in een kwartaal. Dan staat bij de resultaten welk deel invulde.',
    about: ['Nog een keer: dan geldt het nieuwe aantal.'],
    example: 'reach set --provider dock --care-type sociaal-makelaarschap --quarter 2026-Q3 --clients 240',
    options: { ...QUARTER, clients: { type: 'string' } },
    run: setReach,
  },
  {
    name: 'reach list',
    usage: '',
    summary: 'Laat zien van welke kwartalen bekend is hoeveel cliënten er waren.',
    about: [],
    example: 'reach list',
    options: {},
    run: listReach,
  },
  {
    name: 'reach remove',
    usage: '--provider ID --care-type ID --quarter 2026-Q3',
    summary: 'Haalt een aantal cliënten weer weg.',
    about: [],
    example: 'reach remove --provider dock --care-type sociaal-makelaarschap --quarter 2026-Q3',
    options: QUARTER,
    run: removeReach,
  },
  {
    name: 'unreliable set',
    usage: '--from 2026-07 --to 2026-09 --reason TEKST [--survey ID] [--provider ID] [--care-type ID]',
    summary: 'Merkt maanden als onbetrouwbaar. De reden staat bij de resultaten.',
    about: [
      'Iedereen die deze cijfers ziet, leest de reden. Schrijf kort en gewoon Nederlands, zonder namen.',
      'Zonder --survey, --provider of --care-type geldt het voor alle.',
    ],
    example: 'unreliable set --from 2026-07 --to 2026-09 --provider dock --reason "De zuil was zes weken stuk."',
    options: { ...MARK, reason: { type: 'string' } },
    run: setUnreliable,
  },
  {
    name: 'unreliable list',
    usage: '',
    summary: 'Laat zien welke maanden als onbetrouwbaar zijn gemerkt.',
    about: [],
    example: 'unreliable list',
    options: {},
    run: listUnreliable,
  },
  {
    name: 'unreliable remove',
    usage: '--from 2026-07 --to 2026-09 [--survey ID] [--provider ID] [--care-type ID]',
    summary: 'Haalt zo’n merk weer weg.',
    about: ['Geef precies dezelfde keuzes als bij "unreliable set".'],
    example: 'unreliable remove --from 2026-07 --to 2026-09 --provider dock',
    options: MARK,
    run: removeUnreliable,
  },
]

function setReach(given: Given): Outcome {
  const count = needed(given.values, 'clients', '240')
  const clientCount = clientsIn(count)
  if (clientCount === null) throw wrongUse('--clients moet een heel getal zijn van 1 of meer.')
  const reach: Reach = { ...quarterOf(given), clients: clientCount }
  const { provider, careType, quarter, clients } = reach
  const { store } = given.workplace()
  audited(given, store, ['reach-set', `${provider} ${careType} ${quarter}`], () => store.saveReach(reach))
  return { json: { ...reach }, text: `Bewaard: ${provider}, ${careType}, ${quarter}: ${clients} cliënten.` }
}

function listReach(given: Given): Outcome {
  const reach = given.workplace().store.reach()
  const rows = reach.map((one) => [one.provider, one.careType, one.quarter, String(one.clients)])
  return { json: { reach }, text: table(['aanbieder', 'zorgvorm', 'kwartaal', 'cliënten'], rows, 'Er is nog niets.') }
}

function removeReach(given: Given): Outcome {
  const place = quarterOf(given)
  const { store } = given.workplace()
  audited(given, store, ['reach-remove', Object.values(place).join(' ')], () => {
    if (!store.dropReach(place)) throw new CommandError('unknown-reach', 'Dat aantal is er niet.')
  })
  return { json: { ...place }, text: 'Weggehaald.' }
}

function setUnreliable(given: Given): Outcome {
  const reason = needed(given.values, 'reason', '"De zuil was zes weken stuk."').replace(/\s+/g, ' ')
  if ([...reason].length > MAX_MARK_REASON) throw wrongUse(`--reason is te lang: hooguit ${MAX_MARK_REASON} tekens.`)
  const mark: Unreliable = { ...monthsGiven(given), reason }
  const { store } = given.workplace()
  audited(given, store, ['unreliable-set', aboutMark(mark)], () => store.saveUnreliable(mark))
  return { json: { ...mark }, text: `Gemerkt: ${mark.from} tot en met ${mark.to}: ${reason}` }
}

function listUnreliable(given: Given): Outcome {
  const unreliable = given.workplace().store.unreliable()
  const rows = unreliable.map((one) => [
    one.from,
    one.to,
    one.survey || 'alle',
    one.provider || 'alle',
    one.careType || 'alle',
    one.reason,
  ])
  const heads = ['van', 'tot en met', 'vragenlijst', 'aanbieder', 'zorgvorm', 'reden']
  return { json: { unreliable }, text: table(heads, rows, 'Er is nog niets.') }
}

function removeUnreliable(given: Given): Outcome {
  const mark = monthsGiven(given)
  const { store } = given.workplace()
  audited(given, store, ['unreliable-remove', aboutMark(mark)], () => {
    if (!store.dropUnreliable(mark)) throw new CommandError('unknown-mark', 'Dat merk is er niet.')
  })
  return { json: { ...mark }, text: 'Weggehaald.' }
}

function quarterOf(given: Given): Omit<Reach, 'clients'> {
  const provider = needed(given.values, 'provider', 'dock')
  const careType = needed(given.values, 'care-type', 'sociaal-makelaarschap')
  const quarter = needed(given.values, 'quarter', '2026-Q3')
  if (!isQuarter(quarter)) throw wrongUse('--quarter moet een kwartaal zijn, zoals 2026-Q3.')
  assertKnown(given, { provider, careType, survey: '' })
  return { provider, careType, quarter }
}

function monthsGiven(given: Given): Omit<Unreliable, 'reason'> {
  const from = needed(given.values, 'from', '2026-07')
  const to = needed(given.values, 'to', '2026-09')
  for (const [name, month] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!isMonth(month)) throw wrongUse(`--${name} moet een maand zijn, zoals 2026-07.`)
  }
  if (from > to) throw wrongUse('--to ligt voor --from.')
  const of = {
    survey: text(given.values, 'survey') ?? '',
    provider: text(given.values, 'provider') ?? '',
    careType: text(given.values, 'care-type') ?? '',
  }
  assertKnown(given, of)
  return { ...of, from, to }
}

/** Throws for a name that does not exist; '' is every one. */
function assertKnown(given: Given, of: Pick<Unreliable, 'survey' | 'provider' | 'careType'>): void {
  const { store, municipality } = given.workplace()
  const known: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['unknown-survey', 'De vragenlijst', of.survey, [...new Set(store.surveys().map(({ survey }) => survey.id))]],
    ['unknown-provider', 'De aanbieder', of.provider, store.providers().map(({ id }) => id)],
    ['unknown-care-type', 'De zorgvorm', of.careType, municipality.careTypes.map(({ id }) => id)],
  ]
  for (const [code, what, id, ids] of known) {
    if (id !== '' && !ids.includes(id)) throw new CommandError(code, `${what} "${id}" bestaat niet. ${orElse(id, ids)}`)
  }
}
