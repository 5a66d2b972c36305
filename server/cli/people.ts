import { randomUUID } from 'node:crypto'
import { normalLogin } from '../auth.ts'
import { createPasswords, passwordFault } from '../passwords.ts'
import { newPassword } from '../random-text.ts'
import type { Role, User } from '../store/store.ts'
import {
  type Command,
  CommandError,
  type Given,
  isOn,
  needed,
  type Outcome,
  text,
  type Values,
  wrongUse,
} from './command.ts'
import { orElse } from './or-else.ts'
import { table } from './table.ts'
import type { Workplace } from './workplace.ts'

const ROLES: readonly Role[] = ['provider', 'admin']
const passwordOption = { 'password-stdin': { type: 'boolean' } } as const
const loginOption = { login: { type: 'string' } } as const
const ABOUT_PASSWORD = [
  'Het programma maakt zelf een wachtwoord en laat het één keer zien.',
  'Met --password-stdin leest het uw eigen wachtwoord van de standaardinvoer. Een wachtwoord hoort niet in een opdracht:',
  'daar kunnen anderen het lezen.',
]

/** Commands for the people who sign in to the portal. */
export const peopleCommands: readonly Command[] = [
  {
    name: 'user add',
    usage: '--login NAAM --role provider|admin [--provider ID] [--password-stdin]',
    summary: 'Maakt een account voor de resultatenpagina.',
    about: ['De rol is provider (ziet één aanbieder; geef --provider) of admin (ziet alles).', ...ABOUT_PASSWORD],
    example: 'user add --login anna@dock.example --role provider --provider dock',
    options: { ...loginOption, role: { type: 'string' }, provider: { type: 'string' }, ...passwordOption },
    run: addUser,
  },
  {
    name: 'user list',
    usage: '',
    summary: 'Laat zien welke accounts er zijn.',
    about: ['Wachtwoorden staan er niet bij: die bewaart het programma alleen onleesbaar.'],
    example: 'user list',
    options: {},
    run: listUsers,
  },
  {
    name: 'user password',
    usage: '--login NAAM [--password-stdin]',
    summary: 'Geeft een account een nieuw wachtwoord.',
    about: ['Wie met dit account is ingelogd, moet daarna opnieuw inloggen.', ...ABOUT_PASSWORD],
    example: 'user password --login anna@dock.example',
    options: { ...loginOption, ...passwordOption },
    positionals: { min: 0, max: 1 },
    run: changePassword,
  },
  {
    name: 'user disable',
    usage: '--login NAAM',
    summary: 'Sluit een account.',
    about: ['Het account kan er niet meer in. Wie is ingelogd, is er meteen uit.', 'Weer openen: user enable.'],
    example: 'user disable --login anna@dock.example',
    options: loginOption,
    positionals: { min: 0, max: 1 },
    run: (given) => setDisabled(given, true),
  },
  {
    name: 'user enable',
    usage: '--login NAAM',
    summary: 'Opent een gesloten account weer.',
    about: ['Het wachtwoord blijft zoals het was.'],
    example: 'user enable --login anna@dock.example',
    options: loginOption,
    positionals: { min: 0, max: 1 },
    run: (given) => setDisabled(given, false),
  },
]

async function addUser(given: Given): Promise<Outcome> {
  const login = newLogin(needed(given.values, 'login', 'anna@dock.example'))
  const workplace = given.workplace()
  const { role, provider } = roleOf(given.values, workplace)
  if (workplace.store.userByLogin(login)) {
    throw new CommandError(
      'login-in-use',
      `Er is al een account "${login}". Een nieuw wachtwoord: npm run cli -- user password --login ${login}`,
    )
  }
  const { password, passwordHash } = await takePassword(given, workplace, login)
  workplace.store.saveUser({ id: randomUUID(), login, passwordHash, role, provider, disabled: false })
  const sees = provider === null ? 'ziet alle aanbieders' : `ziet alleen ${provider}`
  return {
    json: { login, role, provider, ...(password === null ? {} : { password }) },
    text: [
      `Account gemaakt: ${login} (${role}, ${sees}).`,
      ...shown(password),
      `Inloggen: ${workplace.config.publicUrl}/resultaten`,
    ].join('\n'),
  }
}

