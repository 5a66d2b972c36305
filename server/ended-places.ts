import { THE_SERVER } from './audit.ts'
import { dayOf } from './calendar.ts'
import { closeCollectors, type PlaceHouse } from './places.ts'

type Ending = { readonly validUntil: string | null }

/** Closes the open collectors of each provider, location and care type whose last day went by since this was done before, once: who
 *  opens one again, to key in what came late, finds it open. The first time it closes nothing. */
export function closeEnded(house: PlaceHouse): void {
  const { store, now } = house
  const today = dayOf(now())
  const before = store.endsSeen()
  if (before === today) return
  store.together(() => {
    store.noteEndsSeen(today)
    if (before === null) return
    const isOver = ({ validUntil }: Ending) => validUntil !== null && before <= validUntil && validUntil < today
    const providers = new Set(store.providers().flatMap((one) => (isOver(one) ? one.id : [])))
    const locations = new Set(store.locations().flatMap((one) => (isOver(one) ? one.id : [])))
    const care = store.careGiven().filter(isOver)
    closeCollectors(
      house,
      THE_SERVER,
      ({ provider, location, careType }) =>
        providers.has(provider) ||
        locations.has(location) ||
        care.some((one) => one.provider === provider && one.careType === careType),
    )
  })
}
