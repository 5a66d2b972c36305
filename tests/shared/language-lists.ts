import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Finding, LanguageText, RuleId, TextRole, WordLists } from '../../shared/survey/language/finding.ts'
import { LIST_FILES, readWordLists } from '../../shared/survey/language/lists.ts'
import { checkLanguage } from '../../shared/survey/language-check.ts'

/** The files of the word lists, by name. */
export function listTexts(): Map<string, string | null> {
  return new Map(LIST_FILES.map((name) => [name, readFileSync(resolve('surveys/language', name), 'utf8')]))
}

/** The lists that are really used. */
export function realLists(): WordLists {
  const { lists, faults } = readWordLists('language', listTexts())
  if (!lists) throw new Error(JSON.stringify(faults))
  return lists
}

const LISTS = realLists()

/** A text by itself, without a place that matters. */
export function text(words: string, role: TextRole, more: Partial<LanguageText> = {}): LanguageText {
  return { file: 'nl.json', path: 'text', text: words, role, ...more }
}

/** What is found in one text with the real lists. */
export function findings(
  words: string,
  role: TextRole = 'question',
  more: Partial<LanguageText> = {},
): readonly Finding[] {
  return checkLanguage([text(words, role, more)], LISTS)
}

/** The findings of one rule as "severity quote". */
export function told(found: readonly Finding[], rule: RuleId): readonly string[] {
  return found.filter((one) => one.rule === rule).map(({ severity, quote }) => `${severity} ${quote}`)
}
