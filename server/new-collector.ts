import { type Access, CHANNELS, type Channel } from '../shared/response.ts'
import type { Offer } from '../shared/survey/check.ts'
import { collectorWarnings, type Warning } from './collector-warnings.ts'
import type { Deps } from './deps.ts'
import { orElse } from './or-else.ts'
import { Refusal } from './refusal.ts'
import { freeCollectorCode } from './seed.ts'
import type { Collector, Store } from './store/store.ts'

/** What is known where a collector is made. */
export interface CollectorPlace extends Pick<Deps, 'municipality' | 'store' | 'surveys'> {
  /** For which care types each current survey is meant. */
  readonly offers: readonly (Offer & { readonly survey: string })[]
}

/** A collector as somebody asks for it; nothing is checked yet. */
export interface CollectorWish {
  readonly provider: string
  readonly careType: string
  /** Null for none. */
  readonly location: string | null
  readonly channel: string
  readonly access: string
  /** [] for those of the care type, or else the general ones. */
  readonly surveys: readonly string[]
}

/** Where a collector of that channel is opened. */
const PAGES: Partial<Record<Channel, (code: string) => string>> = {
  'own-device': (code) => `/v/${code}`,
  kiosk: (code) => `/zuil/${code}`,
  assisted: (code) => `/afname/${code}`,
  paper: (code) => `/afname/${code}`,
}

const ACCESSES: readonly Access[] = ['open', 'invited']

/** A new collector, not yet kept, and what the person may have overlooked. Throws Refusal, naming the nearest known thing, for what
 *  does not exist. */
export function newCollector(
  place: CollectorPlace,
  wish: CollectorWish,
  { day, randomBytes }: { readonly day: string; readonly randomBytes: Deps['randomBytes'] },
): { readonly collector: Collector; readonly warnings: readonly Warning[] } {
  const { provider, careType } = wish
  const channel = channelOf(wish.channel)
  const access = accessOf(wish.access)
  assertProvider(place, provider)
  assertCareType(place, careType)
  const collector: Collector = {
    code: freeCollectorCode(place.store, randomBytes),
    provider,
    careType,
    location: locationOf(place, provider, wish.location),
    channel,
    access,
    surveys: surveysOf(place, careType, wish.surveys),
    closed: false,
    demo: false,
  }
  return { collector, warnings: collectorWarnings(place, collector, day) }
}

/** Pauses a collector or ends its pause; keeps that. */
export function setPaused(store: Pick<Store, 'saveCollector'>, collector: Collector, paused: boolean): void {
  const { paused: before, ...kept } = collector
  store.saveCollector(paused ? { ...kept, paused } : kept)
}

/** The address that people open; null for channels that have no page of their own. */
export function collectorUrl(workplace: Pick<Deps, 'config'>, collector: Collector): string | null {
  const path = PAGES[collector.channel]
  return path ? `${workplace.config.publicUrl}${path(collector.code)}` : null
}

function assertProvider({ store }: CollectorPlace, provider: string): void {
  const ids = store.providers().map((known) => known.id)
  if (ids.includes(provider)) return
  throw new Refusal('unknown-provider', `De aanbieder "${provider}" bestaat niet. ${orElse(provider, ids)}`)
}

function channelOf(given: string): Channel {
  const channel = CHANNELS.find((known) => known === given)
  if (!channel) throw new Refusal('usage', `Het kanaal "${given}" bestaat niet. Kies uit: ${CHANNELS.join(', ')}.`)
  return channel
}

function accessOf(given: string): Access {
  const access = ACCESSES.find((known) => known === given)
  if (!access) throw new Refusal('usage', `De toegang "${given}" bestaat niet. Kies uit: ${ACCESSES.join(', ')}.`)
  return access
}

function assertCareType(workplace: CollectorPlace, careType: string): void {
  const ids = workplace.municipality.careTypes.map((known) => known.id)
  if (!ids.includes(careType)) {
    throw new Refusal('unknown-care-type', `De zorgvorm "${careType}" bestaat niet. ${orElse(careType, ids)}`)
  }
}

function locationOf(workplace: CollectorPlace, provider: string, given: string | null): string {
  if (given === null) return ''
  const ids = workplace.store
    .locations()
    .filter((location) => location.provider === provider)
    .map((location) => location.id)
  if (ids.includes(given)) return given
  throw new Refusal('unknown-location', `De locatie "${given}" bestaat niet bij ${provider}. ${orElse(given, ids)}`)
}

/** The surveys asked for; without any those of the care type, else the general ones. */
function surveysOf(workplace: CollectorPlace, careType: string, asked: readonly string[]): readonly string[] {
  const ids = [...workplace.surveys.keys()]
  for (const id of asked) {
    if (!ids.includes(id)) {
      throw new Refusal('unknown-survey', `De vragenlijst "${id}" bestaat niet. ${orElse(id, ids)}`)
    }
  }
  if (asked.length > 0) return [...new Set(asked)]
  const offered = workplace.offers.filter((offer) => offer.careTypes.includes(careType))
  const chosen = offered.length > 0 ? offered : workplace.offers.filter((offer) => offer.fallback)
  if (chosen.length > 0) return chosen.map((offer) => offer.survey)
  throw new Refusal(
    'no-survey',
    `Er is geen vragenlijst voor ${careType} en geen algemene lijst. Geef --survey: ${ids.join(', ')}.`,
  )
}
