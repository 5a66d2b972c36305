import type { MunicipalityCard } from '../municipality.ts'
import type { CollectorReply } from '../wire.ts'
import type { Option, Picture, Question, Sign, Survey, Words } from './survey.ts'

type Keep = (words: Words) => Words

/** The reply with words in these languages only, and in each survey's first one, on which every sentence falls back.
 *  `survey.languages` stays whole: it says what may be asked for. A code that nothing is written in changes nothing. */
export function narrowReply(reply: CollectorReply, languages: readonly string[]): CollectorReply {
  return {
    ...reply,
    surveys: reply.surveys.map((survey) => narrowSurvey(survey, keeping([...languages, survey.languages[0] ?? 'nl']))),
    municipality: narrowCard(reply.municipality, keeping([...languages, 'nl'])),
  }
}

/** Words without any of them stay whole, so that no sentence is lost. */
function keeping(languages: readonly string[]): Keep {
  return (words) => {
    const kept = Object.entries(words).filter(([code]) => languages.includes(code))
    return kept[0] ? Object.fromEntries(kept) : words
  }
}

function narrowSurvey(survey: Survey, keep: Keep): Survey {
  const { title, intro, introSigns, questions, signs } = survey
  return {
    ...survey,
    title: keep(title),
    intro: intro.map(keep),
    ...(introSigns ? { introSigns: introSigns.map((picture) => ofPicture(picture, keep)) } : {}),
    questions: questions.map((question) => ofQuestion(question, keep)),
    signs: {
      dontKnow: ofSign(signs.dontKnow, keep),
      skip: ofSign(signs.skip, keep),
      notApplicable: ofSign(signs.notApplicable, keep),
    },
  }
}

function ofQuestion(question: Question, keep: Keep): Question {
  const { text, hint, picture, options } = question
  return {
    ...question,
    text: keep(text),
    ...(hint ? { hint: keep(hint) } : {}),
    ...(picture ? { picture: ofPicture(picture, keep) } : {}),
    ...(options ? { options: options.map((option) => ofSign(option, keep)) } : {}),
  }
}

function ofSign<Labelled extends Sign | Option>(labelled: Labelled, keep: Keep): Labelled {
  const { label, picture } = labelled
  return { ...labelled, label: keep(label), ...(picture ? { picture: ofPicture(picture, keep) } : {}) }
}

function ofPicture(picture: Picture, keep: Keep): Picture {
  return { ...picture, alt: keep(picture.alt) }
}

function narrowCard(card: MunicipalityCard, keep: Keep): MunicipalityCard {
  return { ...card, help: card.help.map((line) => ({ ...line, name: keep(line.name) })) }
}
