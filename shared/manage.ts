import type { DeviceKind } from './device-wire.ts'
import type { Access, Channel } from './response.ts'
import type { Choice } from './results/choices.ts'

export interface ManagedProvider extends Choice {
  /** Ids of the care types that it gives, as far as the municipality's file says. */
  readonly careTypes: readonly string[]
  readonly locations: readonly Choice[]
}

export interface ManagedCollector {
  readonly code: string
  /** Names, '' for no location. */
  readonly provider: string
  readonly location: string
  readonly careType: string
  readonly channel: Channel
  readonly access: Access
  readonly surveys: readonly string[]
  readonly closed: boolean
  readonly paused: boolean
  readonly demo: boolean
  /** In which languages there is a poster, and whether as PDF; else it is a page to print. [] where there is no link. */
  readonly posters: readonly { readonly language: string; readonly pdf: boolean }[]
  /** The address that people open; null for a channel without a page. */
  readonly url: string | null
}

export interface ManagedDevice {
  readonly id: string
  /** Null before it was ever paired. */
  readonly name: string | null
  readonly kind: DeviceKind
  readonly state: 'waiting' | 'active' | 'revoked'
  readonly collectors: readonly string[]
  /** Day it was last heard of. */
  readonly heard: string
  readonly unsent: number
  /** How many of its answers did not come in and are not on it any more. */
  readonly missing: number
  /** What somebody must know or do, in Dutch. */
  readonly remarks: readonly string[]
  /** Devices that may have taken its place, without anybody having said so. */
  readonly maybeBy: readonly Choice[]
}

/** GET /api/v1/manage */
export interface ManageReply {
  readonly providers: readonly ManagedProvider[]
  readonly careTypes: readonly Choice[]
  /** The surveys that a collector can have. */
  readonly surveys: readonly Choice[]
  readonly areaSchemes: readonly (Choice & { readonly areas: readonly Choice[] })[]
  /** Those that are open first, then by provider. */
  readonly collectors: readonly ManagedCollector[]
  readonly devices: readonly ManagedDevice[]
}

/** POST /api/v1/manage/collectors */
export interface AddedCollector {
  readonly code: string
  readonly url: string | null
  /** What may be a mistake, in Dutch. */
  readonly warnings: readonly string[]
}
