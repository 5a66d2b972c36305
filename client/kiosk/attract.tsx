import type { Question, Survey } from '../../shared/survey/survey.ts'
import { directionOf, tell } from '../../shared/survey/text.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Words } from '../lib/i18n.ts'
import { type Choice, choicesOf } from '../screens/answers.ts'
import { Title } from '../screens/frame.tsx'
import { Icon, NEXT } from '../screens/icon.tsx'
import { type LanguageName, offered } from '../screens/offered.ts'
import { Stage } from '../screens/picture.tsx'
import { drawSign } from '../screens/sign.tsx'
import type { Text } from '../screens/words.ts'
import { HAND } from './icons.ts'
import { News } from './news.tsx'
import { onlyQuestion } from './single.ts'
import { sayIn } from './words.ts'

interface AttractProps {
  readonly reply: CollectorReply
  /** The language that a touch beside the buttons begins in. */
  readonly language: string
  readonly wordsIn: (language: string) => Words
  readonly begin: (language: string) => void
  /** A tap on a face of a survey that asks one thing. */
  readonly answer: (value: string) => void
  /** Something for staff to look at. */
  readonly fault: boolean
}

/** What the kiosk shows while nobody is there: the question, the faces and every language. Touching it anywhere begins. */
export function AttractScreen({ reply, language, wordsIn, begin, answer, fault }: AttractProps) {
  const asked = askedIn(reply)
  const own = wordsIn(language)
  const names = offered(reply.collector.languages, [])
  const titleIn = (code: string): Text =>
    asked && !asked.many ? tell(asked.question.text, code, 'nl').text : sayIn(wordsIn(code), code, 'attract.title')
  const look = `${names.length > 5 ? ' ew-attract--many' : ''}${reply.news ? ' ew-attract--told' : ''}`
  return (
    <main class={`ew-attract${look}`}>
      <div class="ew-attract__head">
        <Stage picture={asked?.question.picture ?? reply.surveys[0]?.questions[0]?.picture} />
        <Title>{titleIn(language)}</Title>
        {asked && <Faces {...asked} language={language} answer={answer} />}
        <News news={reply.news} title={sayIn(own, language, 'told.title')} />
      </div>
      <div class="ew-attract__start">
        <p class="ew-attract__tap">
          <Icon sign={HAND} />
          {sayIn(own, language, names.length > 1 ? 'attract.touch' : 'attract.start')}
        </p>
        <ul class="ew-attract__list">
          {names.map((name) => (
            <li key={name.code}>
              <Row name={name} title={titleIn(name.code)} begin={begin} />
            </li>
          ))}
        </ul>
        <p class="ew-attract__promise">{sayIn(own, language, 'attract.promise')}</p>
      </div>
      {fault && (
        <p class="ew-attract__staff" lang="nl" dir="ltr">
          {sayIn(wordsIn('nl'), 'nl', 'staff.sign')}
        </p>
      )}
    </main>
  )
}

interface RowProps {
  readonly name: LanguageName
  readonly title: Text
  readonly begin: (language: string) => void
}

function Row({ name: { code, name }, title, begin }: RowProps) {
  return (
    <button
      type="button"
      class="ew-button ew-button--secondary ew-attract__row"
      lang={code}
      dir={directionOf(code)}
      onClick={() => begin(code)}
    >
      <span class="ew-attract__words">
        <span class="ew-attract__language">{name}</span>
        <span class="ew-attract__question">{title}</span>
      </span>
      <Icon sign={NEXT} />
    </button>
  )
}

interface Asked {
  readonly survey: Survey
  readonly question: Question
  /** There is more than one survey: the question of one of them would not be that of the others. */
  readonly many: boolean
}

/** The question whose faces stand there: the only one, else the first with a scale of faces. */
function askedIn({ surveys }: CollectorReply): Asked | null {
  for (const survey of surveys) {
    const question = onlyQuestion(survey) ?? survey.questions.find(hasFaces)
    if (question) return { survey, question, many: surveys.length > 1 }
  }
  return null
}

function hasFaces({ kind, showIf, context }: Question): boolean {
  return !showIf && !context && ['faces3', 'faces5', 'agree5'].includes(kind)
}

function Faces(props: Asked & { readonly language: string; readonly answer: (value: string) => void }) {
  const { survey, question, many, language, answer } = props
  const choices = choicesOf({ survey, language, page: language }, question).filter(({ apart }) => !apart)
  const taps = !many && onlyQuestion(survey) !== null
  return (
    <ul class={`ew-attract__faces${taps ? ' ew-attract__faces--tap' : ''}`}>
      {choices.map((choice) => (
        <li key={choice.value}>
          {taps ? (
            <button
              type="button"
              class="ew-button ew-button--secondary ew-attract__answer"
              onClick={() => answer(choice.value)}
            >
              <Shown choice={choice} />
            </button>
          ) : (
            <Shown choice={choice} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Shown({ choice: { art, label } }: { readonly choice: Choice }) {
  return (
    <>
      {art && drawSign(art, 'ew-attract__face')}
      <span>{label}</span>
    </>
  )
}
