import { createHash } from 'node:crypto'
import { type Piece, personalSentences } from '../../shared/personal/find.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { PlainRun } from './token.ts'

/** A text in which somebody may be named. */
export interface Named {
  readonly question: string
  readonly sentences: readonly (readonly Piece[])[]
  /** Says which text it is, for when the person lets it stand as it is. */
  readonly mark: string
}

/** The first text to warn of before that step: of the question on view, or before sending of all; null when there is none
 *  that the person has not let stand. */
export function firstNamed(survey: Survey, { run, approved }: PlainRun, then: 'next' | 'send'): Named | null {
  const here = run.place.at === 'question' ? run.place.question : null
  for (const { id, kind } of shownQuestions(survey, run.answers)) {
    const text = kind === 'text' && (then === 'send' || id === here) ? run.answers[id] : null
    if (typeof text !== 'string') continue
    const mark = createHash('sha256').update(text).digest('hex').slice(0, 8)
    const sentences = approved.includes(mark) ? [] : personalSentences(text)
    if (sentences.length > 0) return { question: id, sentences, mark }
  }
  return null
}
