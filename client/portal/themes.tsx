import type { AskedQuestion } from '../../shared/results/choices.ts'
import { count } from '../../shared/results/format.ts'
import type { ResultRow } from '../../shared/results/results.ts'
import { type PooledScale, poolScales, type Shown } from '../../shared/results/themes.ts'
import type { Words } from '../lib/i18n.ts'
import { Bar, Key } from './bar.tsx'
import { topAnswers } from './sentences.ts'
import type { View } from './view.ts'

/** The groups of each kind, in the order in which they stand on the page. */
const GROUPS = {
  theme: ['toegang', 'kwaliteit', 'effect', 'waardering'],
  clientValue: ['gelijkwaardigheid', 'autonomie', 'aandacht', 'vertrouwen'],
} as const

interface ThemesProps {
  readonly words: Words
  readonly pool: Exclude<View['pool'], ''>
  /** Of one version of the survey. */
  readonly rows: readonly ResultRow[]
  readonly questionOf: (row: ResultRow) => AskedQuestion | undefined
}

/** The answers by theme or by value of client control, with the questions that each figure is made of. */
export function Themes({ words, pool, rows, questionOf }: ThemesProps) {
  const { say } = words
  const shown = rows.flatMap((row): readonly Shown[] => {
    const question = questionOf(row)
    return question ? [{ row, question }] : []
  })
  return (
    <section class="ew-sheet" aria-labelledby="samen">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="samen">
          {say(`pool.title.${pool}`)}
        </h2>
        <p class="ew-sheet__intro">{say('pool.intro')}</p>
      </div>
      <ol>
        {GROUPS[pool].map((group) => (
          <Group
            key={group}
            words={words}
            name={say(`pool.${group}`)}
            shown={shown.filter(({ question }) => question[pool] === group)}
          />
        ))}
      </ol>
    </section>
  )
}

interface GroupProps {
  readonly words: Words
  readonly name: string
  readonly shown: readonly Shown[]
}

function Group({ words, name, shown }: GroupProps) {
  const { say } = words
  const scales = poolScales(shown)
  const pooled = scales.flatMap(({ questions }) => questions)
  const left = shown.map(({ question }) => question).filter((question) => !pooled.includes(question))
  return (
    <li class="ew-result">
      <h3 class="ew-result__question">{name}</h3>
      {scales.map((scale) => (
        <Scale key={scale.questions[0]?.id} words={words} scale={scale} />
      ))}
      {left.length > 0 && <Questions words={words} intro={say('pool.left')} questions={left} />}
      {shown.length === 0 && <p class="ew-result__n">{say('pool.none')}</p>}
    </li>
  )
}

function Scale({ words, scale }: { readonly words: Words; readonly scale: PooledScale }) {
  const { say } = words
  const [question] = scale.questions
  if (!question) return null
  const answers = topAnswers(question, words) ?? ''
  return (
    <>
      <p class="ew-result__sentence">
        {say('pool.sentence', {
          number: count(scale.top),
          n: count(scale.n),
          answers,
          ...(scale.about ? { context: 'about' } : {}),
        })}
      </p>
      <Key question={question} />
      <Bar
        row={{
          level: 'full',
          share: scale.share,
          distribution: scale.distribution,
          ...(scale.about ? { about: true } : {}),
        }}
        question={question}
        words={words}
      />
      <Questions
        words={words}
        intro={say('pool.questions', { count: scale.questions.length, n: count(scale.n) })}
        questions={scale.questions}
      />
    </>
  )
}

interface QuestionsProps {
  readonly words: Words
  readonly intro: string
  readonly questions: readonly AskedQuestion[]
}

function Questions({ intro, questions }: QuestionsProps) {
  return (
    <div class="ew-result__n">
      <p>{intro}</p>
      <ul class="ew-hidden__questions">
        {questions.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </div>
  )
}
