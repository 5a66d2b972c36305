import type { AskedQuestion, ResultsChoices } from '../../shared/results/choices.ts'
import type { PublishedResults, ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { Choose } from './choose.tsx'
import { Lead } from './lead.tsx'
import { CODEBOOK_URL, downloadUrl } from './requests.ts'
import { Result } from './result.tsx'
import { Sign } from './sign.tsx'
import type { View } from './view.ts'

export interface Figures {
  readonly results: PublishedResults
  /** The same by quarter or year; null when not asked for. */
  readonly periods: PublishedResults | null
}

interface PageProps {
  readonly words: Words
  readonly choices: ResultsChoices
  readonly view: View
  readonly figures: Figures
  readonly onChoose: (view: View) => void
}

/** The results of one view. */
export function Page({ words, choices, view, figures, onChoose }: PageProps) {
  const { results, periods } = figures
  const versions = choices.surveys.find(({ id }) => id === view.survey)?.versions ?? []
  const questionOf = (row: ResultRow) => questionIn(versions, row)
  const shown = [...new Set(results.rows.map(({ version }) => version))].sort((a, b) => b - a)
  return (
    <>
      <Lead words={words} choices={choices} view={view} results={results} questionOf={questionOf} />
      <Choose words={words} choices={choices} view={view} onChoose={onChoose} />
      {shown.map((version, index) => (
        <Answers
          key={version}
          words={words}
          title={words.say(shown.length > 1 ? 'answers.version' : 'answers', { version })}
          rows={results.rows.filter((row) => row.version === version)}
          // The periods of an older version stand with the newest version of the question.
          periods={index === 0 ? (periods?.rows ?? []) : (periods?.rows ?? []).filter((row) => row.version === version)}
          questionOf={questionOf}
        />
      ))}
      <Downloads words={words} view={view} />
    </>
  )
}

interface AnswersProps {
  readonly words: Words
  readonly title: string
  readonly rows: readonly ResultRow[]
  readonly periods: readonly ResultRow[]
  readonly questionOf: (row: ResultRow) => AskedQuestion | undefined
}

function Answers({ words, title, rows, periods, questionOf }: AnswersProps) {
  const version = rows[0]?.version
  return (
    <section class="ew-sheet" aria-labelledby={`antwoorden-${version}`}>
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id={`antwoorden-${version}`}>
          {title}
        </h2>
      </div>
      <ol>
        {rows.map((row) => {
          const question = questionOf(row)
          const own = periods.filter(({ question: id, kind }) => id === row.question && kind === row.kind)
          return question && <Result key={row.question} words={words} question={question} row={row} periods={own} />
        })}
      </ol>
      <div class="ew-sheet__foot">
        <p>
          {words.say('missing.note')} {words.say('provisional.note')}
        </p>
      </div>
    </section>
  )
}

function Downloads({ words, view }: { readonly words: Words; readonly view: View }) {
  const links = [
    ['download.nl', downloadUrl(view, 'nl')],
    ['download.open', downloadUrl(view, 'open')],
    ['download.codebook', CODEBOOK_URL],
  ] as const
  return (
    <section class="ew-downloads" aria-labelledby="take">
      <div>
        <h2 class="ew-sheet__title" id="take">
          {words.say('download.title')}
        </h2>
        <p>{words.say('download.text')}</p>
      </div>
      <p class="ew-downloads__row">
        {links.map(([label, href]) => (
          <a class="ew-button ew-button--secondary" key={label} href={href} download>
            <Sign name="download" />
            {words.say(label)}
          </a>
        ))}
      </p>
    </section>
  )
}

function questionIn(
  versions: ResultsChoices['surveys'][number]['versions'],
  row: ResultRow,
): AskedQuestion | undefined {
  return versions.find(({ version }) => version === row.version)?.questions.find(({ id }) => id === row.question)
}
