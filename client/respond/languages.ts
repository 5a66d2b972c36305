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
export function addWords(language: string, ...files: readonly WordFile[]): void {
  loaded[language] = Object.assign({}, loaded[language], ...files)
}

/** Name of a language in that language; its code when we have no name. */
export function languageName(code: string): string {
  return (names as Readonly<Record<string, string>>)[code] ?? code
}
