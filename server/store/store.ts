import type { DeviceKind, LostDevice, NumberRange } from '../../shared/device-wire.ts'
import type { Access, Channel, Response } from '../../shared/response.ts'
import type { CutDimension, ReleasedTally, Tally } from '../../shared/results/results.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Envelope } from '../../shared/wire.ts'
import type { AuditLog } from './audit.ts'
import type { CareGivens } from './care-given.ts'
import type { Feedbacks } from './feedback.ts'
import type { Forgetting } from './forgetting.ts'
import type { Imports } from './imports.ts'
import type { Interpretations } from './interpretations.ts'
import type { InvitationFault, Invitations } from './invitations.ts'
import type { OpenAnswers } from './open-answers.ts'
import type { Passkeys } from './passkeys.ts'
import type { People } from './people.ts'
import type { SurveyComments } from './survey-comments.ts'

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
  /** Nobody can begin now, until it is resumed; what was begun before still comes in. Means nothing once it is closed. */
  readonly paused?: true
  readonly demo: boolean
}

/** A response that passed every check, with what the server takes from the collector. */
export interface Accepted {
  readonly response: Response
  readonly hash: string
  readonly collector: Collector
  /** There when it was brought in from a file of an earlier survey: counted apart. What a collector of channel `import` sends
   *  sealed is the city's own. */
  readonly earlier?: true
  /** The month, `2027-01`, from which the response can no longer be found by its withdrawal code; needed for a response
   *  that has one. */
  readonly withdrawableUntil?: string
  /** Secret of the invitation that is used up by storing it; needed where the collector is for invited people only. */
  readonly invitation?: string
  /** The number that it has on the device that signed its batch; noted of that device, never beside the response. */
  readonly arrival?: { readonly device: string; readonly number: number }
}

/** The last two: new, and not stored for want of an invitation that nobody used. */
export type StoreVerdict = 'stored' | 'duplicate' | 'conflict' | 'withdrawn' | InvitationFault

export interface PublishedSurvey {
  readonly survey: Survey
  readonly hash: string
  /** Day it was first published, `2026-11-23`. */
  readonly published: string
  /** Day a later version took its place; null for the current one. */
  readonly superseded: string | null
}

/** An envelope that was refused, kept as it came. */
export interface RefusedEnvelope extends Envelope {
  readonly reason: string
  /** The month it came in, `2026-11`. */
  readonly month: string
  /** Code of the collector, where the seal could be opened and named one that exists. */
  readonly collector?: string
  /** Id of the device that signed its batch. */
  readonly device?: string
}

/** What a kiosk or a tablet says of itself. */
export interface DeviceHealth {
  readonly version: string
  /** When it was last heard of, to the hour: `2026-11-26T14`. */
  readonly heard: string
  readonly beat: number
  /** The highest number that it gave out. */
  readonly last: number
  readonly unsent: number
  readonly waiting: readonly NumberRange[]
  readonly quarantined: number
  readonly quarantine: readonly NumberRange[]
  /** `2026-11-26`. */
  readonly lastAnswer: string | null
  readonly faults: readonly string[]
}

/** A kiosk or an interviewer's tablet. */
export interface SharedDevice extends DeviceHealth {
  /** UUID, derived from its key. */
  readonly id: string
  /** base64url of the uncompressed point. */
  readonly publicKey: string
  readonly kind: DeviceKind
  /** `waiting`: never paired, or not since it became unknown. */
  readonly state: 'waiting' | 'active' | 'revoked'
  /** The last pairing code that it got. */
  readonly code: string | null
  /** Until when that code can be used, in milliseconds since 1970; 0 once it was. */
  readonly codeUntil: number
  /** Unique; null before it was ever paired. */
  readonly name: string | null
  /** Pseudonym of the helper whose tablet it is; '' where there is none. */
  readonly helper: string
  /** Day of the last pairing. */
  readonly paired: string | null
  /** What it says of the device that it was before its storage was wiped. */
  readonly lost: LostDevice | null
  /** Id of the device that took its place. */
  readonly replacedBy: string | null
  /** What it is bound to (`current`) or was. */
  readonly collectors: readonly { readonly code: string; readonly current: boolean }[]
}

/** What a pairing makes of a device. */
export interface Pairing {
  readonly id: string
  readonly name: string
  readonly helper: string
  readonly day: string
  readonly collectors: readonly string[]
  /** The device whose place it takes, and the name that one has from now on; it takes nothing new any more. */
  readonly replaces: { readonly id: string; readonly name: string } | null
}

/** The store keeps at most this many refused envelopes; what comes after that only stays on its device. */
export const MAX_REFUSED = 10_000

/** The database cannot commit now (full disk, held by another process, read-only): the same write may succeed later. */
export class StoreUnavailable extends Error {}

