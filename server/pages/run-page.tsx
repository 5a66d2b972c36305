import type { VNode } from 'preact'
import { SkipScreen, StopScreen } from '../../client/screens/ask.tsx'
import { ChooseScreen } from '../../client/screens/choose.tsx'
import { CodeNote } from '../../client/screens/code.tsx'
import { IntroScreen } from '../../client/screens/intro.tsx'
import { isAnswered } from '../../client/screens/is-answered.ts'
import { LanguageScreen } from '../../client/screens/language.tsx'
import { NotKeptScreen } from '../../client/screens/not-kept.tsx'
import { offered } from '../../client/screens/offered.ts'
import { OverviewScreen } from '../../client/screens/overview.tsx'
import { PersonalScreen } from '../../client/screens/personal.tsx'
import { ThanksScreen } from '../../client/screens/thanks.tsx'
import type { Nav, SurveyScene } from '../../client/screens/words.ts'
import type { Run } from '../../shared/run.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import { firstNamed } from '../plain/careful.ts'
import { INVITE, type InvitationTrouble } from '../plain/invited.ts'
import type { View } from '../plain/move.ts'
import type { PlainRun } from '../plain/token.ts'
import { link, send } from './action.ts'
import type { Page } from './document.tsx'
import { helpSheet, withdrawIn } from './help-sheet.tsx'
import { InvitationScreen } from './invitation-screen.tsx'
import { drawQuestion, nothing } from './question.tsx'
import { drawingIn, sceneOf, surveySceneOf, warned } from './scene.ts'

/** What a page after the first shows. */
export type RunView = View | 'invite' | 'not-kept' | 'sent'

interface Given {
  readonly reply: CollectorReply
  readonly survey: Survey
  readonly plain: PlainRun
  readonly view: RunView
  /** The sealed run; '' when it is over. */
  readonly token: string
  /** The withdrawal code, when it is to be shown. */
  readonly code?: string | null
  /** What is wrong with the code of a letter that was typed. */
  readonly trouble?: InvitationTrouble
  /** The languages that the browser asks for, best first. */
  readonly phone: readonly string[]
}

/** The page of a run that is under way or was just sent. */
export function runPage(given: Given): Page {
  const { reply, survey, plain, view, token } = given
  const { language, place } = plain.run
  const drawing = drawingIn(language, reply.municipality, survey.address, plain.comfort)
  const several = view !== 'sent' && offered(survey.languages, []).length > 1
  const asks = view === 'run' && place.at === 'question'
  const scene = surveySceneOf(drawing, navOf(given), survey, language)
  const action = `/v/${reply.collector.code}`
  return {
    language: drawing.words.language,
    direction: drawing.words.direction,
    comfort: plain.comfort,
    action,
    hidden: { ...(token ? { run: token } : {}), ...(asks ? { shown: place.question } : {}) },
    enter: asks ? 'next' : view === 'invite' ? INVITE : 'stay',
    sheets: [
      { name: 'nu', screen: draw(given, token ? warned(scene, 'plain.open') : scene) },
      helpSheet({
        drawing,
        of: 'nu',
        action: token ? action : undefined,
        language: several ? send('language') : undefined,
        withdraw: token ? undefined : withdrawIn(language),
        holds: token !== '',
      }),
    ],
    script: false,
  }
}

function navOf({ view, survey, plain: { run } }: Given): Nav {
  const early = view === 'invite' || (view === 'run' && run.place.at === 'intro')
  return {
    help: link('#hulp-nu'),
    language: early && offered(survey.languages, []).length > 1 ? send('language') : undefined,
    stop: view === 'run' && !early ? send('stop') : undefined,
    leave: send('leave'),
  }
}

const STAY = send('stay')

function draw(given: Given, scene: SurveyScene): VNode {
  const { reply, survey, plain, view } = given
  const { run } = plain
  const question = survey.questions.find(({ id }) => run.place.at === 'question' && run.place.question === id)
  switch (view) {
    case 'run':
      return drawPlace(given, scene)
    case 'skip':
      return <SkipScreen scene={scene} question={question} on={{ yes: send('skip'), no: STAY, back: STAY }} />
    case 'stop':
      return drawStop(run, scene, question)
    case 'named-next':
    case 'named-send':
      return drawNamed(given, scene, view === 'named-send' ? 'send' : 'next')
    case 'choose':
      return (
        <ChooseScreen
          scene={sceneOf(drawingIn(run.language, scene.card, 'u', plain.comfort), scene.nav)}
          surveys={reply.surveys}
          language={run.language}
          choose={({ id }) => send(`choose:${id}`)}
        />
      )
    case 'language':
      return (
        <LanguageScreen
          scene={scene}
          languages={offered(survey.languages, given.phone)}
          language={run.language}
          choose={nothing}
          next={send('speak')}
          back={STAY}
        />
      )
    case 'invite':
      return <InvitationScreen scene={scene} trouble={given.trouble ?? null} holds={hasAnswers(run)} />
    case 'not-kept':
      return <NotKeptScreen scene={scene} problem="server" on={{ again: send('send'), save: null, back: STAY }} />
    case 'sent':
      return (
        <ThanksScreen
          scene={scene}
          fate="sent"
          queue={{ waiting: 0, quarantined: 0, save: nothing }}
          code={
            <>
              {given.code && (
                <CodeNote scene={scene} code={given.code} copied={false} on={{ take: withdrawIn(run.language) }} />
              )}
              <p>
                <a href={`/gedaan/${reply.collector.provider.id}?taal=${run.language}`}>{scene.t('told.title')}</a>
              </p>
            </>
          }
        />
      )
  }
}

function hasAnswers({ answers }: Run): boolean {
  return Object.keys(answers).length > 0
}

function drawNamed({ survey, plain }: Given, scene: SurveyScene, then: 'next' | 'send'): VNode {
  const { question = '', sentences = [] } = firstNamed(survey, plain, then) ?? {}
  const on = { change: then === 'send' ? send(`change:${question}`) : STAY, keep: send(`keep:${then}`), back: STAY }
  return <PersonalScreen scene={scene} sentences={sentences} on={on} />
}

function drawStop(run: Run, scene: SurveyScene, question: Survey['questions'][number] | undefined): VNode {
  const answered = Object.values(run.answers).filter(isAnswered).length
  const on = { yes: send('send'), no: send('discard'), back: STAY }
  return <StopScreen scene={scene} question={question} answered={answered} on={on} />
}

function drawPlace({ reply, survey, plain: { run } }: Given, scene: SurveyScene): VNode {
  const back = send('back')
  switch (run.place.at) {
    case 'intro':
      return (
        <IntroScreen
          scene={scene}
          collector={reply.collector}
          keeps={true}
          begin={send('begin')}
          back={reply.surveys.length > 1 ? back : undefined}
        />
      )
    case 'question':
      return drawQuestion(scene, run.answers, run.place.question, back)
    case 'overview': {
      const on = { change: (id: string) => send(`change:${id}`), send: send('send'), back }
      return (
        <OverviewScreen scene={scene} questions={shownQuestions(survey, run.answers)} answers={run.answers} on={on} />
      )
    }
  }
}
