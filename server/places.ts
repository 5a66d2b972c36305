import type { ManagedPlace, PlaceFields } from '../shared/places.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps } from './deps.ts'
import { isSameName, nameIn } from './given-name.ts'
import { clearText } from './random-text.ts'
import { Refusal } from './refusal.ts'
import type { Collector, Location, Provider } from './store/store.ts'

export type PlaceKind = 'provider' | 'location'
export type PlaceHouse = Pick<Deps, 'store' | 'municipality' | 'now'>
type Place = Provider | Location

const ID_LENGTH = 8
const NO_DAY = 'Schrijf een dag als 2026-11-27.'

const WORDS = { provider: 'Deze aanbieder', location: 'Deze locatie' } as const

/** A place as a form has it. */
export function fieldsOf(place: Place): PlaceFields {
  const areas = 'areas' in place ? Object.entries(place.areas).map(([scheme, area]) => [`area:${scheme}`, area]) : []
  return {
    name: place.name,
    validFrom: place.validFrom ?? '',
    validUntil: place.validUntil ?? '',
    succeededBy: place.succeededBy ?? '',
    ...Object.fromEntries(areas),
  }
}

/** A place with what an administrator must know of it. */
export function managedPlace({ store }: Pick<PlaceHouse, 'store'>, kind: PlaceKind, place: Place): ManagedPlace {
  return {
    id: place.id,
    fields: fieldsOf(place),
    openCollectors: openOf(store, (one) => one[kind] === place.id).length,
  }
}

/** Keeps a new provider; without an id it gets one of chance, for a name may be that of a person. Throws Refusal. */
export function addProvider(
  house: PlaceHouse & Pick<Deps, 'randomBytes'>,
  who: string,
  wish: PlaceFields,
  asked: string | null = null,
): ManagedPlace {
  const { store, randomBytes } = house
  return store.together(() => {
    const ids = new Set(store.providers().map(({ id }) => id))
    if (asked !== null && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(asked))
      throw new Refusal('usage', 'Een id heeft kleine letters, cijfers en streepjes, zoals zorg-in-zuilen.')
    if (asked !== null && ids.has(asked)) throw new Refusal('taken', `Er is al een aanbieder "${asked}".`)
    let id = asked
    while (id === null || ids.has(id)) id = `aanbieder-${clearText(ID_LENGTH, randomBytes).toLowerCase()}`
    const empty: Provider = { id, name: '', validFrom: null, validUntil: null, succeededBy: null }
    const provider = changed(house, 'provider', empty, wish)
    store.saveProvider(provider)
    audit(house, who, 'provider-add', id)
    return managedPlace(house, 'provider', provider)
  })
}

/** Changes the fields given of a provider or location. Whatever has ended has no open collectors: they are closed with it.
 *  `seen` are its fields as the person saw them; null for who saw none. Throws Refusal: `unknown-place`, `changed-meanwhile`
 *  with what another changed, or what is wrong with the fields; nothing is changed then. */
export function changePlace(
  house: PlaceHouse,
  who: string,
  [kind, id]: readonly [PlaceKind, string],
  { wish, seen }: { readonly wish: PlaceFields; readonly seen: PlaceFields | null },
): ManagedPlace {
  const { store, now } = house
  return store.together(() => {
    const before = placesOf(house, kind).find((place) => place.id === id)
    if (!before) throw new Refusal('unknown-place', `${WORDS[kind]} is er niet.`)
    if (seen)
      assertUnchanged(
        fieldsOf(before),
        seen,
        (name) => labelOf(house, name),
        (name, value) => shown(house, kind, name, value),
      )
    const place = changed(house, kind, before, wish)
    if (differing(fieldsOf(before), fieldsOf(place)).length === 0) return managedPlace(house, kind, before)
    if ('areas' in place) store.saveLocation(place)
    else store.saveProvider(place)
    const today = dayOf(now())
    audit(house, who, `${kind}-${hasEnded(place, today) && !hasEnded(before, today) ? 'close' : 'change'}`, id)
    if (hasEnded(place, today)) closeCollectors(house, who, (collector) => collector[kind] === id)
    return managedPlace(house, kind, place)
  })
}

function hasEnded({ validUntil }: Place, today: string): boolean {
  return validUntil !== null && validUntil <= today
}

/** Closes the open collectors that this says yes to, each with its line. */
export function closeCollectors(house: PlaceHouse, who: string, isOne: (collector: Collector) => boolean): void {
  for (const { code } of openOf(house.store, isOne)) {
    house.store.closeCollector(code)
    audit(house, who, 'collector-close', code)
  }
}

