/** What somebody did, as the audit log keeps it. */
export interface AuditEntry {
  /** To the second, UTC: `2026-11-27T16:31:07Z`. */
  readonly at: string
  /** Login of the person; `opdrachtregel` for the command line, `server` for what the server does by itself. */
  readonly who: string
  /** `user-add`; which there are is in server/audit.ts. */
  readonly action: string
  /** Id of what it was done to, or a count, or a kind with a count; what a day was and is; never what was said or seen. '' where there is none. */
  readonly about: string
}

/** An entry with its place in the chain. */
export interface AuditLine extends AuditEntry {
  /** 1 for the first. */
  readonly number: number
  /** SHA-256 of the hash before it and this entry, hex. */
  readonly hash: string
}

/** What a look at the whole log found. */
export interface AuditCheck {
  readonly entries: number
  /** Hash of the last entry; '' when there is none. Who writes it down elsewhere can see later that nothing before it was
   *  changed. */
  readonly head: string
  /** Number of the first entry that does not follow from the one before it; null when all do. When entries are missing at
   *  the end it is the first of those. */
  readonly fault: number | null
}

/** What a store keeps of who did what. */
export interface AuditLog {
  /** Adds it at the end, in the transaction that it is called in. */
  note(entry: AuditEntry): void
  /** At most `limit` lines with numbers below `before`, the newest first. */
  audit(asked: { readonly before: number; readonly limit: number }): readonly AuditLine[]
  /** Computes the whole chain anew. */
  verifyAudit(): AuditCheck
}
