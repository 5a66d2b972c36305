import type { Words } from './survey.ts'

/** Words as they stand somewhere, with the language they are in. */
export interface Said {
  readonly text: string
  readonly language: string
}

/** The words in that language, else in the fallback language, else in any; '' only when there are none. */
export function tell(words: Words, language: string, fallback = 'nl'): Said {
  const found = [language, fallback, ...Object.keys(words)].find((code) => words[code] !== undefined) ?? language
  return { text: words[found] ?? '', language: found }
}

/** The same without the language. */
export function say(words: Words, language: string, fallback = 'nl'): string {
  return tell(words, language, fallback).text
}

/** Which way a language is written. Moroccan Arabic (ary) stands here in Arabic script. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ary?|fa|prs|ps|ckb|ur|he)\b/.test(language) ? 'rtl' : 'ltr'
}
