import about from '../client/text/about.json'
import names from '../client/text/languages.json'
import type { About } from '../shared/survey/provenance.ts'

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(names))
const INTERFACE: ReadonlyMap<string, About> = new Map(Object.entries(about))

/** The languages that the product has a name for, in the order in which people see them. */
export const LANGUAGES: readonly string[] = [...NAMES.keys()]

/** A language's name in that language; null when the product has none. */
export function nameOf(language: string): string | null {
  return NAMES.get(language) ?? null
}

/** Who wrote and checked the interface's own words; null when nobody says. */
export function interfaceAbout(language: string): About | null {
  return INTERFACE.get(language) ?? null
}

/** These languages with more of them: the first stays first, the others in the order in which people see them. */
export function withLanguages(languages: readonly string[], more: readonly string[]): readonly string[] {
  const [first, ...others] = [...new Set([...languages, ...more])]
  const place = (language: string) => (LANGUAGES.includes(language) ? LANGUAGES.indexOf(language) : LANGUAGES.length)
  return first === undefined ? [] : [first, ...others.sort((one, other) => place(one) - place(other))]
}
