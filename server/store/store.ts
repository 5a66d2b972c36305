import type { Access, Channel, Response } from '../../shared/response.ts'
import type { Tally } from '../../shared/results/results.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Envelope } from '../../shared/wire.ts'

export interface Provider {
  readonly id: string
  readonly name: string
  /** `2019-02-28`; null is: no bound. */
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly succeededBy: string | null
}

export interface Location {
  readonly id: string
  readonly provider: string
  readonly name: string
  /** Area id by scheme id: `{buurtteam: 'zuilen', wijk: 'noordwest'}`. */
  readonly areas: Readonly<Record<string, string>>
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly succeededBy: string | null
}

export interface Collector {
  /** Seven characters without 0, O, 1, I and L. */
  readonly code: string
  readonly provider: string
  readonly careType: string
  /** '' when the collector has no location. */
  readonly location: string
  readonly channel: Channel
  readonly access: Access
  /** Survey ids, in the order offered. */
  readonly surveys: readonly string[]
  readonly closed: boolean
  readonly demo: boolean
}

/** A response that passed every check, with what the server takes from the collector. */
export interface Accepted {
  readonly response: Response
  readonly hash: string
  readonly collector: Collector
}

export type StoreVerdict = 'stored' | 'duplicate' | 'conflict' | 'withdrawn'

export interface PublishedSurvey {
  readonly survey: Survey
  readonly hash: string
  /** Day it was first published, `2026-11-23`. */
  readonly published: string
  /** Day a later version took its place; null for the current one. */
  readonly superseded: string | null
}

export type Role = 'provider' | 'admin'

export interface User {
  readonly id: string
  /** What the person signs in with. */
  readonly login: string
  readonly passwordHash: string
  readonly role: Role
  /** Provider id; null for an admin. */
  readonly provider: string | null
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

/** A machine's key for the results. */
export interface Token {
  readonly tokenHash: string
  readonly role: Role
  readonly provider: string | null
  readonly name: string
}

export interface TallyQuery {
  readonly survey?: string
  readonly provider?: string
  readonly careType?: string
  readonly from?: string
  readonly to?: string
}

export interface Verification {
  readonly responses: number
  /** Tallies that differ from a recount; empty when all is well. */
  readonly differences: readonly string[]
  readonly integrity: string
}

/** All that the rest of the server may ask of the database, in the domain's words. Every write is one transaction
 *  on disk (synchronous=FULL) before the function returns. Nothing here reads a clock. */
export interface Store {
  /** Stores what is new and counts it, all in one transaction; verdicts in the order given. Idempotent by id and hash. */
  saveResponses(batch: readonly Accepted[]): readonly StoreVerdict[]
  /** Keeps a refused envelope as it came; the same id and hash once. */
  keepRefused(envelopes: readonly (Envelope & { readonly reason: string; readonly month: string })[]): void
  refused(): readonly (Envelope & { readonly reason: string; readonly month: string })[]
  dropRefused(id: string, hash: string): void
  /** Removes the response and its counts and leaves a tombstone; true when there was one. */
  withdraw(id: string): boolean
  response(id: string): Response | null

  /** Random name of this database's life. */
  epoch(): string
  /** Called by a restore: gives the database a new epoch. */
  renewEpoch(epoch: string): void

  publishSurvey(survey: Survey, hash: string, day: string): void
  survey(id: string, version: number): PublishedSurvey | null
  /** Every version ever published, oldest first. */
  surveys(): readonly PublishedSurvey[]

  collector(code: string): Collector | null
  collectors(): readonly Collector[]
  saveCollector(collector: Collector): void
  closeCollector(code: string): boolean
  providers(): readonly Provider[]
  saveProvider(provider: Provider): void
  locations(): readonly Location[]
  saveLocation(location: Location): void

  /** Takes in the new answers of each group (survey × provider × care type × month) that has at least `threshold` of them. */
  release(day: string, threshold: number): { readonly groups: number; readonly responses: number }
  /** Day of the last release, `2026-11-23`; null before the first. */
  lastRelease(): string | null
  /** Counts as of the last release; never unreleased ones. */
  releasedTallies(query: TallyQuery): readonly Tally[]
  /** Counts up to this moment; for verification and benches, never for a results page. */
  liveTallies(query: TallyQuery): readonly Tally[]

  saveUser(user: User): void
  userByLogin(login: string): User | null
  user(id: string): User | null
  users(): readonly User[]
  saveSession(session: Session): void
  session(tokenHash: string): Session | null
  touchSession(tokenHash: string, lastSeen: number): void
  endSession(tokenHash: string): void
  /** Ends every session of that user, after a new password or when the account is closed. */
  endSessionsOf(user: string): void
  endSessionsBefore(created: number, lastSeen: number): void
  saveToken(token: Token): void
  token(tokenHash: string): Token | null
  tokens(): readonly Token[]
  dropToken(tokenHash: string): void

  /** Removes collectors marked demo with their responses, counts and refused envelopes; gives the number of responses. */
  removeDemo(): number
  /** Recounts every response and compares. */
  verify(): Verification
  /** Throws when the database cannot commit. */
  probe(): void
  /** Writes a consistent copy to that file, beside a running server. */
  backup(file: string): Promise<void>
  close(): void
}
