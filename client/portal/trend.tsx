import { Fragment } from 'preact'
import type { UnreliableMonths } from '../../shared/results/background.ts'
import type { AskedQuestion } from '../../shared/results/choices.ts'
import { count, grade, periodInWords } from '../../shared/results/format.ts'
import type { ResultRow } from '../../shared/results/results.ts'
import { trendOf } from '../../shared/results/trend.ts'
import type { Words } from '../lib/i18n.ts'
import { reasonsFor } from './background.tsx'
import { LimitsInWords, Line } from './line.tsx'
import { changeInWords, shareInWords, topAsHead } from './sentences.ts'

interface TrendProps {
  readonly words: Words
  readonly question: AskedQuestion
  /** By version and then period, oldest first. */
  readonly rows: readonly ResultRow[]
  readonly unreliable: readonly UnreliableMonths[]
}

/** A table of so many periods stands open; a longer one waits behind the line. */
const OPEN_UP_TO = 6

/** A question by quarter or year: a line where it has shares, and a table. Another version of the survey breaks the line:
 *  nothing is compared over it. */
export function Trend({ words, question, rows, unreliable }: TrendProps) {
  const line = trendOf(rows, (period) => reasonsFor(period, unreliable).length === 0)
  return (
    <div class="ew-trend">
      <Line words={words} question={question} line={line} />
      <LimitsInWords words={words} line={line} />
      <details class="ew-more" open={rows.length <= OPEN_UP_TO}>
        <summary>{words.say('trend.table')}</summary>
        <Periods words={words} question={question} rows={rows} unreliable={unreliable} />
      </details>
    </div>
  )
}

function Periods({ words, question, rows, unreliable }: TrendProps) {
  const { say } = words
  const means = rows.some(({ mean }) => mean !== null)
  const top = topAsHead(question, words)
  const heads = [
    say('trend.period'),
    say('trend.n'),
    ...(means ? [say('trend.mean')] : []),
    ...(top === null ? [] : [top, say('trend.change')]),
  ]
  return (
    <div class="ew-scroll">
      <table class="ew-table ew-table--stacked">
        <caption>{say('trend.caption', { question: question.text })}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const before = rows[index - 1]
            const broken = before !== undefined && before.version !== row.version
            return (
              <Fragment key={`${row.version} ${periodOf(row)}`}>
                {broken && (
                  <tr>
                    <td colSpan={heads.length}>{say('trend.break')}</td>
                  </tr>
                )}
                <Period
                  words={words}
                  row={row}
                  before={broken ? undefined : before}
                  means={means}
                  top={top}
                  reasons={reasonsFor(periodOf(row), unreliable)}
                />
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface PeriodProps {
  readonly words: Words
  readonly row: ResultRow
  readonly before: ResultRow | undefined
  readonly means: boolean
  /** Head of the column of shares; null where there is none. */
  readonly top: string | null
  /** Why the period is not to be relied on; [] when it is. */
  readonly reasons: readonly string[]
}

function Period({ words, row, before, means, top, reasons }: PeriodProps) {
  const { say } = words
  return (
    <tr>
      <th scope="row">
        {periodInWords(periodOf(row))}
        {reasons.map((reason) => (
          <span class="ew-table__sub" key={reason}>
            {say('unreliable.period', { reason })}
          </span>
        ))}
      </th>
      <td data-label={say('trend.n.short')}>
        <span>{row.n === null ? say('trend.hidden') : count(row.n)}</span>
      </td>
      {means && (
        <td data-label={say('trend.mean.short')}>
          <span>{row.mean === null ? '–' : grade(row.mean)}</span>
        </td>
      )}
      {top !== null && (
        <>
          <td data-label={top}>
            <span>{shareInWords(row, words)}</span>
          </td>
          <td data-label={say('trend.change.short')}>
            <span>{row.level === 'hidden' ? '–' : changeInWords(row, before, words)}</span>
          </td>
        </>
      )}
    </tr>
  )
}

function periodOf({ group }: ResultRow): string {
  return group.quarter ?? group.year ?? ''
}
