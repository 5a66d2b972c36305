import type { NearestView, ResultsBackground, UnreliableMonths } from '../../shared/results/background.ts'
import type { AskedQuestion, ResultsChoices } from '../../shared/results/choices.ts'
import { quarterInWords } from '../../shared/results/format.ts'
import type { PublishedResults, ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { Nearest, UnreliableNotes } from './background.tsx'
import { Cells, cutInWords, isOnlyTogether } from './cells.tsx'
import { Choose } from './choose.tsx'
import { Languages } from './languages.tsx'
import { Lead } from './lead.tsx'
import { Mirror } from './mirror.tsx'
import { Predecessors } from './predecessors.tsx'
import { CODEBOOK_URL, DOWNLOADS, downloadUrl } from './requests.ts'
import { Result } from './result.tsx'
import { Sign } from './sign.tsx'
import { Themes } from './themes.tsx'
import { reportOf, successionOf, type View } from './view.ts'

export interface Figures {
  readonly results: PublishedResults
  readonly background: ResultsBackground
  /** A view that has figures; null when this one has, and when there is none. */
  readonly nearest: NearestView | null
  /** The same by quarter or year; null when not asked for. */
  readonly periods: PublishedResults | null
  /** The same taken apart by another cut; null when not asked for. */
  readonly cells: PublishedResults | null
  /** All other providers of the care type together; null when not asked for, or not to be had of this view. */
  readonly others: PublishedResults | null
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
  const { results, background, nearest, periods, cells, others } = figures
  const survey = choices.surveys.find(({ id }) => id === view.survey)
  const versions = survey?.versions ?? []
  const questionOf = (row: ResultRow) => questionIn(versions, row)
  const shown = [...new Set(results.rows.map(({ version }) => version))].sort((a, b) => b - a)
  const demo = results.demo || periods?.demo || others?.demo
  return (
    <>
      {demo && <p class="ew-notice">{words.say('demo')}</p>}
      <Lead words={words} choices={choices} view={view} figures={figures} questionOf={questionOf} />
      {nearest && <Nearest words={words} choices={choices} view={view} nearest={nearest} onChoose={onChoose} />}
      <Predecessors words={words} choices={choices} view={view} />
      <UnreliableNotes words={words} marks={background.unreliable} />
      {isOnlyTogether(choices.viewer, view) && (
        <p class="ew-notice">
          {words.say('together')} {choices.providers.length > 0 && words.say('together.choose')}
        </p>
      )}
      <Choose words={words} choices={choices} view={view} onChoose={onChoose} />
      <Languages words={words} languages={survey?.languages ?? []} />
      {view.pool !== '' && (
        <Themes
          words={words}
          pool={view.pool}
          rows={results.rows.filter(({ version }) => version === shown[0])}
          questionOf={questionOf}
        />
      )}
      {shown.map((version, index) => (
        <Answers
          key={version}
          words={words}
          title={words.say(shown.length > 1 ? 'answers.version' : 'answers', { version })}
          rows={results.rows.filter((row) => row.version === version)}
          // The periods of an older version stand with the newest version of the question.
          periods={index === 0 ? (periods?.rows ?? []) : (periods?.rows ?? []).filter((row) => row.version === version)}
          unreliable={background.unreliable}
          questionOf={questionOf}
        />
      ))}
      {cells && (
        <Cells
          words={words}
          choices={choices}
          cut={view.cut}
          rows={cells.rows.filter(({ version }) => version === shown[0])}
          questionOf={questionOf}
        />
      )}
      {view.beside === 'others' && (
        <Mirror
          words={words}
          results={results}
          others={others}
          hasPredecessors={successionOf(view, choices) !== null}
          questionOf={questionOf}
        />
      )}
      <Downloads words={words} choices={choices} view={view} />
    </>
  )
}

interface AnswersProps {
  readonly words: Words
  readonly title: string
  readonly rows: readonly ResultRow[]
  readonly periods: readonly ResultRow[]
  readonly unreliable: readonly UnreliableMonths[]
  readonly questionOf: (row: ResultRow) => AskedQuestion | undefined
}

function Answers({ words, title, rows, periods, unreliable, questionOf }: AnswersProps) {
  const version = rows[0]?.version
  const { say } = words
  const provisional = [...rows, ...periods].some(({ level }) => level === 'provisional')
  const shown = rows.map((row) => {
    const own = periods.filter(({ question: id, kind }) => id === row.question && kind === row.kind)
    const visible = [row, ...own].some(({ level }) => level !== 'hidden')
    return { row, own, visible, question: questionOf(row) }
  })
  const hidden = shown.flatMap(({ visible, question }) => (visible || !question ? [] : [question]))
  const results = (own: boolean) =>
    shown.map(
      ({ row, own: periodRows, visible, question }) =>
        visible &&
        question &&
        (question.provider !== undefined) === own && (
          <Result
            key={row.question}
            words={words}
            question={question}
            row={row}
            periods={periodRows}
            unreliable={unreliable}
          />
        ),
    )
  const hasOwn = shown.some(({ visible, question }) => visible && question?.provider !== undefined)
  return (
    <section class="ew-sheet" aria-labelledby={`antwoorden-${version}`}>
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id={`antwoorden-${version}`}>
          {title}
        </h2>
        {hidden.length < rows.length && <p class="ew-sheet__intro">{say('answers.intro')}</p>}
      </div>
      <ol>{results(false)}</ol>
      {hasOwn && (
        <>
          <div class="ew-sheet__head">
            <h3 class="ew-sheet__title">{say('answers.own')}</h3>
            <p class="ew-sheet__intro">{say('answers.own.intro')}</p>
          </div>
          <ol>{results(true)}</ol>
        </>
      )}
      {hidden.length > 0 && <Hidden words={words} questions={hidden} />}
      <div class="ew-sheet__foot">
        <p>
          {say('missing.note')} {provisional && say('provisional.note')}
        </p>
      </div>
    </section>
  )
}

/** The questions with too few answers, all with the same reason. */
function Hidden({ words, questions }: { readonly words: Words; readonly questions: readonly AskedQuestion[] }) {
  return (
    <div class="ew-hidden ew-hidden--questions">
      <Sign name="lock" />
      <div>
        <h3>{words.say('hidden.title')}</h3>
        <p>{words.say('hidden')}</p>
        <ul class="ew-hidden__questions">
          {questions.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Downloads({ words, choices, view }: Pick<PageProps, 'words' | 'choices' | 'view'>) {
  const { say } = words
  // A file has one cut of the time; the page with periods shows the whole range too.
  const whole = { ...view, by: '', cut: '' } as const
  const cuts = [
    ...(view.by === '' ? [] : [{ ...view, cut: '' } as const]),
    ...(view.cut === '' ? [] : [{ ...view, by: '' } as const]),
    whole,
  ]
  const report = reportOf(view, choices)
  const nameOf = (cut: View) =>
    cut.cut === '' ? say(`choose.by.${cut.by || 'none'}`) : cutInWords(cut.cut, choices, words)
  return (
    <section class="ew-downloads" aria-labelledby="take">
      <div>
        <h2 class="ew-sheet__title" id="take">
          {say('download.title')}
        </h2>
        <p>{say('download.text')}</p>
      </div>
      <p class="ew-downloads__row">
        {report === null ? (
          say('download.report.choose')
        ) : (
          <>
            <Download
              href={`/api/v1/report.pdf${report.query}`}
              label={say('download.report', { quarter: quarterInWords(report.quarter) })}
            />
            {choices.viewer.role !== 'reader' && <a href={report.talk}>{say('download.said')}</a>}
          </>
        )}
      </p>
      {cuts.map((cut) => (
        <p class="ew-downloads__row" key={cut.by + cut.cut}>
          {cuts.length > 1 && <strong>{nameOf(cut)}</strong>}
          {DOWNLOADS.slice(0, 2).map((as) => (
            <Download key={as} href={downloadUrl(cut, as)} label={say(`download.${as}`)} />
          ))}
        </p>
      ))}
      <details class="ew-more">
        <summary>{say('download.more')}</summary>
        {cuts.map((cut) => (
          <p class="ew-downloads__row" key={cut.by + cut.cut}>
            {cuts.length > 1 && <strong>{nameOf(cut)}</strong>}
            {DOWNLOADS.slice(2).map((as) => (
              <Download
                key={as}
                href={downloadUrl(cut, as)}
                label={say(`download.${as}`)}
                {...(as === 'json' ? { name: 'resultaten.json' } : {})}
              />
            ))}
          </p>
        ))}
        <p class="ew-downloads__row">
          <Download href={CODEBOOK_URL} label={say('download.codebook')} />
        </p>
      </details>
    </section>
  )
}

function Download({ href, label, name }: { readonly href: string; readonly label: string; readonly name?: string }) {
  return (
    <a class="ew-button ew-button--secondary" href={href} download={name ?? true}>
      <Sign name="download" />
      {label}
    </a>
  )
}

function questionIn(
  versions: ResultsChoices['surveys'][number]['versions'],
  row: ResultRow,
): AskedQuestion | undefined {
  return versions.find(({ version }) => version === row.version)?.questions.find(({ id }) => id === row.question)
}
