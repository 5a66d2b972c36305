import { createWords, type WordFile, type Words } from '../../client/lib/i18n.ts'

/** Every file of client/text that a respondent reads, by language. */
const files = filesByLanguage(import.meta.glob('../../client/text/*.json', { eager: true, import: 'default' }))
const made = new Map<string, Words>()

/** The interface in that language, each word in Dutch where it is not (yet) there. */
export function wordsIn(language: string): Words {
  const known = made.get(language)
  if (known) return known
  const file = files.get(language)
  const dutch = files.get('nl') ?? {}
  const words = file ? createWords(language, { [language]: file, nl: dutch }) : createWords('nl', { nl: dutch })
  // Only for languages that exist: the address of a page can ask for any.
  if (file) made.set(language, words)
  return words
}

function filesByLanguage(found: Readonly<Record<string, unknown>>): ReadonlyMap<string, WordFile> {
  const byLanguage = new Map<string, WordFile>()
  for (const [path, words] of Object.entries(found)) {
    const language = /\/(?:later\.|plain\.)?([a-z]{2,3})\.json$/.exec(path)?.[1]
    // What the tests of client/text have checked.
    if (language) byLanguage.set(language, { ...byLanguage.get(language), ...(words as WordFile) })
  }
  return byLanguage
}
