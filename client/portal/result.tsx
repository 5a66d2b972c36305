import type { UnreliableMonths } from '../../shared/results/background.ts'
import type { AskedQuestion } from '../../shared/results/choices.ts'
import { count, percent } from '../../shared/results/format.ts'
import { isRounded, type ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { Bar, Key } from './bar.tsx'
import { intervalInWords, meanInWords, missingInWords, rowInWords } from './sentences.ts'
import { Sign } from './sign.tsx'
import { Trend } from './trend.tsx'

interface ResultProps {
  readonly words: Words
  readonly question: AskedQuestion
  readonly row: ResultRow
  /** The same question by quarter or year, every version, oldest first; empty when not asked for. */
  readonly periods: readonly ResultRow[]
  readonly unreliable: readonly UnreliableMonths[]
}

/** One question: a sentence first, then how many, the bar, the table, and the periods. */
export function Result({ words, question, row, periods, unreliable }: ResultProps) {
  const { say } = words
  const id = `vraag-${row.version}-${row.question}`
  return (
    <li class="ew-result">
      <h3 class="ew-result__question" id={id}>
        <span>{question.text}</span>
        {row.level === 'provisional' && <span class="ew-tag">{say('provisional')}</span>}
      </h3>
      {row.level === 'hidden' ? (
        <p class="ew-hidden">
          <Sign name="lock" />
          {say('hidden.title')}. {say('hidden')}
        </p>
      ) : (
        <Shown words={words} question={question} row={row} />
      )}
      {periods.some(({ level }) => level !== 'hidden') && (
        <Trend words={words} question={question} rows={periods} unreliable={unreliable} />
      )}
    </li>
  )
}

function Shown({ words, question, row }: Pick<ResultProps, 'words' | 'question' | 'row'>) {
  const { say } = words
  const missing = missingInWords(row, words)
  const parts = [meanInWords(row, words), rowInWords(row, question, words), intervalInWords(row, words)]
  const sentence = parts.filter((part) => part !== null)
  return (
    <>
      {sentence.length > 0 && <p class="ew-result__sentence">{sentence.join(' ')}</p>}
      {row.share !== null && <Key question={question} />}
      <Bar row={row} question={question} words={words} />
      <p class="ew-result__n">
        <strong>{say('n', { count: row.n ?? 0, number: count(row.n ?? 0) })}</strong>
        {missing !== '' && `, ${missing}`}
      </p>
      {row.masked && <p class="ew-result__n">{say('masked')}</p>}
      {row.about && <p class="ew-result__n">{say('about.part')}</p>}
      <details class="ew-more" open={row.share === null}>
        <summary>{say('table')}</summary>
        <AnswerTable words={words} question={question} row={row} />
      </details>
    </>
  )
}

function AnswerTable({ words, question, row }: Pick<ResultProps, 'words' | 'question' | 'row'>) {
  const { say } = words
  const { counts, distribution } = row
  const share = (value: string) => {
    const figure = percent(distribution?.[value] ?? 0)
    return isRounded(row) ? say('about', { figure }) : figure
  }
  return (
    <table class="ew-table">
      <caption>{question.text}</caption>
      <thead>
        <tr>
          <th scope="col">{say('table.answer')}</th>
          {counts && (
            <th scope="col" class="ew-table__number">
              {say('table.count')}
            </th>
          )}
          <th scope="col" class="ew-table__number">
            {say('table.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {question.options.map(({ value, label }) => (
          <tr key={value}>
            <th scope="row">{label}</th>
            {counts && <td class="ew-table__number">{count(counts[value] ?? 0)}</td>}
            <td class="ew-table__number">{share(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
