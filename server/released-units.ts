import type { Unit } from '../shared/results/units.ts'
import { joinUnits, unitsOf } from '../shared/results/units.ts'
import type { ReleasedMark, ReleasedQuery, ReleasedSpan, Store } from './store/store.ts'

/** Most released counts that are kept in memory: some 100 MB. What was asked for longest ago goes first. */
const MOST_KEPT = 500_000

/** What one provider has to one survey, by one cut. */
interface Kept extends ReleasedMark {
  readonly units: readonly Unit[]
  /** How many counts it holds. */
  readonly size: number
}

type Place = Pick<ReleasedSpan, 'survey' | 'provider'> & Pick<ReleasedQuery, 'cut'>

/** By survey, provider and cut, what was asked for longest ago first. */
const keptOf = new WeakMap<Store, Map<string, Kept>>()

/** Released counts as units of whole years. They are kept in memory from one question to the next, and of a
 *  later release only what it took in is read: pages of all providers add up hundreds of releases of each. */
export function releasedUnits(
  store: Store,
  { cut, survey, provider, careType, from, to }: Omit<ReleasedQuery, 'after'>,
): readonly Unit[] {
  const mark = store.releasedMark()
  return placesOf(store, provider ?? null)
    .filter((place) => survey === undefined || place.survey === survey)
    .flatMap((place) => unitsAt(store, { ...place, ...(cut && { cut }) }, mark))
    .filter(
      (unit) =>
        (careType === undefined || unit.careType === careType) &&
        (from === undefined || from.slice(0, 4) <= unit.year) &&
        (to === undefined || unit.year <= to.slice(0, 4)),
    )
}

/** Reads what pages without a cut will ask for, a provider at a time, and lets others go first in between. `isStopped` ends it. */
export async function warmUnits(store: Store, isStopped: () => boolean): Promise<void> {
  for (const place of placesOf(store, null)) {
    await new Promise((done) => setImmediate(done))
    if (isStopped()) return
    unitsAt(store, place, store.releasedMark())
  }
}

function placesOf(store: Store, provider: string | null): readonly Place[] {
  const spans = store.releasedSpans(provider).map((span) => ({ survey: span.survey, provider: span.provider }))
  return [...new Map(spans.map((place) => [JSON.stringify(place), place])).values()]
}

function unitsAt(store: Store, place: Place, mark: ReleasedMark): readonly Unit[] {
  const all = keptOf.get(store) ?? new Map<string, Kept>()
  keptOf.set(store, all)
  const name = JSON.stringify([place.survey, place.provider, place.cut])
  const before = all.get(name)
  const kept = upToDate(store, place, mark, before?.gone === mark.gone ? before : null)
  // Last in line: it was asked for just now.
  all.delete(name)
  all.set(name, kept)
  forgetOldest(all)
  return kept.units
}

function upToDate(store: Store, place: Place, mark: ReleasedMark, before: Kept | null): Kept {
  if (before && before.release >= mark.release) return before
  const added = store.releasedTallies({ ...place, ...(before && { after: before.release }) })
  // Another process may have made released counts anew since the mark was read: what came of before and after is of neither.
  const { gone } = store.releasedMark()
  if (gone !== mark.gone) return upToDate(store, place, store.releasedMark(), null)
  // Another process may have released since the mark was read.
  const release = added.reduce(
    (last, { batch }) => Math.max(last, Number(batch.slice('2026-11#'.length))),
    mark.release,
  )
  return {
    ...{ release, gone: mark.gone },
    units: joinUnits(before?.units ?? [], unitsOf(added)),
    size: (before?.size ?? 0) + added.length,
  }
}

function forgetOldest(all: Map<string, Kept>): void {
  let size = [...all.values()].reduce((sum, kept) => sum + kept.size, 0)
  for (const [name, kept] of all) {
    if (size <= MOST_KEPT || all.size === 1) return
    all.delete(name)
    size -= kept.size
  }
}
