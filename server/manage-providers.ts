import type { ManagedCare, ManagedPlace, PlaceFields, PlacesReply } from '../shared/places.ts'
import { dayOf } from './calendar.ts'
import { changeCare, managedCare } from './care-given.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { orProblem } from './http/refused.ts'
import { addProvider, changePlace, managedPlace, type PlaceKind } from './places.ts'
import { hasRight } from './rights.ts'

/** Providers and their locations with all that can be changed of them. Administrators only. */
export function managedPlaces(deps: Deps, viewer: Viewer): PlacesReply {
  assertManages(viewer)
  const { store, municipality, now } = deps
  const locations = store.locations()
  return {
    providers: [...store.providers()].sort(byName).map((provider) => ({
      ...managedPlace(deps, 'provider', provider),
      locations: locations
        .filter((location) => location.provider === provider.id)
        .sort(byName)
        .map((location) => managedPlace(deps, 'location', location)),
      care: managedCare(deps, provider.id),
    })),
    careTypes: municipality.careTypes.map(({ id, name }) => ({ id, name })).sort(byName),
    areaSchemes: municipality.areaSchemes.map(({ id, name, areas }) => ({
      id,
      name,
      areas: areas.map((area) => ({ id: area.id, name: area.name })),
    })),
    today: dayOf(now()),
  }
}

/** Makes a provider: `{name, validFrom, validUntil, succeededBy}`. Throws `bad-request`, in words to show. */
export function makeProvider(deps: Deps, viewer: Viewer, body: unknown): ManagedPlace {
  assertManages(viewer)
  return orProblem(() => addProvider(deps, viewer.name, fieldsIn(body)))
}

/** Changes the fields that are in the body, with `seen`: all of them as they were on the screen. Throws `changed-meanwhile`
 *  where another was first, and says what it is now. */
export function changeManaged(
  deps: Deps,
  viewer: Viewer,
  place: readonly [PlaceKind, string],
  body: unknown,
): ManagedPlace {
  assertManages(viewer)
  return orProblem(() => changePlace(deps, viewer.name, place, asked(body)))
}

/** The same of a care type of a provider; gives all that it gives. */
export function changeManagedCare(
  deps: Deps,
  viewer: Viewer,
  care: readonly [string, string],
  body: unknown,
): readonly ManagedCare[] {
  assertManages(viewer)
  return orProblem(() => changeCare(deps, viewer.name, care, asked(body)))
}

/** Who saw nothing saw something else than there is. */
function asked(body: unknown): { readonly wish: PlaceFields; readonly seen: PlaceFields } {
  const seen = typeof body === 'object' && body !== null && 'seen' in body ? body.seen : undefined
  return { wish: fieldsIn(body), seen: fieldsIn(seen) }
}

function assertManages(viewer: Viewer): void {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}

/** The texts of a body, by name. */
function fieldsIn(body: unknown): PlaceFields {
  const given = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(
    given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()] as const] : [])),
  )
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name, 'nl')
}
