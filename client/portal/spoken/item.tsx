import { useId, useState } from 'preact/hooks'
import type { ReviewItem, ReviewPiece } from '../../../shared/open-answers.ts'
import type { Words } from '../../lib/i18n.ts'
import type { Choice } from './review-page.tsx'

interface ItemProps {
  readonly item: ReviewItem
  readonly choice: Choice
  readonly say: Words['say']
  readonly onChoice: (choice: Choice) => void
}

/** One answer to decide on. Each word can be covered; the arrow keys go from word to word, so that Tab passes the text in one
 *  step. */
export function Item({ item: { id, question, survey, demo, pieces }, choice, say, onChoice }: ItemProps) {
  const name = useId()
  const toggle = (start: number) => {
    const covered = new Set(choice.covered)
    if (!covered.delete(start)) covered.add(start)
    onChoice({ ...choice, covered })
  }
  return (
    <article class="ew-result" aria-labelledby={name}>
      <h2 class="ew-result__question" id={name}>
        {question}
      </h2>
      <p class="ew-result__n">
        {survey}
        {demo && ` ${say('demo')}`}
      </p>
      <Pieces pieces={pieces} covered={choice.covered} label={say('review.text')} onToggle={toggle} />
      <fieldset class="ew-review__choices">
        <legend class="ew-visually-hidden">{say('review.choice')}</legend>
        {([true, false] as const).map((show) => (
          <label key={String(show)}>
            <input
              type="radio"
              name={`show-${id}`}
              checked={choice.show === show}
              onChange={() => onChoice({ ...choice, show })}
            />
            {say(show ? 'review.show' : 'review.hide')}
          </label>
        ))}
      </fieldset>
    </article>
  )
}

interface PiecesProps {
  readonly pieces: readonly ReviewPiece[]
  readonly covered: ReadonlySet<number>
  readonly label: string
  readonly onToggle: (start: number) => void
}

function Pieces({ pieces, covered, label, onToggle }: PiecesProps) {
  const words = pieces.filter(({ text }) => text.trim() !== '').map(({ start }) => start)
  const [at, setAt] = useState(words[0] ?? 0)
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = step === 0 ? undefined : words[words.indexOf(at) + step]
    if (next === undefined) return
    event.preventDefault()
    setAt(next)
    const within = event.currentTarget as HTMLElement
    within.querySelector<HTMLElement>(`[data-start="${next}"]`)?.focus()
  }
  return (
    <p class="ew-review__text" role="toolbar" aria-label={label} onKeyDown={move}>
      {pieces.map(({ text, start }) =>
        text.trim() === '' ? (
          text
        ) : (
          <button
            key={start}
            class="ew-review__piece"
            type="button"
            data-start={start}
            tabIndex={start === at ? 0 : -1}
            aria-pressed={covered.has(start)}
            onFocus={() => setAt(start)}
            onClick={() => onToggle(start)}
          >
            {text}
          </button>
        ),
      )}
    </p>
  )
}
