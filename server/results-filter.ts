import type { Municipality } from '../shared/municipality.ts'
import { CHANNELS, PHASES } from '../shared/response.ts'
import { CUTS, EVERY_AREA, EXTRA_CUTS, extraCuts } from '../shared/results/cuts.ts'
import { type Cut, providersIn, type ResultsFilter } from '../shared/results/results.ts'
import type { Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { assertWholeCity, providerSeen } from './http/who.ts'
import { takenOver } from './rights.ts'
import type { Store } from './store/store.ts'

/** The parameters of a results query, as design of the wire has them. */
export const RESULT_PARAMETERS = [
  'survey',
  'provider',
  'with',
  'careType',
  'location',
  'area',
  'from',
  'to',
  'by',
  'phase',
  'channel',
] as const

type Parameter = (typeof RESULT_PARAMETERS)[number]
type Given = Readonly<Partial<Record<Parameter, string>>>

export interface Known {
  readonly store: Store
  readonly municipality: Municipality
}

/** The checked filter of a query string. A provider's viewer always gets its own provider in it. Throws `forbidden` for
 *  another provider's figures before anything else is looked at, `unknown-filter` for a parameter or value that does not
 *  exist (naming those that do), `unsupported-cut` for cuts that cannot go together and `bad-request` for months. */
export function readFilter(known: Known, query: Readonly<Record<string, unknown>>, viewer: Viewer): ResultsFilter {
  const given = readGiven(query)
  const provider = providerSeen(viewer, given.provider ?? null)
  const scheme = areaScheme(given.by)
  const filter: ResultsFilter = {
    survey: given.survey ?? null,
    provider,
    with: readWith(known, given.with, provider),
    careType: given.careType ?? null,
    location: given.location ?? null,
    area: given.area ?? (scheme === null ? null : `${scheme}:${EVERY_AREA}`),
    from: readMonth('from', given.from),
    to: readMonth('to', given.to),
    by: readCuts(given.by),
    phase: given.phase ?? null,
    channel: given.channel ?? null,
  }
  assertWholeCity(viewer, filter)
  checkValues(known, filter)
  checkCuts(filter)
  return filter
}

function readGiven(query: Readonly<Record<string, unknown>>): Given {
  const given: Partial<Record<Parameter, string>> = {}
  for (const [name, value] of Object.entries(query)) {
    const parameter = RESULT_PARAMETERS.find((candidate) => candidate === name)
    if (!parameter) throw unknownFilter('parameter', name, RESULT_PARAMETERS)
    if (typeof value !== 'string') throw problem('bad-request', `Give "${parameter}" once`)
    // An empty choice of a form is no choice.
    if (value !== '') given[parameter] = value
  }
  return given
}

/** The only word of `with`. All providers together hold those that were taken over anyway. */
function readWith({ store }: Known, given: string | undefined, provider: string | null): readonly string[] {
  mustBeOne('with', given ?? null, ['predecessors'])
  return given === undefined || provider === null ? [] : takenOver(store, provider).map(({ id }) => id)
}

function readMonth(name: string, value: string | undefined): string | null {
  if (value === undefined) return null
  if (!/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(value)) {
    throw problem('bad-request', `"${name}" must be a month such as 2026-11`)
  }
  return value
}

/** `by=area:buurtteam` is short for `by=area&area=buurtteam:*`. */
function areaScheme(by: string | undefined): string | null {
  const part = by?.split(',').find((cut) => cut.startsWith('area:'))
  return part === undefined ? null : part.slice('area:'.length)
}

function readCuts(by: string | undefined): readonly Cut[] {
  const names = (by ?? '').split(',').filter((name) => name !== '')
  return names.map((name) => {
    const cut = CUTS.find((candidate) => candidate === (name.startsWith('area:') ? 'area' : name))
    if (!cut) throw problem('unsupported-cut', `"by" does not know ${quote(name)}; it knows ${CUTS.join(', ')}`)
    return cut
  })
}

function checkValues({ store, municipality }: Known, filter: ResultsFilter): void {
  const mine = store.locations().filter(({ provider }) => providersIn(filter)?.includes(provider) ?? true)
  mustBeOne('survey', filter.survey, ids(store.surveys().map(({ survey }) => survey)))
  mustBeOne('provider', filter.provider, ids(store.providers()))
  mustBeOne('careType', filter.careType, ids(municipality.careTypes))
  mustBeOne('location', filter.location, ids(mine))
  mustBeOne('phase', filter.phase, PHASES)
  mustBeOne('channel', filter.channel, CHANNELS)
  if (filter.from !== null && filter.to !== null && filter.from > filter.to) {
    throw problem('bad-request', '"from" must not be later than "to"')
  }
  checkArea(municipality, filter)
}

function checkArea(municipality: Municipality, filter: ResultsFilter): void {
  const schemes = ids(municipality.areaSchemes)
  if (filter.area === null) {
    if (!filter.by.includes('area')) return
    const ways = schemes.map((scheme) => `by=area:${scheme}`).join(', ')
    throw problem('unsupported-cut', `"by=area" needs an area scheme: ${ways}`)
  }
  const [scheme = '', area = '', ...more] = filter.area.split(':')
  mustBeOne('area', scheme, schemes)
  const areas = municipality.areaSchemes.find(({ id }) => id === scheme)?.areas ?? []
  const every = filter.by.includes('area') ? [EVERY_AREA] : []
  mustBeOne('area', [area, ...more].join(':'), [...every, ...ids(areas)], `${scheme}:`)
}

function checkCuts(filter: ResultsFilter): void {
  const times = filter.by.filter((cut) => cut === 'month' || cut === 'quarter' || cut === 'year')
  if (times.length > 1) throw problem('unsupported-cut', 'Ask for one of month, quarter and year at a time')
  const cuts = extraCuts(filter)
  if (cuts.length > 1) {
    throw problem(
      'unsupported-cut',
      `Only one of ${EXTRA_CUTS.join(', ')} can be asked for at a time, as "by" or as a filter, ` +
        `so that nobody's answer can be worked out; this asks for ${cuts.join(' and ')}`,
    )
  }
}

function mustBeOne(name: string, value: string | null, known: readonly string[], prefix = ''): void {
  if (value !== null && !known.includes(value)) throw unknownFilter(name, value, known, prefix)
}

function unknownFilter(name: string, value: string, known: readonly string[], prefix = '') {
  const list = known.length === 0 ? 'none' : known.map((each) => prefix + each).join(', ')
  return problem('unknown-filter', `There is no ${name} ${quote(prefix + value)}; there is: ${list}`)
}

/** A value as it was sent, cut short, so that a message stays readable. */
function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}

function ids(things: readonly { readonly id: string }[]): readonly string[] {
  return [...new Set(things.map(({ id }) => id))]
}
