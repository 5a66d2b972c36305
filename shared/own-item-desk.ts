import type { Choice } from './results/choices.ts'

/** Kinds of question that a provider can be given without writing a file: their answers have words already. */
export const OWN_ITEM_KINDS = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10'] as const

/** A question of a provider's own, as it stands in a draft. */
export interface ShownOwnItem {
  readonly question: string
  /** Name of the provider. */
  readonly provider: string
  /** In the first language of the survey. */
  readonly text: string
}

/** GET /api/v1/surveys/draft/{id}/own-items. POST adds one: `{provider, kind, picture, "text:nl", "text:en", …}`, a text for each
 *  language; DELETE …/own-items/{question} takes one out. */
export interface OwnItemsReply {
  readonly items: readonly ShownOwnItem[]
  /** Who can be given one: providers with less than two. */
  readonly providers: readonly Choice[]
  readonly pictures: readonly Choice[]
  /** Every language of the survey, the first one first, with its Dutch name. */
  readonly languages: readonly Choice[]
}
