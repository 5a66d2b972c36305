import type { AskedQuestion } from '../../shared/results/choices.ts'
import { percent } from '../../shared/results/format.ts'
import { isRounded, type ResultRow } from '../../shared/results/results.ts'
import { topValues } from '../../shared/results/statistics.ts'
import type { Words } from '../lib/i18n.ts'

type Side = 'poor' | 'middle' | 'good'

/** A part narrower than this has no room for its figure; the table has it. */
const ROOM_FOR_FIGURE = 0.12

/** All answers as one bar of 100 %: favourable end solid, the other end hatched, so that grey print shows it too. */
export function Bar({
  row,
  question,
  words,
}: {
  readonly row: Pick<ResultRow, 'level' | 'masked' | 'distribution' | 'share'>
  readonly question: AskedQuestion
  readonly words: Words
}) {
  if (row.distribution === null || row.share === null) return null
  const parts = partsOf(question, row.distribution)
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
  const parts = partsOf(question, {})
  const sides: readonly Side[] = ['poor', 'middle', 'good']
  return (
    <ul class="ew-key" aria-hidden="true">
      {sides.map((side) => {
        const labels = parts.filter((part) => part.side === side).map(({ label }) => label)
        if (labels.length === 0) return null
        return (
          <li key={side}>
            <span class={`ew-swatch ew-swatch--${side}`} />
            {labels.length > 2 ? `${labels[0]} – ${labels.at(-1)}` : labels.join(' · ')}
          </li>
        )
      })}
    </ul>
  )
}

function partsOf(question: AskedQuestion, distribution: Readonly<Record<string, number>>) {
  const top = topValues(question.kind) ?? []
  const parts = question.options.map(({ value, label }, index) => {
    const middle = question.options.length % 2 === 1 && index === (question.options.length - 1) / 2
    const side: Side = top.includes(Number(value)) ? 'good' : middle ? 'middle' : 'poor'
    return { value, label, side, share: distribution[value] ?? 0 }
  })
  // A scale of ten has two sides, as its share has; ten narrow strips would say nothing.
  return question.kind === 'grade10' ? merged(parts) : parts
}

function merged(parts: readonly { value: string; label: string; side: Side; share: number }[]) {
  return (['poor', 'good'] as const).map((side) => {
    const own = parts.filter((part) => part.side === side)
    const label = `${own[0]?.label} – ${own.at(-1)?.label}`
    return { value: side, label, side, share: own.reduce((sum, { share }) => sum + share, 0) }
  })
}
