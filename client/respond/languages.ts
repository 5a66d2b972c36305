import { createWords, type WordFile, type Words } from '../lib/i18n.ts'
import names from '../text/languages.json'
import nl from '../text/nl.json'

/** Dutch comes with the page; its later half and every other language come after the first screen. */
const loaded: Record<string, WordFile> = { nl }

/** The interface in that language, and in Dutch where it is not (yet) there. */
export function wordsIn(language: string): Words {
  return createWords(loaded[language] ? language : 'nl', loaded)
}

/** Adds words to a language, a new one or one that is there. */
export function addWords(language: string, file: WordFile): void {
  loaded[language] = { ...loaded[language], ...file }
}

export interface LanguageName {
  readonly code: string
  /** In the language itself. */
  readonly name: string
}

/** These languages as they are offered: Dutch, then those of the phone, then the order of client/text/languages.json. One
 *  that has no name there is not offered. */
export function offered(codes: readonly string[], phone: readonly string[]): readonly LanguageName[] {
  const named: Readonly<Record<string, string>> = names
  const order = ['nl', ...phone.map((tag) => tag.split('-')[0] ?? tag), ...Object.keys(named)]
  return [...new Set(order)].flatMap((code) => {
    const name = codes.includes(code) && named[code]
    return name ? { code, name } : []
  })
}
