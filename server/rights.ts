import type { MachineRole, Right } from '../shared/roles.ts'
import type { Asker } from './deps.ts'
import type { Provider, Store } from './store/store.ts'

/** `own`: of the own provider, or of those in the portfolio. */
type Reach = 'own' | 'all'

/** The whole table of rights. What is not here is denied. */
const RIGHTS: Readonly<Record<MachineRole, Readonly<Partial<Record<Right, Reach>>>>> = {
  provider: { figures: 'own', 'open-answers': 'own', interpret: 'own', feedback: 'own', reach: 'own' },
  'account-manager': {
    figures: 'own',
    'city-figures': 'all',
    'open-answers': 'own',
    signal: 'own',
    talks: 'own',
    interpret: 'own',
  },
  reader: { 'city-figures': 'all' },
  panel: { surveys: 'all' },
  monitor: { metrics: 'all' },
  admin: {
    figures: 'all',
    'city-figures': 'all',
    'open-answers': 'all',
    review: 'all',
    signal: 'all',
    talks: 'all',
    interpret: 'all',
    feedback: 'all',
    reach: 'all',
    audit: 'all',
    manage: 'all',
    surveys: 'all',
    publish: 'all',
    metrics: 'all',
  },
}

/** The providers for which this viewer has that right; [] for none. */
export function providersFor(viewer: Asker, right: Right): 'all' | readonly string[] {
  // A role that the database has and this program does not know has no rights.
  const rights: Partial<Record<Right, Reach>> = Object.hasOwn(RIGHTS, viewer.role) ? RIGHTS[viewer.role] : {}
  const reach = rights[right]
  if (reach === 'all') return 'all'
  if (reach !== 'own') return []
  return viewer.role === 'account-manager'
    ? (viewer.portfolio ?? [])
    : viewer.provider === null
      ? []
      : [viewer.provider]
}

/** The rights that this viewer has for any provider at all. */
export function rightsOf(viewer: Asker): readonly Right[] {
  // Of the table's own keys.
  const named = Object.hasOwn(RIGHTS, viewer.role) ? (Object.keys(RIGHTS[viewer.role]) as Right[]) : []
  return named.filter((right) => hasRight(viewer, right))
}

/** Whether this viewer has that right for any provider at all. */
export function hasRight(viewer: Asker, right: Right): boolean {
  const providers = providersFor(viewer, right)
  return providers === 'all' || providers.length > 0
}

/** Whether this viewer has that right for this provider; there need not be such a provider. */
export function may(viewer: Asker, right: Right, provider: string): boolean {
  const providers = providersFor(viewer, right)
  return providers === 'all' || providers.includes(provider)
}

/** The providers that this one took over, the nearest first, and those that they took over. Who may see a provider's figures may
 *  see these with them, and need have no other right to them: it has their clients and their care now, and must know where
 *  that began. Only what had ended on the day of the last release: until then they are another's, also where it is known
 *  who comes next. */
export function takenOver(store: Pick<Store, 'providers' | 'lastRelease'>, provider: string): readonly Provider[] {
  const day = store.lastRelease() ?? ''
  const ended = store.providers().filter(({ validUntil }) => validUntil !== null && validUntil <= day)
  const found: Provider[] = []
  const met = new Set([provider])
  for (const after of met) {
    const before = ended.filter(({ id, succeededBy }) => succeededBy === after && !met.has(id))
    for (const { id } of before) met.add(id)
    found.push(...before)
  }
  return found
}

/** The providers whose figures this viewer can know, those that were taken over included: they hide nobody from it. */
export function knownFor(store: Pick<Store, 'providers' | 'lastRelease'>, viewer: Asker): 'all' | readonly string[] {
  const own = providersFor(viewer, 'figures')
  return own === 'all' ? own : [...new Set(own.flatMap((id) => [id, ...takenOver(store, id).map((one) => one.id)]))]
}
