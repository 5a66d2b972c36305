import type { Role } from '../roles.ts'
import type { ClientValue, QuestionKind, Theme } from '../survey/survey.ts'

/** A thing that can be chosen: its id in the query and its Dutch name. */
export interface Choice {
  readonly id: string
  readonly name: string
}

/** A question as results name it, in Dutch. */
export interface AskedQuestion {
  readonly id: string
  readonly kind: QuestionKind
  readonly text: string
  /** In the order of the scale, value as text. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly theme?: Theme
  readonly clientValue?: ClientValue
  /** Of a question that only this provider has. */
  readonly provider?: string
}

/** A language in which people can fill a survey in, by its own name. */
export interface OfferedLanguage extends Choice {
  /** Who made its words: nobody yet (people read Dutch), a machine, a person, or not known. */
  readonly by: 'none' | 'machine' | 'person' | 'unknown'
  /** Whether somebody checked all of them. */
  readonly checked: boolean
}

/** A survey with released answers. */
export interface SurveyChoice extends Choice {
  /** Ids of the care types that have answers. */
  readonly careTypes: readonly string[]
  /** First and last month with answers, `2026-11`. */
  readonly from: string
  readonly to: string
  /** The languages of its current version; [] when it has none. */
  readonly languages: readonly OfferedLanguage[]
  /** Every published version, oldest first, with the questions that have figures. */
  readonly versions: readonly { readonly version: number; readonly questions: readonly AskedQuestion[] }[]
}

/** A provider with those it took over, the nearest first; only those that have released answers. */
export interface Succession {
  /** Id. */
  readonly provider: string
  readonly predecessors: readonly (Choice & { /** Last day, `2019-02-28`. */ readonly until: string })[]
}

/** What a viewer can ask results of: GET /api/v1/results/choices. Only what has released answers. */
export interface ResultsChoices {
  readonly municipality: Choice
  readonly productName: string
  readonly viewer: { readonly role: Role; readonly name: string; readonly provider: Choice | null }
  /** Day of the release, `2026-11-23`; null before the first. */
  readonly released: string | null
  readonly surveys: readonly SurveyChoice[]
  readonly careTypes: readonly Choice[]
  readonly providers: readonly Choice[]
  /** Of the providers above, those that took over others. */
  readonly successions: readonly Succession[]
  /** Of the providers whose figures this viewer sees. */
  readonly locations: readonly Choice[]
  readonly areaSchemes: readonly (Choice & { readonly areas: readonly Choice[] })[]
}
