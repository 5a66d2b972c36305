import type { Look } from './look.ts'
import type { Words } from './survey/survey.ts'

export interface HelpLine {
  readonly kind: 'urgent' | 'help' | 'complaint' | 'support'
  readonly name: Words
  /** As it is dialled; absent when the sources give none. */
  readonly phone?: string
  readonly url?: string
  /** True when the number or address is an example that the municipality must still fill in. */
  readonly placeholder?: boolean
}

/** What a respondent's device must know of the municipality, offline too. */
export interface MunicipalityCard {
  readonly id: string
  readonly name: string
  /** The product's name is a setting; nothing else depends on it. */
  readonly productName: string
  /** Where "Snel weg" goes. */
  readonly quickExit: string
  readonly help: readonly HelpLine[]
}

export type Track = 'sociale-basis' | 'basiszorg' | 'aanvullende-zorg' | 'centrumgemeente' | 'maatwerk' | 'jeugd'

export interface CareType {
  /** Dutch slug, such as `individuele-begeleiding`. */
  readonly id: string
  readonly name: string
  readonly track: Track
}

export interface Area {
  readonly id: string
  readonly name: string
  /** The area of another scheme that this one lies in: `{wijk: 'noordwest'}`. */
  readonly within?: Readonly<Record<string, string>>
}

export interface AreaScheme {
  readonly id: string
  readonly name: string
  readonly areas: readonly Area[]
}

export interface SeedProvider {
  readonly id: string
  readonly name: string
  readonly careTypes: readonly string[]
  /** Days, `2019-02-28`, both included. */
  readonly validFrom?: string
  readonly validUntil?: string
  readonly succeededBy?: string
}

export interface SeedLocation {
  readonly id: string
  readonly provider: string
  readonly name: string
  /** Area id by scheme id. */
  readonly areas: Readonly<Record<string, string>>
  readonly validFrom?: string
  readonly validUntil?: string
  readonly succeededBy?: string
}

/** One folder `surveys/<municipality>`; providers and locations fill an empty database once. */
export interface Municipality extends MunicipalityCard {
  /** Its own colours; without it those of the product. */
  readonly look?: Look
  readonly careTypes: readonly CareType[]
  readonly areaSchemes: readonly AreaScheme[]
  readonly providers: readonly SeedProvider[]
  readonly locations: readonly SeedLocation[]
}
