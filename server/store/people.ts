import type { MachineRole, Role } from '../../shared/roles.ts'

export interface User {
  readonly id: string
  /** What the person signs in with. */
  readonly login: string
  /** '' for who was invited and has not chosen one yet. */
  readonly passwordHash: string
  readonly role: Role
  /** Provider id; null for who belongs to none. */
  readonly provider: string | null
  /** Of an account manager: ids of the providers that it follows, in order of id. Left out of others. */
  readonly portfolio?: readonly string[]
  readonly disabled: boolean
}

export interface Session {
  /** SHA-256 of the cookie's token, hex. */
  readonly tokenHash: string
  readonly user: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly lastSeen: number
}

/** A link with which somebody chooses a password. */
export interface AccountLink {
  /** SHA-256 of the link's secret, hex. */
  readonly tokenHash: string
  readonly user: string
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** What makes the codes of a second step. */
export interface SecondStep {
  /** Not to be read without the secret file. */
  readonly sealedSecret: string
  /** Number of the last half minute whose code was used; -1 before the first. */
  readonly lastStep: number
}

/** A machine's key for the results. */
export interface Token {
  readonly tokenHash: string
  readonly role: MachineRole
  readonly provider: string | null
  readonly name: string
}

/** Who signs in, and with what. */
export interface People {
  /** Adds or changes the user with this id, portfolio too. Throws when another user has the login. */
  saveUser(user: User): void
  userByLogin(login: string): User | null
  user(id: string): User | null
  users(): readonly User[]
  saveSession(session: Session): void
  session(tokenHash: string): Session | null
  /** The newest first; those that are over too, until the upkeep takes them away. */
  sessionsOf(user: string): readonly Session[]
  touchSession(tokenHash: string, lastSeen: number): void
  endSession(tokenHash: string): void
  /** Ends every session of that user, after a new password or when the account is closed. */
  endSessionsOf(user: string): void
  /** Ends sessions made before `created` and those last seen before `lastSeen`, in milliseconds since 1970. */
  endSessionsBefore(created: number, lastSeen: number): void
  /** In the place of an earlier one of that user, which works no more. */
  saveAccountLink(link: AccountLink): void
  accountLink(tokenHash: string): AccountLink | null
  accountLinks(): readonly AccountLink[]
  dropAccountLink(user: string): void
  /** Takes away links that expired before that moment. */
  dropAccountLinksBefore(expires: number): void
  /** With hashes of the codes for who loses it; in the place of an earlier one with its codes. */
  saveSecondStep(user: string, step: SecondStep, recoveryHashes: readonly string[]): void
  secondStep(user: string): SecondStep | null
  /** With its recovery codes. */
  dropSecondStep(user: string): void
  /** Notes that the code of that half minute was used; false when it, or a later one, was used before. */
  useStep(user: string, step: number): boolean
  /** Takes that recovery code away; false when there is none. */
  useRecovery(user: string, codeHash: string): boolean
  recoveryLeft(user: string): number
  /** Hashes of the codes that are left. */
  recoveryHashes(user: string): readonly string[]
  /** Day of the next talk with each provider that has one, `2026-12-14`. */
  talks(): ReadonlyMap<string, string>
  /** Sets that day; null takes it away. */
  saveTalk(provider: string, day: string | null): void
  saveToken(token: Token): void
  token(tokenHash: string): Token | null
  tokens(): readonly Token[]
  dropToken(tokenHash: string): void
}
