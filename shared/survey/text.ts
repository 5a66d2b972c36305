import type { Words } from './survey.ts'

/** The words in that language, else in the fallback language, else in any; '' only when there are none. */
export function say(words: Words, language: string, fallback = 'nl'): string {
  return words[language] ?? words[fallback] ?? Object.values(words)[0] ?? ''
}
