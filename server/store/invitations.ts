/** Why an answer to a collector for invited people is not stored. */
export type InvitationFault = 'unknown-invitation' | 'used-invitation'

/** The invitations that were made together. */
export interface InvitationBatch {
  readonly collector: string
  /** Unique within the collector. */
  readonly batch: string
  readonly made: number
  readonly used: number
}

/** What is kept of an invitation: nothing by which somebody who has the database finds the link. */
export interface InvitationMark {
  readonly mark: string
  readonly collector: string
  readonly batch: string
}

/** Links that one person may answer by, once. `saveResponses` uses them up. */
export interface Invitations {
  /** Adds an invitation for each of these secrets to a collector that is there. Throws when there is such a secret already. */
  addInvitations(of: Pick<InvitationBatch, 'collector' | 'batch'>, secrets: readonly string[]): void
  /** How many were made and used, by collector and batch. */
  invitationBatches(): readonly InvitationBatch[]
  /** Whether an answer by that secret would be taken in now; null when it would. */
  invitationFault(collector: string, secret: string): InvitationFault | null
  /** Takes back what was not used of a batch; gives how many. What was used stays, so that nobody answers twice. */
  dropInvitations(of: Pick<InvitationBatch, 'collector' | 'batch'>): number
  /** All that were made, for `takeInvitations` on a restored database with the same secret. */
  invitationMarks(): readonly InvitationMark[]
  /** Adds those that are not there yet, as not used: what is not in this database did not come in. */
  takeInvitations(marks: readonly InvitationMark[]): void
}
