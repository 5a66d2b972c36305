import { randomUUID } from 'node:crypto'
import { ROLES } from '../../shared/roles.ts'
import { LINK_DAYS, newAccountLink } from '../account-links.ts'
import type { Audited } from '../audit.ts'
import { normalLogin } from '../auth.ts'
import { orElse } from '../or-else.ts'
import { createPasswords, passwordFault } from '../passwords.ts'
import { assertAdminLeft, shutOut } from '../people.ts'
import { newPassword } from '../random-text.ts'
import type { User } from '../store/people.ts'
import { audited } from './audited.ts'
import { type Command, CommandError, type Given, isOn, needed, type Outcome, text, wrongUse } from './command.ts'
import { portfolioOf, roleOf, sees } from './roles.ts'
import { table } from './table.ts'
import type { Workplace } from './workplace.ts'

const passwordOption = { 'password-stdin': { type: 'boolean' } } as const
const loginOption = { login: { type: 'string' } } as const
const roleOptions = { role: { type: 'string' }, provider: { type: 'string' }, portfolio: { type: 'string' } } as const
const ABOUT_ROLES = [
  'De rol is provider (ziet één aanbieder; geef --provider), account-manager (volgt aanbieders; geef --portfolio),',
  'reader (cliëntenraad: ziet alleen de cijfers van alle aanbieders samen), panel (leest vragenlijsten en geen cijfers)',
  'of admin (ziet alles).',
]
const ABOUT_PASSWORD = [
  'Het programma maakt zelf een wachtwoord en laat het één keer zien.',
  'Met --password-stdin leest het uw eigen wachtwoord van de standaardinvoer. Een wachtwoord hoort niet in een opdracht:',
  'daar kunnen anderen het lezen.',
]

