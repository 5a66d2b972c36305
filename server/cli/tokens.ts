import type { MachineRole } from '../../shared/roles.ts'
import { newMachineToken, tokenHash } from '../auth.ts'
import { orElse } from '../or-else.ts'
import { clearText } from '../random-text.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text } from './command.ts'
import { roleOf, sees } from './roles.ts'
import { table } from './table.ts'

/** A machine fetches what one provider sees, or everything, or how the server does: a portfolio is a person's. */
const TOKEN_ROLES: readonly MachineRole[] = ['provider', 'reader', 'admin', 'monitor']

/** Commands for the keys with which machines fetch results. */
export const tokenCommands: readonly Command[] = [
  {
    name: 'token create',
    usage: '--role provider|reader|admin|monitor [--provider ID] [--name NAAM]',
    summary: 'Maakt een sleutel waarmee een ander programma resultaten ophaalt.',
    about: [
      'De sleutel wordt één keer getoond. Het andere programma stuurt hem mee als "Authorization: Bearer SLEUTEL".',
      'Bijvoorbeeld: curl -H "Authorization: Bearer SLEUTEL" "http://localhost:3000/api/v1/results.csv?flavour=nl"',
      'De rol is provider (ziet één aanbieder; geef --provider), reader (alle aanbieders samen), admin (ziet alles)',
      'of monitor (ziet alleen op /metrics hoe het met de server gaat, en geen resultaten).',
      'De naam is om de sleutel later terug te vinden of in te trekken.',
    ],
    example: 'token create --role provider --provider dock --name dashboard-dock',
    options: { role: { type: 'string' }, provider: { type: 'string' }, name: { type: 'string' } },
    run: createToken,
  },
  {
    name: 'token list',
    usage: '',
    summary: 'Laat zien welke sleutels er zijn.',
    about: ['De sleutels zelf staan er niet bij.'],
    example: 'token list',
    options: {},
    run: listTokens,
  },
  {
    name: 'token revoke',
    usage: '--name NAAM',
    summary: 'Trekt een sleutel in.',
    about: ['De sleutel werkt daarna meteen niet meer.'],
    example: 'token revoke --name dashboard-dock',
    options: { name: { type: 'string' } },
    positionals: { min: 0, max: 1 },
    run: revokeToken,
  },
]

async function createToken(given: Given): Promise<Outcome> {
  const workplace = given.workplace()
  const { role, provider } = roleOf(given.values, workplace, TOKEN_ROLES)
  const name = text(given.values, 'name') ?? `${provider ?? role}-${clearText(6, given.io.randomBytes).toLowerCase()}`
  if (workplace.store.tokens().some((known) => known.name === name)) {
    throw new CommandError('name-in-use', `Er is al een sleutel met de naam "${name}". Kies een andere --name.`)
  }
  const token = newMachineToken(given.io.randomBytes)
  audited(given, workplace.store, ['token-create', name], () =>
    workplace.store.saveToken({ tokenHash: tokenHash(token), role, provider, name }),
  )
  return {
    json: { token, name, role, provider },
    text: [
      `Sleutel "${name}" gemaakt (${sees({ role, provider })}):`,
      token,
      'Bewaar hem goed: hij wordt maar één keer getoond.',
    ].join('\n'),
  }
}

async function listTokens(given: Given): Promise<Outcome> {
  const tokens = given
    .workplace()
    .store.tokens()
    .map(({ name, role, provider }) => ({ name, role, provider }))
  const rows = tokens.map((token) => [token.name, token.role, token.provider ?? 'alle'])
  return { json: { tokens }, text: table(['naam', 'rol', 'aanbieder'], rows, 'Er zijn nog geen sleutels.') }
}

async function revokeToken(given: Given): Promise<Outcome> {
  const name = given.positionals[0] ?? needed(given.values, 'name', 'dashboard-dock')
  const { store } = given.workplace()
  const token = store.tokens().find((known) => known.name === name)
  if (!token) {
    const names = store.tokens().map((known) => known.name)
    throw new CommandError('unknown-token', `Er is geen sleutel met de naam "${name}". ${orElse(name, names)}`)
  }
  audited(given, store, ['token-revoke', name], () => store.dropToken(token.tokenHash))
  return { json: { name, revoked: true }, text: `De sleutel "${name}" is ingetrokken.` }
}
