import type { Choice } from './results/choices.ts'

/** Letters that are drawn at once; who needs more takes the file for mail merge. */
export const MAX_LETTERS = 500

/** Invitations that were made together, as they may be told: counts are in whole tens, since an exact count that moves tells who
 *  has answered just now. Null below ten. */
export interface ShownBatch {
  readonly collector: string
  readonly batch: string
  readonly made: number | null
  readonly used: number | null
}

/** GET /api/v1/invitations */
export interface InvitationsReply {
  /** Open collectors for invited people, each with the languages that its letters can be in. */
  readonly collectors: readonly (Choice & { readonly languages: readonly string[] })[]
  readonly batches: readonly ShownBatch[]
}

/** POST /api/v1/invitations: the only time that the secrets are to be had. */
export interface MadeInvitations {
  readonly collector: string
  readonly batch: string
  readonly count: number
  /** For mail merge: number, link, code, collector and the address where the code is typed. */
  readonly csv: string
  /** A page to print, a letter a sheet; null for more than `MAX_LETTERS`. */
  readonly letters: string | null
}
