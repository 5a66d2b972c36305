import { ChooseScreen } from '../../client/screens/choose.tsx'
import { IntroScreen } from '../../client/screens/intro.tsx'
import { type LanguageName, offered } from '../../client/screens/offered.ts'
import type { Nav } from '../../client/screens/words.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { USUAL } from '../plain/comfort.ts'
import { link, send } from './action.ts'
import type { Page, Sheet } from './document.tsx'
import { helpSheet, withdrawIn } from './help-sheet.tsx'
import { languageSheet } from './language-sheet.tsx'
import { drawQuestion } from './question.tsx'
import { type Drawing, drawingIn, sceneOf, surveySceneOf, warnedWithoutScript } from './scene.ts'

interface Given {
  readonly reply: CollectorReply
  /** Asked for in the address; null when it is not, or not in a language that is there. */
  readonly language: string | null
  /** The languages that the browser asks for, best first. */
  readonly phone: readonly string[]
}

/** What the screens of the first page are drawn from. */
interface Parts {
  readonly reply: CollectorReply
  readonly drawing: Drawing
  readonly language: string
  /** Whether there is a choice of languages. */
  readonly several: boolean
}

/** What the link of a collector shows: languages, intro and the first question in one page, which can be answered before
 *  any script and without. The app takes it over. */
export function firstPage({ reply, language, phone }: Given): Page {
  const survey = reply.surveys.length === 1 ? reply.surveys[0] : undefined
  const codes = survey?.languages ?? reply.collector.languages
  const spoken = language ?? codes[0] ?? 'nl'
  const drawing = drawingIn(spoken, reply.municipality, survey?.address)
  const names = offered(codes, phone)
  const parts = { reply, drawing, language: spoken, several: names.length > 1 }
  const main = survey ? surveySheets(parts, survey) : [chooseSheet(parts)]
  const choice = parts.several ? [choiceOfLanguage(parts, names)] : []
  // Asked for in the address, the language is known: the screen to choose another one stands behind the others.
  const sheets = language === null ? [...choice, ...main] : [...main, ...choice]
  const action = `/v/${reply.collector.code}`
  const withdraw = withdrawIn(drawing.words.language)
  // With several surveys there is no run yet that could remember it.
  const help = { drawing, action: survey && action, withdraw }
  return {
    language: drawing.words.language,
    direction: drawing.words.direction,
    comfort: USUAL,
    action,
    hidden: { language: spoken, ...(survey ? { survey: survey.id, shown: firstOf(survey)?.id ?? '' } : {}) },
    enter: 'next',
    sheets: [...sheets, ...sheets.map(({ name }) => helpSheet({ ...help, of: name }))],
    script: true,
  }
}

const firstOf = (survey: Survey) => shownQuestions(survey, {})[0]

const LEAVE = send('leave')

function choiceOfLanguage({ reply, drawing, language }: Parts, languages: readonly LanguageName[]): Sheet {
  const scene = sceneOf(drawing, { help: link('#hulp-taal'), leave: LEAVE })
  return languageSheet({ scene, languages, language, addressIn: (code) => `/v/${reply.collector.code}?taal=${code}` })
}

/** The top row of the screens before the first question. */
function earlyNav({ several }: Parts): Nav {
  return { help: link('#hulp-begin'), language: several ? link('#taal') : undefined, leave: LEAVE }
}

function chooseSheet(parts: Parts): Sheet {
  const { drawing, reply, language } = parts
  const screen = (
    <ChooseScreen
      scene={sceneOf(drawing, earlyNav(parts))}
      surveys={reply.surveys}
      language={language}
      choose={(survey) => send(`choose:${survey.id}`)}
    />
  )
  return { name: 'begin', screen }
}

function surveySheets(parts: Parts, survey: Survey): readonly Sheet[] {
  const { drawing, reply, language } = parts
  const intro = (
    <IntroScreen
      scene={warnedWithoutScript(surveySceneOf(drawing, earlyNav(parts), survey, language))}
      collector={reply.collector}
      keeps={true}
      begin={link('#vraag')}
    />
  )
  const nav: Nav = { help: link('#hulp-vraag'), stop: send('stop'), leave: LEAVE }
  const scene = surveySceneOf(drawing, nav, survey, language)
  const question = firstOf(survey)
  return [
    { name: 'begin', screen: intro },
    ...(question ? [{ name: 'vraag', screen: drawQuestion(scene, {}, question.id, link('#begin')) }] : []),
  ]
}
