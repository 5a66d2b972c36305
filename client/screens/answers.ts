import type { Answer } from '../../shared/survey/answer.ts'
import { isMissing } from '../../shared/survey/missing.ts'
import type { Sign as AnswerSign, Option, Picture, Question } from '../../shared/survey/survey.ts'
import type { FaceName } from './face.tsx'
import { CHECK, CLOSE, type Sign } from './icon.tsx'
import { type SurveyScene, type Text, words } from './words.ts'

/** What the words of an answer are taken from. */
type Told = Pick<SurveyScene, 'survey' | 'language' | 'page'>

/** What stands above the word in a tile. */
export type Art = { readonly face: FaceName } | { readonly icon: Sign } | { readonly picture: Picture }

/** One answer that can be chosen. */
export interface Choice {
  readonly value: string
  readonly answer: Answer
  readonly label: Text
  readonly art: Art | null
  /** An answer of another kind ("Weet ik niet"): it lies on the page, apart from the scale. */
  readonly apart: boolean
}

/** The answers of a question in the order shown: its options, then "Past niet bij mij", "Weet ik niet" last. */
export function choicesOf(scene: Told, question: Question): readonly Choice[] {
  const { signs } = scene.survey
  return [
    ...(question.options ?? []).map((option) => ofOption(scene, question, option)),
    ...(question.notApplicable ? [ofSign(scene, 'not-applicable', signs.notApplicable)] : []),
    ...(question.dontKnow && question.kind !== 'text' ? [ofSign(scene, 'dont-know', signs.dontKnow)] : []),
  ]
}

function ofOption(scene: Told, question: Question, option: Option): Choice {
  return {
    value: String(option.value),
    answer: question.kind === 'choices' ? [String(option.value)] : option.value,
    label: words(scene, option.label),
    art: artOf(question, option),
    apart: false,
  }
}

function artOf(question: Question, option: Option): Art | null {
  if (option.picture) return { picture: option.picture }
  switch (question.kind) {
    case 'faces3':
      return { face: `face3-${option.value as 1 | 2 | 3}` } // the survey check has seen that these are the scale's values
    case 'faces5':
    case 'agree5':
      return { face: `face5-${option.value as 1 | 2 | 3 | 4 | 5}` } // as above
    case 'yes-no':
      return { icon: option.value === 1 ? CHECK : CLOSE }
    default:
      return null
  }
}

function ofSign(scene: Told, missing: 'dont-know' | 'not-applicable', sign: AnswerSign): Choice {
  return { value: missing, answer: { missing }, label: words(scene, sign.label), art: { face: missing }, apart: true }
}

/** Whether this answer stands on the screen as chosen. */
export function isChosen(choice: Choice, answer: Answer | undefined): boolean {
  if (answer === undefined) return false
  if (isMissing(answer)) return isMissing(choice.answer) && choice.answer.missing === answer.missing
  if (isMissing(choice.answer)) return false
  return typeof answer === 'object' ? answer.includes(choice.value) : choice.answer === answer
}

/** The answer after a tap on one of several boxes. The last box off leaves "skipped"; "Weet ik niet" stands alone. */
export function toggled(choice: Choice, answer: Answer | undefined): Answer {
  const others = Array.isArray(answer) ? answer.filter((value) => value !== choice.value) : []
  if (!isChosen(choice, answer)) return choice.apart ? choice.answer : [...others, choice.value]
  return others[0] ? others : { missing: 'skipped' }
}
