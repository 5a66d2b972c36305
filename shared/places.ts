import type { Choice } from './results/choices.ts'

/** A provider or location as a form has it: `name`, `validFrom` and `validUntil` (`2026-11-27`), `succeededBy` (an id) and, of
 *  a location, `area:<scheme>`. '' is none. */
export type PlaceFields = Readonly<Record<string, string>>

export interface ManagedPlace {
  readonly id: string
  readonly fields: PlaceFields
  /** How many collectors stand open for it. */
  readonly openCollectors: number
}

/** A care type of a provider: `given` ('yes', or '' where it is not given), `validFrom`, `validUntil`, `contractFrom`,
 *  `contractUntil` and `contractNote`. */
export interface ManagedCare {
  /** Id. */
  readonly careType: string
  readonly name: string
  readonly fields: PlaceFields
}

/** GET /api/v1/manage/providers */
export interface PlacesReply {
  /** By name, like the locations of each. */
  readonly providers: readonly (ManagedPlace & {
    readonly locations: readonly ManagedPlace[]
    readonly care: readonly ManagedCare[]
  })[]
  readonly careTypes: readonly Choice[]
  readonly areaSchemes: readonly (Choice & { readonly areas: readonly Choice[] })[]
  readonly today: string
}