/** Commands for the people who sign in to the portal. */
export const peopleCommands: readonly Command[] = [
  {
    name: 'user add',
    usage:
      '--login NAAM --role provider|account-manager|reader|panel|admin [--provider ID] [--portfolio ID,ID] [--password-stdin]',
    summary: 'Maakt een account voor de resultatenpagina.',
    about: [
      ...ABOUT_ROLES,
      ...ABOUT_PASSWORD,
      'Is het account voor iemand anders? Neem dan user invite, net als in het portaal: die persoon kiest zelf een wachtwoord',
      'en een tweede stap. Met user add is er geen tweede stap: de opdracht is voor wie de server zelf beheert, zoals bij een',
      'nieuwe server of een proef. Het portaal vraagt na het inloggen om de tweede stap.',
    ],
    example: 'user add --login anna@dock.example --role provider --provider dock',
    options: { ...loginOption, ...roleOptions, ...passwordOption },
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
    name: 'user portfolio',
    usage: '--login NAAM --portfolio ID,ID',
    summary: 'Zegt welke aanbieders een accounthouder volgt.',
    about: ['De lijst komt in de plaats van de lijst die er was. Welke aanbieders er zijn: npm run cli -- providers'],
    example: 'user portfolio --login joke@gemeente.example --portfolio dock,lister',
    options: { ...loginOption, portfolio: { type: 'string' } },
    positionals: { min: 0, max: 1 },
    run: changePortfolio,
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
  {
    name: 'user invite',
    usage: '--login NAAM [--role provider|account-manager|reader|panel|admin] [--provider ID] [--portfolio ID,ID]',
    summary: 'Maakt een link waarmee iemand zelf een wachtwoord en een tweede stap kiest.',
    about: [
      `De link werkt ${LINK_DAYS} dagen en één keer. Is er nog geen account, dan maakt dit er een; geef dan --role.`,
      'Is er al een account, dan is het een nieuwe link voor wie het wachtwoord kwijt is. Een tweede stap blijft: de link',
      'vraagt er een code van. Wie ook de telefoon en de reservecodes kwijt is: eerst user second-step --off.',
      ...ABOUT_ROLES,
    ],
    example: 'user invite --login anna@dock.example --role provider --provider dock',
    options: { ...loginOption, ...roleOptions },
    run: inviteUser,
  },
  {
    name: 'user second-step',
    usage: '--login NAAM --off',
    summary: 'Haalt de tweede stap en de passkeys van een account weg.',
    about: [
      'Voor wie de telefoon en de reservecodes kwijt is. Weet zeker wie erom vraagt. Wie is ingelogd, is er meteen uit.',
    ],
    example: 'user second-step --login anna@dock.example --off',
    options: { ...loginOption, off: { type: 'boolean' } },
    positionals: { min: 0, max: 1 },
    run: dropSecondStep,
  },
]

async function addUser(given: Given): Promise<Outcome> {
  const login = newLogin(needed(given.values, 'login', 'anna@dock.example'))
  const workplace = given.workplace()
  const rights = roleOf(given.values, workplace, ROLES)
  if (workplace.store.userByLogin(login)) {
    throw new CommandError(
      'login-in-use',
      `Er is al een account "${login}". Een nieuw wachtwoord: npm run cli -- user password --login ${login}`,
    )
  }
  const { password, passwordHash } = await takePassword(given, workplace, login)
  audited(given, workplace.store, ['user-add', login], () =>
    workplace.store.saveUser({ id: randomUUID(), login, passwordHash, ...rights, disabled: false }),
  )
  return {
    json: { login, ...rights, ...(password === null ? {} : { password }) },
    text: [
      `Account gemaakt: ${login} (${rights.role}, ${sees(rights)}).`,
      ...shown(password),
      `Inloggen: ${workplace.config.publicUrl}/resultaten`,
      'Dit account heeft nog geen tweede stap. Stel die in onder "Mijn account", of gebruik user invite.',
    ].join('\n'),
  }
}

async function inviteUser(given: Given): Promise<Outcome> {
  const login = newLogin(needed(given.values, 'login', 'anna@dock.example'))
  const workplace = given.workplace()
  const { store } = workplace
  const known = store.userByLogin(login)
  if (known?.disabled)
    throw new CommandError('closed-account', `Het account ${login} is dicht. Open het eerst: user enable.`)
  const user = known ?? {
    id: randomUUID(),
    login,
    passwordHash: '',
    ...roleOf(given.values, workplace, ROLES),
    disabled: false,
  }
  const place = { ...workplace, now: given.io.now, randomBytes: given.io.randomBytes }
  const { link, until } = audited(given, store, ['user-invite', login], () => {
    if (!known) store.saveUser(user)
    return newAccountLink(place, user)
  })
  return {
    json: { login, link, until },
    text: [
      `Link voor ${login}: ${link}`,
      `Hij werkt tot en met ${until}, één keer. Wie de link heeft, kan het account gebruiken: geef hem alleen aan deze persoon.`,
    ].join('\n'),
  }
}

async function dropSecondStep(given: Given): Promise<Outcome> {
  if (!isOn(given.values, 'off')) throw wrongUse('Zet --off erbij. Instellen doet iemand zelf, na het inloggen.')
  const workplace = given.workplace()
  const user = userOf(given, workplace)
  audited(given, workplace.store, ['user-second-step-off', user.login], () => {
    workplace.store.dropSecondStep(user.id)
    workplace.store.dropPasskeysOf(user.id)
    workplace.store.endSessionsOf(user.id)
  })
  return { json: { login: user.login }, text: `De tweede stap en de passkeys van ${user.login} zijn weg.` }
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
    .map(({ id: _id, passwordHash: _hash, ...user }) => user)
  const rows = users.map((user) => [
    user.login,
    user.role,
    user.portfolio?.join(', ') ?? user.provider ?? { reader: 'alle samen', panel: 'geen' }[String(user.role)] ?? 'alle',
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

function changePortfolio(given: Given): Outcome {
  const workplace = given.workplace()
  const user = userOf(given, workplace)
  if (user.role !== 'account-manager') {
    throw wrongUse(`${user.login} is geen account-manager en heeft geen lijst van aanbieders.`)
  }
  const portfolio = portfolioOf(given.values, workplace)
  change(given, workplace, 'user-change', user, (now) => ({ ...now, portfolio }))
  return { json: { login: user.login, portfolio }, text: `${user.login} volgt nu: ${portfolio.join(', ')}.` }
}

async function changePassword(given: Given): Promise<Outcome> {
  const workplace = given.workplace()
  const user = userOf(given, workplace)
  const { password, passwordHash } = await takePassword(given, workplace, user.login)
  change(given, workplace, 'user-password', user, (now) => {
    shutOut(workplace.store, now.id)
    return { ...now, passwordHash }
  })
  return {
    json: { login: user.login, ...(password === null ? {} : { password }) },
    text: [`Het account ${user.login} heeft een nieuw wachtwoord.`, ...shown(password)].join('\n'),
  }
}

async function setDisabled(given: Given, disabled: boolean): Promise<Outcome> {
  const workplace = given.workplace()
  const user = userOf(given, workplace)
  change(given, workplace, disabled ? 'user-disable' : 'user-enable', user, (now) => {
    if (disabled) shutOut(workplace.store, now.id)
    return { ...now, disabled }
  })
  return {
    json: { login: user.login, disabled },
    text: disabled ? `Het account ${user.login} is gesloten.` : `Het account ${user.login} is weer open.`,
  }
}

/** Changes the account as it is at that moment, not as it was when the command began: a password takes its time, and the
 *  server runs beside. Throws Refusal when nobody would be left who runs everything. */
function change(
  given: Given,
  { store }: Workplace,
  action: Audited,
  { id, login }: User,
  make: (now: User) => User,
): void {
  audited(given, store, [action, login], () => {
    const now = store.user(id)
    if (!now) throw new CommandError('unknown-login', `Er is geen account "${login}" meer.`)
    const changed = make(now)
    assertAdminLeft(store, changed)
    store.saveUser(changed)
  })
}

function userOf(given: Given, workplace: Workplace): User {
  const name = text(given.values, 'login') ?? given.positionals[0]
  if (name === undefined) throw wrongUse('--login ontbreekt. Bijvoorbeeld: --login anna@dock.example')
  const user = workplace.store.userByLogin(normalLogin(name))
  if (user) return user
  const logins = workplace.store.users().map((known) => known.login)
  throw new CommandError('unknown-login', `Er is geen account "${name}". ${orElse(name, logins)}`)
}
