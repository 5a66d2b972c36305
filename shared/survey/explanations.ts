import type { Words } from './survey.ts'
import type { TranslationFile } from './translation-file.ts'

/** The author's own explanation of questions, by id; for interviewers. It is no part of the survey that is published, as a
 *  recording is not: who writes one needs no new version, and a phone never gets it. */
export type Explanations = Readonly<Record<string, Words>>

/** The explanations that these language files have; `words` by language. */
export function explanationsOf(words: ReadonlyMap<string, TranslationFile>): Explanations {
  const found: Record<string, Record<string, string>> = {}
  for (const [language, { questions = {} }] of words) {
    for (const [id, { explain }] of Object.entries(questions)) {
      if (explain !== undefined) found[id] = { ...found[id], [language]: explain }
    }
  }
  return found
}

/** The same with words in these languages only; a question without any of them keeps what it has. */
export function narrowExplanations(
  explanations: Readonly<Record<string, Explanations>>,
  keep: (words: Words) => Words,
): Readonly<Record<string, Explanations>> {
  return Object.fromEntries(
    Object.entries(explanations).map(([survey, questions]) => [
      survey,
      Object.fromEntries(Object.entries(questions).map(([id, words]) => [id, keep(words)])),
    ]),
  )
}
