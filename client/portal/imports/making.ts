import type { MadeMapping, MadePlace } from '../../../shared/imports.ts'
import type { AskedQuestion } from '../../../shared/results/choices.ts'

/** A mapping that is being made; null where nothing was chosen yet. */
export interface Making {
  readonly source: string
  readonly survey: string
  readonly provider: MadePlace | null
  readonly careType: MadePlace | null
  readonly month: MadePlace | null
  readonly answers: Readonly<Record<string, MadePlace>>
}

export const EMPTY: Making = { source: '', survey: '', provider: null, careType: null, month: null, answers: {} }

/** Whether it says all that a mapping must. */
export function isWhole({ source, survey, provider, careType, month, answers }: Making): boolean {
  const places = [provider, careType, month].every((place) => place && (!('value' in place) || place.value !== ''))
  return source.trim() !== '' && survey !== '' && places && Object.keys(answers).length > 0
}

/** As it is sent and saved; call it for a whole one. */
export function mappingOf({ provider, careType, month, ...rest }: Making): MadeMapping | null {
  return provider && careType && month && { ...rest, provider, careType, month }
}

/** What a text of an earlier survey can stand for. */
export interface Meaning {
  readonly value: string
  readonly label: string
}

/** A column with, for each text that reads like a meaning, that meaning. */
export function placeIn(column: string, texts: readonly string[], meanings: readonly Meaning[]): MadePlace {
  const values = texts.flatMap((text) => {
    const found = meanings.find(({ value, label }) => [value, label].some((one) => isSame(one, text)))
    return found && found.value !== text ? [[text, found.value] as const] : []
  })
  return values.length === 0 ? { column } : { column, values: Object.fromEntries(values) }
}

/** The same place with another meaning for one text; '' for none. */
export function withMeaning(place: MadePlace, text: string, meaning: string): MadePlace {
  if ('value' in place) return place
  const { [text]: _, ...others } = place.values ?? {}
  const values = meaning === '' || meaning === text ? others : { ...others, [text]: meaning }
  return Object.keys(values).length === 0 ? { column: place.column } : { column: place.column, values }
}

/** What that text stands for at this place; '' where nothing fits. */
export function meaningOf(place: MadePlace, text: string, meanings: readonly Meaning[]): string {
  if ('value' in place) return ''
  const said = String(place.values?.[text] ?? text)
  return meanings.some(({ value }) => value === said) ? said : ''
}

/** The answers that a question takes, and the two ways to give none. */
export function meaningsFor({ options }: AskedQuestion, none: readonly Meaning[]): readonly Meaning[] {
  return [...options, ...none]
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
