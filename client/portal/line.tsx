import type { AskedQuestion } from '../../shared/results/choices.ts'
import { percent, periodInWords } from '../../shared/results/format.ts'
import { isRounded } from '../../shared/results/results.ts'
import type { TrendLine, TrendPoint } from '../../shared/results/trend.ts'
import type { Words } from '../lib/i18n.ts'
import { topAnswers } from './sentences.ts'

interface LineProps {
  readonly words: Words
  readonly question: AskedQuestion
  readonly line: TrendLine
}

/** Shares through time on a fixed scale of 0 to 100 %, so that no small change looks large: a dot a period with its
 *  interval, limits of ordinary variation, a gap where nothing may be shown and a break where the survey changed. The
 *  table beside it says the same. */
export function Line({ words, question, line }: LineProps) {
  const { say } = words
  const { points, limits } = line
  const shown = points.filter(({ row }) => row.share !== null)
  const [first, last] = [points[0], points.at(-1)]
  const newest = shown.at(-1)
  if (!first || !last || !newest || shown.length < 2) return null
  const x = (index: number) => 2 + (index / (points.length - 1)) * 96
  return (
    <div class="ew-line" role="img" aria-label={lineInWords(words, question, first, newest)}>
      <div class="ew-line__plot">
        <span class="ew-line__top">{percent(1)}</span>
        <span class="ew-line__foot">{percent(0)}</span>
        <svg class="ew-line__svg" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <path class="ew-line__grid" d="M0 0H100M0 50H100M0 100H100" />
          {points.map(({ broken, period }, index) =>
            broken ? <path key={period} class="ew-line__break" d={`M${x(index - 0.5)} 0V100`} /> : null,
          )}
          {limits.map(({ low, high, mean, first: from, last: to }) => (
            <g key={from}>
              <path class="ew-line__limit" d={`M${x(from)} ${y(low)}H${x(to)}M${x(from)} ${y(high)}H${x(to)}`} />
              <path class="ew-line__mean" d={`M${x(from)} ${y(mean)}H${x(to)}`} />
            </g>
          ))}
          <path class="ew-line__interval" d={points.map((point, index) => whisker(point, x(index))).join('')} />
          <path class="ew-line__line" d={points.map((point, index) => step(point, x(index))).join('')} />
          <path class="ew-line__dots" d={dots(points, x, () => true)} />
          <path class="ew-line__holes" d={dots(points, x, ({ row, reliable }) => row.level !== 'full' || !reliable)} />
        </svg>
        <span class="ew-line__last" style={{ insetBlockStart: `${y(newest.row.share ?? 0)}%` }}>
          {isRounded(newest.row) ? `±${percent(newest.row.share ?? 0)}` : percent(newest.row.share ?? 0)}
        </span>
      </div>
      <p class="ew-line__ends" aria-hidden="true">
        <span>{periodInWords(first.period)}</span>
        <span>{periodInWords(last.period)}</span>
      </p>
      <p class="ew-line__caption" aria-hidden="true">
        {say('line.key')}
      </p>
    </div>
  )
}

/** What the limits say, in words; nothing without any. */
export function LimitsInWords({ words, line }: Pick<LineProps, 'words' | 'line'>) {
  const limits = line.limits.at(-1)
  if (!limits) return null
  const figures = { low: percent(limits.low), high: percent(limits.high) }
  const periods = limits.outside.map(periodInWords).join(', ')
  return (
    <p>
      {words.say('line.limits', figures)}{' '}
      {words.say(limits.outside.length === 0 ? 'line.inside' : 'line.outside', { periods })}
    </p>
  )
}

function lineInWords(words: Words, question: AskedQuestion, first: TrendPoint, newest: TrendPoint): string {
  const { share, interval } = newest.row
  return words.say('line.spoken', {
    answers: topAnswers(question, words) ?? '',
    from: periodInWords(first.period),
    to: periodInWords(newest.period),
    share: percent(share ?? 0),
    low: percent(interval?.[0] ?? 0),
    high: percent(interval?.[1] ?? 0),
  })
}

/** Downward, as a screen counts: a share of 1 is at the top. */
function y(share: number): number {
  return Math.round((1 - share) * 1000) / 10
}

function whisker({ row }: TrendPoint, at: number): string {
  return row.interval === null ? '' : `M${at} ${y(row.interval[1])}V${y(row.interval[0])}`
}

function step({ row, joined }: TrendPoint, at: number): string {
  return row.share === null ? '' : `${joined ? 'L' : 'M'}${at} ${y(row.share)}`
}

/** A line of no length with round ends is a dot that keeps its size however the drawing is stretched. */
function dots(
  points: readonly TrendPoint[],
  x: (index: number) => number,
  isIn: (point: TrendPoint) => boolean,
): string {
  return points
    .map((point, index) => (point.row.share !== null && isIn(point) ? `M${x(index)} ${y(point.row.share)}h.01` : ''))
    .join('')
}