export interface TallyQuery {
  readonly survey?: string
  readonly provider?: string
  readonly careType?: string
  readonly from?: string
  readonly to?: string
}

/** What released counts are of: they change only with one of these. */
export interface ReleasedMark {
  /** Number of the last release that took something in; 0 before the first. */
  readonly release: number
  /** How many released counts have gone away since the beginning. */
  readonly gone: number
}

export interface ReleasedQuery extends TallyQuery {
  /** Only what releases after the one of this number took in. */
  readonly after?: number
  /** Takes the counts apart by this dimension; without it they are added up over all of them. */
  readonly cut?: CutDimension
}

/** How many released responses to a survey there are of a provider and care type in a month. */
export interface ReleasedResponses {
  readonly survey: string
  readonly provider: string
  readonly careType: string
  readonly month: string
  readonly count: number
}

/** Of when there are released responses to a survey at a provider for a care type. */
export interface ReleasedSpan {
  readonly survey: string
  readonly provider: string
  readonly careType: string
  /** First and last month, `2026-11`; there may be months without any between them. */
  readonly from: string
  readonly to: string
}

/** How many clients a provider says it had for a care type in a quarter. */
export interface Reach {
  readonly provider: string
  readonly careType: string
  /** `2026-Q3` */
  readonly quarter: string
  /** 1 or more. */
  readonly clients: number
}

/** Months whose figures are not to be relied on. '' is: every survey, provider or care type. */
export interface Unreliable {
  readonly survey: string
  readonly provider: string
  readonly careType: string
  /** First and last month, `2026-07`. */
  readonly from: string
  readonly to: string
  /** Why, in Dutch; whoever sees the figures reads it. */
  readonly reason: string
}

export interface Verification {
  readonly responses: number
  /** Tallies that differ from a recount, and released counts that are not the same by every cut; empty when all is well. */
  readonly differences: readonly string[]
  readonly integrity: string
}

/** All that the rest of the server may ask of the database, in the domain's words. Every write is one transaction
 *  on disk (synchronous=FULL) before the function returns, or throws (StoreUnavailable where trying again may help) and
 *  has changed nothing. Nothing here reads a clock. */
