import type { MachineRole, Role } from '../../shared/roles.ts'
import { orElse } from '../or-else.ts'
import { CommandError, needed, text, type Values, wrongUse } from './command.ts'
import type { Workplace } from './workplace.ts'

/** What an account or a machine may see. */
export interface RoleGiven<R extends MachineRole = Role> {
  readonly role: R
  readonly provider: string | null
  /** Of an account manager only. */
  readonly portfolio?: readonly string[]
}

/** The role, provider and portfolio that the options name; throws with what there is. Shared with tokens, which can have
 *  fewer roles. */
export function roleOf<R extends MachineRole>(values: Values, workplace: Workplace, roles: readonly R[]): RoleGiven<R> {
  const role = needed(values, 'role', 'provider')
  const chosen = roles.find((candidate) => candidate === role)
  if (!chosen) throw wrongUse(`De rol "${role}" bestaat niet. Kies uit: ${roles.join(', ')}.`)
  const known: MachineRole = chosen
  const provider = text(values, 'provider')
  if (known !== 'provider' && provider !== null) throw wrongUse(`${ABOUT_OTHERS[known]}: laat --provider weg.`)
  if (known !== 'account-manager' && text(values, 'portfolio') !== null) {
    throw wrongUse('Alleen een account-manager heeft een lijst van aanbieders: laat --portfolio weg.')
  }
  if (known === 'account-manager') return { role: chosen, provider: null, portfolio: portfolioOf(values, workplace) }
  if (known !== 'provider') return { role: chosen, provider: null }
  if (provider === null)
    throw wrongUse('--provider ontbreekt. Bijvoorbeeld: --provider dock. Zie: npm run cli -- providers')
  assertProvider(workplace, provider)
  return { role: chosen, provider }
}

const ABOUT_OTHERS: Readonly<Record<Exclude<MachineRole, 'provider'>, string>> = {
  admin: 'Een admin ziet alle aanbieders',
  reader: 'Een reader ziet de aanbieders alleen samen',
  panel: 'Een panel ziet alleen vragenlijsten',
  monitor: 'Een monitor ziet geen resultaten',
  'account-manager': 'Een account-manager volgt de aanbieders van --portfolio',
}

/** Ids of the providers in `--portfolio a,b`, each once and in order; throws when one does not exist. */
export function portfolioOf(values: Values, workplace: Workplace): readonly string[] {
  const given = needed(values, 'portfolio', 'dock,lister').split(',')
  const providers = [...new Set(given.map((id) => id.trim()).filter((id) => id !== ''))].sort()
  if (providers.length === 0) throw wrongUse('--portfolio noemt geen aanbieder. Bijvoorbeeld: --portfolio dock,lister')
  for (const provider of providers) assertProvider(workplace, provider)
  return providers
}

/** In Dutch what somebody with that role sees: `ziet alleen dock`. */
export function sees({ role, provider, portfolio }: RoleGiven<MachineRole>): string {
  if (role === 'reader') return 'ziet alle aanbieders samen'
  if (role === 'panel') return 'ziet vragenlijsten en geen resultaten'
  if (role === 'monitor') return 'ziet hoe het met de server gaat en geen resultaten'
  if (portfolio) return `volgt ${portfolio.join(', ')}`
  return provider === null ? 'ziet alle aanbieders' : `ziet alleen ${provider}`
}

/** Throws, naming the nearest one, when there is no such provider. */
export function assertProvider(workplace: Workplace, provider: string): void {
  const ids = workplace.store.providers().map((known) => known.id)
  if (!ids.includes(provider)) {
    throw new CommandError('unknown-provider', `De aanbieder "${provider}" bestaat niet. ${orElse(provider, ids)}`)
  }
}
