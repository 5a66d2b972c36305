import type { Piece } from '../../shared/personal/find.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Context } from './context.ts'

/** A text in which somebody may be named, and what the person was about to do. */
export interface Warning {
  readonly question: string
  readonly text: string
  readonly sentences: readonly (readonly Piece[])[]
  readonly then: 'next' | 'finish'
}

/** The first text to warn of before that step: of the question on view, or before sending of all. Null when there is none,
 *  and when the finder could not be loaded: a warning never stands in the way. */
export async function warningFor({ model }: Context, then: Warning['then']): Promise<Warning | null> {
  const { survey, run, approved } = model()
  if (!survey || !run) return null
  const here = run.place.at === 'question' ? run.place.question : null
  const texts = shownQuestions(survey, run.answers).flatMap(({ id, kind }) => {
    const text = kind === 'text' && (then === 'finish' || id === here) ? run.answers[id] : null
    return typeof text === 'string' && !approved.includes(text) ? [{ question: id, text }] : []
  })
  if (texts.length === 0) return null
  const finder = await import('../../shared/personal/find.ts').catch(() => null)
  for (const { question, text } of texts) {
    const sentences = finder?.personalSentences(text) ?? []
    if (sentences.length > 0) return { question, text, sentences, then }
  }
  return null
}
