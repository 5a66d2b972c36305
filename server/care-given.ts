import type { ManagedCare, PlaceFields } from '../shared/places.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import { assertUnchanged, closeCollectors, dayIn, differing, type PlaceHouse } from './places.ts'
import { Refusal } from './refusal.ts'
import type { CareGiven } from './store/care-given.ts'

const NOTE_LENGTH = 80

/** In the order in which they are told. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['given', 'de zorgvorm'],
  ['validFrom', 'de eerste dag'],
  ['validUntil', 'de laatste dag'],
  ['contractFrom', 'het begin van het contract'],
  ['contractUntil', 'het einde van het contract'],
  ['contractNote', 'het nummer van het contract'],
])

/** What a provider gives, as a form has it, by name of the care type. */
export function managedCare(
  { store, municipality }: Pick<PlaceHouse, 'store' | 'municipality'>,
  provider: string,
): readonly ManagedCare[] {
  const nameOf = (id: string) => municipality.careTypes.find((one) => one.id === id)?.name ?? id
  return store
    .careGiven()
    .filter((care) => care.provider === provider)
    .map((care) => ({ careType: care.careType, name: nameOf(care.careType), fields: fieldsOf(care) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'))
}

/** Says that a provider gives a care type, changes what was said of it, or takes it back (`given` is ''). Where it has ended or is
 *  taken back, its open collectors are closed. `seen` are its fields as the person saw them, null for who saw none. Throws Refusal:
 *  `unknown-place`, `unknown-care-type`, `changed-meanwhile`, or what is wrong with the fields; nothing is changed then. */
export function changeCare(
  house: PlaceHouse,
  who: string,
  [provider, careType]: readonly [string, string],
  { wish, seen }: { readonly wish: PlaceFields; readonly seen: PlaceFields | null },
): readonly ManagedCare[] {
  const { store, municipality, now } = house
  return store.together(() => {
    if (!store.providers().some(({ id }) => id === provider))
      throw new Refusal('unknown-place', 'Deze aanbieder is er niet.')
    const isOne = (care: Pick<CareGiven, 'provider' | 'careType'>) =>
      care.provider === provider && care.careType === careType
    const before = fieldsOf(store.careGiven().find(isOne) ?? null)
    if (before.given === '' && !municipality.careTypes.some(({ id }) => id === careType))
      throw new Refusal('unknown-care-type', 'Kies een zorgvorm uit de lijst.')
    if (seen) assertUnchanged(before, seen, (name) => LABELS.get(name) ?? name, shown)
    const care = careOf(provider, careType, { ...before, given: 'yes', ...wish })
    const after = fieldsOf(care)
    if (differing(before, after).length === 0) return managedCare(house, provider)
    if (care) store.saveCareGiven(care)
    else store.dropCareGiven(provider, careType)
    audit(
      house,
      who,
      care ? 'care-set' : 'care-remove',
      [`${provider} ${careType}`, ...changesIn(before, after)].join(', '),
    )
    const end = care?.validUntil ?? null
    if (care === null || (end !== null && end <= dayOf(now()))) closeCollectors(house, who, isOne)
    return managedCare(house, provider)
  })
}

/** Each day that changed, as it was and as it is: nothing else keeps what it was. A number is named only, since somebody typed it
 *  freely and nothing can be taken out of the log. */
function changesIn(before: PlaceFields, after: PlaceFields): readonly string[] {
  const day = (value = '') => (value === '' ? 'leeg' : value)
  return differing(before, after)
    .filter((name) => name !== 'given')
    .map((name) => {
      const label = LABELS.get(name) ?? name
      return name === 'contractNote' ? label : `${label}: ${day(before[name])} → ${day(after[name])}`
    })
}

function fieldsOf(care: CareGiven | null): PlaceFields {
  return {
    given: care ? 'yes' : '',
    validFrom: care?.validFrom ?? '',
    validUntil: care?.validUntil ?? '',
    contractFrom: care?.contractFrom ?? '',
    contractUntil: care?.contractUntil ?? '',
    contractNote: care?.contractNote ?? '',
  }
}

function careOf(provider: string, careType: string, fields: PlaceFields): CareGiven | null {
  if (fields.given === '') return null
  const day = (name: string) => dayIn(fields[name] ?? '')
  const care = {
    provider,
    careType,
    validFrom: day('validFrom'),
    validUntil: day('validUntil'),
    contractFrom: day('contractFrom'),
    contractUntil: day('contractUntil'),
    contractNote: noteIn(fields.contractNote ?? ''),
  }
  assertOrder('De laatste dag', care.validFrom, care.validUntil)
  assertOrder('Het einde van het contract', care.contractFrom, care.contractUntil)
  return care
}

function assertOrder(end: string, from: string | null, until: string | null): void {
  if (from !== null && until !== null && until < from)
    throw new Refusal('usage', `${end} (${until}) ligt voor het begin (${from}).`)
}

function noteIn(typed: string): string {
  const note = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (/\p{C}/u.test(note))
    throw new Refusal('usage', 'In het nummer staat een teken dat niet te zien is. Typ het opnieuw.')
  if (note.length > NOTE_LENGTH) throw new Refusal('usage', `Het nummer is te lang: hooguit ${NOTE_LENGTH} tekens.`)
  return note
}

function shown(name: string, value: string): string {
  if (name === 'given') return value === '' ? 'weggehaald' : 'toegevoegd'
  return value === '' ? 'leeg' : `"${value}"`
}
