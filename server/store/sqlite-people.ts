import type { Database } from 'better-sqlite3'
import type { AccountLink, People, SecondStep, Session, Token, User } from './people.ts'

type UserRow = Omit<User, 'disabled' | 'portfolio'> & { disabled: number }

type UserFunctions = Pick<People, 'saveUser' | 'userByLogin' | 'user' | 'users'>
type SessionFunctions = Pick<
  People,
  'saveSession' | 'session' | 'sessionsOf' | 'touchSession' | 'endSession' | 'endSessionsOf' | 'endSessionsBefore'
>
type TalkFunctions = Pick<People, 'talks' | 'saveTalk'>
type TokenFunctions = Pick<People, 'saveToken' | 'token' | 'tokens' | 'dropToken'>

type LinkFunctions = Pick<
  People,
  'saveAccountLink' | 'accountLink' | 'accountLinks' | 'dropAccountLink' | 'dropAccountLinksBefore'
>
type StepFunctions = Pick<
  People,
  'saveSecondStep' | 'secondStep' | 'dropSecondStep' | 'useStep' | 'useRecovery' | 'recoveryLeft' | 'recoveryHashes'
>

/** Keeps who may sign in: users, their links, second steps and sessions, and tokens of machines; and when they talk with whom. */
export function peopleIn(db: Database): People {
  return { ...usersIn(db), ...linksIn(db), ...stepsIn(db), ...sessionsIn(db), ...tokensIn(db), ...talksIn(db) }
}

function usersIn(db: Database): UserFunctions {
  const select = 'select id, login, password_hash as passwordHash, role, provider, disabled from person'
  const save = db.prepare<[UserRow]>(
    `insert into person (id, login, password_hash, role, provider, disabled)
     values (:id, :login, :passwordHash, :role, :provider, :disabled)
     on conflict (id) do update set login = excluded.login, password_hash = excluded.password_hash, role = excluded.role,
       provider = excluded.provider, disabled = excluded.disabled`,
  )
  const byLogin = db.prepare<[string], UserRow>(`${select} where login = ?`)
  const byId = db.prepare<[string], UserRow>(`${select} where id = ?`)
  const all = db.prepare<[], UserRow>(`${select} order by login`)
  const portfolio = db.prepare<[string], string>('select provider from portfolio where person = ? order by 1').pluck()
  const follow = db.prepare<[string, string]>('insert or ignore into portfolio (person, provider) values (?, ?)')
  const unfollow = db.prepare<[string]>('delete from portfolio where person = ?')
  const toUser = (row: UserRow): User => ({
    ...row,
    disabled: row.disabled === 1,
    ...(row.role === 'account-manager' && { portfolio: portfolio.all(row.id) }),
  })
  const orNull = (row: UserRow | undefined): User | null => (row ? toUser(row) : null)
  const saveUser = db.transaction(({ portfolio: followed = [], ...user }: User) => {
    save.run({ ...user, disabled: user.disabled ? 1 : 0 })
    unfollow.run(user.id)
    for (const provider of followed) follow.run(user.id, provider)
  })
  return {
    saveUser: (user) => saveUser(user),
    userByLogin: (login) => orNull(byLogin.get(login)),
    user: (id) => orNull(byId.get(id)),
    users: () => all.all().map(toUser),
  }
}

function sessionsIn(db: Database): SessionFunctions {
  const save = db.prepare<[Session]>(
    `insert into session (token_hash, person, created, last_seen) values (:tokenHash, :user, :created, :lastSeen)
     on conflict do update set person = excluded.person, created = excluded.created, last_seen = excluded.last_seen`,
  )
  const read = db.prepare<[string], Session>(
    'select token_hash as tokenHash, person as user, created, last_seen as lastSeen from session where token_hash = ?',
  )
  const ofUser = db.prepare<[string], Session>(
    `select token_hash as tokenHash, person as user, created, last_seen as lastSeen from session where person = ?
     order by created desc, token_hash`,
  )
  const touch = db.prepare<[number, string]>('update session set last_seen = ? where token_hash = ?')
  const end = db.prepare<[string]>('delete from session where token_hash = ?')
  const endOf = db.prepare<[string]>('delete from session where person = ?')
  const endBefore = db.prepare<[number, number]>('delete from session where created < ? or last_seen < ?')
  return {
    saveSession: (session) => void save.run(session),
    session: (tokenHash) => read.get(tokenHash) ?? null,
    sessionsOf: (user) => ofUser.all(user),
    touchSession: (tokenHash, lastSeen) => void touch.run(lastSeen, tokenHash),
    endSession: (tokenHash) => void end.run(tokenHash),
    endSessionsOf: (user) => void endOf.run(user),
    endSessionsBefore: (created, lastSeen) => void endBefore.run(created, lastSeen),
  }
}

