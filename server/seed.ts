import type { Municipality, SeedLocation, SeedProvider } from '../shared/municipality.ts'
import type { Offer } from '../shared/survey/check.ts'
import { clearText } from './random-text.ts'
import type { CareGiven } from './store/care-given.ts'
import type { Collector, Location, Provider, Store } from './store/store.ts'

const CODE_LENGTH = 7

/** Fills an empty database with the municipality's providers and locations, and with an example collector for each
 *  survey, so that a newcomer has a link to open; all of it or nothing. Does nothing once there are providers. `day` is
 *  today, `2026-11-23`. Gives whether it filled. */
export function seedOnce(
  store: Store,
  municipality: Municipality,
  offers: ReadonlyMap<string, Offer>,
  given: { readonly day: string; readonly randomBytes: (length: number) => Uint8Array },
): boolean {
  return store.together(() => {
    // Asked inside the transaction: a command may fill the same database at the same moment.
    if (store.providers().length > 0) return false
    for (const provider of municipality.providers) {
      store.saveProvider(asProvider(provider))
      for (const careType of provider.careTypes) store.saveCareGiven(asCareGiven(provider.id, careType))
    }
    for (const location of municipality.locations) store.saveLocation(asLocation(location))
    for (const example of exampleCollectors(municipality, offers, given.day)) {
      store.saveCollector({ ...example, code: freeCollectorCode(store, given.randomBytes) })
    }
    return true
  })
}

/** A code that no collector has yet. */
export function freeCollectorCode(
  store: Pick<Store, 'collector'>,
  randomBytes: (length: number) => Uint8Array,
): string {
  let code = clearText(CODE_LENGTH, randomBytes)
  while (store.collector(code)) code = clearText(CODE_LENGTH, randomBytes)
  return code
}

/** One collector for an own phone per survey: at a provider of its (first) care type that works today, preferably one
 *  that nobody took yet. A survey without such a provider gets none. */
function exampleCollectors(
  municipality: Municipality,
  offers: ReadonlyMap<string, Offer>,
  day: string,
): readonly Omit<Collector, 'code'>[] {
  const taken = new Set<string>()
  return [...offers].flatMap(([survey, offer]) => {
    const places = placesOf(municipality, offers, offer, day)
    const place = places.find(({ provider }) => !taken.has(provider)) ?? places[0]
    if (!place) return []
    taken.add(place.provider)
    const { provider, careType } = place
    return [
      {
        provider,
        careType,
        location: '',
        channel: 'own-device',
        access: 'open',
        surveys: [survey],
        closed: false,
        demo: false,
      },
    ]
  })
}

interface Place {
  readonly provider: string
  readonly careType: string
}

/** Where a survey can be asked, in the order of its care types and then of the municipality's providers. */
function placesOf(
  municipality: Municipality,
  offers: ReadonlyMap<string, Offer>,
  offer: Offer,
  day: string,
): readonly Place[] {
  const own = new Set([...offers.values()].flatMap(({ careTypes }) => careTypes))
  const all = municipality.careTypes.map(({ id }) => id)
  // A fallback goes anywhere, best of all to a care type that has no survey of its own.
  const careTypes = offer.fallback ? [...offer.careTypes, ...all.filter((id) => !own.has(id)), ...all] : offer.careTypes
  const working = municipality.providers.filter((provider) => worksOn(provider, day))
  return careTypes.flatMap((careType) =>
    working
      .filter((provider) => provider.careTypes.includes(careType))
      .map((provider) => ({ provider: provider.id, careType })),
  )
}

function worksOn(provider: SeedProvider, day: string): boolean {
  return (provider.validFrom ?? day) <= day && day <= (provider.validUntil ?? day)
}

function asProvider({ id, name, validFrom, validUntil, succeededBy }: SeedProvider): Provider {
  return { id, name, validFrom: validFrom ?? null, validUntil: validUntil ?? null, succeededBy: succeededBy ?? null }
}

/** The files say nothing of contracts. */
function asCareGiven(provider: string, careType: string): CareGiven {
  const open = { validFrom: null, validUntil: null, contractFrom: null, contractUntil: null }
  return { provider, careType, ...open, contractNote: '' }
}

function asLocation({ id, provider, name, areas, validFrom, validUntil, succeededBy }: SeedLocation): Location {
  return {
    id,
    provider,
    name,
    areas,
    validFrom: validFrom ?? null,
    validUntil: validUntil ?? null,
    succeededBy: succeededBy ?? null,
  }
}