/** The role and provider that the options name; throws with what there is. Shared with tokens. */
export function roleOf(
  values: Values,
  workplace: Workplace,
): { readonly role: Role; readonly provider: string | null } {
  const role = needed(values, 'role', 'provider')
  const known = ROLES.find((candidate) => candidate === role)
  if (!known) throw wrongUse(`De rol "${role}" bestaat niet. Kies uit: ${ROLES.join(', ')}.`)
  const provider = text(values, 'provider')
  if (known === 'admin') {
    if (provider !== null) throw wrongUse('Een admin ziet alle aanbieders: laat --provider weg.')
    return { role: known, provider: null }
  }
  if (provider === null)
    throw wrongUse('--provider ontbreekt. Bijvoorbeeld: --provider dock. Zie: npm run cli -- providers')
  assertProvider(workplace, provider)
  return { role: known, provider }
}

/** Throws, naming the nearest one, when there is no such provider. */
export function assertProvider(workplace: Workplace, provider: string): void {
  const ids = workplace.store.providers().map((known) => known.id)
  if (!ids.includes(provider)) {
    throw new CommandError('unknown-provider', `De aanbieder "${provider}" bestaat niet. ${orElse(provider, ids)}`)
  }
}

function newLogin(given: string): string {
  const login = normalLogin(given)
  if (/^[^\s\p{C}]{3,100}$/u.test(login)) return login
  throw wrongUse(
    `De inlognaam "${given}" kan niet. Neem 3 tot 100 tekens zonder spaties, bijvoorbeeld een e-mailadres.`,
  )
}

/** A password of one's own from standard input, else a new one; `password` is null when the person already knows it. */
async function takePassword(given: Given, workplace: Workplace, login: string) {
  const own = isOn(given.values, 'password-stdin') ? ((await given.io.stdin()).split(/\r?\n/)[0] ?? '') : null
  const context = [login, workplace.municipality.productName, workplace.municipality.name, workplace.municipality.id]
  const fault = own === null ? null : passwordFault(own, context)
  if (fault !== null) throw new CommandError('weak-password', fault)
  const password = own ?? newPassword(given.io.randomBytes)
  return { password: own === null ? password : null, passwordHash: await createPasswords().hash(password) }
}

function shown(password: string | null): readonly string[] {
  return password === null ? [] : [`Wachtwoord: ${password}`, 'Bewaar het goed: het wordt maar één keer getoond.']
}

async function listUsers(given: Given): Promise<Outcome> {
  const users = given
    .workplace()
    .store.users()
    .map(({ login, role, provider, disabled }) => ({ login, role, provider, disabled }))
  const rows = users.map((user) => [
    user.login,
    user.role,
    user.provider ?? 'alle',
    user.disabled ? 'gesloten' : 'open',
  ])
  return {
    json: { users },
    text: table(
      ['inlognaam', 'rol', 'aanbieder', 'account'],
      rows,
      'Er zijn nog geen accounts. Maak er een met: user add',
    ),
  }
}

async function changePassword(given: Given): Promise<Outcome> {
  const workplace = given.workplace()
  const user = userOf(given, workplace)
  const { password, passwordHash } = await takePassword(given, workplace, user.login)
  workplace.store.saveUser({ ...user, passwordHash })
  workplace.store.endSessionsOf(user.id)
  return {
    json: { login: user.login, ...(password === null ? {} : { password }) },
    text: [`Het account ${user.login} heeft een nieuw wachtwoord.`, ...shown(password)].join('\n'),
  }
}

async function setDisabled(given: Given, disabled: boolean): Promise<Outcome> {
  const { store, ...rest } = given.workplace()
  const user = userOf(given, { store, ...rest })
  store.saveUser({ ...user, disabled })
  if (disabled) store.endSessionsOf(user.id)
  return {
    json: { login: user.login, disabled },
    text: disabled ? `Het account ${user.login} is gesloten.` : `Het account ${user.login} is weer open.`,
  }
}

function userOf(given: Given, workplace: Workplace): User {
  const name = text(given.values, 'login') ?? given.positionals[0]
  if (name === undefined) throw wrongUse('--login ontbreekt. Bijvoorbeeld: --login anna@dock.example')
  const user = workplace.store.userByLogin(normalLogin(name))
  if (user) return user
  const logins = workplace.store.users().map((known) => known.login)
  throw new CommandError('unknown-login', `Er is geen account "${name}". ${orElse(name, logins)}`)
}
