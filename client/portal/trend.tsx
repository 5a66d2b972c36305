import { Fragment } from 'preact'
import type { AskedQuestion } from '../../shared/results/choices.ts'
import type { ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { count, grade, ofHundred, percent, quarterInWords } from './format.ts'
import { changeInWords } from './sentences.ts'

interface TrendProps {
  readonly words: Words
  readonly question: AskedQuestion
  /** By version and then quarter, oldest first. */
  readonly rows: readonly ResultRow[]
}

/** A question by quarter. Another version of the survey breaks the line: nothing is compared over it. */
export function Trend({ words, question, rows }: TrendProps) {
  const { say } = words
  const means = rows.some(({ mean }) => mean !== null)
  const heads = ['trend.quarter', 'trend.n', 'trend.share', ...(means ? ['trend.mean'] : []), 'trend.change']
  return (
    <div class="ew-scroll">
      <table class="ew-table ew-trend-table">
        <caption>{say('trend.caption', { question: question.text })}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const before = rows[index - 1]
            const broken = before !== undefined && before.version !== row.version
            return (
              <Fragment key={`${row.version} ${row.group.quarter}`}>
                {broken && (
                  <tr>
                    <td colSpan={heads.length}>{say('trend.break')}</td>
                  </tr>
                )}
                <Quarter words={words} row={row} before={broken ? undefined : before} means={means} />
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface QuarterProps {
  readonly words: Words
  readonly row: ResultRow
  readonly before: ResultRow | undefined
  readonly means: boolean
}

function Quarter({ words, row, before, means }: QuarterProps) {
  const { say } = words
  return (
    <tr>
      <th scope="row">{quarterInWords(row.group.quarter ?? '')}</th>
      <td data-label={say('trend.n')}>{row.n === null ? say('trend.hidden') : count(row.n)}</td>
      <td data-label={say('trend.share')}>{shareInWords(row, words)}</td>
      {means && <td data-label={say('trend.mean')}>{row.mean === null ? '–' : grade(row.mean)}</td>}
      <td data-label={say('trend.change')}>{row.level === 'hidden' ? '–' : changeInWords(row, before, words)}</td>
    </tr>
  )
}

function shareInWords({ level, share, interval }: ResultRow, words: Words): string {
  if (share === null || interval === null) return '–'
  const figure = level === 'provisional' ? words.say('about', { figure: percent(share) }) : percent(share)
  const between = words.say('trend.between', { low: ofHundred(interval[0]), high: ofHundred(interval[1]) })
  return `${figure}, ${between}`
}
