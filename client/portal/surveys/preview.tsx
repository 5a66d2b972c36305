import { useEffect, useState } from 'preact/hooks'
import type { MunicipalityCard } from '../../../shared/municipality.ts'
import { newRun, type Run, type RunEvent, step } from '../../../shared/run.ts'
import type { Answers } from '../../../shared/survey/answer.ts'
import { shownQuestions } from '../../../shared/survey/route.ts'
import type { Question, Survey } from '../../../shared/survey/survey.ts'
import { createWords, type WordFile } from '../../lib/i18n.ts'
import { wordFile } from '../../lib/word-files.ts'
import { Frame, Title } from '../../screens/frame.tsx'
import { IntroScreen } from '../../screens/intro.tsx'
import { OverviewScreen } from '../../screens/overview.tsx'
import { QuestionScreen } from '../../screens/question.tsx'
import { TextAnswer } from '../../screens/text-answer.tsx'
import { marked, type SurveyScene, type Translate } from '../../screens/words.ts'
import later from '../../text/later.nl.json'
import first from '../../text/nl.json'
import { say } from './say.ts'

const nl: WordFile = { ...later, ...first }

/** A run that nothing keeps: it has no id, no collector and no envelope, and is gone with the page. */
export function tryRun(survey: Survey, language: string): Run {
  return newRun('', '', survey, language)
}

/** The same run with that question on the screen; where it is asked only after some answer, that answer is given first. */
export function showQuestion(survey: Survey, run: Run, id: string): Run {
  const question = survey.questions.find((candidate) => candidate.id === id)
  if (!question) return run
  const answers = answersThatShow(survey, run.answers, question)
  return step(survey, { ...run, answers }, { type: 'show', place: { at: 'question', question: id } })
}

function answersThatShow(survey: Survey, answers: Answers, { showIf }: Question): Answers {
  const needed = survey.questions.find((question) => question.id === showIf?.question)
  const value = showIf?.in[0]
  if (!needed || value === undefined) return answers
  const before = answersThatShow(survey, answers, needed)
  return { ...before, [needed.id]: needed.kind === 'choices' ? [String(value)] : value }
}

/** The interface's words in that language; in Dutch until they are here. */
export function useScene(survey: Survey, municipality: MunicipalityCard, language: string): SurveyScene {
  const [files, setFiles] = useState<Readonly<Record<string, WordFile>>>({ nl })
  useEffect(() => {
    if (language !== 'nl')
      void wordFile(language).then((file) => file && setFiles((known) => ({ ...known, [language]: file })))
  }, [language])
  const words = createWords(files[language] ? language : 'nl', files)
  const context = survey.address === 'je' ? 'je' : ''
  const t: Translate = (key, values) => marked({ page: words.language }, words.tell(key, { ...values, context }))
  return { t, page: words.language, nav: {}, survey, language, card: municipality, stays: true }
}

interface ScreenProps {
  readonly scene: SurveyScene
  /** Null when all was sent, as far as somebody who tries it can see. */
  readonly run: Run | null
  readonly onRun: (run: Run | null) => void
}

/** The screen at which the run is, as somebody who answers sees it. */
export function TriedScreen({ scene, run, onRun }: ScreenProps) {
  const { survey, card } = scene
  if (!run) return <End scene={scene} />
  const act = (event: RunEvent) => () => onRun(step(survey, run, event))
  const shown = shownQuestions(survey, run.answers)
  const { place } = run
  if (place.at === 'intro') {
    const about = { provider: { id: '', name: card.name }, careType: { id: '', name: say('phone.care') } }
    const collector = {
      code: '',
      channel: 'own-device',
      access: 'open',
      languages: survey.languages,
      ...about,
    } as const
    return <IntroScreen scene={scene} collector={collector} keeps begin={act({ type: 'begin' })} />
  }
  const back = act({ type: 'back' })
  if (place.at === 'overview') {
    const change = (question: string) => act({ type: 'change', question })
    const on = { change, send: () => onRun(null), back }
    return <OverviewScreen scene={scene} questions={shown} answers={run.answers} on={on} />
  }
  const index = shown.findIndex(({ id }) => id === place.question)
  const question = shown[index]
  if (!question) return null
  const answer = run.answers[question.id]
  const write = (given: typeof answer & {}) => act({ type: 'answer', question: question.id, answer: given })()
  return (
    <QuestionScreen
      key={question.id}
      scene={scene}
      question={question}
      position={{ number: index + 1, total: shown.length }}
      answer={answer}
      on={{ answer: write, next: act({ type: 'next' }), back }}
    >
      {question.kind === 'text' ? <TextAnswer scene={scene} answer={answer} write={write} /> : undefined}
    </QuestionScreen>
  )
}

/** No thanks and no "Bewaard": nothing was kept. */
function End({ scene }: { readonly scene: SurveyScene }) {
  return (
    <Frame scene={scene} kind="message">
      <Title>{marked(scene, { text: say('phone.end'), language: 'nl' })}</Title>
      <p>{marked(scene, { text: say('phone.end.text'), language: 'nl' })}</p>
    </Frame>
  )
}
