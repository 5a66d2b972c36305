import type { Deps } from './deps.ts'
import type { Collector, Location, Provider } from './store/store.ts'

/** What is possible and yet may be a mistake; `message` is in Dutch, without "Let op". */
export interface Warning {
  readonly code: 'other-care-type' | 'provider-not-active' | 'location-not-active'
  readonly message: string
}

/** What a person who makes this collector may have overlooked; [] when all fits. `day` is today, `2026-11-23`. */
export function collectorWarnings(
  { store }: Pick<Deps, 'store'>,
  collector: Pick<Collector, 'provider' | 'careType' | 'location'>,
  day: string,
): readonly Warning[] {
  const provider = store.providers().find(({ id }) => id === collector.provider)
  const given = store
    .careGiven()
    .filter((care) => care.provider === collector.provider)
    .map(({ careType }) => careType)
  const location = store.locations().find(({ id }) => id === collector.location)
  return [
    ...(provider && given.length > 0 && !given.includes(collector.careType)
      ? [otherCareType(provider.name, given, collector.careType)]
      : []),
    ...(provider ? notActive('provider', provider, day) : []),
    ...(location ? notActive('location', location, day) : []),
  ]
}

function otherCareType(name: string, careTypes: readonly string[], careType: string): Warning {
  return {
    code: 'other-care-type',
    message: `in de lijst staat ${careType} niet bij ${name}, maar alleen ${careTypes.join(', ')}.`,
  }
}

const KINDS = { provider: 'de aanbieder', location: 'de locatie' } as const

function notActive(
  kind: keyof typeof KINDS,
  { name, validFrom, validUntil, succeededBy }: Provider | Location,
  day: string,
): readonly Warning[] {
  const when =
    validFrom !== null && day < validFrom
      ? `is er pas vanaf ${validFrom}`
      : validUntil !== null && validUntil < day
        ? `is er tot en met ${validUntil}`
        : null
  if (when === null) return []
  const successor = succeededBy === null ? '' : ` Opvolger: ${succeededBy}.`
  return [{ code: `${kind}-not-active`, message: `${KINDS[kind]} ${name} ${when}.${successor}` }]
}