export interface Store
  extends OpenAnswers,
    AuditLog,
    CareGivens,
    Feedbacks,
    Forgetting,
    Interpretations,
    Passkeys,
    People,
    Invitations,
    Imports,
    SurveyComments {
  /** Stores what is new and counts it (but for a burst), all in one transaction; verdicts in the order given. Idempotent by id and hash.
   *  A withdrawal code is kept as a mark beside the response until `withdrawableUntil`, never in it.
   *  The collector and the survey version must be in the store; throws, and stores none of the batch, otherwise. */
  saveResponses(batch: readonly Accepted[]): readonly StoreVerdict[]
  /** What saveResponses would say of this id and hash without storing anything; null when the id is new. */
  known(id: string, hash: string): Exclude<StoreVerdict, 'stored' | InvitationFault> | null
  /** Keeps refused envelopes as they came, at most MAX_REFUSED in all; the same id and hash once. */
  keepRefused(envelopes: readonly RefusedEnvelope[]): void
  refused(): readonly RefusedEnvelope[]
  countRefused(): number
  dropRefused(id: string, hash: string): void
  /** Removes the response, its counts and its refused envelopes; true when there was a response. One that is there only as
   *  counts cannot be told apart in them any more. The tombstone is left in
   *  either case: what is withdrawn before it arrives does not come in later. */
  withdraw(id: string): boolean
  /** Withdraws what came, or will come, with these digests of withdrawal codes, and leaves their tombstones. Says nothing:
   *  whether one was known is nobody's business. */
  withdrawByCode(digests: readonly string[]): void
  /** The marks that a withdrawal by these digests will leave, of those that are not withdrawn yet. */
  marksToCome(digests: readonly string[]): readonly string[]
  /** Marks of all that was withdrawn, for `bury` on a restored database with the same secret. They name nobody. */
  tombstones(): readonly string[]
  /** Takes over these marks and withdraws the responses that they belong to; gives how many there were. */
  bury(tombstones: readonly string[]): number
  response(id: string): Response | null
  /** How many responses came in a burst, by collector, of those that have any. They are stored and not counted. */
  bursts(): ReadonlyMap<string, number>

  /** Random name of this database's life. */
  epoch(): string
  /** Called by a restore: gives the database a new epoch. */
  renewEpoch(epoch: string): void

  /** Publishes this version; the version before it is superseded on that day. The same version and hash again does
   *  nothing; throws on another hash, for what is published never changes. */
  publishSurvey(survey: Survey, hash: string, day: string): void
  survey(id: string, version: number): PublishedSurvey | null
  /** Every version ever published, oldest first. */
  surveys(): readonly PublishedSurvey[]

  collector(code: string): Collector | null
  collectors(): readonly Collector[]
  /** Adds or changes; whether it is a demo never changes. Answers that came keep what the collector was at that time. */
  saveCollector(collector: Collector): void
  closeCollector(code: string): boolean
  /** Null when there is no device with that id. */
  device(id: string): SharedDevice | null
  /** All of them, by name, those without a name last. */
  devices(): readonly SharedDevice[]
  /** Adds the device or puts it as it is here, bindings too. */
  saveDevice(device: SharedDevice): void
  /** The same for all of these at once, after taking names and codes from every device. */
  saveDevices(devices: readonly SharedDevice[]): void
  /** Gives the device a new pairing code. Throws when another device has it. */
  askPairing(
    asked: Pick<SharedDevice, 'id' | 'version' | 'lost'> & { readonly code: string; readonly until: number },
  ): void
  /** Binds the device to these collectors and to no others, gives it its name, and uses its code up, in one transaction.
   *  Throws when another device has the name. */
  pairDevice(pairing: Pairing): void
  /** What it holds still gets in. */
  revokeDevice(id: string): void
  /** Takes this in when its number is above the last one; false when it is not. Nothing else of the device changes. */
  noteBeat(id: string, health: DeviceHealth): boolean
  /** Drops devices that were never paired and were last heard of before that hour, or whose code could be used until
   *  before that moment; gives how many. */
  dropUnpaired(heardBefore: string, codeUntilBefore: number): number
  /** Which numbers of the device have arrived: in order, never two ranges that touch. */
  arrived(device: string): readonly NumberRange[]
  /** Whether any device is or was bound to the collector. */
  isPaired(collector: string): boolean
  /** Whether answers to the collector are taken from this device, or from nobody in particular (null). */
  mayDeliver(collector: string, device: string | null): boolean
  providers(): readonly Provider[]
  saveProvider(provider: Provider): void
  locations(): readonly Location[]
  saveLocation(location: Location): void
  /** Day on which was last looked what had ended; null before the first. */
  endsSeen(): string | null
  noteEndsSeen(day: string): void

  /** Takes in what is new in each group (survey × provider × care type × month, all versions together) where that makes a
   *  difference of at least `threshold` responses and leaves none or at least `threshold` of them: two releases never
   *  differ by fewer, and no group ever shows 1 to `threshold` - 1. Gives the groups that changed and by how many
   *  responses. Demo answers form groups of their own. */
  release(day: string, threshold: number): { readonly groups: number; readonly responses: number }
  /** Day of the last release, `2026-11-23`; null before the first, and when nothing released is left. */
  lastRelease(): string | null
  /** Counts as of the last release; never unreleased ones. What was brought in from earlier surveys (`demo` 2) is there only
   *  where they are taken apart by channel. */
  releasedTallies(query: ReleasedQuery): readonly ReleasedTally[]
  releasedMark(): ReleasedMark
  /** The cells of the cut under which released demo answers of these months fall ('' where there is no cut); empty when
   *  there are none. */
  releasedDemo(query: ReleasedQuery): readonly string[]
  /** The responses themselves as of the last release, all versions and releases together; what was brought in from earlier
   *  surveys is not among them. */
  releasedResponses(query: TallyQuery): readonly ReleasedResponses[]
  /** What has released responses, of one provider or of all (null). */
  releasedSpans(provider: string | null): readonly ReleasedSpan[]
  /** Counts up to this moment; for verification and benches, never for a results page. */
  liveTallies(query: TallyQuery): readonly Tally[]

  /** Adds or changes. */
  saveReach(reach: Reach): void
  /** False when there was none. */
  dropReach(reach: Omit<Reach, 'clients'>): boolean
  /** By provider, care type and quarter. */
  reach(): readonly Reach[]
  /** Adds it, or changes the reason. */
  saveUnreliable(unreliable: Unreliable): void
  /** False when there was none. */
  dropUnreliable(unreliable: Omit<Unreliable, 'reason'>): boolean
  /** Oldest first. */
  unreliable(): readonly Unreliable[]

  /** Removes collectors marked demo with their responses, counts (released ones too) and refused envelopes, without a
   *  tombstone; gives the number of responses. */
  removeDemo(): number
  /** Recounts every response and compares; adds up what is released by each cut and compares. */
  verify(): Verification
  /** Every table that is kept, with its columns: what the processing register is made from. */
  tables(): Readonly<Record<string, readonly string[]>>
  /** Does these writes in one transaction: all of them are on disk when it returns, or none when they throw. */
  together<T>(writes: () => T): T
  /** Throws when the database cannot commit. */
  probe(): void
  /** Lets no trace of which rows were written together stay longer than it must; does what it can. */
  foldLog(): void
  /** Writes a consistent copy to that file, beside a running server. */
  backup(file: string): Promise<void>
  close(): void
}
