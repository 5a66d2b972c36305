import { createWords, type WordFile, type Words } from '../lib/i18n.ts'
import nl from '../text/nl.json'

/** Dutch comes with the page; its later half and every other language come after the first screen. */
const loaded: Record<string, WordFile> = { nl }

/** The interface in that language, and in Dutch where it is not (yet) there. */
export function wordsIn(language: string): Words {
  return createWords(loaded[language] ? language : 'nl', loaded)
}

/** Whether the interface has words in that language here. */
export function knows(language: string): boolean {
  return loaded[language] !== undefined
}

/** Adds words to a language, a new one or one that is there. */
export function addWords(language: string, file: WordFile): void {
  loaded[language] = { ...loaded[language], ...file }
}
