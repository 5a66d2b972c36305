import type { Keyed } from '../../../shared/survey/keying.ts'
import { isMissing } from '../../../shared/survey/missing.ts'
import { paperBoxes } from '../../../shared/survey/paper-codes.ts'
import type { Question, Survey } from '../../../shared/survey/survey.ts'
import { say } from '../../../shared/survey/text.ts'
import type { Words } from '../../lib/i18n.ts'

/** A box as it is shown to whoever keys the form: in Dutch, whatever the form's language. */
export interface ShownBox {
  readonly key: string
  readonly label: string
}

export function shownBoxes(survey: Survey, question: Question): readonly ShownBox[] {
  return paperBoxes(question).map(({ key, answer }) => {
    if (isMissing(answer)) {
      const sign = answer.missing === 'dont-know' ? survey.signs.dontKnow : survey.signs.notApplicable
      return { key, label: say(sign.label, 'nl') }
    }
    const value = Array.isArray(answer) ? answer[0] : answer
    const option = (question.options ?? []).find((candidate) => candidate.value === value)
    return { key, label: option ? say(option.label, 'nl') : '' }
  })
}

/** What was keyed in, in words. */
export function sayKeyed(words: Words, survey: Survey, question: Question, keyed: Keyed): string {
  switch (keyed.what) {
    case 'text':
      return keyed.text
    case 'nothing':
      return words.say(question.kind === 'text' ? 'paper.no-words' : 'paper.nothing')
    case 'unclear':
      return words.say('paper.unclear')
    case 'boxes':
      return shownBoxes(survey, question)
        .filter(({ key }) => keyed.keys.includes(key))
        .map(({ label }) => label)
        .join(', ')
  }
}

/** The question's number on the form. */
export function numberOf(survey: Survey, id: string): number {
  return survey.questions.findIndex((question) => question.id === id) + 1
}
