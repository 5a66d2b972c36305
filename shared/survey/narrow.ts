import type { MunicipalityCard } from '../municipality.ts'
import type { CollectorReply } from '../wire.ts'
import { narrowExplanations } from './explanations.ts'
import type { Option, Picture, Question, Sign, Survey, Words } from './survey.ts'

type Keep = (words: Words) => Words

/** What stays of a survey. */
interface Part {
  readonly keep: Keep
  readonly pictures: boolean
}

/** The reply with words in these languages only, and in each survey's first one, on which every sentence falls back.
 *  `survey.languages` stays whole: it says what may be asked for. A code that nothing is written in changes nothing.
 *  Without pictures each drawing is empty: for a device that has them (`pictures.ts`). */
export function narrowReply(reply: CollectorReply, languages: readonly string[], pictures = true): CollectorReply {
  const part = (first: string) => ({ keep: keeping([...languages, first]), pictures })
  return {
    ...reply,
    ...(reply.explanations
      ? { explanations: narrowExplanations(reply.explanations, keeping([...languages, 'nl'])) }
      : {}),
    surveys: reply.surveys.map((survey) => narrowSurvey(survey, part(survey.languages[0] ?? 'nl'))),
    municipality: narrowCard(reply.municipality, part('nl').keep),
  }
}

/** Words without any of them stay whole, so that no sentence is lost. */
function keeping(languages: readonly string[]): Keep {
  return (words) => {
    const kept = Object.entries(words).filter(([code]) => languages.includes(code))
    return kept[0] ? Object.fromEntries(kept) : words
  }
}

function narrowSurvey(survey: Survey, part: Part): Survey {
  const { title, intro, introSigns, questions, signs } = survey
  const { keep } = part
  return {
    ...survey,
    title: keep(title),
    intro: intro.map(keep),
    ...(introSigns ? { introSigns: introSigns.map((picture) => ofPicture(picture, part)) } : {}),
    questions: questions.map((question) => ofQuestion(question, part)),
    signs: {
      dontKnow: ofSign(signs.dontKnow, part),
      skip: ofSign(signs.skip, part),
      notApplicable: ofSign(signs.notApplicable, part),
    },
  }
}

function ofQuestion(question: Question, part: Part): Question {
  const { keep } = part
  const { text, hint, picture, options } = question
  return {
    ...question,
    text: keep(text),
    ...(hint ? { hint: keep(hint) } : {}),
    ...(picture ? { picture: ofPicture(picture, part) } : {}),
    ...(options ? { options: options.map((option) => ofSign(option, part)) } : {}),
  }
}

function ofSign<Labelled extends Sign | Option>(labelled: Labelled, part: Part): Labelled {
  const { label, picture } = labelled
  return { ...labelled, label: part.keep(label), ...(picture ? { picture: ofPicture(picture, part) } : {}) }
}

function ofPicture(picture: Picture, { keep, pictures }: Part): Picture {
  return { ...picture, alt: keep(picture.alt), svg: pictures ? picture.svg : '' }
}

function narrowCard(card: MunicipalityCard, keep: Keep): MunicipalityCard {
  return { ...card, help: card.help.map((line) => ({ ...line, name: keep(line.name) })) }
}
