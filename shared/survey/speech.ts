import type { Question, Survey, Words } from './survey.ts'

/** A sentence that can be heard. */
export interface Spoken {
  /** Where it stands, and so the name of its recording: `questions.komen.text`, `scales.faces3.1`, `signs.dontKnow`. */
  readonly path: string
  readonly text: string
  /** The language it is written in: the fallback language where words are missing. */
  readonly language: string
}

/** All sentences of a survey that stand on a screen in that language, in the order in which a person meets them. Words
 *  that all surveys share (`scales.…`, `signs.…`) are among them. */
export function spokenTexts(survey: Survey, language: string): readonly Spoken[] {
  const said = (path: string, words: Words): readonly Spoken[] => sentence(path, words, language, survey.languages[0])
  return [
    ...said('title', survey.title),
    ...survey.intro.flatMap((words, index) => said(`intro.${index + 1}`, words)),
    ...survey.questions.flatMap((question) => ofQuestion(question, said)),
    ...said('signs.dontKnow', survey.signs.dontKnow.label),
    ...(survey.questions.some(({ notApplicable }) => notApplicable)
      ? said('signs.notApplicable', survey.signs.notApplicable.label)
      : []),
  ]
}

type Say = (path: string, words: Words) => readonly Spoken[]

function ofQuestion({ id, kind, text, hint, options }: Question, said: Say): readonly Spoken[] {
  const own = kind === 'choice' || kind === 'choices'
  return [
    ...said(`questions.${id}.text`, text),
    ...(hint ? said(`questions.${id}.hint`, hint) : []),
    ...(options ?? []).flatMap(({ value, label }) =>
      said(own ? `questions.${id}.options.${value}` : `scales.${kind}.${value}`, label),
    ),
  ]
}

function sentence(path: string, words: Words, language: string, fallback = 'nl'): readonly Spoken[] {
  const own = asSpoken(words[language] ?? '')
  const text = own || asSpoken(words[fallback] ?? '')
  return text === '' ? [] : [{ path, text, language: own === '' ? fallback : language }]
}

/** The words as they are looked up: what stands on a screen and what stands in a file differ in white space only. */
export function asSpoken(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