function openOf(store: PlaceHouse['store'], isOne: (collector: Collector) => boolean) {
  return store.collectors().filter((collector) => !collector.closed && !collector.demo && isOne(collector))
}

function placesOf({ store }: Pick<PlaceHouse, 'store'>, kind: PlaceKind): readonly Place[] {
  return kind === 'provider' ? store.providers() : store.locations()
}

/** The place with these fields put over it; all of it is checked. */
function changed<T extends Place>(house: PlaceHouse, kind: PlaceKind, before: T, wish: PlaceFields): T {
  const field = (name: string) => wish[name] ?? fieldsOf(before)[name] ?? ''
  const places = placesOf(house, kind)
  const name = nameIn(field('name'))
  const isBeside = (one: Place) =>
    one.id !== before.id && !('areas' in one && 'areas' in before && one.provider !== before.provider)
  if (!isSameName(name, before.name) && places.some((one) => isBeside(one) && isSameName(one.name, name)))
    throw new Refusal(
      'taken',
      kind === 'provider'
        ? 'Er is al een aanbieder met deze naam.'
        : 'Deze aanbieder heeft al een locatie met deze naam.',
    )
  const validFrom = dayIn(field('validFrom'))
  const validUntil = dayIn(field('validUntil'))
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    throw new Refusal('usage', `De laatste dag (${validUntil}) ligt voor de eerste (${validFrom}).`)
  const succeededBy = successorIn(places, before.id, field('succeededBy'))
  const areas = 'areas' in before ? { areas: areasIn(house, field) } : {}
  return { ...before, name, validFrom, validUntil, succeededBy, ...areas }
}

/** The day that was typed; null for none. Throws Refusal for what is no day. */
export function dayIn(typed: string): string | null {
  if (typed === '') return null
  const moment = /^(19|20)\d\d-\d\d-\d\d$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, typed.length) !== typed)
    throw new Refusal('usage', `De dag "${typed}" is er niet. ${NO_DAY}`)
  return typed
}

/** The id of the place that comes after this one; throws where that leads nowhere or back here. */
function successorIn(places: readonly Place[], self: string, given: string): string | null {
  if (given === '') return null
  const after = new Map(places.map(({ id, succeededBy }) => [id, succeededBy]))
  if (!after.has(given)) throw new Refusal('unknown-successor', `De opvolger "${given}" is er niet.`)
  const met = new Set<string>()
  for (let next: string | null = given; next !== null && !met.has(next); next = after.get(next) ?? null) {
    if (next === self) throw new Refusal('usage', 'Zo volgt de opvolger zichzelf op. Kies een andere opvolger.')
    met.add(next)
  }
  return given
}

function areasIn({ municipality }: PlaceHouse, field: (name: string) => string): Location['areas'] {
  const areas = municipality.areaSchemes.flatMap(({ id, name, areas: known }) => {
    const area = field(`area:${id}`)
    if (area === '') return []
    if (!known.some((one) => one.id === area)) throw new Refusal('unknown-area', `Kies een ${name} uit de lijst.`)
    return [[id, area] as const]
  })
  return Object.fromEntries(areas)
}

/** Throws Refusal `changed-meanwhile`, with what it is now, where another changed something since it was seen. */
export function assertUnchanged(
  now: PlaceFields,
  seen: PlaceFields,
  labelOf: (name: string) => string,
  shown: (name: string, value: string) => string,
): void {
  const names = differing(now, seen)
  if (names.length === 0) return
  const said = names.map((name) => `${labelOf(name)} is nu ${shown(name, now[name] ?? '')}`)
  throw new Refusal(
    'changed-meanwhile',
    `Iemand anders heeft dit net veranderd: ${said.join(', ')}. Er is niets bewaard.`,
  )
}

/** The names of the fields that differ; one that is missing is ''. */
export function differing(one: PlaceFields, other: PlaceFields): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => (one[name] ?? '') !== (other[name] ?? ''))
}

function labelOf({ municipality }: PlaceHouse, name: string): string {
  const scheme = municipality.areaSchemes.find(({ id }) => name === `area:${id}`)
  const labels = {
    name: 'de naam',
    validFrom: 'de eerste dag',
    validUntil: 'de laatste dag',
    succeededBy: 'de opvolger',
  }
  return scheme?.name ?? (Object.hasOwn(labels, name) ? labels[name as keyof typeof labels] : name)
}

function shown(house: PlaceHouse, kind: PlaceKind, name: string, value: string): string {
  if (value === '') return 'leeg'
  const scheme = house.municipality.areaSchemes.find(({ id }) => name === `area:${id}`)
  const choices = name === 'succeededBy' ? placesOf(house, kind) : (scheme?.areas ?? [])
  return `"${choices.find(({ id }) => id === value)?.name ?? value}"`
}
