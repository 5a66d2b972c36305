import type { AskedQuestion } from '../../shared/results/choices.ts'
import { compare } from '../../shared/results/compare.ts'
import { count, percent } from '../../shared/results/format.ts'
import { MIRROR_PROVIDERS } from '../../shared/results/mirror.ts'
import { isRounded, type PublishedResults, type ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { intervalInWords, topAsHead } from './sentences.ts'

interface MirrorProps {
  readonly words: Words
  readonly results: PublishedResults
  /** Null when the view is of more than one provider or care type. */
  readonly others: PublishedResults | null
  /** Whether the provider took over others. */
  readonly hasPredecessors: boolean
  readonly questionOf: (row: ResultRow) => AskedQuestion | undefined
}

/** The own share of each question beside that of all others together, in the order of the survey: no ranking. */
export function Mirror({ words, results, others, hasPredecessors, questionOf }: MirrorProps) {
  const { say } = words
  const pairs = results.rows.flatMap((own) => {
    const question = questionOf(own)
    const other = others?.rows.find((row) => row.question === own.question && row.version === own.version)
    return question && other && other.level !== 'hidden' && other.share !== null ? [{ own, other, question }] : []
  })
  return (
    <section class="ew-sheet" aria-labelledby="spiegel">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="spiegel">
          {say('mirror.title')}
        </h2>
        <p class="ew-sheet__intro">
          {say(others === null ? 'mirror.choose' : 'mirror.intro')}{' '}
          {others !== null && hasPredecessors && say(others.filter.with.length > 0 ? 'mirror.with' : 'mirror.without')}{' '}
          {others !== null && pairs.length === 0 && say('mirror.none')}
        </p>
      </div>
      {pairs.length > 0 && <Pairs words={words} pairs={pairs} />}
      <div class="ew-sheet__foot">
        <p>
          {pairs.length > 0 && say('mirror.sure')} {say('mirror.note', { providers: MIRROR_PROVIDERS })}
        </p>
      </div>
    </section>
  )
}

interface Pair {
  readonly own: ResultRow
  readonly other: ResultRow
  readonly question: AskedQuestion
}

function Pairs({ words, pairs }: { readonly words: Words; readonly pairs: readonly Pair[] }) {
  const { say } = words
  const heads = ['mirror.question', 'mirror.own', 'mirror.others', 'mirror.plot', 'mirror.verdict']
  return (
    <table class="ew-table ew-table--stacked">
      <caption>{say('mirror.caption')}</caption>
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
        {pairs.map(({ own, other, question }) => (
          <tr key={`${own.version} ${own.question}`}>
            <th scope="row">
              {question.text}
              <span class="ew-table__sub">{topAsHead(question, words)}</span>
            </th>
            <td data-label={say('mirror.own')}>
              <Figure words={words} row={own} />
            </td>
            <td data-label={say('mirror.others')}>
              <Figure words={words} row={other} />
            </td>
            <td aria-hidden="true">
              <Plot own={own} other={other} />
            </td>
            <td data-label={say('mirror.verdict')}>
              <span>{verdict(own, other, words)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Figure({ words, row }: { readonly words: Words; readonly row: ResultRow }) {
  const { say } = words
  if (row.share === null || row.n === null) return <span>{say('mirror.none.cell')}</span>
  const part = percent(row.share)
  const share = isRounded(row) ? say('about', { figure: part }) : part
  return (
    <span>
      {say('mirror.cell', { share, n: count(row.n) })}
      <span class="ew-visually-hidden"> {intervalInWords(row, words)}</span>
    </span>
  )
}

/** Two dots with their intervals on one line of 0 to 100 %: the own one full, that of the others open. */
function Plot({ own, other }: { readonly own: ResultRow; readonly other: ResultRow }) {
  const at = (share: number) => 6 + share * 188
  const dots = [
    { row: own, y: 11, look: 'ew-dot ew-dot--own' },
    { row: other, y: 29, look: 'ew-dot ew-dot--others' },
  ]
  return (
    <svg class="ew-plot" viewBox="0 0 200 40" aria-hidden="true" focusable="false">
      {[0, 0.5, 1].map((share) => (
        <line key={share} class="ew-plot__grid" x1={at(share)} x2={at(share)} y1="0" y2="40" />
      ))}
      {dots.map(({ row, y, look }) =>
        row.share === null || row.interval === null ? null : (
          <g key={look}>
            <line class="ew-plot__interval" x1={at(row.interval[0])} x2={at(row.interval[1])} y1={y} y2={y} />
            <circle class={look} cx={at(row.share)} cy={y} r="5" />
          </g>
        ),
      )}
    </svg>
  )
}

/** How the own share differs from that of the others: only full figures are compared. */
function verdict(own: ResultRow, other: ResultRow, words: Words): string {
  const found = compare(own, other)
  return words.say(found === 'none' ? 'change.none' : `mirror.${found}`)
}
