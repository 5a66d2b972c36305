/** A line of the audit log, as it goes over the wire. */
export interface AuditReplyLine {
  readonly number: number
  /** To the second, UTC: `2026-11-27T16:31:07Z`. */
  readonly at: string
  readonly who: string
  readonly action: string
  /** The action in Dutch. */
  readonly words: string
  /** Id of what it was done to, or a count; '' where there is none. */
  readonly about: string
}

/** GET /api/v1/audit: the newest first. */
export interface AuditReply {
  readonly lines: readonly AuditReplyLine[]
  /** What to give as `before` for the lines that come after these; null when there are no more. */
  readonly next: number | null
  /** Number of the first line that does not follow from the one before it; null when the whole log is as it was written.
   *  Only with the newest lines: every look would read the whole log. */
  readonly fault?: number | null
}