function linksIn(db: Database): LinkFunctions {
  const select = 'select token_hash as tokenHash, person as user, expires from account_link'
  const save = db.prepare<[AccountLink]>(
    `insert into account_link (person, token_hash, expires) values (:user, :tokenHash, :expires)
     on conflict (person) do update set token_hash = excluded.token_hash, expires = excluded.expires`,
  )
  const read = db.prepare<[string], AccountLink>(`${select} where token_hash = ?`)
  const all = db.prepare<[], AccountLink>(`${select} order by person`)
  const drop = db.prepare<[string]>('delete from account_link where person = ?')
  const dropBefore = db.prepare<[number]>('delete from account_link where expires < ?')
  return {
    saveAccountLink: (link) => void save.run(link),
    accountLink: (tokenHash) => read.get(tokenHash) ?? null,
    accountLinks: () => all.all(),
    dropAccountLink: (user) => void drop.run(user),
    dropAccountLinksBefore: (expires) => void dropBefore.run(expires),
  }
}

function stepsIn(db: Database): StepFunctions {
  const add = db.prepare<[string, string, number]>(
    'insert into second_step (person, sealed_secret, last_step) values (?, ?, ?)',
  )
  const read = db.prepare<[string], SecondStep>(
    'select sealed_secret as sealedSecret, last_step as lastStep from second_step where person = ?',
  )
  const drop = db.prepare<[string]>('delete from second_step where person = ?')
  const use = db.prepare<[number, string, number]>(
    'update second_step set last_step = ? where person = ? and last_step < ?',
  )
  const addRecovery = db.prepare<[string, string]>('insert into recovery_code (person, code_hash) values (?, ?)')
  const useRecovery = db.prepare<[string, string]>('delete from recovery_code where person = ? and code_hash = ?')
  const hashes = db.prepare<[string], string>('select code_hash from recovery_code where person = ? order by 1').pluck()
  const left = db.prepare<[string], number>('select count(*) from recovery_code where person = ?').pluck()
  return {
    saveSecondStep: db.transaction((user: string, step: SecondStep, hashes: readonly string[]) => {
      drop.run(user)
      add.run(user, step.sealedSecret, step.lastStep)
      for (const hash of hashes) addRecovery.run(user, hash)
    }),
    secondStep: (user) => read.get(user) ?? null,
    dropSecondStep: (user) => void drop.run(user),
    useStep: (user, step) => use.run(step, user, step).changes === 1,
    useRecovery: (user, codeHash) => useRecovery.run(user, codeHash).changes === 1,
    recoveryHashes: (user) => hashes.all(user),
    recoveryLeft: (user) => left.get(user) ?? 0,
  }
}

function talksIn(db: Database): TalkFunctions {
  const all = db.prepare<[], { provider: string; day: string }>('select provider, day from talk order by provider')
  const save = db.prepare<[string, string]>(
    'insert into talk (provider, day) values (?, ?) on conflict do update set day = excluded.day',
  )
  const drop = db.prepare<[string]>('delete from talk where provider = ?')
  return {
    talks: () => new Map(all.all().map(({ provider, day }) => [provider, day])),
    saveTalk: (provider, day) => void (day === null ? drop.run(provider) : save.run(provider, day)),
  }
}

function tokensIn(db: Database): TokenFunctions {
  const select = 'select token_hash as tokenHash, role, provider, name from token'
  const save = db.prepare<[Token]>(
    `insert into token (token_hash, role, provider, name) values (:tokenHash, :role, :provider, :name)
     on conflict do update set role = excluded.role, provider = excluded.provider, name = excluded.name`,
  )
  const read = db.prepare<[string], Token>(`${select} where token_hash = ?`)
  const all = db.prepare<[], Token>(`${select} order by name, token_hash`)
  const drop = db.prepare<[string]>('delete from token where token_hash = ?')
  return {
    saveToken: (token) => void save.run(token),
    token: (tokenHash) => read.get(tokenHash) ?? null,
    tokens: () => all.all(),
    dropToken: (tokenHash) => void drop.run(tokenHash),
  }
}
