import type { Role } from './roles.ts'

/** What a new second step is made with: for an app, and as the address in a QR code. */
export interface NewSecondStep {
  /** Base32. */
  readonly secret: string
  /** `otpauth://…` */
  readonly uri: string
}

/** Codes for who loses the second step; shown once. [] where the second step stays as it was. */
export interface RecoveryCodes {
  readonly recovery: readonly string[]
}

/** POST /api/v1/session/link: whose link this is, and a second step to set up with it. */
export interface AccountLinkReply {
  readonly login: string
  /** Null for an account that has one: the link gives another password only, and asks a code of the second step. */
  readonly step: NewSecondStep | null
}

/** A place where somebody is signed in. No address and no kind of browser is kept. */
export interface AccountSession {
  readonly id: string
  /** Days, `2026-11-27`. */
  readonly begun: string
  readonly used: string
  /** Whether it is the one that asks. */
  readonly own: boolean
}

/** A key on somebody's own device, with which that person signs in. */
export interface AccountPasskey {
  readonly id: string
  readonly name: string
  /** Days, `2026-11-27`; null for one that was never used. */
  readonly made: string
  readonly used: string | null
}

/** GET /api/v1/account */
export interface AccountReply {
  readonly login: string
  readonly hasSecondStep: boolean
  /** Codes that are left for who loses it. */
  readonly recoveryLeft: number
  /** The oldest first. */
  readonly passkeys: readonly AccountPasskey[]
  /** The newest first. */
  readonly sessions: readonly AccountSession[]
}

/** What an account may see, as an administrator chooses it. */
export interface AccountRights {
  readonly role: Role
  /** Of role `provider`, else null. */
  readonly provider: string | null
  /** Of role `account-manager`, else []. */
  readonly portfolio: readonly string[]
}

export interface Person extends AccountRights {
  readonly id: string
  readonly login: string
  readonly disabled: boolean
  readonly hasPassword: boolean
  readonly hasSecondStep: boolean
  /** Day on which the open invitation ends; null without one. */
  readonly invitedUntil: string | null
  /** Whether it is the one who asks. */
  readonly own: boolean
  /** Of what was read here: to be sent along with a change. */
  readonly version: string
}

/** GET /api/v1/people: by login. */
export interface PeopleReply {
  readonly people: readonly Person[]
  readonly providers: readonly { readonly id: string; readonly name: string }[]
}

/** The link of an invitation, which is shown once: the secret stands behind the # and goes to no server by itself. */
export interface Invited {
  readonly id: string
  readonly login: string
  readonly link: string
  /** Last day on which it works. */
  readonly until: string
}
