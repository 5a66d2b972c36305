import type { AskedQuestion } from '../../shared/results/choices.ts'
import { percent } from '../../shared/results/format.ts'
import { isRounded, type ResultRow } from '../../shared/results/results.ts'
import { barParts, sideLabels } from '../../shared/results/sides.ts'
import type { Words } from '../lib/i18n.ts'

/** A part narrower than this has no room for its figure; the table has it. */
const ROOM_FOR_FIGURE = 0.12

/** All answers as one bar of 100 %: favourable end solid, the other end hatched, so that grey print shows it too. */
export function Bar({
  row,
  question,
  words,
}: {
  readonly row: Pick<ResultRow, 'level' | 'masked' | 'about' | 'distribution' | 'share'>
  readonly question: AskedQuestion
  readonly words: Words
}) {
  if (row.distribution === null || row.share === null) return null
  const parts = barParts(question, row.distribution)
  const poor = parts.filter(({ side }) => side === 'poor').reduce((sum, { share }) => sum + share, 0)
  const provisional = isRounded(row)
  const shown = parts.filter(({ share }) => share > 0)
  const figure = (share: number) => (provisional ? `±${percent(share)}` : percent(share))
  const spoken = parts.map(({ label, share }) => {
    const part = percent(share)
    return `${label} ${provisional ? words.say('about', { figure: part }) : part}`
  })
  return (
    <div class={provisional ? 'ew-bar ew-bar--provisional' : 'ew-bar'} role="img" aria-label={spoken.join(', ')}>
      <span class="ew-bar__end">{figure(poor)}</span>
      <span class="ew-bar__track">
        {shown.map(({ value, side, share }) => (
          <span key={value} class={`ew-bar__part ew-bar__part--${side}`} style={{ flexGrow: share * 100 }}>
            {side === 'middle' && share >= ROOM_FOR_FIGURE && <span>{percent(share)}</span>}
          </span>
        ))}
      </span>
      <span class="ew-bar__end ew-bar__end--good">{figure(row.share)}</span>
    </div>
  )
}

/** What the three grounds mean at this question: its first, middle and last answers. */
export function Key({ question }: { readonly question: AskedQuestion }) {
  return (
    <ul class="ew-key" aria-hidden="true">
      {sideLabels(question).map(([side, label]) => (
        <li key={side}>
          <span class={`ew-swatch ew-swatch--${side}`} />
          {label}
        </li>
      ))}
    </ul>
  )
}
