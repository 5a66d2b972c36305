/** Words by language code (BCP 47); the survey's first language is always there. */
export type Words = Readonly<Record<string, string>>

/** faces3 1-3 · faces5 1-5 · agree5 1 (helemaal oneens) - 5 (helemaal eens) · yes-no 0 or 1 · grade10 1-10 ·
 *  choice one option's value · choices a list of them · text up to 500 characters. */
export type QuestionKind = 'faces3' | 'faces5' | 'agree5' | 'yes-no' | 'grade10' | 'choice' | 'choices' | 'text'

export type Theme = 'toegang' | 'kwaliteit' | 'effect' | 'waardering'
export type ClientValue = 'gelijkwaardigheid' | 'autonomie' | 'aandacht' | 'vertrouwen'

/** A drawing that travels inside the survey, so that a phone needs no further request to show it. */
export interface Picture {
  readonly id: string
  /** The whole SVG file: no script, style, link or text in it (server/survey-files checks). */
  readonly svg: string
  /** Empty text where the words beside it say the same. */
  readonly alt: Words
  /** True when it must be mirrored in a right-to-left language. */
  readonly mirror?: boolean
}

export interface Option {
  readonly value: number | string
  readonly label: Words
  readonly picture?: Picture
}

/** Shown only when the earlier question was answered with one of these values. */
export interface Condition {
  readonly question: string
  readonly in: readonly (number | string)[]
}

/** What a question asks about the answering itself: it fills a field of the response and is never a result. */
export type ContextRole = 'phase' | 'answeredBy'

export interface Question {
  readonly id: string
  readonly kind: QuestionKind
  readonly text: Words
  readonly hint?: Words
  readonly picture?: Picture
  /** In the order shown; every kind but text has them. */
  readonly options?: readonly Option[]
  /** Whether "Weet ik niet" is offered. */
  readonly dontKnow: boolean
  /** Whether "Past niet bij mij" is offered. */
  readonly notApplicable?: boolean
  readonly theme?: Theme
  readonly clientValue?: ClientValue
  /** Number of the national Wmo topic, 1-10. */
  readonly national?: number
  readonly showIf?: Condition
  readonly context?: ContextRole
  /** Only clients of this provider are asked it; see own-items.ts. */
  readonly provider?: string
}

/** A published version of a question list, as the server keeps and serves it; it never changes. */
export interface Survey {
  readonly id: string
  /** 1, 2, 3 … */
  readonly version: number
  /** Language codes offered; the first is the fallback. */
  readonly languages: readonly string[]
  readonly title: Words
  /** At most five short sentences: who asks, why, who reads it. */
  readonly intro: readonly Words[]
  /** A small sign beside each sentence of the intro, in its order; absent: every sentence has a tick. */
  readonly introSigns?: readonly Picture[]
  /** Whether the person is addressed as u or je. */
  readonly address: 'u' | 'je'
  readonly questions: readonly Question[]
  /** The shared answer signs: "Weet ik niet", "Sla over", "Past niet bij mij". */
  readonly signs: { readonly dontKnow: Sign; readonly skip: Sign; readonly notApplicable: Sign }
}

export interface Sign {
  readonly label: Words
  readonly picture?: Picture
}

/** Longest text answer, in code points. */
export const MAX_TEXT = 500

/** The numbers that a kind of closed scale takes, lowest first; null for choice, choices and text. */
export function scaleValues(kind: QuestionKind): readonly number[] | null {
  switch (kind) {
    case 'faces3':
      return [1, 2, 3]
    case 'faces5':
    case 'agree5':
      return [1, 2, 3, 4, 5]
    case 'yes-no':
      return [0, 1]
    case 'grade10':
      return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    case 'choice':
    case 'choices':
    case 'text':
      return null
  }
}
