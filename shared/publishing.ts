/** What is looked at before a draft of a survey is put into use, in the order of the list. */
export const PUBLISH_CHECKS = [
  'files',
  'language',
  'pictures',
  'descriptions',
  'sound',
  'translations',
  'privacy',
  'review',
  'comparison',
] as const

export type PublishCheckName = (typeof PUBLISH_CHECKS)[number]

/** `look` holds nothing back; past a `wrong` nothing is put into use. */
export type PublishState = 'good' | 'look' | 'wrong'

export interface PublishCheck {
  readonly name: PublishCheckName
  readonly state: PublishState
  /** In Dutch, a line each. */
  readonly notes: readonly string[]
}

/** GET /api/v1/surveys/draft/{id}/publish */
export interface PublishReply {
  readonly id: string
  /** Null where the files are wrong. */
  readonly version: number | null
  /** Every check; only `files` where the files are wrong. */
  readonly checks: readonly PublishCheck[]
  readonly mayPublish: boolean
  /** Nobody of the panel said anything: publishing asks why. */
  readonly needsReason: boolean
  /** Says which content this is about; '' where the files are wrong. */
  readonly seen: string
}

/** Longest reason for doing without the panel, in characters. */
export const MAX_REASON = 200
